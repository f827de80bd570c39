using Schedules.Interop;

namespace Schedules.Samples.Acoustic;

/// <summary>What is kept under a step; borrowed, if it is on a shelf at the same time.</summary>
internal sealed record Shelved(byte[]? Restart, IReadOnlyList<byte[]> Dependencies)
{
    public bool Borrowed { get; init; }

    public IEnumerable<byte[]> Parts => Restart is null ? Dependencies : [Restart, .. Dependencies];

    public long Bytes => Parts.Sum(part => part.LongLength);
}

/// <summary>Checkpoints in memory and, on slower levels, in files of a directory that is gone in the end. Arrays are used again:
/// a hundred megabytes that wait to be collected are a hundred megabytes.</summary>
internal sealed class Shelves(string? parent) : IDisposable
{
    private readonly Dictionary<(Storage, long), Shelved> memory = [];
    private readonly Dictionary<(Storage, long), (bool Restart, int[] Lengths)> disk = [];
    private readonly Dictionary<int, Stack<byte[]>> free = [];
    private DirectoryInfo? root;
    private long bytesInMemory;
    private long bytesOnDisk;

    public long PeakMemory { get; private set; }

    public long PeakDisk { get; private set; }

    public void Put(Storage level, long step, Shelved data)
    {
        if (level == Storage.Ram)
        {
            memory.Add((level, step), data);
            PeakMemory = Math.Max(PeakMemory, bytesInMemory += data.Bytes);
            return;
        }

        root ??= parent is null
            ? Directory.CreateTempSubdirectory("acoustic-")
            : Directory.CreateDirectory(Path.Combine(parent, $"acoustic-{Path.GetRandomFileName()}"));
        disk.Add((level, step), (data.Restart is not null, [.. data.Parts.Select(part => part.Length)]));
        using var file = new FileStream(Name(level, step), FileMode.CreateNew, FileAccess.Write);
        foreach (var part in data.Parts)
            file.Write(part);
        PeakDisk = Math.Max(PeakDisk, bytesOnDisk += data.Bytes);
        Release(data);
    }

    /// <summary>What is kept, which stays.</summary>
    public Shelved Get(Storage level, long step)
    {
        if (level == Storage.Ram)
            return memory[(level, step)] with { Borrowed = true };
        var (restart, lengths) = disk[(level, step)];
        using var file = File.OpenRead(Name(level, step));
        var parts = lengths.Select(Rent).ToList();
        parts.ForEach(part => file.ReadExactly(part));
        return restart ? new Shelved(parts[0], parts[1..]) : new Shelved(null, parts);
    }

    /// <summary>What is kept, which does not stay.</summary>
    public Shelved Take(Storage level, long step)
    {
        var data = Get(level, step) with { Borrowed = false };
        Forget(level, step);
        return data;
    }

    public void Delete(Storage level, long step)
    {
        if (memory.TryGetValue((level, step), out var data))
            Release(data);
        Forget(level, step);
    }

    /// <summary>An array with anything in it.</summary>
    public byte[] Rent(int length) =>
        free.TryGetValue(length, out var arrays) && arrays.TryPop(out var used)
            ? used
            : GC.AllocateUninitializedArray<byte>(length);

    /// <summary>Says that data are not used any more.</summary>
    public void Release(Shelved data)
    {
        if (data.Borrowed)
            return;
        foreach (var part in data.Parts)
        {
            if (!free.TryGetValue(part.Length, out var arrays))
                free[part.Length] = arrays = new Stack<byte[]>();
            arrays.Push(part);
        }
    }

    public void Dispose() => root?.Delete(recursive: true);

    private void Forget(Storage level, long step)
    {
        if (memory.Remove((level, step), out var data))
        {
            bytesInMemory -= data.Bytes;
            return;
        }

        disk.Remove((level, step), out var entry);
        bytesOnDisk -= entry.Lengths.Sum(length => (long)length);
        File.Delete(Name(level, step));
    }

    private string Name(Storage level, long step) => Path.Combine(root!.FullName, $"{(int)level}-{step}");
}
