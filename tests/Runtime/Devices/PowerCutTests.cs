using Schedules.Tests;

namespace Schedules.Runtime.Tests.Devices;

/// <summary>
/// A run is recorded, call by call, and its power is cut: what was not flushed is there,
/// in part, or not at all. It goes on from any such state, to the same bits; and so does
/// the run that goes on.
/// </summary>
public sealed class PowerCutTests : IDisposable
{
    private readonly DirectoryInfo directory = new(
        Path.Combine(
            Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(),
            $"power-cut-tests-{Guid.NewGuid():N}"
        )
    );

    public PowerCutTests() => directory.Create();

    public static TheoryData<string, bool> Runs
    {
        get
        {
            var runs = new TheoryData<string, bool>();
            foreach (var family in Families.All.Keys)
            foreach (var oneFile in (bool[])[false, true])
                if (Campaign.IsFull || (family, oneFile) is ("h-revolve", false) or ("two-level on disk", true))
                    runs.Add(family, oneFile);
            return runs;
        }
    }

    public void Dispose() => directory.Delete(recursive: true);

    [WatchedTheory]
    [MemberData(nameof(Runs))]
    [Trait(Campaign.Trait, "power-cuts")]
    public void A_run_goes_on_from_what_a_power_cut_leaves(string family, bool oneFile)
    {
        var random = new Random(family.Aggregate(Campaign.Seed, (sum, letter) => sum * 31 + letter));
        for (var life = 0; life < 3; life++)
        {
            var (log, seed) = (Path.Combine(directory.FullName, $"log-{life}"), random.Next(1000));
            var start = Path.Combine(directory.FullName, $"start-{life}");
            Copy(Place, start);
            var (code, output, error) = WatchedProgram.Run(Place, family, oneFile, seed, log);
            Assert.Equal((0, WatchedProgram.Expected, ""), (code, output, error));
            var calls = DeviceCall.Read(log);
            Assert.NotEmpty(calls);
            for (var state = 0; state < 6; state++)
            {
                Cut(start, calls, random);
                var (model, stores) = (WatchedProgram.Model(), Victim.SampleStores.In(Place, oneFile));
                try
                {
                    var options = new RunOptions { Journal = new(Place), Stores = stores };
                    using var executor = new CheckpointExecutor(
                        model,
                        Families.All[family](WatchedProgram.Steps),
                        options
                    );
                    executor.Run();
                }
                finally
                {
                    foreach (var store in stores.Values)
                        store.Dispose();
                }

                Assert.Equal(WatchedProgram.Expected, WatchedProgram.Bits(model));
                Assert.Equal(
                    "",
                    string.Join(
                        ",",
                        Directory
                            .EnumerateFiles(Place, "*", SearchOption.AllDirectories)
                            .Select(file => Path.GetRelativePath(Place, file))
                    )
                );
            }

            // The next life goes on from another one.
            Cut(start, calls, random);
        }
    }

    private string Place => Path.Combine(directory.FullName, "run");

    /// <summary>Makes what a power cut leaves.</summary>
    private void Cut(string start, List<DeviceCall> calls, Random random)
    {
        Copy(start, Place);
        var disk = Disk.Of(Place);
        foreach (
            var call in calls
                .Take(random.Next(calls.Count + 1))
                .Where(call => call.Path != Place || call.Name == "fsync")
        )
            disk.Make(call);
        disk.Restore(random);
    }

    private static void Copy(string from, string to)
    {
        if (Directory.Exists(to))
            Directory.Delete(to, recursive: true);
        Directory.CreateDirectory(to);
        if (!Directory.Exists(from))
            return;
        foreach (var below in Directory.EnumerateDirectories(from))
            Copy(below, Path.Combine(to, Path.GetFileName(below)));
        foreach (var file in Directory.EnumerateFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }
}
