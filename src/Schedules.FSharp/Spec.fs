namespace Schedules.FSharp

open System.Threading

/// From parameters to schedules.
[<RequireQualifiedAccess; CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module Spec =
    /// As `build`, telling `progress` from time to time what part of a long table has been built, from 0 to 1. Raises
    /// OperationCanceledException if `cancellation` is requested meanwhile.
    let buildWith
        (cancellation: CancellationToken)
        (progress: float -> unit)
        (spec: Spec)
        : Result<Schedule, SpecError> =
        (match spec with
         | Spec.None -> Ok None.schedule
         | Spec.SingleMemory -> Ok SingleMemory.schedule
         | Spec.SingleDisk moveData -> Ok(SingleDisk.schedule moveData)
         | Spec.Revolve(steps, ram) -> Revolve.schedule steps ram
         | Spec.Multistage(steps, ram, disk, trajectory) -> Multistage.schedule trajectory steps ram disk
         | Spec.TwoLevel(period, snapshots, storage, trajectory) ->
             TwoLevel.schedule trajectory period snapshots storage
         | Spec.PeriodicDisk period -> PeriodicDisk.schedule period
         | Spec.Mixed(steps, snapshots, storage) -> Mixed.scheduleWith cancellation progress steps snapshots storage
         | Spec.UnitSizes(steps, units, restartUnits, dependencyUnits, stifflyAccurate, storage) ->
             UnitSizes.scheduleWith
                 cancellation
                 progress
                 steps
                 units
                 restartUnits
                 dependencyUnits
                 stifflyAccurate
                 storage
         | Spec.HRevolve(steps, slots, costs) -> HRevolve.scheduleWith cancellation progress steps slots costs
         | Spec.DiskRevolve(steps, ram, oneReadDisk, costs) ->
             DiskRevolve.scheduleWith cancellation progress steps ram oneReadDisk costs
         | Spec.OneDRevolve(steps, ram, oneReadDisk, costs) ->
             OneDRevolve.scheduleWith cancellation progress steps ram oneReadDisk costs
         | Spec.PeriodicDiskRevolve(steps, ram, period, oneReadDisk, costs) ->
             PeriodicDiskRevolve.scheduleWith cancellation progress steps ram period oneReadDisk costs
         | Spec.Optimal(steps, slots, costs) -> Optimal.scheduleWith cancellation progress steps slots costs
         | Spec.Online(policy, snapshots, storage) -> Online.schedule policy snapshots storage)
        |> Result.map (fun schedule ->
            { schedule with
                Plan =
                    { schedule.Plan with
                        Spec = ValueSome spec } })

    /// The schedule, or which parameter is at fault, its value and what is allowed.
    let build (spec: Spec) : Result<Schedule, SpecError> =
        buildWith CancellationToken.None ignore spec
