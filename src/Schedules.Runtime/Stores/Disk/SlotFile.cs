using Microsoft.Win32.SafeHandles;

namespace Schedules.Runtime;

/// <summary>
/// One file with slots. A header is made invalid before the data behind it change, and valid after;
/// one flush is enough for both, since the CRC tells data that did not get to the device in the
/// order in which they were written.
/// </summary>
internal sealed class SlotFile(FileNames names, bool flush) : ICheckpointFiles
{
    private static readonly byte[] Invalid = new byte[CheckpointHeader.Size];

    private readonly Extents free = new();
    private SafeFileHandle? handle;
    private long end;

    public string PathOf(long step) => names.Slots;

    public long Write(CheckpointHeader header, ReadOnlyLargeSpan data)
    {
        var file = Open(FileMode.OpenOrCreate);
        var size = SlotScan.Size(data.Length);
        var grows = !free.TryAllocate(size, out var position);
        position = grows ? end : position;
        try
        {
            RandomAccess.Write(file, Invalid, position);
            var crc = FileData.Write(file, position + CheckpointHeader.Size, data);
            Span<byte> bytes = stackalloc byte[CheckpointHeader.Size];
            (header with { Position = position }).Write(bytes, crc);
            RandomAccess.Write(file, bytes, position);
            if (flush)
            {
                Device.FlushFile(file, names.Slots);
            }
        }
        catch
        {
            GiveUp(file, position, size, grows);
            throw;
        }

        end = grows ? position + size : end;
        return position;
    }

    public void Read(CheckpointHeader expected, LargeSpan target)
    {
        var file = Open(FileMode.Open);
        Span<byte> bytes = stackalloc byte[CheckpointHeader.Size];
        var (found, dataCrc) = (default(CheckpointHeader), 0u);
        var wrong =
            (
                !FileData.TryRead(file, expected.Position, bytes, out _)
                    ? "it is truncated: the header is not whole"
                    : null
            )
            ?? CheckpointHeader.TryRead(bytes, out found, out dataCrc)
            ?? expected.Differs(found)
            ?? (
                !FileData.TryRead(file, expected.Position + CheckpointHeader.Size, target, out var crc)
                    ? "it is truncated"
                : crc != dataCrc ? "its data are damaged"
                : null
            );
        if (wrong is not null)
        {
            throw DiskErrors.With(names.Slots, expected.Label.Step, $"slot at byte {expected.Position}: {wrong}");
        }
    }

    public void Delete(long step, long position, long length)
    {
        RandomAccess.Write(Open(FileMode.Open), Invalid, position);
        free.Free(position, SlotScan.Size(length));
    }

    public void Resume(Guid run, string rank, List<CheckpointHeader> whole, List<string> rejected)
    {
        foreach (var path in names.Own().Where(path => path != names.Slots))
        {
            File.Delete(path);
            rejected.Add(DiskErrors.With(path, names.StepOf(path), "it is of another layout").Message);
        }

        if (!File.Exists(names.Slots))
        {
            return;
        }

        var file = Open(FileMode.Open);
        var found = SlotScan.Run(file, run, rank);
        foreach (var (position, step, why) in found.Rejected)
        {
            RandomAccess.Write(file, Invalid, position);
            rejected.Add(DiskErrors.With(names.Slots, step, $"slot at byte {position}: {why}").Message);
        }

        foreach (var (header, _) in found.Whole)
        {
            if (header.Position > end)
            {
                free.Free(end, header.Position - end);
            }

            end = header.Position + SlotScan.Size(header.Length);
            whole.Add(header);
        }

        RandomAccess.SetLength(file, Math.Min(end, RandomAccess.GetLength(file)));
    }

    public void Flush()
    {
        if (flush && handle is not null)
        {
            Device.FlushFile(handle, names.Slots);
        }
    }

    public void Close()
    {
        handle?.Dispose();
        handle = null;
        free.Clear();
        end = 0;
    }

    /// <summary>The file, which another may have removed: what is written to an open file without a
    /// name is lost.</summary>
    private SafeFileHandle Open(FileMode mode)
    {
        var exists = File.Exists(names.Slots);
        if (handle is not null && exists)
        {
            return handle;
        }

        handle?.Dispose();
        handle = null;
        OwnFile.Check(names.Slots);
        handle = File.OpenHandle(names.Slots, mode, FileAccess.ReadWrite, FileShare.Read);
        if (flush && !exists)
        {
            Device.FlushDirectory(names.Directory);
        }

        return handle;
    }

    private void GiveUp(SafeFileHandle file, long position, long size, bool grew)
    {
        if (!grew)
        {
            free.Free(position, size);
        }

        try
        {
            if (grew)
            {
                RandomAccess.SetLength(file, position);
            }
            else
            {
                RandomAccess.Write(file, Invalid, position);
            }
        }
        catch (Exception error) when (error.IsFileSystemError())
        {
            // The header was made valid last, if at all, and the next write to this place
            // makes it invalid first.
        }
    }
}
