using Schedules.Interop;

namespace Schedules.Runtime.Tests;

public sealed class CancellationTests
{
    private const long Steps = 13;

    [Theory]
    [MemberData(nameof(Families.Names), MemberType = typeof(Families))]
    public void Cancelled_at_any_step_a_run_goes_on_to_the_same_bits(string family)
    {
        var steps = 0;
        foreach (var overlap in (bool[])[true, false])
        {
            Run(family, overlap, _ => steps++, 0);
            Assert.True(steps >= 2 * Steps);
            for (var at = 0; at < steps; at++)
            {
                var seen = 0;
                Run(
                    family,
                    overlap,
                    cancel =>
                    {
                        if (seen++ == at)
                            cancel();
                    },
                    1
                );
            }

            steps = 0;
        }
    }

    [Fact]
    public void Cancelled_at_each_step_it_goes_on_each_time()
    {
        foreach (var family in Families.All.Keys)
            Run(family, true, cancel => cancel(), null);
    }

    [Fact]
    public void Cancelled_before_it_begins_it_does_nothing()
    {
        var model = new CountingModel(new ToyModel(Steps, 0.7));
        using var executor = new CheckpointExecutor(model, CheckpointSchedule.Revolve(Steps, 3));
        var error = Assert.Throws<OperationCanceledException>(() => executor.Run(new CancellationToken(true)));
        Assert.True(error.CancellationToken.IsCancellationRequested);
        Assert.Equal(0, model.Calls);
    }

    [Fact]
    public void A_model_that_cancels_itself_has_failed()
    {
        using var source = new CancellationTokenSource();
        var model = new ToyModel(Steps, 0.7)
        {
            OnStep = n =>
            {
                if (n == 5)
                    throw new OperationCanceledException();
            },
        };
        using var executor = new CheckpointExecutor(model, CheckpointSchedule.Revolve(Steps, 3));
        Assert.Throws<OperationCanceledException>(() => executor.Run(source.Token));
        Assert.Throws<InvalidOperationException>(() => executor.Run());
    }

    /// <summary>Runs to the end, with an action at each step that may cancel.</summary>
    private static void Run(string family, bool overlap, Action<Action> onStep, int? expected)
    {
        using var place = new Place();
        var stores = place.Fill(_ => new UserStore());
        var schedule = Families.All[family](Steps);
        var after = new List<CheckpointAction>();
        var options = new RunOptions
        {
            Stores = stores,
            Overlap = overlap,
            AfterAction = after.Add,
        };
        var source = new CancellationTokenSource();
        var model = new ToyModel(Steps, 0.7) { OnStep = _ => onStep(source.Cancel) };
        using var executor = new CheckpointExecutor(model, schedule, options);
        for (var cancelled = 0; ; cancelled++)
        {
            try
            {
                executor.Run(source.Token);
                Assert.Equal(expected ?? cancelled, cancelled);
                break;
            }
            catch (OperationCanceledException)
            {
                source = new CancellationTokenSource();
            }
        }

        Assert.Equal([ToyModel.Expected(Steps, 0.7)], model.Gradients);
        Assert.Equal(schedule.WithSteps(Steps), after);
        Assert.All(
            executor.Profile.Entries.Where(entry => entry.Kind != ProfileKind.Check),
            entry => Assert.Equal(entry.Predicted, entry.Count)
        );
    }
}
