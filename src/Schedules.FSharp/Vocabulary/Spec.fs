namespace Schedules.FSharp

/// Choice of the period of Periodic-Disk-Revolve, and of the asynchronous disk where the length is
/// not known. Each follows from the slots and the costs, not from the length.
[<RequireQualifiedAccess>]
type DiskPeriod =
    /// This one: 1 to 10^18.
    | Given of period: int64
    /// β(c, t) with t = min { t : β(c+1, t) > (wd + rd) / uf }: the asymptotic optimum if each
    /// checkpoint on disk is read once. What the packages take with one read.
    | OneRead
    /// The period of least cost for each step, (wd + rd + O1(m-1)) / m, found by trying all m up
    /// to mmax; the largest such. What the packages take otherwise. The asymptotic optimum if
    /// checkpoints on disk are read as often as pays; with one read it is not, since their
    /// periods cost O0(m-1). Of the asynchronous disk, the period of least wall time for each step.
    | Searched
    /// The better of two periods in closed form, Aupy & Herrmann (2017). Not proven; it has been as
    /// good as `Searched` for all costs tried, if checkpoints on disk are read as often as pays.
    /// With one read it is not always.
    | ClosedFormula

/// Choice of the checkpoints that a sweep of unknown length holds.
[<Struct; RequireQualifiedAccess>]
type OnlinePolicy =
    /// Aims at two repetitions, up to (c + 1)(c + 2) / 2 steps; then as Dynamic.
    | R2
    /// Aims at three repetitions from the start, up to (c + 1)(c + 2)(c + 3) / 6
    /// steps; then as Dynamic.
    | R3
    /// Least repetition number at every length.
    | Dynamic
    /// As R2, then as R3, then as Dynamic, each as far as its range goes.
    | Hybrid
    /// Fewest forward steps at the next length.
    | Greedy
    /// As R2, then on with three, four, … repetitions: fewest forward steps at the next length that
    /// do not spoil β(c, r).
    | Landmarks

/// Every family with its parameters: what is written down of a schedule, and built again
/// from it. Equal by value.
[<RequireQualifiedAccess; NoComparison>]
type Spec =
    | None
    | SingleMemory
    | SingleDisk of moveData: bool
    | Revolve of steps: int64 * snapshotsInRam: int * trajectory: Trajectory
    | Multistage of steps: int64 * snapshotsInRam: int * snapshotsOnDisk: int * trajectory: Trajectory
    | TwoLevel of period: int64 * binomialSnapshots: int * binomialStorage: Storage * trajectory: Trajectory
    | PeriodicDisk of period: int64
    | Uniform of steps: int64 * snapshots: int * storage: Storage
    | Mixed of steps: int64 * snapshots: int * storage: Storage
    | UnitSizes of
        steps: int64 *
        units: int64 *
        restartUnits: int64 *
        dependencyUnits: int64 *
        stifflyAccurate: bool *
        storage: Storage
    | HRevolve of steps: int64 * slots: int list * inRam: InRam * costs: CostModel
    | DiskRevolve of
        steps: int64 *
        snapshotsInRam: int *
        oneReadDisk: bool *
        inRam: InRam *
        keepDisk: bool *
        costs: CostModel
    | OneDRevolve of
        steps: int64 *
        snapshotsInRam: int *
        oneReadDisk: bool *
        inRam: InRam *
        keepDisk: bool *
        costs: CostModel
    | PeriodicDiskRevolve of
        steps: int64 *
        snapshotsInRam: int *
        period: DiskPeriod *
        oneReadDisk: bool *
        inRam: InRam *
        keepDisk: bool *
        costs: CostModel
    | AsyncDisk of steps: int64 * snapshotsInRam: int * inRam: InRam * keepDisk: bool * costs: CostModel
    | AsyncPeriodicDisk of snapshotsInRam: int * period: DiskPeriod * inRam: InRam * keepDisk: bool * costs: CostModel
    | Optimal of steps: int64 * slots: int list * costs: CostModel
    | Online of policy: OnlinePolicy * snapshots: int * storage: Storage * trajectory: Trajectory
