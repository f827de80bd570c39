using Schedules.Interop;

namespace Schedules.Runtime.Tests;

/// <summary>A stream that is wrong anywhere fails there, and the model does not see it.</summary>
public sealed class WrongStreamTests
{
    [Theory]
    [MemberData(nameof(Families.Names), MemberType = typeof(Families))]
    public void A_wrong_action_is_refused_before_the_model_is_called_and_a_stream_that_is_not_wrong_gives_the_bits(
        string family
    )
    {
        const long Steps = 9;
        var schedule = Families.All[family](Steps).WithSteps(Steps);
        var referee = new RefereeOptions
        {
            Steps = Steps,
            Online = schedule.IsOnline,
            Adjoints = schedule.Adjoints,
        };
        var stores = Place.Levels.ToDictionary(level => level, _ => (ICheckpointStore)new MemoryStore());
        var (wrong, right) = (0, 0);
        foreach (var stream in Mutations.Of([.. schedule]))
        {
            var violation = Referee.FindViolation(stream, referee);
            _ = violation is null ? right++ : wrong++;
            var toy = new ToyModel(Steps, 0.7);
            var model = new CountingModel(toy);
            var (calls, actions) = (0, 0);
            var options = new RunOptions
            {
                Stores = stores,
                BeforeAction = _ => calls = model.Calls,
                AfterAction = _ => actions++,
            };
            using var executor = new CheckpointExecutor(model, stream, referee, options);
            if (violation is null)
            {
                executor.Run();
                Assert.All(toy.Gradients, gradient => Assert.Equal(ToyModel.Expected(Steps, 0.7), gradient));
                Assert.Equal(stream.Count(action => action is EndReverse), toy.Gradients.Count);
                continue;
            }

            var refused = Assert.Throws<InvalidScheduleException>(() => executor.Run());
            Assert.Equal(violation, refused.Violation);
            Assert.Equal(violation.Index, actions);
            if (violation.Action is not null)
                Assert.Equal(calls, model.Calls);
            Assert.Throws<InvalidOperationException>(() => executor.Run());
        }

        Assert.True(wrong > 20 && wrong > right);
        foreach (var store in stores.Values)
            store.Dispose();
    }

    [Fact]
    public void A_stream_with_a_null_says_so()
    {
        var stream = new CheckpointAction[] { new Forward(0, 3, false, true, Storage.Work), null! };
        using var executor = new CheckpointExecutor(new ToyModel(3, 1), stream, new RefereeOptions { Steps = 3 });
        var refused = Assert.Throws<InvalidOperationException>(() => executor.Run());
        Assert.Contains("an action that is null", refused.Message);
    }

    [Fact]
    public void A_stream_of_ones_own_has_no_journal_and_no_other_number_of_steps()
    {
        var model = new ToyModel(3, 1);
        var journal = new RunOptions { Journal = new JournalOptions(Path.GetTempPath()) };
        Assert.Throws<ArgumentException>(() => new CheckpointExecutor(model, [], new RefereeOptions(), journal));
        var four = new RefereeOptions { Steps = 4 };
        Assert.Throws<ArgumentException>(() => new CheckpointExecutor(model, [], four));
        Assert.Throws<ArgumentException>(() => new CheckpointExecutor(model, CheckpointSchedule.Revolve(4, 2)));
        Assert.Throws<ArgumentNullException>(() => new CheckpointExecutor(null!, CheckpointSchedule.Revolve(4, 2)));
        Assert.Throws<ArgumentNullException>(() => new CheckpointExecutor(model, null!));
        Assert.Throws<ArgumentNullException>(() => new CheckpointExecutor(model, null!, four));
        Assert.Throws<ArgumentNullException>(() => new CheckpointExecutor(model, [], null!));
    }
}
