using System.Runtime.CompilerServices;
using Core = Schedules.FSharp;

namespace Schedules.Interop.Tests;

/// <summary>The C# that a plan gives for a schedule is what one would write: it is compiled
/// here.</summary>
public sealed class CodeTests
{
    [Fact]
    public void Specs_are_written_as_code_that_makes_them()
    {
        Says(CheckpointSchedule.SingleMemory());
        Says(CheckpointSchedule.SingleDisk(moveData: true));
        Says(CheckpointSchedule.Revolve(steps: 100, snapshotsInRam: 5, trajectory: Trajectory.Maximum));
        Says(
            CheckpointSchedule.Multistage(
                steps: 100,
                snapshotsInRam: 2,
                snapshotsOnDisk: 3,
                trajectory: Trajectory.Revolve
            )
        );
        Says(
            CheckpointSchedule.TwoLevel(
                period: 7,
                binomialSnapshots: 2,
                binomialStorage: Storage.Ram,
                trajectory: Trajectory.Maximum
            )
        );
        Says(CheckpointSchedule.PeriodicDisk(period: 7));
        Says(CheckpointSchedule.Uniform(steps: 100, snapshots: 9, storage: Storage.Disk));
        Says(CheckpointSchedule.Mixed(steps: 100, snapshots: 5, storage: (Storage)2));
        Says(
            CheckpointSchedule.UnitSizes(
                steps: 100,
                units: 50,
                restartUnits: 3,
                dependencyUnits: 2,
                stifflyAccurate: false,
                storage: Storage.Ram
            )
        );
        Says(
            CheckpointSchedule.HRevolve(
                steps: 100,
                slots: [2, 3],
                inRam: InRam.Binomial(Trajectory.Revolve),
                costs: new CostModel(1, 2.5, [0, 2], [0, 1])
            )
        );
        Says(
            CheckpointSchedule.DiskRevolve(
                steps: 100,
                snapshotsInRam: 2,
                oneReadDisk: false,
                inRam: InRam.Mixed(restartUnits: 1, dependencyUnits: 4),
                keepDisk: false,
                costs: new CostModel(1, 2.5, [0, 2], [0, 1])
            )
        );
        Says(
            CheckpointSchedule.OneDRevolve(
                steps: 100,
                snapshotsInRam: 2,
                oneReadDisk: true,
                inRam: InRam.Mixed(restartUnits: 2, dependencyUnits: 1, stifflyAccurate: true),
                keepDisk: false,
                costs: new CostModel(1, 2.5, [0, 2], [0, 1])
            )
        );
        Says(
            CheckpointSchedule.PeriodicDiskRevolve(
                steps: 100,
                snapshotsInRam: 2,
                period: DiskPeriod.Given(9),
                oneReadDisk: false,
                inRam: InRam.Mixed(restartUnits: 1, dependencyUnits: 4),
                keepDisk: false,
                costs: new CostModel(1, 2.5, [0, 2], [0, 1])
            )
        );
        Says(
            CheckpointSchedule.PeriodicDiskRevolve(
                steps: 100,
                snapshotsInRam: 2,
                period: DiskPeriod.Searched,
                oneReadDisk: false,
                inRam: InRam.Mixed(restartUnits: 1, dependencyUnits: 4),
                keepDisk: false,
                costs: new CostModel(1, 2.5, [0, 2], [0, 1])
            )
        );
        Says(
            CheckpointSchedule.AsyncDisk(
                steps: 100,
                snapshotsInRam: 2,
                inRam: InRam.Binomial(Trajectory.Largest),
                keepDisk: true,
                costs: new CostModel(1, 2.5, [0, 2], [0, 1])
            )
        );
        Says(
            CheckpointSchedule.AsyncPeriodicDisk(
                snapshotsInRam: 2,
                period: DiskPeriod.Given(9),
                inRam: InRam.Mixed(restartUnits: 1, dependencyUnits: 4),
                keepDisk: false,
                costs: new CostModel(1, 2.5, [0, 2], [0, 1])
            )
        );
        Says(CheckpointSchedule.Optimal(steps: 100, slots: [2, 3], costs: new CostModel(1, 2.5, [0, 2], [0, 1])));
        Says(
            CheckpointSchedule.Online(
                policy: OnlinePolicy.Landmarks,
                snapshots: 5,
                storage: Storage.Ram,
                trajectory: Trajectory.Largest
            )
        );
    }

    private static void Says(CheckpointSchedule schedule, [CallerArgumentExpression(nameof(schedule))] string code = "")
    {
        var json = schedule.ToJson();
        var spec = Core.SpecModule.ofText(json).ResultValue;
        Assert.Equal(Plain(code), Plain(Core.SpecCode.csharp(spec)));
    }

    // Where a line ends is no matter.
    private static string Plain(string code) =>
        string.Concat(code.Where(letter => !char.IsWhiteSpace(letter))).Replace(",)", ")", StringComparison.Ordinal);
}
