using Schedules.Interop;

namespace Schedules.Runtime.Tests.Journaling;

/// <summary>What is predicted of a run that goes on is what remains of it.</summary>
public sealed class ResumedProfileTests : IDisposable
{
    private const long Steps = 23;

    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Theory]
    [MemberData(nameof(Families.Names), MemberType = typeof(Families))]
    public void A_run_that_goes_on_takes_what_is_predicted_and_its_progress_ends_at_one(string family)
    {
        var schedule = Families.All[family](Steps);
        for (var after = 0; after < 60; after += 7)
        {
            var options = new RunOptions { Journal = scratch.Journal($"{after}", everyActions: 2) };
            BreakOff(schedule, options, after);
            var reports = new Reports();
            var model = new ToyModel(Steps, 0.7);
            using var executor = new CheckpointExecutor(model, schedule, options with { Progress = reports });
            var profile = executor.Run();
            Assert.All(
                profile.Entries.Where(entry => entry.Kind != ProfileKind.Check),
                entry => Assert.Equal(entry.Predicted, entry.Count)
            );
            Assert.Equal((1.0, TimeSpan.Zero), (reports.Last.Fraction, reports.Last.Remaining));
        }
    }

    private static void BreakOff(CheckpointSchedule schedule, RunOptions options, int after)
    {
        var model = new ToyModel(Steps, 0.7, knowsItsEnd: false);
        var left = after;
        using var source = new CancellationTokenSource();
        void Count(CheckpointAction action)
        {
            if (left-- == 0)
                source.Cancel();
        }

        using var executor = new CheckpointExecutor(model, schedule, options with { BeforeAction = Count });
        try
        {
            executor.Run(source.Token);
        }
        catch (OperationCanceledException) { }
    }

    private sealed class Reports : IProgress<RunProgress>
    {
        public RunProgress Last { get; private set; }

        public void Report(RunProgress value) => Last = value;
    }
}
