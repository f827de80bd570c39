namespace Schedules.FSharp

open System

/// Restart data are kept on disk each `period` steps; each period is reversed binomially with
/// additional slots: Pringle, Jones, Goswami, Narayanan & Goldberg (2016), tech. rep. "Providing
/// the ARCHER community with adjoint modelling tools". Online, any number of adjoints. Also known
/// as TwoLevelCheckpointSchedule. The disk grows with the number of steps, slowly; within a period
/// the forward steps are the fewest for binomialSnapshots + 1 slots.
[<RequireQualifiedAccess>]
module TwoLevel =
    /// The schedule with a `period` of 1 to 10^18 steps, `binomialSnapshots` additional slots (0 or
    /// more) in `binomialStorage` (RAM or disk) and the trajectory of the binomial reversals
    /// (`Maximum` elsewhere).
    let schedule
        (trajectory: Trajectory)
        (period: int64)
        (binomialSnapshots: int)
        (binomialStorage: Storage)
        : Result<Schedule, SpecError> =
        Check.steps "period" period
        |> Result.bind (fun () ->
            Check.range "binomialSnapshots" 0L (int64 Int32.MaxValue - 1L) (int64 binomialSnapshots))
        |> Result.bind (fun () -> Check.level "binomialStorage" binomialStorage)
        |> Result.map (fun level ->
            let slots = binomialSnapshots + 1

            /// Of each period the first checkpoint is the sweep's.
            let place (position: int) : Storage =
                if position = 0 then Storage.Disk else binomialStorage

            /// The sweep wrote the first checkpoint, which stays, so that it takes one
            /// read more and no write.
            let traffic (l: int64) (times: int64) (counts: Counts) : Result<Counts, SpecError> =
                let once = Shared.addTraffic trajectory place l (int64 slots) Counts.zero
                let first = if l = 1L then 0L else 1L

                (Counts.touch Storage.Disk -(first * times) times -(first * times) counts, once.Levels)
                ||> Map.fold (fun counts level once ->
                    counts
                    |> Counts.touch
                        (Storage.Level level)
                        (once.Writes * times)
                        (once.Reads * times)
                        (once.Deletes * times))
                |> Ok

            { Plan =
                { Plan.online
                      (PeriodicSweep.create (Periodic.grid period (int64 slots)))
                      (int64 slots)
                      (Shared.periodic
                          period
                          (int64 slots)
                          (Shared.binomial trajectory (fun free -> if free = int64 slots then 1 else level))) with
                    AnyLength = true
                    Repeats = true }
              Family = "two-level"
              Permitted = Adjoints.AnyNumber
              Places =
                fun steps ->
                    let longest = min period (ValueOption.defaultValue period steps)

                    [ Storage.Work
                      Storage.Disk
                      if longest > 2L && binomialSnapshots > 0 && binomialStorage <> Storage.Disk then
                          binomialStorage ]
              Allowed =
                { Limits.none with
                    Levels =
                        Map.ofList
                            [ if level <> 1 then
                                  level, int64 binomialSnapshots ]
                    WorkDependencies = 1L
                    Adjoints = Adjoints.AnyNumber }
              Prediction =
                Periodic.predict period (fun l -> Int128.op_Implicit l + Binomial.extra l (int64 slots)) traffic })
        |> Result.map (Shared.madeFrom (Spec.TwoLevel(period, binomialSnapshots, binomialStorage, trajectory)))
