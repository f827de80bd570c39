using Schedules.Interop;

namespace Schedules.Runtime.Tests;

/// <summary>A store that lies is found out, before the model computes with it or, if the model
/// gives a checksum, as it takes the data.</summary>
public sealed class LyingStoreTests
{
    [Theory]
    [InlineData("multistage on disk")]
    [InlineData("h-revolve, three levels")]
    [InlineData("disk-revolve")]
    [InlineData("periodic-disk")]
    [InlineData("online, r2 on disk")]
    public void Wrong_restart_data_are_a_replay_that_differs(string family)
    {
        foreach (var overlap in (bool[])[true, false])
        {
            for (var k = 0; ; k++)
            {
                var lies = new Lies(k);
                var model = new ToyModel(23, 0.7) { Checks = false };
                using var place = new Place();
                var stores = place.Fill(_ => new Lying(lies));
                using var executor = new CheckpointExecutor(
                    model,
                    Families.All[family](23),
                    new RunOptions { Stores = stores, Overlap = overlap }
                );
                if (lies.Reads(executor) <= k)
                {
                    Assert.Equal([ToyModel.Expected(23, 0.7)], model.Gradients);
                    break;
                }

                Assert.Equal(lies.Step, Assert.IsType<ReplayMismatchException>(lies.Error).Step);
                Assert.Throws<InvalidOperationException>(() => executor.Run());
            }
        }
    }

    [Theory]
    [InlineData("single-disk")]
    [InlineData("mixed on disk")]
    public void Wrong_dependencies_reach_the_model_that_asks_for_none_of_the_stores_that_check_theirs(string family)
    {
        var lies = new Lies(2);
        using var place = new Place();
        // What is in a buffer is not read from the store.
        var options = new RunOptions { Stores = place.Fill(_ => new Lying(lies)), Overlap = false };
        using var executor = new CheckpointExecutor(new ToyModel(23, 0.7), Families.All[family](23), options);
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => executor.Run());
    }

    [Theory]
    [InlineData("there is none")]
    [InlineData("too short")]
    [InlineData("too long")]
    public void A_checkpoint_that_is_lost_or_of_another_length_is_an_error_of_the_store(string what)
    {
        foreach (var family in Families.All.Keys)
        foreach (var overlap in (bool[])[true, false])
        foreach (var inPlace in (bool[])[true, false])
        {
            var schedule = Families.All[family](23);
            if (schedule.WithSteps(23).Predict().Levels.Count == 0)
                continue;
            using var place = new Place();
            var stores = place.Fill(_ => inPlace ? new LosingInPlace(what) : new Losing(what));
            var options = new RunOptions { Stores = stores, Overlap = overlap };
            var model = new ToyModel(23, 0.7);
            using var executor = new CheckpointExecutor(model, schedule, options);
            var error = Record.Exception(() => executor.Run());
            if (error is null)
            {
                // Buffers had all that was read: what the store has is of no account.
                Assert.True(overlap && !inPlace);
                Assert.All(stores.Values, store => Assert.Equal(0, store.Usage.Reads));
                Assert.Equal([ToyModel.Expected(23, 0.7)], model.Gradients);
                continue;
            }

            Assert.IsType<CheckpointStoreException>(error);
            Assert.Throws<CheckpointStoreException>(() => executor.Run());
            // What the store had lost may have been deleted after the last read, which a buffer served.
            Assert.All(model.Gradients, gradient => Assert.Equal(ToyModel.Expected(23, 0.7), gradient));
        }
    }

    private sealed class Lies(int which)
    {
        private int reads;

        public long Step { get; private set; } = -1;

        public Exception? Error { get; private set; }

        public int Reads(CheckpointExecutor executor)
        {
            Error = Record.Exception(() => executor.Run());
            return reads;
        }

        public void Read(long step, LargeSpan data)
        {
            if (Interlocked.Increment(ref reads) - 1 != which)
                return;
            data.First(1)[0] ^= 1;
            Step = step;
        }
    }

    private sealed class Lying(Lies lies) : UserStore
    {
        public override void Read(long step, LargeSpan target)
        {
            base.Read(step, target);
            lies.Read(step, target);
        }
    }

    private class Losing(string what) : UserStore
    {
        public override void Write(CheckpointLabel label, ReadOnlyLargeSpan data)
        {
            base.Write(label, data);
            Damage(label.Step);
        }

        protected void Damage(long step)
        {
            if (what == "too short")
                held[step] = held[step][1..];
            else if (what == "too long")
                held[step] = [.. held[step], 0];
            else
                held.Remove(step);
        }
    }

    private sealed class LosingInPlace(string what) : Losing(what), IInPlaceStore
    {
        private long reserved = -1;

        public LargeSpan Reserve(CheckpointLabel label, long length) =>
            (held[reserved = label.Step] = new byte[length]).AsSpan();

        public ReadOnlyLargeSpan View(long step)
        {
            if (reserved >= 0)
                Damage(step);
            return held[step];
        }
    }
}
