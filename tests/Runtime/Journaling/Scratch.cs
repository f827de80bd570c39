namespace Schedules.Runtime.Tests.Journaling;

/// <summary>Directories that are gone in the end; in memory where the system has such a place, so
/// that flushing takes no time.</summary>
internal sealed class Scratch : IDisposable
{
    private readonly string root = Path.Combine(
        Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(),
        $"journal-tests-{Guid.NewGuid():N}"
    );

    private int count;

    public Scratch() => Directory.CreateDirectory(root);

    public string this[string name] => Path.Combine(root, name);

    public string New() => this[$"new-{count++}"];

    public JournalOptions Journal(string name, long everyActions) =>
        new(this[name]) { Every = null, EveryActions = everyActions };

    /// <summary>What would be there if the process ended now. What is written meanwhile may be
    /// missing or in part, as it would be; what is gone meanwhile is gone. But for a journal that
    /// was replaced meanwhile, which would not be there with what it does not name any more: then it
    /// is copied once more.</summary>
    public string Copy(string name)
    {
        while (true)
        {
            var before = Journal();
            var copy = CopyOnce(name);
            if (before.SequenceEqual(Journal()))
                return copy;
        }

        byte[] Journal() =>
            Path.Combine(this[name], "journal.json") is var path && File.Exists(path) ? ReadShared(path) : [];
    }

    private string CopyOnce(string name)
    {
        var copy = New();
        Directory.CreateDirectory(copy);
        foreach (var directory in Directory.EnumerateDirectories(this[name]))
            Directory.CreateDirectory(Path.Combine(copy, Path.GetFileName(directory)));
        foreach (var file in Directory.EnumerateFiles(this[name], "*", SearchOption.AllDirectories))
        {
            try
            {
                var target = Path.Combine(copy, Path.GetRelativePath(this[name], file));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.WriteAllBytes(target, ReadShared(file));
            }
            catch (FileNotFoundException) { }
            catch (IOException) when (Path.GetExtension(file) is ".part" or ".new") { }
        }

        return copy;
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private static byte[] ReadShared(string file)
    {
        if (Path.GetExtension(file) == ".lock")
            return [];
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
