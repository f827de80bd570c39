using System.Collections;
using Core = Schedules.FSharp;

namespace Schedules.Interop;

/// <summary>
/// A checkpointing schedule: which data of a forward calculation to keep, where, and what to recompute, so that an adjoint
/// calculation can go backwards through it. Immutable; enumerating it gives the actions of the forward and of one adjoint
/// calculation, the same ones each time. An online schedule is made without a number of steps: give it one with
/// <see cref="WithSteps"/>, or find it out during a run (<see cref="Start"/>).
/// </summary>
public sealed partial class CheckpointSchedule : IEnumerable<CheckpointAction>
{
    private readonly Core.Schedule core;

    internal Core.Schedule ToCore => core;

    private CheckpointSchedule(Core.Schedule core, CostModel? costs = null)
    {
        this.core = core;
        Costs = costs ?? CostModel.From(core.Costs);
    }

    /// <summary>No checkpointing and no adjoint: the forward runs to its end. Online.</summary>
    public static CheckpointSchedule None() => Build(Core.Spec.None);

    /// <summary>The adjoint dependencies of all steps in WORK: nothing is recomputed. Online, any number of adjoints.</summary>
    public static CheckpointSchedule SingleMemory() => Build(Core.Spec.SingleMemory);

    /// <summary>The adjoint dependencies of each step on disk: nothing is recomputed. Online.</summary>
    /// <param name="moveData">Whether they leave the disk as they are read, for one adjoint; they stay otherwise, for any
    /// number.</param>
    public static CheckpointSchedule SingleDisk(bool moveData = false) => Build(Core.Spec.NewSingleDisk(moveData));

    /// <summary>Binomial checkpointing in RAM: Griewank and Walther (2000), doi 10.1145/347837.347846. The fewest forward steps
    /// for the slots given; one adjoint.</summary>
    /// <param name="steps">The number of steps, 1 to 10^18.</param>
    /// <param name="snapshotsInRam">Slots for restart data, at least 1; 0 will do for one step.</param>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is allowed.</exception>
    public static CheckpointSchedule Revolve(long steps, int snapshotsInRam) =>
        Build(Core.Spec.NewRevolve(steps, snapshotsInRam));

    /// <summary>Binomial checkpointing over RAM and disk: Stumm and Walther (2009), doi 10.1137/080718036. The positions that are
    /// written and read most often are in RAM; one adjoint.</summary>
    /// <param name="steps">The number of steps, 1 to 10^18.</param>
    /// <param name="snapshotsInRam">Slots in RAM, at least 0.</param>
    /// <param name="snapshotsOnDisk">Slots on disk, at least 0; one slot of either kind at least, unless there is one step.</param>
    /// <param name="trajectory">Which of the optimal advances.</param>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is allowed.</exception>
    public static CheckpointSchedule Multistage(
        long steps,
        int snapshotsInRam,
        int snapshotsOnDisk,
        Trajectory trajectory = Trajectory.Maximum
    ) => Build(Core.Spec.NewMultistage(steps, snapshotsInRam, snapshotsOnDisk, Map.Trajectory(trajectory)));

    /// <summary>Restart data on disk each so many steps, each period reversed binomially: Pringle et al. (2016). Online, any number
    /// of adjoints.</summary>
    /// <param name="period">Steps between the checkpoints on disk, 1 to 10^18.</param>
    /// <param name="binomialSnapshots">Additional slots for the binomial reversals, at least 0.</param>
    /// <param name="binomialStorage">Where those are: RAM, disk, or a slower level.</param>
    /// <param name="trajectory">Which of the optimal advances.</param>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is allowed.</exception>
    public static CheckpointSchedule TwoLevel(
        long period,
        int binomialSnapshots,
        Storage binomialStorage = Storage.Disk,
        Trajectory trajectory = Trajectory.Maximum
    ) =>
        Build(
            Core.Spec.NewTwoLevel(period, binomialSnapshots, Map.Storage(binomialStorage), Map.Trajectory(trajectory))
        );

    /// <summary>Restart data on disk each so many steps; each period is recorded into WORK at once. Online, any number of
    /// adjoints.</summary>
    /// <param name="period">Steps between the checkpoints, 1 to 10^18.</param>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is allowed.</exception>
    public static CheckpointSchedule PeriodicDisk(long period) => Build(Core.Spec.NewPeriodicDisk(period));

    /// <summary>Restart data at equal intervals, each recorded into WORK at once: no step is advanced over more than once beside the
    /// recording. One adjoint.</summary>
    /// <param name="steps">The number of steps, 1 to 10^18.</param>
    /// <param name="snapshots">Slots for restart data, at least 0: one interval more is recorded at once.</param>
    /// <param name="storage">Where they are: RAM, disk, or a slower level.</param>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is allowed.</exception>
    public static CheckpointSchedule Uniform(long steps, int snapshots, Storage storage = Storage.Ram) =>
        Build(Core.Spec.NewUniform(steps, snapshots, Map.Storage(storage)));

    /// <summary>Checkpoints that hold either the restart data or the dependencies of a step, one unit each: Maddison (2024). The
    /// fewest forward steps for the units given; one adjoint.</summary>
    /// <param name="steps">The number of steps, 1 to 10^18.</param>
    /// <param name="snapshots">Units, at least 1; 0 will do for one step.</param>
    /// <param name="storage">Where they are: RAM, disk, or a slower level.</param>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is allowed.</exception>
    public static CheckpointSchedule Mixed(long steps, int snapshots, Storage storage = Storage.Ram) =>
        Build(Core.Spec.NewMixed(steps, snapshots, Map.Storage(storage)));

    /// <summary>As <see cref="Mixed"/>, when restart data and dependencies take different numbers of units; one adjoint.</summary>
    /// <param name="steps">The number of steps, 1 to 10^18, within what a table can hold.</param>
    /// <param name="units">Units of storage.</param>
    /// <param name="restartUnits">Units that the restart data of a step take, at least 1.</param>
    /// <param name="dependencyUnits">Units that the dependencies of a step take, at least 1.</param>
    /// <param name="stifflyAccurate">Whether the dependencies of a step also restart the next one.</param>
    /// <param name="storage">Where they are: RAM, disk, or a slower level.</param>
    /// <param name="building">How to follow, or stop, the building of a long table.</param>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is allowed.</exception>
    /// <exception cref="OperationCanceledException">The building was cancelled.</exception>
    public static CheckpointSchedule UnitSizes(
        long steps,
        long units,
        long restartUnits,
        long dependencyUnits,
        bool stifflyAccurate = false,
        Storage storage = Storage.Ram,
        Building? building = null
    ) =>
        Build(
            Core.Spec.NewUnitSizes(steps, units, restartUnits, dependencyUnits, stifflyAccurate, Map.Storage(storage)),
            building
        );

    /// <summary>H-Revolve with RAM and disk: Herrmann and Pallez (2020), doi 10.1145/3378672. Least makespan if RAM is free;
    /// one adjoint.</summary>
    /// <param name="steps">The number of steps, at least 1, within what a table can hold.</param>
    /// <param name="snapshotsInRam">Slots in RAM, at least 0.</param>
    /// <param name="snapshotsOnDisk">Slots on disk, at least 0; one slot of either kind at least, unless there is one step.</param>
    /// <param name="costs">The costs; <see cref="CostModel.Standard"/> if not given.</param>
    /// <param name="building">How to follow, or stop, the building of a long table.</param>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is allowed.</exception>
    /// <exception cref="OperationCanceledException">The building was cancelled.</exception>
    public static CheckpointSchedule HRevolve(
        long steps,
        int snapshotsInRam,
        int snapshotsOnDisk,
        CostModel? costs = null,
        Building? building = null
    )
    {
        Map.Value(Core.HRevolve.checkTwoLevel(steps, snapshotsInRam, snapshotsOnDisk));
        return HRevolve(steps, [snapshotsInRam, snapshotsOnDisk], costs, building);
    }

    /// <summary>H-Revolve with any number of levels: Herrmann and Pallez (2020), doi 10.1145/3378672; one adjoint.</summary>
    /// <param name="steps">The number of steps, at least 1, within what a table can hold.</param>
    /// <param name="slots">Slots of each level, RAM first; one slot at least in all, unless there is one step.</param>
    /// <param name="costs">The costs; <see cref="CostModel.Standard"/> if not given.</param>
    /// <param name="building">How to follow, or stop, the building of a long table.</param>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is allowed.</exception>
    /// <exception cref="OperationCanceledException">The building was cancelled.</exception>
    public static CheckpointSchedule HRevolve(
        long steps,
        IReadOnlyList<int> slots,
        CostModel? costs = null,
        Building? building = null
    ) => Build(Core.Spec.NewHRevolve(steps, Map.List(slots), CostModel.OrStandard(costs)), building, costs);

    /// <summary>Disk-Revolve: a few slots in RAM, any number on disk; Aupy, Herrmann, Hovland and Robert (2016), doi
    /// 10.1137/15M1019222. Least makespan if RAM is free; one adjoint.</summary>
    /// <param name="steps">The number of steps, at least 1, within what a table can hold.</param>
    /// <param name="snapshotsInRam">Slots in RAM, at least 1; 0 will do for one step.</param>
    /// <param name="oneReadDisk">Whether each checkpoint on disk is read once, which is never cheaper.</param>
    /// <param name="costs">The costs; <see cref="CostModel.Standard"/> if not given.</param>
    /// <param name="building">How to follow, or stop, the building of a long table.</param>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is allowed.</exception>
    /// <exception cref="OperationCanceledException">The building was cancelled.</exception>
    public static CheckpointSchedule DiskRevolve(
        long steps,
        int snapshotsInRam,
        bool oneReadDisk = false,
        CostModel? costs = null,
        Building? building = null
    ) =>
        Build(
            Core.Spec.NewDiskRevolve(steps, snapshotsInRam, oneReadDisk, CostModel.OrStandard(costs)),
            building,
            costs
        );

    /// <summary>1D-Revolve: only the initial state may be on disk; Aupy, Herrmann, Hovland and Robert (2016), doi
    /// 10.1137/15M1019222. One adjoint.</summary>
    /// <param name="steps">The number of steps, at least 1, within what a table can hold.</param>
    /// <param name="snapshotsInRam">Slots in RAM, at least 1; 0 will do for one step.</param>
    /// <param name="oneReadDisk">Whether the initial state is read once.</param>
    /// <param name="costs">The costs; <see cref="CostModel.Standard"/> if not given.</param>
    /// <param name="building">How to follow, or stop, the building of a long table.</param>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is allowed.</exception>
    /// <exception cref="OperationCanceledException">The building was cancelled.</exception>
    public static CheckpointSchedule OneDRevolve(
        long steps,
        int snapshotsInRam,
        bool oneReadDisk = false,
        CostModel? costs = null,
        Building? building = null
    ) =>
        Build(
            Core.Spec.NewOneDRevolve(steps, snapshotsInRam, oneReadDisk, CostModel.OrStandard(costs)),
            building,
            costs
        );

    /// <summary>Periodic-Disk-Revolve: a checkpoint on disk each period, the rest in RAM; Aupy and Herrmann (2017), doi
    /// 10.1080/10556788.2016.1230612. Any length; one adjoint.</summary>
    /// <param name="steps">The number of steps, 1 to 10^18.</param>
    /// <param name="snapshotsInRam">Slots in RAM, at least 1; 0 will do for one step.</param>
    /// <param name="period">How the period is found; <see cref="DiskPeriod.Searched"/>, or <see cref="DiskPeriod.OneRead"/> if
    /// <paramref name="oneReadDisk"/>, if not given. <see cref="DiskPeriod.For"/> tells it.</param>
    /// <param name="oneReadDisk">Whether each checkpoint on disk is read once.</param>
    /// <param name="costs">The costs; <see cref="CostModel.Standard"/> if not given.</param>
    /// <param name="building">How to follow, or stop, the building of a long table.</param>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is allowed.</exception>
    /// <exception cref="OperationCanceledException">The building was cancelled.</exception>
    public static CheckpointSchedule PeriodicDiskRevolve(
        long steps,
        int snapshotsInRam,
        DiskPeriod? period = null,
        bool oneReadDisk = false,
        CostModel? costs = null,
        Building? building = null
    ) =>
        Build(
            Core.Spec.NewPeriodicDiskRevolve(
                steps,
                snapshotsInRam,
                (period ?? (oneReadDisk ? DiskPeriod.OneRead : DiskPeriod.Searched)).ToCore,
                oneReadDisk,
                CostModel.OrStandard(costs)
            ),
            building,
            costs
        );

    /// <summary>Least makespan at any costs, on any number of levels; where the tables of that would be too large, H-Revolve if its
    /// hypothesis holds. <see cref="Name"/> says which. One adjoint.</summary>
    /// <param name="steps">The number of steps, at least 1.</param>
    /// <param name="slots">Slots of each level, RAM first; one slot at least in all, unless there is one step.</param>
    /// <param name="costs">The costs; <see cref="CostModel.Standard"/> if not given.</param>
    /// <param name="building">How to follow, or stop, the building of a long table.</param>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is allowed.</exception>
    /// <exception cref="OperationCanceledException">The building was cancelled.</exception>
    public static CheckpointSchedule Optimal(
        long steps,
        IReadOnlyList<int> slots,
        CostModel? costs = null,
        Building? building = null
    ) => Build(Core.Spec.NewOptimal(steps, Map.List(slots), CostModel.OrStandard(costs)), building, costs);

    /// <summary>A fixed number of slots and an unknown number of steps: checkpoints are dropped for later ones as the forward
    /// goes. Online, one adjoint.</summary>
    /// <param name="policy">How to choose what to hold.</param>
    /// <param name="snapshots">Slots, 1 to 2^20.</param>
    /// <param name="storage">Where they are: RAM, disk, or a slower level.</param>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is allowed.</exception>
    public static CheckpointSchedule Online(OnlinePolicy policy, int snapshots, Storage storage = Storage.Ram) =>
        Build(Core.Spec.NewOnline(Map.Policy(policy), snapshots, Map.Storage(storage)));

    /// <summary>The family, in the words of the literature.</summary>
    public string Name => core.Name;

    /// <summary>The costs that the schedule was made for; <see cref="CostModel.Standard"/> where it weighs none.</summary>
    public CostModel Costs { get; }

    /// <summary>What the referee is to be told of the actions of this schedule, with so many adjoint calculations.</summary>
    public RefereeOptions RefereeOptions =>
        RefereeOptions.From(core.Limits, core.Length, Core.ScheduleModule.position(core));

    /// <summary>The number of steps, if the schedule has one.</summary>
    public long? Steps => Map.Optional(core.Length.Steps);

    /// <summary>Whether it can be started without a number of steps.</summary>
    public bool IsOnline => !core.Length.IsKnown;

    /// <summary>The steps from one checkpoint on disk to the next, where that is a fixed number; null elsewhere.</summary>
    public long? Period => Map.Optional(core.Period);

    /// <summary>How many adjoint calculations it permits; null for any number.</summary>
    public long? Adjoints => Map.Adjoints(core.Adjoints);

    /// <summary>The storages that its actions name, WORK among them; for some number of steps, if it has none.</summary>
    public IReadOnlyList<Storage> Storages => [.. core.Storages.Select(Map.Storage)];

    /// <summary>Whether its actions name a storage; for some number of steps, if it has none.</summary>
    /// <param name="storage">The storage asked about.</param>
    public bool UsesStorage(Storage storage) => Storages.Contains(storage);

    /// <summary>The same schedule for a calculation of so many steps. An online one behaves as in a run in which
    /// <see cref="CheckpointRun.Finalize(long)"/> is called as soon as it may be.</summary>
    /// <param name="steps">The number of steps, 1 to 10^18; of an offline schedule, the number that it has.</param>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is allowed.</exception>
    public CheckpointSchedule WithSteps(long steps) => new(Map.Value(Core.ScheduleModule.ofLength(steps, core)), Costs);

    /// <summary>A run before its first action.</summary>
    public CheckpointRun Start() => new(Core.ScheduleModule.run(core));

    /// <summary>The actions of the forward and of one adjoint calculation.</summary>
    /// <exception cref="InvalidOperationException">The number of steps is not known.</exception>
    public IEnumerator<CheckpointAction> GetEnumerator() => Actions().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The actions of the forward and of so many adjoint calculations, but of no more than are permitted.</summary>
    /// <param name="adjoints">How many, at least 0.</param>
    /// <exception cref="InvalidOperationException">The number of steps is not known.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="adjoints"/> is negative.</exception>
    public IEnumerable<CheckpointAction> Actions(long adjoints = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(adjoints);
        return new ActionSequence(Known(), adjoints);
    }

    /// <summary>What the forward and one adjoint calculation (none, if none is permitted) take, from the parameters.</summary>
    /// <exception cref="InvalidOperationException">The number of steps is not known.</exception>
    /// <exception cref="OverflowException">The answer needs more than 64 bits.</exception>
    public Counts Predict() => new(Map.Value(Core.ScheduleModule.predict(core)));

    /// <summary>What the forward and so many adjoint calculations take, from the parameters.</summary>
    /// <param name="adjoints">How many: as many as are permitted.</param>
    /// <exception cref="InvalidOperationException">The number of steps is not known.</exception>
    /// <exception cref="ArgumentOutOfRangeException">So many are not permitted.</exception>
    /// <exception cref="OverflowException">The answer needs more than 64 bits.</exception>
    public Counts Predict(long adjoints) => new(Map.Value(Core.ScheduleModule.predictOf(adjoints, core)));

    /// <summary>The predicted makespan of the forward and one adjoint calculation (none, if none is permitted).</summary>
    /// <param name="model">The costs; <see cref="Costs"/> if not given.</param>
    /// <exception cref="InvalidOperationException">The number of steps is not known.</exception>
    /// <exception cref="OverflowException">The answer needs more than 64 bits.</exception>
    public double Cost(CostModel? model = null) => Predict().Makespan(model ?? Costs);

    /// <summary>Lets the referee judge the actions of the forward and of one adjoint calculation (none, if none is permitted),
    /// and counts them.</summary>
    /// <exception cref="InvalidOperationException">The number of steps is not known.</exception>
    /// <exception cref="InvalidScheduleException">They are not valid: never thrown for the families here.</exception>
    public Profile Verify() => new(Violation.Valid(Core.ScheduleModule.profile(Known())));

    /// <summary>Lets the referee judge the actions of the forward and of so many adjoint calculations, and counts them.</summary>
    /// <param name="adjoints">How many: as many as are permitted.</param>
    /// <exception cref="InvalidOperationException">The number of steps is not known.</exception>
    /// <exception cref="ArgumentOutOfRangeException">So many are not permitted.</exception>
    /// <exception cref="InvalidScheduleException">They are not valid: never thrown for the families here.</exception>
    public Profile Verify(long adjoints)
    {
        Map.Value(Core.ScheduleModule.permits(adjoints, core));
        return new(Violation.Valid(Core.ScheduleModule.profileOf(adjoints, Known())));
    }

    /// <summary>One pass over the actions, without objects for them.</summary>
    internal Core.Enumerator Enumerate(long adjoints)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(adjoints);
        return Core.ScheduleModule.enumerate(adjoints, Known());
    }

    private Core.Schedule Known() =>
        core.Length.IsOpen
            ? throw new InvalidOperationException(
                "the number of steps is not known: WithSteps gives it, Start begins a run without it"
            )
            : core;

    internal static CheckpointSchedule Build(Core.Spec spec, Building? building = null, CostModel? costs = null) =>
        new(Map.Value(Core.SpecModule.buildWith(Building.ToCore(building), spec)), costs);
}
