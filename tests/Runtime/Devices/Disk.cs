namespace Schedules.Runtime.Tests.Devices;

/// <summary>
/// What a disk holds, and what has been asked of it since it was last flushed: after a power cut
/// any of that may be there or not, and writes in part. What was flushed is there.
/// </summary>
internal sealed class Disk
{
    private const int Sector = 512;

    private abstract class Node;

    private sealed class FileNode : Node
    {
        public byte[] Durable { get; set; } = [];

        public List<Func<byte[], Random?, byte[]>> Pending { get; } = [];
    }

    private sealed class DirectoryNode : Node
    {
        public Dictionary<string, Node> Durable { get; set; } = [];

        public Dictionary<string, Node> Now { get; init; } = [];

        public List<Action<Dictionary<string, Node>>> Pending { get; } = [];

        /// <summary>Something is changed, for now.</summary>
        public void Change(Action<Dictionary<string, Node>> change)
        {
            change(Now);
            Pending.Add(change);
        }
    }

    private readonly string root;
    private readonly DirectoryNode top;

    private Disk(string root, DirectoryNode top) => (this.root, this.top) = (root, top);

    /// <summary>What is below a directory now, all of it flushed.</summary>
    public static Disk Of(string root) => new(root, ReadDirectory(root));

    /// <summary>The program has made a call.</summary>
    public void Make(DeviceCall call)
    {
        var (directory, name) = (Find(Path.GetDirectoryName(call.Path)!) as DirectoryNode, Path.GetFileName(call.Path));
        var node = Find(call.Path);
        switch (call.Name)
        {
            case "open" when node is null:
                var created = new FileNode();
                directory!.Change(names => names[name] = created);
                break;
            case "open" when node is FileNode file && call.Arguments[1] == "1":
                file.Pending.Add((_, _) => []);
                break;
            case "open":
                break;
            case "write" when node is FileNode file:
                file.Pending.Add((bytes, random) => Write(bytes, call.Number, call.Data, random));
                break;
            case "truncate" when node is FileNode file:
                file.Pending.Add((bytes, _) => Resize(bytes, call.Number));
                break;
            case "write" or "truncate":
                // Of a file that has no name any more.
                break;
            case "fsync" when node is FileNode file:
                file.Durable = file.Pending.Aggregate(file.Durable, (bytes, change) => change(bytes, null));
                file.Pending.Clear();
                break;
            case "fsync" when node is DirectoryNode flushed:
                flushed.Durable = new(flushed.Now);
                flushed.Pending.Clear();
                break;
            case "fsync":
                break;
            case "rename":
                var to = Path.GetFileName(call.Arguments[0]);
                Assert.Equal(Path.GetDirectoryName(call.Path), Path.GetDirectoryName(call.Arguments[0]));
                directory!.Change(names =>
                {
                    names.Remove(name);
                    names[to] = node!;
                });
                break;
            case "unlink" or "rmdir":
                directory!.Change(names => names.Remove(name));
                break;
            case "mkdir":
                var made = new DirectoryNode();
                directory!.Change(names => names[name] = made);
                break;
            default:
                throw new InvalidOperationException($"unknown call {call}");
        }
    }

    /// <summary>Makes the directory as it is after a power cut.</summary>
    public void Restore(Random random)
    {
        if (Directory.Exists(root))
            Directory.Delete(root, recursive: true);
        Restore(top, root, random);
    }

    private static DirectoryNode ReadDirectory(string path)
    {
        var names = new Dictionary<string, Node>();
        if (Directory.Exists(path))
        {
            foreach (var directory in Directory.EnumerateDirectories(path))
                names.Add(Path.GetFileName(directory), ReadDirectory(directory));
            foreach (var file in Directory.EnumerateFiles(path))
                names.Add(Path.GetFileName(file), new FileNode { Durable = File.ReadAllBytes(file) });
        }

        return new() { Durable = names, Now = new(names) };
    }

    private Node? Find(string path)
    {
        Node? node = top;
        foreach (var name in Path.GetRelativePath(root, path).Split('/').Where(name => name != "."))
            node = node is DirectoryNode directory && directory.Now.TryGetValue(name, out var next) ? next : null;
        return node;
    }

    private static void Restore(DirectoryNode directory, string path, Random random)
    {
        Directory.CreateDirectory(path);
        var names = new Dictionary<string, Node>(directory.Durable);
        foreach (var change in Kept(directory.Pending, random))
            change(names);
        foreach (var (name, node) in names)
        {
            var place = Path.Combine(path, name);
            if (node is DirectoryNode below)
                Restore(below, place, random);
            else if (node is FileNode file)
                File.WriteAllBytes(
                    place,
                    Kept(file.Pending, random).Aggregate(file.Durable, (bytes, change) => change(bytes, random))
                );
        }
    }

    /// <summary>Either the first of what was asked for, or any of it.</summary>
    private static List<T> Kept<T>(List<T> pending, Random random)
    {
        if (random.Next(2) == 0)
            return pending[..random.Next(pending.Count + 1)];
        return [.. pending.Where(_ => random.Next(2) == 0)];
    }

    /// <summary>Writes; each sector or not, if that is left to chance.</summary>
    private static byte[] Write(byte[] bytes, long offset, byte[] data, Random? random)
    {
        var whole = random is null || random.Next(2) == 0;
        var result = bytes.Length < offset + data.Length ? Resize(bytes, offset + data.Length) : [.. bytes];
        for (var start = 0; start < data.Length; )
        {
            var length = Math.Min(data.Length - start, Sector - (int)((offset + start) % Sector));
            if (whole || random!.Next(2) == 0)
                data.AsSpan(start, length).CopyTo(result.AsSpan((int)offset + start));
            start += length;
        }

        return result;
    }

    private static byte[] Resize(byte[] bytes, long length)
    {
        var result = new byte[length];
        bytes.AsSpan(0, (int)Math.Min(length, bytes.Length)).CopyTo(result);
        return result;
    }
}
