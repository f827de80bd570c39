namespace Schedules.Runtime;

/// <summary>
/// The free parts of a line of bytes, in memory or in a file. The smallest that is large enough is
/// taken, and what is given back grows together with its neighbours: checkpoints of one size fill
/// the gaps that they leave, and those of any size (a codec's) do not wear the space down. Nothing
/// is allocated for it once the list has its size.
/// </summary>
internal sealed class Extents
{
    private readonly List<(long Offset, long Length)> free = [];

    public bool TryAllocate(long length, out long offset)
    {
        var best = -1;
        for (var i = 0; i < free.Count; i++)
        {
            if (free[i].Length >= length && (best < 0 || free[i].Length < free[best].Length))
            {
                best = i;
                if (free[i].Length == length)
                {
                    break;
                }
            }
        }

        if (best < 0)
        {
            offset = 0;
            return false;
        }

        (offset, var available) = free[best];
        if (available == length)
        {
            free.RemoveAt(best);
        }
        else
        {
            free[best] = (offset + length, available - length);
        }

        return true;
    }

    public void Free(long offset, long length)
    {
        var (low, high) = (0, free.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = free[middle].Offset < offset ? (middle + 1, high) : (low, middle);
        }

        if (low < free.Count && offset + length == free[low].Offset)
        {
            length += free[low].Length;
            free.RemoveAt(low);
        }

        if (low > 0 && free[low - 1].Offset + free[low - 1].Length == offset)
        {
            free[low - 1] = (free[low - 1].Offset, free[low - 1].Length + length);
        }
        else
        {
            free.Insert(low, (offset, length));
        }
    }

    public void Clear() => free.Clear();
}
