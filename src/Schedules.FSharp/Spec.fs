namespace Schedules.FSharp

/// Every family with its parameters: what is written down of a schedule, and built again from it.
[<RequireQualifiedAccess>]
type Spec =
    | None
    | SingleMemory
    | SingleDisk of moveData: bool
    | Revolve of steps: int64 * snapshotsInRam: int
    | Multistage of steps: int64 * snapshotsInRam: int * snapshotsOnDisk: int * trajectory: Trajectory
    | TwoLevel of period: int64 * binomialSnapshots: int * binomialStorage: Storage * trajectory: Trajectory
    | PeriodicDisk of period: int64

[<RequireQualifiedAccess>]
module Spec =
    /// The schedule, or which parameter is at fault, its value and what is allowed.
    let build (spec: Spec) : Result<Schedule, SpecError> =
        match spec with
        | Spec.None -> Ok None.schedule
        | Spec.SingleMemory -> Ok SingleMemory.schedule
        | Spec.SingleDisk moveData -> Ok(SingleDisk.schedule moveData)
        | Spec.Revolve(steps, ram) -> Revolve.schedule steps ram
        | Spec.Multistage(steps, ram, disk, trajectory) -> Multistage.schedule trajectory steps ram disk
        | Spec.TwoLevel(period, snapshots, storage, trajectory) -> TwoLevel.schedule trajectory period snapshots storage
        | Spec.PeriodicDisk period -> PeriodicDisk.schedule period
