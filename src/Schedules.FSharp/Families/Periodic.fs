namespace Schedules.FSharp

open System

/// Parts common to the families with periodic restart data on disk.
[<RequireQualifiedAccess>]
module internal Periodic =
    /// Restart data on disk each `period` steps, resumed with this context.
    let grid (period: int64) (context: Context) : Grid =
        { Period = period
          Level = 1
          Holding = Holding.RestartData
          Context = context }

    /// Counts of a sweep and `adjoints` reversals of all its periods; `reversal` gives the forward
    /// steps of one reversal of so many steps, and adds its reads and writes so many times.
    let predict
        (period: int64)
        (forward: int64 -> Int128)
        (traffic: int64 -> int64 -> Counts -> Result<Counts, SpecError>)
        (steps: int64)
        (adjoints: int64)
        : Result<Counts, SpecError> =
        let whole = (steps - 1L) / period
        let last = steps - whole * period
        let times = Int128.op_Implicit adjoints
        let n = Int128.op_Implicit steps
        let recomputed = Int128.op_Implicit whole * forward period + forward last

        Shared.counts steps (n + times * recomputed) (times * n) (times * n)
        |> Result.map (Counts.touch Storage.Disk (whole + 1L) 0L 0L)
        |> Result.bind (if whole > 0L then traffic period (whole * adjoints) else Ok)
        |> Result.bind (traffic last adjoints)

/// Restart data are kept on disk each `period` steps; each period is read back, its dependencies
/// are recorded into WORK in one Forward, and it is reversed at once. Online, any number of
/// adjoints. Also known as PeriodicDiskCheckpointSchedule; two forward calculations in all, and
/// WORK holds a period.
[<RequireQualifiedAccess>]
module PeriodicDisk =
    /// The schedule with a `period` of 1 to 10^18 steps.
    let schedule (period: int64) : Result<Schedule, SpecError> =
        Check.steps "period" period
        |> Result.map (fun () ->
            { Plan =
                { Plan.online
                      (PeriodicSweep.create (Periodic.grid period 0L))
                      0L
                      (Shared.periodic period 0L Shared.recordAll) with
                    AnyLength = true
                    Repeats = true }
              Family = "periodic-disk"
              Permitted = Adjoints.AnyNumber
              Places = fun _ -> [ Storage.Work; Storage.Disk ]
              Allowed =
                { Limits.none with
                    Levels = Map.ofList [ 0, 0L ]
                    WorkDependencies = period
                    Adjoints = Adjoints.AnyNumber }
              Prediction =
                Periodic.predict period Int128.op_Implicit (fun _ times counts ->
                    Ok(Counts.touch Storage.Disk 0L times 0L counts)) })
        |> Result.map (Shared.madeFrom (Spec.PeriodicDisk period))
