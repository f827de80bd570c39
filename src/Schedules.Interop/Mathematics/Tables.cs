using Core = Schedules.FSharp;

namespace Schedules.Interop;

/// <summary>The tables behind the families as text: a line for each entry, <c>name(arguments) =
/// value</c>, computed as they are read. l counts advances, one fewer than steps, where the
/// papers do.</summary>
public static class Tables
{
    /// <summary>β(s, t), where it fits in 64 bits.</summary>
    /// <param name="slots">s goes from 0 to this.</param>
    /// <param name="repetitions">t goes from 0 to this.</param>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is
    /// allowed.</exception>
    public static IEnumerable<string> Beta(long slots, long repetitions) =>
        Map.Value(Core.Tables.beta(slots, repetitions));

    /// <summary>t(l, s), the extra forward steps of binomial checkpointing.</summary>
    /// <param name="steps">l goes from 1 to this.</param>
    /// <param name="slots">s goes from 1 to this.</param>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is
    /// allowed.</exception>
    public static IEnumerable<string> Binomial(long steps, long slots) => Map.Value(Core.Tables.binomial(steps, slots));

    /// <summary>M(n, s), the forward steps of mixed checkpointing.</summary>
    /// <param name="steps">n goes from 1 to this.</param>
    /// <param name="snapshots">s goes from 1 to this.</param>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is
    /// allowed.</exception>
    public static IEnumerable<string> Mixed(long steps, int snapshots) =>
        Map.Value(Core.Tables.mixed(steps, snapshots));

    /// <summary>O[k](l, m) and P[k](l, m) of H-Revolve.</summary>
    /// <param name="steps">l goes from 0 to this, less one.</param>
    /// <param name="slots">Slots of each level, RAM first: m goes from 0 to them.</param>
    /// <param name="costs">The costs; <see cref="CostModel.Standard"/> if not given.</param>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is
    /// allowed.</exception>
    public static IEnumerable<string> HRevolve(long steps, IReadOnlyList<int> slots, CostModel? costs = null) =>
        Map.Value(
            Core.Tables.hRevolve(
                steps,
                Map.List(slots),
                InRam.OrElse(null, Trajectory.Largest),
                CostModel.OrStandard(costs)
            )
        );

    /// <summary>O0(l), O1(l) and O∞(l), written Oinf, of Disk-Revolve.</summary>
    /// <param name="steps">l goes from 0 to this, less one.</param>
    /// <param name="snapshotsInRam">Slots in RAM, at least 1.</param>
    /// <param name="oneReadDisk">Whether each checkpoint on disk is read once.</param>
    /// <param name="costs">The costs; <see cref="CostModel.Standard"/> if not given.</param>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is
    /// allowed.</exception>
    public static IEnumerable<string> DiskRevolve(
        long steps,
        int snapshotsInRam,
        bool oneReadDisk = false,
        CostModel? costs = null
    ) =>
        Map.Value(
            Core.Tables.diskRevolve(
                steps,
                snapshotsInRam,
                oneReadDisk,
                InRam.OrElse(null, Trajectory.Largest),
                CostModel.OrStandard(costs)
            )
        );

    /// <summary>N(l), the least cost of <see cref="CheckpointSchedule.Optimal"/>.</summary>
    /// <param name="steps">l goes from 1 to this.</param>
    /// <param name="slots">Slots of each level, RAM first.</param>
    /// <param name="costs">The costs; <see cref="CostModel.Standard"/> if not given.</param>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is
    /// allowed.</exception>
    public static IEnumerable<string> Optimal(long steps, IReadOnlyList<int> slots, CostModel? costs = null) =>
        Map.Value(Core.Tables.optimal(steps, Map.List(slots), CostModel.OrStandard(costs)));

    /// <summary>M(n, u), the forward steps of <see cref="CheckpointSchedule.UnitSizes"/>, where
    /// there is a schedule.</summary>
    /// <param name="steps">n goes from 1 to this.</param>
    /// <param name="units">u goes from 0 to this.</param>
    /// <param name="restartUnits">Units that the restart data of a step take, at least 1.</param>
    /// <param name="dependencyUnits">Units that the dependencies of a step take, at least 1.</param>
    /// <param name="stifflyAccurate">Whether the dependencies of a step also restart the next one.</param>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is
    /// allowed.</exception>
    public static IEnumerable<string> UnitSizes(
        long steps,
        long units,
        long restartUnits,
        long dependencyUnits,
        bool stifflyAccurate = false
    ) => Map.Value(Core.Tables.unitSizes(steps, units, restartUnits, dependencyUnits, stifflyAccurate));
}
