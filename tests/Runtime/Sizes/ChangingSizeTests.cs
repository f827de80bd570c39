using Schedules.Interop;
using Schedules.Runtime.Tests.Journaling;
using Schedules.Tests;

namespace Schedules.Runtime.Tests.Sizes;

/// <summary>A model whose sizes change with its state comes to the bits of storing
/// everything.</summary>
[Trait(Campaign.Trait, "families")]
public sealed class ChangingSizeTests : IDisposable
{
    private const long Steps = 23;
    private const double Control = 0.7;
    private const Storage Deep = (Storage)2;
    private static readonly double Expected = AdaptiveModel.Expected(Steps, Control);

    private readonly Scratch scratch = new();

    public static TheoryData<string, string> StoresAndFamilies => EveryStore.WithFamilies;

    public static TheoryData<string> FamilyNames => Families.Some;

    public void Dispose() => scratch.Dispose();

    [Theory]
    [MemberData(nameof(StoresAndFamilies))]
    public void It_comes_to_the_same_bits(string store, string family)
    {
        foreach (var overlap in (bool[])[true, false])
        {
            using var place = new Place();
            var stores = place.Fill(EveryStore.All[store]);
            var model = new AdaptiveModel(Steps, Control);
            using var executor = new CheckpointExecutor(
                model,
                Families.All[family](Steps),
                new RunOptions { Stores = stores, Overlap = overlap }
            );
            executor.Run();
            Assert.Equal(Expected, model.Gradient);
            Assert.InRange(model.Sizes, 10, 37);
        }
    }

    [Theory]
    [MemberData(nameof(FamilyNames))]
    public void It_goes_on_after_it_was_broken_off(string family)
    {
        for (var action = 1; ; action += 7)
        {
            var left = action;
            var place = scratch.New();
            var options = new RunOptions
            {
                Journal = new(place) { Every = null, EveryActions = 1 },
            };
            using (
                var executor = new CheckpointExecutor(
                    new AdaptiveModel(Steps, Control),
                    Families.All[family](Steps),
                    options with
                    {
                        BeforeAction = _ =>
                        {
                            if (--left == 0)
                                throw new InvalidTimeZoneException("on purpose");
                        },
                    }
                )
            )
            {
                if (Record.Exception(() => executor.Run()) is null)
                    break;
                Assert.Equal(0, left);
            }

            var model = new AdaptiveModel(Steps, Control);
            using var again = new CheckpointExecutor(model, Families.All[family](Steps), options);
            again.Run();
            Assert.Equal(Expected, model.Gradient);
        }
    }

    [Fact]
    public void A_run_of_a_model_that_has_served_before_goes_on_with_a_new_one()
    {
        var used = new AdaptiveModel(Steps, Control);
        var schedule = CheckpointSchedule.Multistage(Steps, 0, 3);
        using (var first = new CheckpointExecutor(used, schedule))
            first.Run();
        var options = new RunOptions { Journal = scratch.Journal("run", 1) };
        var reversed = 0;
        using (
            var executor = new CheckpointExecutor(
                used,
                schedule,
                options with
                {
                    AfterAction = action =>
                    {
                        if (action is Reverse && ++reversed == 5)
                            throw new InvalidTimeZoneException("on purpose");
                    },
                }
            )
        )
            Assert.Throws<InvalidTimeZoneException>(() => executor.Run());
        var model = new AdaptiveModel(Steps, Control);
        using var again = new CheckpointExecutor(model, schedule, options);
        Assert.NotEmpty(again.Recovery!.Used);
        Assert.True(again.Recovery.Reversed > 0);
        again.Run();
        Assert.Equal(Expected, model.Gradient);
    }

    [Fact]
    public void Checkpoints_of_many_parts_have_the_size_of_each()
    {
        CheckpointAction[] stream =
        [
            new Forward(0, 4, true, true, Storage.Ram),
            new Copy(0, Storage.Ram, Storage.Disk),
            new Move(0, Storage.Disk, Deep),
            new Forward(4, 7, false, true, Storage.Disk),
            new Forward(7, 9, false, true, Storage.Disk),
            new Forward(9, 12, false, true, Storage.Work),
            new EndForward(),
            new Reverse(12, 9, true),
            new Move(7, Storage.Disk, Storage.Work),
            new Reverse(9, 7, true),
            new Move(4, Storage.Disk, Storage.Work),
            new Reverse(7, 4, true),
            new Move(0, Storage.Ram, Storage.None),
            new Move(0, Deep, Storage.Work),
            new Reverse(4, 0, true),
            new EndReverse(),
        ];
        foreach (var kind in EveryStore.All.Values)
        foreach (var overlap in (bool[])[true, false])
        {
            using var place = new Place();
            var stores = place.Fill(kind);
            var model = new AdaptiveModel(12, Control);
            using var executor = new CheckpointExecutor(
                model,
                stream,
                new RefereeOptions { Steps = 12 },
                new RunOptions { Stores = stores, Overlap = overlap }
            );
            executor.Run();
            Assert.Equal(AdaptiveModel.Expected(12, Control), model.Gradient);
        }
    }

    [Fact]
    public void Room_for_checkpoints_that_get_smaller_is_not_asked_for_before_if_that_is_said()
    {
        using var store = new MemoryStore(1100);
        var options = new RunOptions { Stores = new Dictionary<Storage, ICheckpointStore> { [Storage.Ram] = store } };
        using (var refused = Over(options))
            Assert.Contains(
                "set RunOptions.CheckRoom to false",
                Assert.Throws<CheckpointStoreException>(() => refused.Run()).Message
            );
        using (var executor = Over(options with { CheckRoom = false }))
            executor.Run();
        Assert.InRange(store.Usage.PeakBytes, 1000, 1100);

        static CheckpointExecutor Over(RunOptions options) =>
            new(new Shrinking(Steps), CheckpointSchedule.Revolve(Steps, 3), options);
    }

    /// <summary>Larger at its start than ever after.</summary>
    private sealed class Shrinking(long steps) : IdleModel(steps)
    {
        public override long RestartBytes(long step) => step == 0 ? 1000 : 10;

        public override long DependencyBytes(long step) => 0;
    }

    [Fact]
    public void Bytes_are_those_that_were_written_and_no_budget_is_exceeded()
    {
        var schedule = CheckpointSchedule.Revolve(Steps, 3);
        long peak;
        using (var store = new MemoryStore())
        {
            peak = Run(store);
            Assert.Equal((0, peak), (store.Usage.Bytes, store.Usage.PeakBytes));
        }

        using (var store = new MemoryStore(peak))
            Assert.Equal(peak, Run(store));
        using (var store = new MemoryStore(peak - 1))
            Assert.Contains($"{peak - 1} allowed", Assert.Throws<CheckpointStoreException>(() => Run(store)).Message);

        long Run(MemoryStore store)
        {
            var stores = new Dictionary<Storage, ICheckpointStore> { [Storage.Ram] = store };
            var model = new AdaptiveModel(Steps, Control);
            using var executor = new CheckpointExecutor(model, schedule, new RunOptions { Stores = stores });
            executor.Run();
            Assert.Equal(Expected, model.Gradient);
            return store.Usage.PeakBytes;
        }
    }
}
