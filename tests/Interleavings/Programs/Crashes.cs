using System.Text;
using Schedules.Interop;
using Schedules.Runtime;

namespace Schedules.Interleavings;

/// <summary>
/// A run with a journal, which is looked at whenever another thread may go on: what stores and files hold then is what a crash
/// leaves. From each such state that has not been seen before a second run goes on, and from what that leaves a third.
/// </summary>
internal sealed class Crashes(RunProgram program)
{
    private const int MostLives = 3;

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
            new Remains(0, "", program.Stores().ToDictionary(pair => pair.Key, _ => Array.Empty<CheckpointLabel>()), [])
        );
        while (pending.TryDequeue(out var remains))
        {
            // With the choices of a schedule that is not interleaved: where threads meet it is what it was in the first life.
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
        if (seen.Add(key) && now.Number < MostLives)
            pending.Enqueue(new(now.Number, key, checkpoints, files));
    }

    private void Live(Remains remains)
    {
        var stores = remains.Checkpoints.ToDictionary(pair => pair.Key, pair => new WatchedStore(pair.Value));
        var directory = Scratch.Make();
        try
        {
            foreach (var (name, content) in remains.Files)
                File.WriteAllBytes(Path.Combine(directory, name), content);
            var model = new Calculation(program.Steps);
            var options = program.OptionsFor(stores) with
            {
                Journal = new JournalOptions(directory) { EveryActions = 1, Every = null },
            };
            life = new Life(remains.Lives + 1, directory, stores);
            using (var executor = program.Start(model, options))
                executor.Run();
            life = null;
            // A run that had come to its end, and was killed before its journal was gone, takes the result from there.
            if (model.Result != Calculation.Expected(program.Steps))
                Interleaving.Fail($"the result is {model.Result}");
            if (Files(directory).Count > 0)
                Interleaving.Fail($"{Files(directory)[0].Name} is left behind");
        }
        finally
        {
            life = null;
            Directory.Delete(directory, recursive: true);
        }
    }

    private static List<(string Name, byte[] Content)> Files(string directory) =>
        [
            .. Directory
                .EnumerateFiles(directory)
                .Order(StringComparer.Ordinal)
                .Select(path => (Path.GetFileName(path), IsLock(path) ? [] : File.ReadAllBytes(path))),
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
            key.Append(name).Append(": ").AppendLine(WithoutRun(content));
        return key.ToString();
    }

    /// <summary>The text of a file but for its first line, which is a checksum, and the name of the run, which is random.</summary>
    private static string WithoutRun(byte[] content)
    {
        var text = Encoding.UTF8.GetString(content);
        var line = text.IndexOf('\n', StringComparison.Ordinal);
        var run = text.IndexOf("\"Run\":\"", StringComparison.Ordinal);
        return line < 0 || run < 0 ? Convert.ToHexString(content) : text[(line + 1)..(run + 7)] + text[(run + 43)..];
    }
}
