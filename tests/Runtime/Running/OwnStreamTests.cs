using Schedules.Interop;

namespace Schedules.Runtime.Tests;

/// <summary>Streams that no family makes, with all that the semantics allows.</summary>
public sealed class OwnStreamTests
{
    private const Storage Deep = (Storage)2;

    [Fact]
    public void A_stream_may_do_all_that_the_semantics_allows()
    {
        CheckpointAction[] stream =
        [
            new Forward(0, 4, true, true, Storage.Ram), // restart data and the dependencies of four steps
            new Copy(0, Storage.Ram, Storage.Disk),
            new Copy(0, Storage.Disk, Deep),
            new Move(0, Storage.Disk, Storage.None),
            new Forward(4, 7, true, false, Storage.Ram),
            new Move(4, Storage.Ram, Storage.Disk),
            new Copy(4, Storage.Disk, Deep),
            new Forward(7, 8, true, false, Storage.Work), // nobody asks for these
            new Forward(8, 10, false, true, Storage.Disk),
            new Forward(10, 12, false, true, Storage.Work),
            new EndForward(),
            new Reverse(12, 11, false),
            new Reverse(11, 10, true),
            new Move(8, Storage.Disk, Deep),
            new Move(8, Deep, Storage.Ram),
            new Move(8, Storage.Ram, Storage.Work),
            new Reverse(10, 8, true),
            new Move(4, Storage.Disk, Storage.None),
            new Copy(4, Deep, Storage.Work),
            new Forward(4, 6, false, false, Storage.None),
            new Forward(6, 7, true, false, Storage.Disk),
            new Forward(7, 8, false, true, Storage.Work),
            new Reverse(8, 7, true),
            new Move(6, Storage.Disk, Storage.Work),
            new Forward(6, 7, false, true, Storage.Work),
            new Reverse(7, 6, true),
            new Move(4, Deep, Storage.Work),
            new Forward(4, 6, false, true, Storage.Work),
            new Reverse(6, 4, true),
            new Move(0, Storage.Ram, Storage.None),
            new Move(0, Deep, Storage.Work),
            new Reverse(4, 1, false),
            new Reverse(1, 0, false),
            new EndReverse(),
        ];
        var referee = new RefereeOptions { Steps = 12 };
        var counts = Referee.Verify(stream, referee).Counts;
        foreach (var kind in EveryStore.All.Values)
        foreach (var overlap in (bool[])[true, false])
        foreach (var size in (int[])[1, 3, 1000])
        {
            using var place = new Place();
            var stores = place.Fill(kind);
            var model = new ToyModel(12, 0.3, true, size);
            RunProfile profile;
            using (
                var executor = new CheckpointExecutor(
                    model,
                    stream,
                    referee,
                    new RunOptions { Stores = stores, Overlap = overlap }
                )
            )
                profile = executor.Run();
            Assert.Equal([ToyModel.Expected(12, 0.3, size)], model.Gradients);
            foreach (var (level, store) in stores)
            {
                var usage = store.Usage;
                Assert.Equal(counts.On(level), usage.With(profile, level));
                Assert.Equal((0, 0), (usage.Checkpoints, usage.Bytes));
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(23)]
    public void A_stream_may_find_out_the_number_of_steps_as_it_goes(long steps)
    {
        foreach (var knowsItsEnd in (bool[])[true, false])
        {
            CheckpointExecutor executor = null!;
            var model = new ToyModel(steps, 0.7, knowsItsEnd);
            using (executor = new CheckpointExecutor(model, Online(() => executor.Steps), new RefereeOptions()))
                executor.Run();
            Assert.Equal([ToyModel.Expected(steps, 0.7)], model.Gradients);
            Assert.Equal(steps, executor.Steps);
        }
    }

    [Fact]
    public void A_stream_may_end_the_forward_where_it_likes_if_the_model_does_not_know()
    {
        CheckpointAction[] stream =
        [
            new Forward(0, 5, false, true, Storage.Work),
            new EndForward(),
            new Reverse(5, 0, true),
            new EndReverse(),
        ];
        var model = new Endless();
        using var executor = new CheckpointExecutor(model, stream, new RefereeOptions());
        executor.Run();
        Assert.Equal(5, model.Ended);
    }

    /// <summary>Restart data of each fifth step on disk, until the end is known;
    /// then back.</summary>
    private static IEnumerable<CheckpointAction> Online(Func<long?> steps)
    {
        var n = 0L;
        for (; steps() is null; n += 5)
            yield return new Forward(n, n + 5, true, false, Storage.Disk);
        var end = steps()!.Value;
        yield return new EndForward();
        while ((n -= 5) >= 0)
        {
            yield return new Move(n, Storage.Disk, Storage.Work);
            yield return new Forward(n, Math.Min(end, n + 5), false, true, Storage.Work);
            yield return new Reverse(Math.Min(end, n + 5), n, true);
        }

        yield return new EndReverse();
    }

    private sealed class Endless : IdleModel
    {
        public Endless()
            : base(null) { }

        public long Ended { get; private set; }

        public override void EndForward(long n) => Ended = n;
    }
}
