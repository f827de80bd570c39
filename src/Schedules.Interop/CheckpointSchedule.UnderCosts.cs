using Core = Schedules.FSharp;

namespace Schedules.Interop;

/// <content>The families that weigh costs.</content>
public sealed partial class CheckpointSchedule
{
    /// <summary>H-Revolve with RAM and disk: Herrmann and Pallez (2020), doi 10.1145/3378672. Least
    /// makespan if RAM is free; one adjoint.</summary>
    /// <param name="steps">The number of steps, at least 1, within what a table can hold.</param>
    /// <param name="snapshotsInRam">Slots in RAM, at least 0.</param>
    /// <param name="snapshotsOnDisk">Slots on disk, at least 0; one slot of either kind at least, unless there is one step.</param>
    /// <param name="inRam">Use of RAM beneath slower levels; as published, <see cref="InRam.Binomial"/> with
    /// <see cref="Trajectory.Largest"/>, if not given.</param>
    /// <param name="costs">The costs; <see cref="CostModel.Standard"/> if not given.</param>
    /// <param name="options">How to follow, or stop, the building of a long table.</param>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is
    /// allowed.</exception>
    /// <exception cref="OperationCanceledException">The building was cancelled.</exception>
    public static CheckpointSchedule HRevolve(
        long steps,
        int snapshotsInRam,
        int snapshotsOnDisk,
        InRam? inRam = null,
        CostModel? costs = null,
        BuildOptions? options = null
    )
    {
        Map.Value(Core.HRevolve.checkTwoLevel(steps, snapshotsInRam, snapshotsOnDisk));
        return HRevolve(steps, [snapshotsInRam, snapshotsOnDisk], inRam, costs, options);
    }

    /// <summary>H-Revolve with any number of levels: Herrmann and Pallez (2020), doi
    /// 10.1145/3378672; one adjoint.</summary>
    /// <param name="steps">The number of steps, at least 1, within what a table can hold.</param>
    /// <param name="slots">Slots of each level, RAM first; one slot at least in all, unless there is one step.</param>
    /// <param name="inRam">Use of RAM beneath slower levels; as published, <see cref="InRam.Binomial"/> with
    /// <see cref="Trajectory.Largest"/>, if not given.</param>
    /// <param name="costs">The costs; <see cref="CostModel.Standard"/> if not given.</param>
    /// <param name="options">How to follow, or stop, the building of a long table.</param>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is
    /// allowed.</exception>
    /// <exception cref="OperationCanceledException">The building was cancelled.</exception>
    public static CheckpointSchedule HRevolve(
        long steps,
        IReadOnlyList<int> slots,
        InRam? inRam = null,
        CostModel? costs = null,
        BuildOptions? options = null
    ) =>
        Build(
            Core.Spec.NewHRevolve(
                steps,
                Map.List(slots),
                InRam.OrElse(inRam, Trajectory.Largest),
                CostModel.OrStandard(costs)
            ),
            options,
            costs
        );

    /// <summary>Disk-Revolve: a few slots in RAM, any number on disk; Aupy, Herrmann, Hovland and
    /// Robert (2016), doi 10.1137/15M1019222. Least makespan if RAM is free; one adjoint.</summary>
    /// <param name="steps">The number of steps, at least 1, within what a table can hold.</param>
    /// <param name="snapshotsInRam">Slots in RAM, at least 1; 0 will do for one step.</param>
    /// <param name="oneReadDisk">Whether each checkpoint on disk is read once, which is never cheaper.</param>
    /// <param name="inRam">Use of RAM beneath the disk; as published, <see cref="InRam.Binomial"/> with
    /// <see cref="Trajectory.Largest"/>, if not given.</param>
    /// <param name="keepDisk">Leave the checkpoints of the forward calculation on disk, for any number of
    /// adjoints: each further one starts from them.</param>
    /// <param name="costs">The costs; <see cref="CostModel.Standard"/> if not given.</param>
    /// <param name="options">How to follow, or stop, the building of a long table.</param>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is
    /// allowed.</exception>
    /// <exception cref="OperationCanceledException">The building was cancelled.</exception>
    public static CheckpointSchedule DiskRevolve(
        long steps,
        int snapshotsInRam,
        bool oneReadDisk = false,
        InRam? inRam = null,
        bool keepDisk = false,
        CostModel? costs = null,
        BuildOptions? options = null
    ) =>
        Build(
            Core.Spec.NewDiskRevolve(
                steps,
                snapshotsInRam,
                oneReadDisk,
                InRam.OrElse(inRam, Trajectory.Largest),
                keepDisk,
                CostModel.OrStandard(costs)
            ),
            options,
            costs
        );

    /// <summary>1D-Revolve: only the initial state may be on disk; Aupy, Herrmann, Hovland and
    /// Robert (2016), doi 10.1137/15M1019222. One adjoint.</summary>
    /// <param name="steps">The number of steps, at least 1, within what a table can hold.</param>
    /// <param name="snapshotsInRam">Slots in RAM, at least 1; 0 will do for one step.</param>
    /// <param name="oneReadDisk">Whether the initial state is read once.</param>
    /// <param name="inRam">Use of RAM beneath the disk; as published, <see cref="InRam.Binomial"/> with
    /// <see cref="Trajectory.Largest"/>, if not given.</param>
    /// <param name="keepDisk">Leave the checkpoints of the forward calculation on disk, for any number of
    /// adjoints: each further one starts from them.</param>
    /// <param name="costs">The costs; <see cref="CostModel.Standard"/> if not given.</param>
    /// <param name="options">How to follow, or stop, the building of a long table.</param>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is
    /// allowed.</exception>
    /// <exception cref="OperationCanceledException">The building was cancelled.</exception>
    public static CheckpointSchedule OneDRevolve(
        long steps,
        int snapshotsInRam,
        bool oneReadDisk = false,
        InRam? inRam = null,
        bool keepDisk = false,
        CostModel? costs = null,
        BuildOptions? options = null
    ) =>
        Build(
            Core.Spec.NewOneDRevolve(
                steps,
                snapshotsInRam,
                oneReadDisk,
                InRam.OrElse(inRam, Trajectory.Largest),
                keepDisk,
                CostModel.OrStandard(costs)
            ),
            options,
            costs
        );

    /// <summary>Periodic-Disk-Revolve: a checkpoint on disk each period, the rest in RAM; Aupy and
    /// Herrmann (2017), doi 10.1080/10556788.2016.1230612. Any length; one adjoint.</summary>
    /// <param name="steps">The number of steps, 1 to 10^18.</param>
    /// <param name="snapshotsInRam">Slots in RAM, at least 1; 0 will do for one step.</param>
    /// <param name="period">How the period is found; <see cref="DiskPeriod.Searched"/>, or <see cref="DiskPeriod.OneRead"/> if
    /// <paramref name="oneReadDisk"/>, if not given. <see cref="DiskPeriod.For"/> tells it.</param>
    /// <param name="oneReadDisk">Whether each checkpoint on disk is read once.</param>
    /// <param name="inRam">Use of RAM beneath the disk; as published, <see cref="InRam.Binomial"/> with
    /// <see cref="Trajectory.Largest"/>, if not given.</param>
    /// <param name="keepDisk">Leave the checkpoints of the forward calculation on disk, for any number of
    /// adjoints: each further one starts from them.</param>
    /// <param name="costs">The costs; <see cref="CostModel.Standard"/> if not given.</param>
    /// <param name="options">How to follow, or stop, the building of a long table.</param>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is
    /// allowed.</exception>
    /// <exception cref="OperationCanceledException">The building was cancelled.</exception>
    public static CheckpointSchedule PeriodicDiskRevolve(
        long steps,
        int snapshotsInRam,
        DiskPeriod? period = null,
        bool oneReadDisk = false,
        InRam? inRam = null,
        bool keepDisk = false,
        CostModel? costs = null,
        BuildOptions? options = null
    ) =>
        Build(
            Core.Spec.NewPeriodicDiskRevolve(
                steps,
                snapshotsInRam,
                (period ?? (oneReadDisk ? DiskPeriod.OneRead : DiskPeriod.Searched)).ToCore,
                oneReadDisk,
                InRam.OrElse(inRam, Trajectory.Largest),
                keepDisk,
                CostModel.OrStandard(costs)
            ),
            options,
            costs
        );

    /// <summary>A disk that is written and read beside the computation, a few slots in RAM: the
    /// least wall time of segments of the sweep, Revolve, Disk-Revolve and Periodic-Disk-Revolve;
    /// one adjoint.</summary>
    /// <param name="steps">The number of steps, 1 to 2^22.</param>
    /// <param name="snapshotsInRam">Slots for restart data in RAM, at least 1; 0 will do for one step.</param>
    /// <param name="inRam">Use of RAM beneath the disk; <see cref="InRam.Binomial"/> with the fewest writes if not
    /// given.</param>
    /// <param name="keepDisk">Leave the checkpoints of the forward calculation on disk, for any number of
    /// adjoints: each further one starts from them.</param>
    /// <param name="costs">What steps, writes and reads cost, in one unit of time: those of the disk count.</param>
    /// <param name="options">How to stop or follow the building of the tables.</param>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is
    /// allowed.</exception>
    /// <exception cref="OperationCanceledException">The building was stopped.</exception>
    public static CheckpointSchedule AsyncDisk(
        long steps,
        int snapshotsInRam,
        InRam? inRam = null,
        bool keepDisk = false,
        CostModel? costs = null,
        BuildOptions? options = null
    ) =>
        Build(
            Core.Spec.NewAsyncDisk(
                steps,
                snapshotsInRam,
                InRam.OrElse(inRam, Trajectory.Maximum),
                keepDisk,
                CostModel.OrStandard(costs)
            ),
            options,
            costs
        );

    /// <summary>A disk that is written and read beside the computation, where the number of steps is
    /// found out: restart data on disk each period, and a few slots in RAM to reverse each period, which
    /// is read once, ahead of the adjoint; one adjoint.</summary>
    /// <param name="snapshotsInRam">Slots for restart data in RAM, at least 1.</param>
    /// <param name="period">How the period is found: <see cref="DiskPeriod.Searched"/>, here of least wall
    /// time for each step, if not given. <see cref="Period"/> tells it.</param>
    /// <param name="inRam">Use of RAM beneath the disk; <see cref="InRam.Binomial"/> with the fewest writes if not
    /// given.</param>
    /// <param name="keepDisk">Leave the checkpoints of the forward calculation on disk, for any number of
    /// adjoints: each further one starts from them.</param>
    /// <param name="costs">What steps, writes and reads cost, in one unit of time: those of the disk count.</param>
    /// <param name="options">How to stop or follow the building of the tables.</param>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is
    /// allowed.</exception>
    /// <exception cref="OperationCanceledException">The building was stopped.</exception>
    public static CheckpointSchedule AsyncPeriodicDisk(
        int snapshotsInRam,
        DiskPeriod? period = null,
        InRam? inRam = null,
        bool keepDisk = false,
        CostModel? costs = null,
        BuildOptions? options = null
    ) =>
        Build(
            Core.Spec.NewAsyncPeriodicDisk(
                snapshotsInRam,
                (period ?? DiskPeriod.Searched).ToCore,
                InRam.OrElse(inRam, Trajectory.Maximum),
                keepDisk,
                CostModel.OrStandard(costs)
            ),
            options,
            costs
        );

    /// <summary>Least makespan at any costs, on any number of levels; where the tables of that
    /// would be too large, H-Revolve if its hypothesis holds. <see cref="Name"/> says which.
    /// One adjoint.</summary>
    /// <param name="steps">The number of steps, at least 1.</param>
    /// <param name="slots">Slots of each level, RAM first; one slot at least in all, unless there is one step.</param>
    /// <param name="costs">The costs; <see cref="CostModel.Standard"/> if not given.</param>
    /// <param name="options">How to follow, or stop, the building of a long table.</param>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is
    /// allowed.</exception>
    /// <exception cref="OperationCanceledException">The building was cancelled.</exception>
    public static CheckpointSchedule Optimal(
        long steps,
        IReadOnlyList<int> slots,
        CostModel? costs = null,
        BuildOptions? options = null
    ) => Build(Core.Spec.NewOptimal(steps, Map.List(slots), CostModel.OrStandard(costs)), options, costs);
}
