using Schedules.Interop;

namespace Schedules.Runtime.Tests;

/// <summary>What buffers spare a store.</summary>
public sealed class CacheTests
{
    private const int Checkpoints = 20;

    [Fact]
    public void What_is_deleted_before_the_store_comes_to_it_is_neither_written_nor_read()
    {
        var gate = new Gate();
        var store = new Slow
        {
            Writing = _ =>
            {
                gate.Reach("writing", 1);
                gate.Await("reversed", at => at == 1);
            },
        };
        var model = new ToyModel(Checkpoints, 0.7);
        var options = new RunOptions
        {
            Buffers = 32,
            Stores = new Dictionary<Storage, ICheckpointStore> { [Storage.Disk] = store },
            AfterAction = action =>
            {
                if (action is EndForward)
                    gate.Await("writing", at => at == 1);
                gate.Reach("reversed", action is EndReverse ? 1 : 0);
            },
        };
        using var executor = new CheckpointExecutor(model, CheckpointSchedule.SingleDisk(true), options);
        var profile = executor.Run();
        Assert.Equal([ToyModel.Expected(Checkpoints, 0.7)], model.Gradients);
        // The first one was being written when it was deleted.
        Assert.Equal((1, 0, 1), (store.Usage.Writes, store.Usage.Reads, store.Usage.Deletes));
        Assert.Equal(Checkpoints - 1, profile.Find(ProfileKind.Write, Storage.Disk)!.Spared);
        Assert.Equal(Checkpoints, profile.Find(ProfileKind.Read, Storage.Disk)!.Spared);
        Assert.Equal(Checkpoints - 1, profile.Find(ProfileKind.Delete, Storage.Disk)!.Spared);
    }

    [Fact]
    public void What_is_read_goes_before_what_is_written()
    {
        var done = new List<string>();
        var gate = new Gate();
        using var store = new Slow
        {
            Writing = step =>
            {
                gate.Reach("writing", step);
                gate.Await("go on", at => at >= step);
                lock (done)
                    done.Add($"write {step}");
            },
            Reading = step => done.Add($"read {step}"),
        };
        var slots = new SlotPool(3, null);
        using var level = Level(store, slots);
        Write(level, 0, 1);
        gate.Reach("go on", 0);
        level.Drain();
        // Of three buffers two are taken by what comes then: what was written first is away.
        Write(level, 1, 1);
        gate.Await("writing", at => at == 1);
        Write(level, 2, 1);
        Write(level, 3, 1);
        gate.Reach("go on", 1);
        gate.Await("writing", at => at == 2);
        Assert.True(level.TryPrefetch(0));
        gate.Reach("go on", 3);
        Assert.Equal(0, level.Fetch(0).First(1)[0]);
        level.Release(0);
        level.Drain();
        Assert.Equal(["write 0", "write 1", "write 2", "read 0", "write 3"], done);
    }

    [Theory]
    [InlineData(2, null)]
    [InlineData(5, null)]
    [InlineData(12, 64)]
    [InlineData(12, 300)]
    [InlineData(12, 1)]
    public void Whatever_is_asked_for_the_data_are_those_that_were_written_within_the_budget(int buffers, int? budget)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            using var store = new Slow();
            var slots = new SlotPool(buffers, budget);
            var held = new Dictionary<long, byte[]>();
            using (var level = Level(store, slots))
            {
                for (var i = 0; i < 300; i++)
                {
                    var step = random.Next(8);
                    if (!held.TryGetValue(step, out var data))
                    {
                        held[step] = Write(level, step, random.Next(1, 100));
                    }
                    else if (random.Next(3) == 0)
                    {
                        level.Delete(step);
                        held.Remove(step);
                    }
                    else if (random.Next(3) == 0)
                    {
                        level.TryPrefetch(step);
                    }
                    else
                    {
                        Assert.Equal(data, level.Fetch(step).AsSpan().ToArray());
                        level.Release(step);
                    }

                    // One more, where all others wait to be read.
                    Assert.InRange(slots.Bytes, 0, Math.Max(budget ?? buffers * 100, 100) + 100);
                }

                level.Drain();
                Assert.Equal(held.Keys.Order(), store.Held);
            }
        }
    }

    private static QueuedLevel Level(ICheckpointStore store, SlotPool slots) =>
        new(store, new StoreErrors(), new Patience(TimeSpan.FromMinutes(1)), slots, "of a test");

    private static byte[] Write(QueuedLevel level, long step, int length)
    {
        var data = new byte[length];
        Array.Fill(data, (byte)step);
        data.CopyTo(level.Prepare(new(step, CheckpointKind.Restart, step, 0), length).AsSpan());
        level.Commit();
        return data;
    }

    private sealed class Slow : UserStore
    {
        public Action<long>? Writing { get; init; }

        public Action<long>? Reading { get; init; }

        public IEnumerable<long> Held => held.Keys.Order();

        public override void Write(CheckpointLabel label, ReadOnlyLargeSpan data)
        {
            Writing?.Invoke(label.Step);
            base.Write(label, data);
        }

        public override void Read(long step, LargeSpan target)
        {
            Reading?.Invoke(step);
            base.Read(step, target);
        }
    }
}
