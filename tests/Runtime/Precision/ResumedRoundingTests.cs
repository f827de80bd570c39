using Schedules.Interop;
using Schedules.Runtime.Tests.Journaling;
using Schedules.Tests;

namespace Schedules.Runtime.Tests.Precision;

/// <summary>The precision of a run is in its journal and with each of its checkpoints.</summary>
[Trait(Campaign.Trait, "families")]
public sealed class ResumedRoundingTests : IDisposable
{
    private const long Steps = 11;
    private const int Size = 50;
    private static readonly double Expected = ToyModel.Expected(Steps, 0.7, Size);
    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Theory]
    [MemberData(nameof(Families.Some), MemberType = typeof(Families))]
    public void A_run_goes_on_from_what_was_there_before_any_action(string family)
    {
        var schedule = Families.All[family](Steps);
        var snapshots = new List<string>();
        Run(
            schedule,
            new RunOptions
            {
                Overlap = false,
                Precision = StoredPrecision.Single,
                Journal = scratch.Journal("run", everyActions: 3),
                BeforeAction = _ => snapshots.Add(scratch.Copy("run")),
            },
            out _
        );
        foreach (var snapshot in snapshots)
        {
            var gradient = Run(
                schedule,
                new RunOptions { Precision = StoredPrecision.Single, Journal = new JournalOptions(snapshot) },
                out var recovery
            );
            Assert.Empty(recovery!.Rejected);
            Assert.Equal(1, gradient / Expected, 1e-5);
        }
    }

    [Fact]
    public void Another_precision_is_refused()
    {
        var schedule = CheckpointSchedule.HRevolve(Steps, 1, 2);
        foreach (var began in Enum.GetValues<StoredPrecision>())
        {
            var snapshots = new List<string>();
            Run(
                schedule,
                new RunOptions
                {
                    Precision = began,
                    Journal = scratch.Journal("run", everyActions: 1),
                    BeforeAction = _ => snapshots.Add(scratch.Copy("run")),
                },
                out _
            );
            foreach (var goesOn in Enum.GetValues<StoredPrecision>().Where(other => other != began))
            {
                var refused = Assert.Throws<JournalException>(() =>
                    Run(
                        schedule,
                        new RunOptions { Precision = goesOn, Journal = new JournalOptions(snapshots[^5]) },
                        out _
                    )
                );
                Assert.Contains("RunOptions.Precision", refused.Message, StringComparison.Ordinal);
                // Nothing has been removed: the right one goes on.
                Run(
                    schedule,
                    new RunOptions { Precision = began, Journal = new JournalOptions(snapshots[^5]) },
                    out var recovery
                );
                Assert.Empty(recovery!.Rejected);
            }
        }
    }

    [Fact]
    public void It_is_written_with_each_checkpoint()
    {
        foreach (var precision in Enum.GetValues<StoredPrecision>())
        {
            var found = new List<CheckpointLabel>();
            Run(
                CheckpointSchedule.SingleDisk(),
                new RunOptions
                {
                    Overlap = false,
                    Precision = precision,
                    Journal = scratch.Journal("run", everyActions: 1),
                    BeforeAction = action =>
                    {
                        if (action is EndForward)
                            found.AddRange(RunInspection.Of(scratch["run"]).Checkpoints.Select(one => one.Label));
                    },
                },
                out _
            );
            Assert.Equal(Steps, found.Count);
            Assert.All(found, label => Assert.Equal(precision, label.Precision));
        }
    }

    private static double Run(CheckpointSchedule schedule, RunOptions options, out Recovery? recovery)
    {
        var model = new ToyModel(Steps, 0.7, size: Size) { Checks = false };
        using var executor = new CheckpointExecutor(model, schedule, options);
        recovery = executor.Recovery;
        executor.Run();
        return model.Gradients.Single();
    }
}
