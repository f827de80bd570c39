using Schedules.Interop;
using Schedules.Runtime.Tests.Stores;

namespace Schedules.Runtime.Tests;

/// <summary>What could only fail later is refused before the first step.</summary>
public sealed class RoomTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    public static TheoryData<string> Stores => ["memory", "disk", "throttled"];

    [Theory]
    [MemberData(nameof(Stores))]
    public void A_schedule_that_holds_more_than_is_allowed_is_refused_before_the_first_step(string kind)
    {
        const long steps = 40;
        var bytes = new ToyModel(steps, 0.7).RestartBytes(0);
        foreach (var slots in (int[])[1, 3, 7])
        foreach (var more in (long[])[-1, 0])
        {
            using var store = Make(kind, slots * bytes + more);
            var level = kind == "memory" ? Storage.Ram : Storage.Disk;
            var schedule = CheckpointSchedule.Multistage(
                steps,
                level == Storage.Ram ? slots : 0,
                level == Storage.Ram ? 0 : slots
            );
            var model = new ToyModel(steps, 0.7);
            var options = new RunOptions { Stores = new Dictionary<Storage, ICheckpointStore> { [level] = store } };
            using var executor = new CheckpointExecutor(model, schedule, options);
            if (more < 0)
            {
                Assert.Contains("needed", Assert.Throws<CheckpointStoreException>(() => executor.Run()).Message);
                Assert.Equal(0, executor.Profile.ForwardSteps);
            }
            else
            {
                executor.Run();
                Assert.Equal([ToyModel.Expected(steps, 0.7)], model.Gradients);
                // What is still in a buffer when it is deleted has never been in the store.
                Assert.InRange(store.Usage.PeakBytes, kind == "memory" ? slots * bytes : 0, slots * bytes);
            }
        }
    }

    [Fact]
    public void A_disk_that_has_not_so_much_free_refuses_before_anything_is_written()
    {
        using var store = new DiskStore(new() { Parent = directory.Location });
        var error = Assert.Throws<CheckpointStoreException>(() => store.CheckRoom(long.MaxValue));
        Assert.Contains($"{long.MaxValue} bytes are needed", error.Message);
        Assert.Contains("free on the disk", error.Message);
        Assert.Equal(store.Location, error.Path);
        store.CheckRoom(1);
        store.CheckRoom(0);
    }

    [Fact]
    public void Room_for_what_is_compressed_is_not_known_before()
    {
        using var store = new CompressedStore(new DiskStore(new() { Parent = directory.Location, Quota = 10 }));
        store.CheckRoom(1000);
    }

    [Fact]
    public void A_directory_that_cannot_be_made_is_refused_before_the_first_step()
    {
        File.WriteAllText(directory["there"], "in the way");
        var options = new RunOptions { Directory = directory["there"] };
        // The first step that is kept on disk is a later one.
        using var executor = new CheckpointExecutor(
            new ToyModel(20, 0.7),
            CheckpointSchedule.Multistage(20, 1, 2),
            options
        );
        Assert.Throws<CheckpointStoreException>(() => executor.Run());
        Assert.Equal(0, executor.Profile.ForwardSteps);
        File.Delete(directory["there"]);
        executor.Run();
    }

    private ICheckpointStore Make(string kind, long allowed) =>
        kind switch
        {
            "memory" => new MemoryStore(allowed),
            "disk" => new DiskStore(new() { Parent = directory.Location, Quota = allowed }),
            _ => new ThrottledStore(new MemoryStore(allowed), 1e12),
        };
}
