using System.Runtime.InteropServices;

namespace Schedules.Samples.Burgers;

/// <summary>
/// Checkpoints in files, one for each kind of data, nothing but numbers in them. What exists is what the directory holds: nothing
/// is remembered besides.
/// </summary>
internal sealed class DiskLevel(DirectoryInfo directory, int nodes) : Level
{
    protected override void Keep(long step, Checkpoint checkpoint)
    {
        if (Files(step).Any(File.Exists))
            throw new InvalidOperationException($"there is a checkpoint of step {step} already");
        if (checkpoint.Restart is { } restart)
            Write(RestartFile(step), [restart]);
        if (checkpoint.Dependencies.Count > 0)
            Write(DependencyFile(step), checkpoint.Dependencies);
    }

    protected override Checkpoint Fetch(long step) =>
        Files(step).Any(File.Exists)
            ? new Checkpoint(Read(RestartFile(step)).SingleOrDefault(), Read(DependencyFile(step)))
            : throw Missing(step);

    protected override long Remove(long step)
    {
        var files = Files(step).Where(File.Exists).ToList();
        if (files.Count == 0)
            throw Missing(step);
        var bytes = files.Sum(file => new FileInfo(file).Length);
        files.ForEach(File.Delete);
        return bytes;
    }

    private string[] Files(long step) => [RestartFile(step), DependencyFile(step)];

    private string RestartFile(long step) => Path.Combine(directory.FullName, $"{step}.restart");

    private string DependencyFile(long step) => Path.Combine(directory.FullName, $"{step}.dependencies");

    private static void Write(string file, IReadOnlyList<double[]> states)
    {
        using var stream = new FileStream(file, FileMode.CreateNew, FileAccess.Write);
        foreach (var state in states)
            stream.Write(MemoryMarshal.AsBytes(state.AsSpan()));
    }

    private List<double[]> Read(string file)
    {
        var states = new List<double[]>();
        if (!File.Exists(file))
            return states;
        using var stream = File.OpenRead(file);
        while (stream.Position < stream.Length)
        {
            var state = new double[nodes];
            stream.ReadExactly(MemoryMarshal.AsBytes(state.AsSpan()));
            states.Add(state);
        }

        return states;
    }
}
