using Core = Schedules.FSharp;

namespace Schedules.Interop;

/// <content>The families that weigh no costs.</content>
public sealed partial class CheckpointSchedule
{
    /// <summary>No checkpointing and no adjoint: the forward runs to its end. Online.</summary>
    public static CheckpointSchedule None() => Build(Core.Spec.None);

    /// <summary>The adjoint dependencies of all steps in WORK: nothing is recomputed. Online, any
    /// number of adjoints.</summary>
    public static CheckpointSchedule SingleMemory() => Build(Core.Spec.SingleMemory);

    /// <summary>The adjoint dependencies of each step on disk: nothing is
    /// recomputed. Online.</summary>
    /// <param name="moveData">Whether they leave the disk as they are read, for one adjoint; they stay otherwise, for any
    /// number.</param>
    public static CheckpointSchedule SingleDisk(bool moveData = false) => Build(Core.Spec.NewSingleDisk(moveData));

    /// <summary>Binomial checkpointing in RAM: Griewank and Walther (2000), doi
    /// 10.1145/347837.347846. The fewest forward steps for the slots given; one adjoint.</summary>
    /// <param name="steps">The number of steps, 1 to 10^18.</param>
    /// <param name="snapshotsInRam">Slots for restart data, at least 1; 0 will do for one step.</param>
    /// <param name="trajectory">Which of the optimal advances: the usual one writes the fewest checkpoints.</param>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is
    /// allowed.</exception>
    public static CheckpointSchedule Revolve(
        long steps,
        int snapshotsInRam,
        Trajectory trajectory = Trajectory.Maximum
    ) => Build(Core.Spec.NewRevolve(steps, snapshotsInRam, Map.Trajectory(trajectory)));

    /// <summary>Binomial checkpointing over RAM and disk: Stumm and Walther (2009), doi
    /// 10.1137/080718036. The positions that are written and read most often are in RAM;
    /// one adjoint.</summary>
    /// <param name="steps">The number of steps, 1 to 10^18.</param>
    /// <param name="snapshotsInRam">Slots in RAM, at least 0.</param>
    /// <param name="snapshotsOnDisk">Slots on disk, at least 0; one slot of either kind at least, unless there is one step.</param>
    /// <param name="trajectory">Which of the optimal advances.</param>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is
    /// allowed.</exception>
    public static CheckpointSchedule Multistage(
        long steps,
        int snapshotsInRam,
        int snapshotsOnDisk,
        Trajectory trajectory = Trajectory.Maximum
    ) => Build(Core.Spec.NewMultistage(steps, snapshotsInRam, snapshotsOnDisk, Map.Trajectory(trajectory)));

    /// <summary>Restart data on disk each so many steps, each period reversed binomially: Pringle
    /// et al. (2016). Online, any number of adjoints.</summary>
    /// <param name="period">Steps between the checkpoints on disk, 1 to 10^18.</param>
    /// <param name="binomialSnapshots">Additional slots for the binomial reversals, at least 0.</param>
    /// <param name="binomialStorage">Where those are: RAM, disk, or a slower level.</param>
    /// <param name="trajectory">Which of the optimal advances.</param>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is
    /// allowed.</exception>
    public static CheckpointSchedule TwoLevel(
        long period,
        int binomialSnapshots,
        Storage binomialStorage = Storage.Disk,
        Trajectory trajectory = Trajectory.Maximum
    ) =>
        Build(
            Core.Spec.NewTwoLevel(period, binomialSnapshots, Map.Storage(binomialStorage), Map.Trajectory(trajectory))
        );

    /// <summary>Restart data on disk each so many steps; each period is recorded into WORK at once.
    /// Online, any number of adjoints.</summary>
    /// <param name="period">Steps between the checkpoints, 1 to 10^18.</param>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is
    /// allowed.</exception>
    public static CheckpointSchedule PeriodicDisk(long period) => Build(Core.Spec.NewPeriodicDisk(period));

    /// <summary>Restart data at equal intervals, each recorded into WORK at once: no step is
    /// advanced over more than once beside the recording. One adjoint.</summary>
    /// <param name="steps">The number of steps, 1 to 10^18.</param>
    /// <param name="snapshots">Slots for restart data, at least 0: one interval more is recorded at once.</param>
    /// <param name="storage">Where they are: RAM, disk, or a slower level.</param>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is
    /// allowed.</exception>
    public static CheckpointSchedule Uniform(long steps, int snapshots, Storage storage = Storage.Ram) =>
        Build(Core.Spec.NewUniform(steps, snapshots, Map.Storage(storage)));

    /// <summary>Checkpoints that hold either the restart data or the dependencies of a
    /// step, one unit each: Maddison (2024). The fewest forward steps for the units given;
    /// one adjoint.</summary>
    /// <param name="steps">The number of steps, 1 to 10^18.</param>
    /// <param name="snapshots">Units, at least 1; 0 will do for one step.</param>
    /// <param name="storage">Where they are: RAM, disk, or a slower level.</param>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is
    /// allowed.</exception>
    public static CheckpointSchedule Mixed(long steps, int snapshots, Storage storage = Storage.Ram) =>
        Build(Core.Spec.NewMixed(steps, snapshots, Map.Storage(storage)));

    /// <summary>As <see cref="Mixed"/>, when restart data and dependencies take different numbers
    /// of units; one adjoint.</summary>
    /// <param name="steps">The number of steps, 1 to 10^18, within what a table can hold.</param>
    /// <param name="units">Units of storage.</param>
    /// <param name="restartUnits">Units that the restart data of a step take, at least 1.</param>
    /// <param name="dependencyUnits">Units that the dependencies of a step take, at least 1.</param>
    /// <param name="stifflyAccurate">Whether the dependencies of a step also restart the next one.</param>
    /// <param name="storage">Where they are: RAM, disk, or a slower level.</param>
    /// <param name="options">How to follow, or stop, the building of a long table.</param>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is
    /// allowed.</exception>
    /// <exception cref="OperationCanceledException">The building was cancelled.</exception>
    public static CheckpointSchedule UnitSizes(
        long steps,
        long units,
        long restartUnits,
        long dependencyUnits,
        bool stifflyAccurate = false,
        Storage storage = Storage.Ram,
        BuildOptions? options = null
    ) =>
        Build(
            Core.Spec.NewUnitSizes(steps, units, restartUnits, dependencyUnits, stifflyAccurate, Map.Storage(storage)),
            options
        );

    /// <summary>A fixed number of slots and an unknown number of steps: checkpoints are dropped for
    /// later ones as the forward goes. Online, one adjoint.</summary>
    /// <param name="policy">How to choose what to hold.</param>
    /// <param name="snapshots">Slots, 1 to 2^20.</param>
    /// <param name="storage">Where they are: RAM, disk, or a slower level.</param>
    /// <param name="trajectory">Which of the optimal advances when it is reversed: the usual one writes the fewest
    /// checkpoints.</param>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is
    /// allowed.</exception>
    public static CheckpointSchedule Online(
        OnlinePolicy policy,
        int snapshots,
        Storage storage = Storage.Ram,
        Trajectory trajectory = Trajectory.Maximum
    ) => Build(Core.Spec.NewOnline(Map.Policy(policy), snapshots, Map.Storage(storage), Map.Trajectory(trajectory)));

    internal static CheckpointSchedule Build(Core.Spec spec, BuildOptions? options = null, CostModel? costs = null) =>
        new(Map.Value(Core.SpecModule.buildWith(BuildOptions.ToCore(options), spec)), costs);
}
