using Schedules.Interop;

namespace Schedules.Samples.Acoustic;

/// <summary>What is kept under a step.</summary>
internal sealed record Shelved(byte[]? Restart, IReadOnlyList<byte[]> Dependencies)
{
    public IEnumerable<byte[]> Parts => Restart is null ? Dependencies : [Restart, .. Dependencies];

    public long Bytes => Parts.Sum(part => part.LongLength);
}

/// <summary>Checkpoints in memory and, on slower levels, in files of a directory that is gone in the end.</summary>
internal sealed class Shelves(string? parent) : IDisposable
{
    private readonly Dictionary<(Storage, long), Shelved> memory = [];
    private readonly Dictionary<(Storage, long), (bool Restart, int[] Lengths)> disk = [];
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
    }

    public Shelved Get(Storage level, long step)
    {
        if (level == Storage.Ram)
            return memory[(level, step)];
        var (restart, lengths) = disk[(level, step)];
        using var file = File.OpenRead(Name(level, step));
        var parts = lengths.Select(length => new byte[length]).ToList();
        parts.ForEach(part => file.ReadExactly(part));
        return restart ? new Shelved(parts[0], parts[1..]) : new Shelved(null, parts);
    }

    public void Remove(Storage level, long step)
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

    public void Dispose() => root?.Delete(recursive: true);

    private string Name(Storage level, long step) => Path.Combine(root!.FullName, $"{(int)level}-{step}");
}
