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
        IReadOnlyList<(CheckpointHeader Header, uint Crc)> Whole,
        IReadOnlyList<(long Position, long? Step, string Why)> Rejected
    );

    /// <summary>The whole slots of a run and rank, or of any where that is null, in the order of
    /// the file, and what was there besides.</summary>
    public static Result Run(SafeFileHandle file, Guid? run, string? rank)
    {
        var whole = new Dictionary<(Guid, long), (CheckpointHeader Header, uint Crc)>();
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
            var right = found with { Run = run ?? found.Run, Rank = rank ?? found.Rank, Position = position };
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
                Keep(found, dataCrc);
                next = position + Size(found.Length);
            }

            position = next;
        }

        return new([.. whole.Values.OrderBy(slot => slot.Header.Position)], rejected);

        // A slot whose deletion did not get to the device before the power went may be there
        // beside its successor.
        void Keep(CheckpointHeader header, uint crc)
        {
            var (key, found) = ((header.Run, header.Label.Step), (Header: header, Crc: crc));
            if (whole.TryGetValue(key, out var other))
            {
                var isLater = other.Header.Label.Sequence < header.Label.Sequence;
                var (older, newer) = isLater ? (other, found) : (found, other);
                rejected.Add((older.Header.Position, header.Label.Step, "there is a later one"));
                found = newer;
            }

            whole[key] = found;
        }
    }
}
