using Microsoft.Win32.SafeHandles;

namespace Schedules.Runtime;

/// <summary>A file a checkpoint: written to a temporary name, flushed, then renamed.</summary>
internal sealed class SeparateFiles(FileNames names, bool flush) : ICheckpointFiles
{
    public string PathOf(long step) => names.Checkpoint(step);

    public long Write(CheckpointHeader header, ReadOnlyLargeSpan data)
    {
        var (path, unfinished) = (names.Checkpoint(header.Label.Step), names.Unfinished(header.Label.Step));
        try
        {
            using var file = new DurableFile(path, unfinished, CheckpointHeader.Size + data.Length, flush);
            Span<byte> bytes = stackalloc byte[CheckpointHeader.Size];
            header.Write(bytes, FileData.Write(file.Handle, CheckpointHeader.Size, data));
            RandomAccess.Write(file.Handle, bytes, 0);
            file.Commit();
            return 0;
        }
        catch
        {
            DurableFile.TryDelete(path);
            throw;
        }
    }

    public void Read(CheckpointHeader expected, LargeSpan target)
    {
        var path = names.Checkpoint(expected.Label.Step);
        OwnFile.Check(path);
        using var file = File.OpenHandle(path);
        var wrong =
            Inspect(file, expected.Run, expected.Rank, expected.Label.Step, out var found, out var dataCrc)
            ?? expected.Differs(found)
            ?? (
                !FileData.TryRead(file, CheckpointHeader.Size, target, out var crc) ? "it is truncated"
                : crc != dataCrc ? "its data are damaged"
                : null
            );
        if (wrong is not null)
        {
            throw DiskErrors.With(path, expected.Label.Step, wrong);
        }
    }

    public void Delete(long step, long position, long length)
    {
        var path = names.Checkpoint(step);
        if (!File.Exists(path))
        {
            throw new FileNotFoundException(null, path);
        }

        File.Delete(path);
    }

    public void Resume(Guid run, string rank, List<CheckpointHeader> whole, List<string> rejected)
    {
        foreach (var path in names.Own())
        {
            var step = names.StepOf(path);
            var found = default(CheckpointHeader);
            var wrong = step is null
                ? "it was not finished, or is of another layout"
                : Verify(path, run, rank, step.Value, FileShare.Read, out found, out _);
            if (wrong is null)
            {
                whole.Add(found);
            }
            else
            {
                File.Delete(path);
                rejected.Add(DiskErrors.With(path, step, wrong).Message);
            }
        }
    }

    public void Flush()
    {
        if (flush)
        {
            Device.FlushDirectory(names.Directory);
        }
    }

    public void Close() { }

    /// <summary>All that can be wrong with a file of a run and rank, or of any where that is null;
    /// null if nothing is.</summary>
    public static string? Verify(
        string path,
        Guid? run,
        string? rank,
        long step,
        FileShare share,
        out CheckpointHeader found,
        out uint dataCrc
    )
    {
        OwnFile.Check(path);
        using var file = File.OpenHandle(path, share: share);
        return Inspect(file, run, rank, step, out found, out dataCrc)
            ?? (FileData.Crc(file, CheckpointHeader.Size, found.Length) == dataCrc ? null : "its data are damaged");
    }

    /// <summary>All that can be wrong but for the data.</summary>
    private static string? Inspect(
        SafeFileHandle file,
        Guid? run,
        string? rank,
        long step,
        out CheckpointHeader found,
        out uint dataCrc
    )
    {
        Span<byte> bytes = stackalloc byte[CheckpointHeader.Size];
        (found, dataCrc) = (default, 0);
        if (!FileData.TryRead(file, 0, bytes, out _))
        {
            return "it is truncated: the header is not whole";
        }

        if (CheckpointHeader.TryRead(bytes, out found, out dataCrc) is { } wrong)
        {
            return wrong;
        }

        var surplus = RandomAccess.GetLength(file) - CheckpointHeader.Size - found.Length;
        return found with
            {
                Run = run ?? found.Run,
                Rank = rank ?? found.Rank,
                Position = 0,
                Label = found.Label with { Step = step },
            }
                is var right
            && right.Differs(found) is { } difference
                ? difference
            : surplus < 0 ? $"it is truncated: {-surplus} bytes are missing"
            : surplus > 0 ? $"it has {surplus} bytes too many"
            : null;
    }
}
