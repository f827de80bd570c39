using System.Runtime.CompilerServices;
using Schedules.Interop;
using Schedules.Runtime;
using Schedules.Samples.Pendulum;

namespace Schedules.Cli.Tests.Documentation;

/// <summary>The page on moving from other libraries names what there is: its C# stands in tables,
/// and is compiled here.</summary>
public sealed class MovingTests
{
    private readonly string page = File.ReadAllText(Path.Combine(Here(), "..", "..", "..", "docs", "moving.fsx"));

    [Fact]
    public void The_schedules_that_it_names_can_be_made()
    {
        const long steps = 100;
        const long period = 10;
        const int n = 5;
        const int checkpoints = 5;
        int[] slots = [2, 5];
        var costs = CostModel.Standard;

        Says(CheckpointSchedule.Revolve(steps, n, Trajectory.Revolve));
        Says(CheckpointSchedule.Multistage(steps, 0, n));
        Says(CheckpointSchedule.HRevolve(steps, slots, costs: costs));
        Says(CheckpointSchedule.Revolve(steps, checkpoints, Trajectory.Revolve));
        Says(CheckpointSchedule.PeriodicDisk(period));
        Says(CheckpointSchedule.Online(OnlinePolicy.R2, checkpoints));
    }

    [Fact]
    public void The_executor_runs_as_it_says()
    {
        var schedule = CheckpointSchedule.Revolve(20, 3);
        var model = new PendulumModel(20, 1.0, 0.0, 0.1);

        Says(new CheckpointExecutor(model, schedule).Run());
    }

    [Fact]
    public void The_members_that_it_names_are_there()
    {
        foreach (
            var name in (string[])
                [
                    $"`{nameof(IStateCheckpoint)}`: `{nameof(IStateCheckpoint.Bytes)}`, `{nameof(IStateCheckpoint.Save)}`, `{nameof(IStateCheckpoint.Load)}`",
                    $"`{nameof(IForwardOperator)}.{nameof(IForwardOperator.Apply)}(n0, n1, record)`",
                    $"`{nameof(IReverseOperator)}.{nameof(IReverseOperator.Apply)}(n1, n0)`",
                    $"`{nameof(OperatorRun.ApplyForward)}()`, `{nameof(OperatorRun.ApplyReverse)}()`",
                    $"`profile.{nameof(RunProfile.RecomputationRatio)}`",
                    $"`{nameof(CompressedStore)}` in `{nameof(RunOptions)}.{nameof(RunOptions.Stores)}`",
                    $"`{nameof(RunOptions)}.{nameof(RunOptions.Directory)}`",
                    $"`{nameof(RunOptions)}.{nameof(RunOptions.BeforeAction)}`, `{nameof(RunOptions)}.{nameof(RunOptions.Progress)}`",
                    $"`schedule.{nameof(CheckpointSchedule.Start)}()`: `run.{nameof(CheckpointRun.MoveNext)}()`, `run.{nameof(CheckpointRun.N)}`",
                    $"`run.{nameof(CheckpointRun.SetLength)}(n)`",
                    $"`schedule.{nameof(CheckpointSchedule.UsesStorage)}(s)`",
                    $"`{nameof(MemoryStore)}`",
                    $"`{nameof(DiskStore)}`",
                    $"`{nameof(ICheckpointStore)}`",
                ]
        )
            Assert.Contains(name, page);
    }

    private void Says(object made, [CallerArgumentExpression(nameof(made))] string code = "")
    {
        Assert.NotNull(made);
        Assert.Contains(code, page);
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
