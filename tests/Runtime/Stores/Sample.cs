namespace Schedules.Runtime.Tests.Stores;

/// <summary>Checkpoints to write, and what to do with stores.</summary>
public static class Sample
{
    public static CheckpointLabel Label(long step, long sequence = 0) =>
        new(step, CheckpointKind.Restart | CheckpointKind.Dependencies, step + 3, sequence);

    /// <summary>Bytes that no codec makes shorter.</summary>
    public static byte[] Noise(int length, int seed = 1)
    {
        var data = new byte[length];
        new Random(seed).NextBytes(data);
        return data;
    }

    /// <summary>Bytes that any codec makes shorter.</summary>
    public static byte[] Smooth(int length, int seed = 1) =>
        [.. Enumerable.Range(0, length).Select(i => (byte)((i + seed) / 64))];

    public static byte[] Read(this ICheckpointStore store, long step)
    {
        var data = new byte[store.Length(step)];
        store.Read(step, data);
        return data;
    }

    /// <summary>Writes a file in place: cut to nothing first, as File.WriteAllBytes does, it may be
    /// flushed when it is closed, which takes most of the time of a test.</summary>
    public static void Overwrite(string path, byte[] bytes)
    {
        using var file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite);
        RandomAccess.Write(file, bytes, 0);
        RandomAccess.SetLength(file, bytes.Length);
    }

    /// <summary>A store in a directory that is given, as one that is to be
    /// resumed has it.</summary>
    public static DiskStore At(string directory, DiskLayout layout, string? rank = null, bool keep = true) =>
        new(
            new()
            {
                Directory = directory,
                Layout = layout,
                Rank = rank,
                KeepOnDispose = keep,
                Flush = DiskFlush.Never,
            }
        );
}
