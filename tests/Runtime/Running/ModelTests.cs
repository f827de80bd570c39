using Schedules.Interop;

namespace Schedules.Runtime.Tests;

/// <summary>What a model may do, and what is found out if it does otherwise.</summary>
public sealed class ModelTests
{
    [Theory]
    [InlineData(0, "RestartBytes is 0; allowed: at least 1")]
    [InlineData(-3, "RestartBytes is -3; allowed: at least 1")]
    public void A_model_without_data_is_refused_at_the_call(int bytes, string why)
    {
        var refused = Assert.Throws<ArgumentOutOfRangeException>(() =>
            new CheckpointExecutor(new IdleModel(5, bytes), CheckpointSchedule.Revolve(5, 2))
        );
        Assert.Equal("model", refused.ParamName);
        Assert.Contains(why, refused.Message);
    }

    [Theory]
    [InlineData(0L, "was to go from step 1 to 2, and says that it stands at 0")]
    [InlineData(1L, "stands at 1: a calculation that ends there has to say so, by Steps")]
    [InlineData(3L, "stands at 3")]
    [InlineData(long.MinValue, "stands at -9223372036854775808")]
    [InlineData(long.MaxValue, "stands at 9223372036854775807")]
    public void A_model_that_does_not_go_where_it_is_told_is_found_out(long stands, string why)
    {
        foreach (
            var schedule in (CheckpointSchedule[])[CheckpointSchedule.TwoLevel(2, 2), CheckpointSchedule.SingleDisk()]
        )
        {
            // It wanders from step 1, which it comes to by single steps.
            using var executor = new CheckpointExecutor(new Wandering(stands), schedule, new RunOptions { Slice = 1 });
            var error = Assert.Throws<InvalidOperationException>(() => executor.Run());
            Assert.Contains(why, error.Message);
        }
    }

    [Fact]
    public void A_model_that_ends_before_the_schedule_is_found_out()
    {
        foreach (var ends in (long[])[1, 4, 8])
        foreach (var says in (bool[])[true, false])
        {
            using var executor = new CheckpointExecutor(new Ending(ends, says), CheckpointSchedule.Revolve(9, 3));
            var error = Assert.Throws<InvalidOperationException>(() => executor.Run());
            if (says)
                Assert.Equal($"the model has ended at step {ends}, and the schedule is for 9", error.Message);
            else
                Assert.Contains($"step {ends}", error.Message);
        }
    }

    [Fact]
    public void A_model_may_find_its_end_when_it_gets_there_or_when_it_cannot_go_on()
    {
        foreach (var schedule in Families.All.Where(pair => pair.Value(9).Steps is null))
            for (var ends = 1; ends < 30; ends++)
            {
                // Found on arrival by Steps, whether or not the range that was
                // asked for ends there.
                using var executor = new CheckpointExecutor(new Ending(ends, true), schedule.Value(ends));
                executor.Run();
                Assert.Equal(ends, executor.Steps);
            }
    }

    [Theory]
    [InlineData("revolve")]
    [InlineData("disk-revolve")]
    [InlineData("online, r2 on disk")]
    public void A_replay_that_differs_is_found_at_its_step(string family)
    {
        var model = new Forgetful(40) { Checks = false };
        using var executor = new CheckpointExecutor(model, Families.All[family](40));
        var error = Assert.Throws<ReplayMismatchException>(() => executor.Run());
        Assert.Equal(model.Wrong, error.Step);
        Assert.Empty(model.Gradients);
        Assert.Throws<InvalidOperationException>(() => executor.Run());
    }

    [Fact]
    public void A_checkpoint_that_no_machine_can_hold_is_refused_before_the_steps_are_computed()
    {
        var model = new IdleModel(1_000_000, (1L << 48) + 1);
        CheckpointAction[] stream = [new Forward(0, 1_000_000, true, true, Storage.Disk)];
        using var executor = new CheckpointExecutor(model, stream, new RefereeOptions { Steps = 1_000_000 });
        var error = Assert.Throws<NotSupportedException>(() => executor.Run());
        Assert.Contains("281474976710657 bytes or more; one checkpoint may have up to 281474976710656", error.Message);
        Assert.Equal(0, executor.Profile.ForwardSteps);
    }

    [Fact]
    public void Dependencies_that_restart_the_next_step_are_a_model_that_says_so()
    {
        const long Steps = 30;
        var schedule = CheckpointSchedule.UnitSizes(Steps, 12, 3, 3, true, Storage.Disk);
        Assert.Contains(
            schedule.Zip(schedule.Skip(1)),
            pair =>
                pair is (Copy or Move { To: Storage.Work }, Forward forward) && ((RawAction)pair.First).N0 < forward.N0
        );
        var model = new ToyModel(Steps, 0.7) { IsStifflyAccurate = true };
        using var executor = new CheckpointExecutor(model, schedule);
        executor.Run();
        Assert.Equal([ToyModel.Expected(Steps, 0.7)], model.Gradients);
    }

    private sealed class Wandering(long stands) : IdleModel(null)
    {
        public override long Advance(long n0, long n1) => n0 == 1 ? stands : n1;

        public override long Record(long n0, long n1) => n0 == 1 ? stands : n1;
    }

    private sealed class Ending(long ends, bool says) : IdleModel(null)
    {
        private long stands;

        public override long? Steps => says && stands == ends ? ends : null;

        public override long Advance(long n0, long n1) => stands = says || n0 < ends ? Math.Min(n1, ends) : n0;

        public override long Record(long n0, long n1) => Advance(n0, n1);

        public override void ReadRestart(long step, ref ByteReader reader)
        {
            base.ReadRestart(step, ref reader);
            stands = step;
        }
    }

    /// <summary>The first time that it comes to a step again, it comes to something else.</summary>
    private sealed class Forgetful(long steps) : ToyModel(steps, 0.7)
    {
        private readonly Dictionary<long, ulong> first = [];

        public long? Wrong { get; private set; }

        public override ulong Checksum()
        {
            var sum = base.Checksum();
            if (first.TryAdd(At, sum) || Wrong is not null)
                return sum;
            Wrong = At;
            return sum + 1;
        }
    }
}
