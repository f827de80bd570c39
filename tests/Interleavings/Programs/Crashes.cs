using System.Security.Cryptography;
using System.Text;
using Schedules.Interop;
using Schedules.Runtime;

namespace Schedules.Interleavings;

/// <summary>
/// A run with a journal, which is looked at whenever another thread may go on: what stores and
/// files hold then is what a crash leaves. From each such state that has not been seen before a
/// second run goes on, from what that leaves a third, and so on.
/// </summary>
/// <param name="program">The run.</param>
/// <param name="lives">Runs one after another, 2 or more.</param>
/// <param name="layout">How its checkpoints are on disk; null for stores in memory that survive.</param>
internal sealed class Crashes(RunProgram program, int lives, DiskLayout? layout = null)
{
    private const int Slot = 4096;

    private readonly HashSet<string> seen = [];
    private readonly Queue<Remains> pending = new();
    private Life? life;

    /// <summary>What a crash leaves.</summary>
    private sealed record Remains(
        int Lives,
        string Key,
        IReadOnlyDictionary<Storage, CheckpointLabel[]> Checkpoints,
        IReadOnlyList<(string Name, byte[] Content)> Files
    );

    /// <summary>A living run.</summary>
    private sealed class Life(int number, string directory, Dictionary<Storage, WatchedStore> stores)
    {
        public int Number => number;

        public string Directory => directory;

        public Dictionary<Storage, WatchedStore> Stores => stores;

        /// <summary>The changes of stores and files when they were last looked at.</summary>
        public (int Stores, int Files) Seen { get; set; }
    }

    /// <summary>Different states that a crash can leave, the names of runs aside.</summary>
    public int States => seen.Count;

    /// <summary>The run, then those that go on from what it would have left.</summary>
    public void Run()
    {
        Live(
            new Remains(
                0,
                "",
                program
                    .Levels.Where(_ => layout is null)
                    .ToDictionary(level => level, _ => Array.Empty<CheckpointLabel>()),
                []
            )
        );
        while (pending.TryDequeue(out var remains))
        {
            // With the choices of a schedule that is not interleaved: where threads meet it is what
            // it was in the first life.
            var failure = new Interleaving(new Replay([], false))
            {
                AtPoint = Look,
                Fault = Interleaving.Current!.Fault,
            }.Run(() => Live(remains));
            if (failure is null)
                continue;
            seen.Clear();
            pending.Clear();
            Interleaving.Fail($"in life {remains.Lives + 1}, from\n{remains.Key}: {Scratch.WithoutNames(failure)}");
        }
    }

    /// <summary>At a point.</summary>
    public void Look()
    {
        if (life is not { } now)
            return;
        var changes = (now.Stores.Values.Sum(store => store.Version), Interleaving.Current!.FileChanges);
        if (changes == now.Seen)
            return;
        now.Seen = changes;
        var checkpoints = now.Stores.ToDictionary(pair => pair.Key, pair => pair.Value.Labels.ToArray());
        var files = Files(now.Directory);
        var key = Key(checkpoints, files);
        if (seen.Add(key) && now.Number < lives)
            pending.Enqueue(new(now.Number, key, checkpoints, files));
    }

    private void Live(Remains remains)
    {
        var stores = remains.Checkpoints.ToDictionary(pair => pair.Key, pair => new WatchedStore(pair.Value));
        var directory = Scratch.Make();
        try
        {
            foreach (var (name, content) in remains.Files)
            {
                var path = Path.Combine(directory, name);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllBytes(path, content);
            }

            life = new Life(remains.Lives + 1, directory, stores);
            var result = layout is null ? ResultOf(stores, directory) : ResultOnDisk(directory);
            life = null;
            // A run that had come to its end, and was killed before its journal was gone, takes
            // the result from there.
            if (result != Calculation.Expected(program.Steps))
                Interleaving.Fail($"the result is {result}");
            if (Files(directory).Count > 0)
                Interleaving.Fail($"{Files(directory)[0].Name} is left behind");
        }
        finally
        {
            life = null;
            Directory.Delete(directory, recursive: true);
        }
    }

    private ulong? ResultOnDisk(string directory)
    {
        var stores = new Dictionary<Storage, DiskStore>();
        try
        {
            foreach (var level in program.Levels.Where(level => level > Storage.Ram))
                stores.Add(
                    level,
                    new DiskStore(
                        new DiskStoreOptions { Directory = Path.Combine(directory, $"{level}"), Layout = layout!.Value }
                    )
                );
            return ResultOf(stores, directory);
        }
        finally
        {
            foreach (var store in stores.Values)
                store.Dispose();
        }
    }

    private ulong? ResultOf<T>(Dictionary<Storage, T> stores, string directory)
        where T : ICheckpointStore
    {
        var model = new Calculation(program.Steps, program.KnowsItsEnd);
        var options = program.OptionsFor(stores) with
        {
            Journal = new JournalOptions(directory) { EveryActions = 1, Every = null },
        };
        using (var executor = program.Start(model, options))
            executor.Run();
        return model.Result;
    }

    private static List<(string Name, byte[] Content)> Files(string directory) =>
        [
            .. Directory
                .EnumerateFiles(directory, "*", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(path => (Path.GetRelativePath(directory, path), IsLock(path) ? [] : File.ReadAllBytes(path))),
        ];

    // It is empty, and nobody else can open it.
    private static bool IsLock(string path) => Path.GetExtension(path) == ".lock";

    private static string Key(
        Dictionary<Storage, CheckpointLabel[]> checkpoints,
        List<(string Name, byte[] Content)> files
    )
    {
        var key = new StringBuilder();
        foreach (var (level, labels) in checkpoints)
            key.Append(level).Append(": ").AppendJoin(", ", labels).AppendLine();
        foreach (var (name, content) in files)
            key.Append(name)
                .Append(": ")
                .Append(content.Length)
                .Append(" bytes, ")
                .AppendLine(name.StartsWith("journal", StringComparison.Ordinal) ? TextOf(content) : HashOf(content));
        return key.ToString();
    }

    /// <summary>The text of a journal but for its first line, which is a checksum, and the name of
    /// the run, which is random; nothing of one that is not whole.</summary>
    private static string TextOf(byte[] content)
    {
        const string Name = "\"Run\":\"";
        var text = Encoding.UTF8.GetString(content);
        var (line, run) = (text.IndexOf('\n', StringComparison.Ordinal), text.IndexOf(Name, StringComparison.Ordinal));
        return line > 0 && run > line && text.EndsWith('}')
            ? text[(line + 1)..(run + Name.Length)] + text[(run + Name.Length + Guid.Empty.ToString().Length)..]
            : "";
    }

    /// <summary>A hash of what a file has, but for the name of the run in the headers of
    /// checkpoints, and their checksum.</summary>
    private static string HashOf(byte[] content)
    {
        var without = content.ToArray();
        for (var at = 0; at + CheckpointHeader.Size <= without.Length; at += Slot)
        {
            var header = without.AsSpan(at, CheckpointHeader.Size);
            if (CheckpointHeader.TryRead(header, out var read, out var crc) is null)
                (read with { Run = Guid.Empty }).Write(header, crc);
        }

        return Convert.ToHexString(SHA256.HashData(without));
    }
}
