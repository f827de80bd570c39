using Core = Schedules.FSharp;

namespace Schedules.Interop;

/// <summary>Quantities behind the families, beside those of <see cref="Binomial"/>. What a schedule
/// costs, it tells itself: <see cref="CheckpointSchedule.Predict()"/>,
/// <see cref="CheckpointSchedule.Cost"/>.</summary>
public static class Quantities
{
    /// <summary>The fewest forward steps of mixed checkpointing, the recording ones included, in
    /// closed form.</summary>
    /// <param name="steps">The number of steps, 1 to 10^18.</param>
    /// <param name="snapshots">Units, at least 0.</param>
    /// <returns>The number, or null where there is no schedule.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is
    /// allowed.</exception>
    /// <exception cref="OverflowException">The answer needs more than 64 bits.</exception>
    public static long? MixedSteps(long steps, int snapshots) =>
        Map.Optional(Map.Value(Core.MixedSteps.optimalSteps(steps, snapshots)));

    /// <summary>The fewest forward steps, the recording ones included, when restart data and
    /// dependencies take different numbers of units.</summary>
    /// <param name="steps">The number of steps, 1 to 10^18, within what a table can hold.</param>
    /// <param name="units">Units of storage, at least 0.</param>
    /// <param name="restartUnits">Units that the restart data of a step take, at least 1.</param>
    /// <param name="dependencyUnits">Units that the dependencies of a step take, at least 1.</param>
    /// <param name="stifflyAccurate">Whether the dependencies of a step also restart the next one.</param>
    /// <returns>The number, or null where there is no schedule.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is
    /// allowed.</exception>
    public static long? UnitSizesSteps(
        long steps,
        long units,
        long restartUnits,
        long dependencyUnits,
        bool stifflyAccurate = false
    ) =>
        Map.Optional(
            Map.Value(Core.MixedTable.optimalSteps(steps, units, restartUnits, dependencyUnits, stifflyAccurate))
        );

    /// <summary>Writes and reads, by <see cref="CheckpointSchedule.Multistage"/>, of each
    /// position of its stack, from the bottom.</summary>
    /// <param name="steps">The number of steps, 1 to 10^18.</param>
    /// <param name="snapshotsInRam">Slots in RAM.</param>
    /// <param name="snapshotsOnDisk">Slots on disk.</param>
    /// <param name="trajectory">Which of the optimal advances.</param>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is
    /// allowed.</exception>
    public static IReadOnlyList<long> MultistageWeights(
        long steps,
        int snapshotsInRam,
        int snapshotsOnDisk,
        Trajectory trajectory = Trajectory.Maximum
    ) => Map.Value(Core.Multistage.weights(Map.Trajectory(trajectory), steps, snapshotsInRam, snapshotsOnDisk));

    /// <summary>Levels on which <see cref="CheckpointSchedule.Multistage"/> puts each position of
    /// its stack, from the bottom.</summary>
    /// <param name="steps">The number of steps, 1 to 10^18.</param>
    /// <param name="snapshotsInRam">Slots in RAM.</param>
    /// <param name="snapshotsOnDisk">Slots on disk.</param>
    /// <param name="trajectory">Which of the optimal advances.</param>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is
    /// allowed.</exception>
    public static IReadOnlyList<Storage> MultistagePlacement(
        long steps,
        int snapshotsInRam,
        int snapshotsOnDisk,
        Trajectory trajectory = Trajectory.Maximum
    ) =>
        [
            .. Map.Value(Core.Multistage.placement(Map.Trajectory(trajectory), steps, snapshotsInRam, snapshotsOnDisk))
                .Select(Map.Storage),
        ];
}
