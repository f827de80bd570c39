using Microsoft.Win32.SafeHandles;

namespace Schedules.Runtime;

/// <summary>Finds the slots of a file that an earlier process has left. A slot may begin at any
/// multiple of a page, so that a broken one hides none after it; a header says where it stands, so
/// that one inside another's data is not taken for a slot.
/// </summary>
internal static class SlotScan
{
    private const long Page = 4096;

    /// <summary>Bytes of a slot, with its header.</summary>
    public static long Size(long length) => (CheckpointHeader.Size + length + (Page - 1)) & -Page;

    public sealed record Result(
        IReadOnlyList<CheckpointHeader> Whole,
        IReadOnlyList<(long Position, long? Step, string Why)> Rejected
    );

    /// <summary>The whole slots of a run, in the order of the file, and what was
    /// there besides.</summary>
    public static Result Run(SafeFileHandle file, Guid run, string rank)
    {
        var whole = new Dictionary<long, CheckpointHeader>();
        var rejected = new List<(long, long?, string)>();
        var length = RandomAccess.GetLength(file);
        Span<byte> bytes = stackalloc byte[CheckpointHeader.Size];
        for (var position = 0L; FileData.TryRead(file, position, bytes, out _); )
        {
            var data = SparseFile.NextData(file, position);
            if (data - Page >= position)
            {
                // In a gap there is no slot.
                if (data == long.MaxValue)
                {
                    break;
                }

                position = data & -Page;
                continue;
            }

            var next = position + Page;
            var wrong = CheckpointHeader.TryRead(bytes, out var found, out var dataCrc);
            var right = found with { Run = run, Rank = rank, Position = position };
            if (wrong is not null)
            {
                if (CheckpointHeader.Resembles(bytes, run))
                {
                    rejected.Add((position, null, wrong));
                }
            }
            else if (right.Differs(found) is { } difference)
            {
                rejected.Add((position, found.Label.Step, difference));
            }
            else if (found.Length > length - position - CheckpointHeader.Size)
            {
                rejected.Add((position, found.Label.Step, "it is truncated"));
            }
            else if (FileData.Crc(file, position + CheckpointHeader.Size, found.Length) != dataCrc)
            {
                rejected.Add((position, found.Label.Step, "its data are truncated or damaged"));
            }
            else
            {
                Keep(found);
                next = position + Size(found.Length);
            }

            position = next;
        }

        return new([.. whole.Values.OrderBy(header => header.Position)], rejected);

        // A slot whose deletion did not get to the device before the power went may be there
        // beside its successor.
        void Keep(CheckpointHeader found)
        {
            var step = found.Label.Step;
            if (whole.TryGetValue(step, out var other))
            {
                var (older, newer) = other.Label.Sequence < found.Label.Sequence ? (other, found) : (found, other);
                rejected.Add((older.Position, step, "there is a later one"));
                found = newer;
            }

            whole[step] = found;
        }
    }
}
