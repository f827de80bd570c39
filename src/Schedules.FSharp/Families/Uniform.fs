namespace Schedules.FSharp

open System

/// Restart data at equal intervals, each of which is recorded into WORK at once when it is
/// reversed: checkpointing by hand, as many programs have it; with about √steps slots the data in
/// slots and in WORK are fewest together. Offline, one adjoint. No step is advanced over more than
/// once: two forward calculations in all, and WORK holds an interval. PeriodicDisk is the same for
/// an unknown number of steps.
[<RequireQualifiedAccess>]
module Uniform =
    /// Steps from one checkpoint to the next, the longest first: what is left is one interval
    /// that nothing is kept of.
    let private interval (steps: int64) (snapshots: int) : int64 =
        (steps - 1L) / (int64 snapshots + 1L) + 1L

    /// A segment may be longer than an interval where a checkpoint has been lost: it is taken
    /// an interval at a time.
    let private policy (level: int) (interval: int64) : Policy =
        { Enter =
            fun l context ->
                if l > interval then
                    Entry.Keep(level, interval, context, context)
                else
                    Entry.Record
          Resume =
            fun l context ->
                if l > interval then
                    Resumption.Advance(interval, context, context)
                else
                    Resumption.Release context }

    /// The schedule for `steps` (1 to 10^18) with `snapshots` slots (0 or more) in `storage` (RAM,
    /// disk or a level below).
    let schedule (steps: int64) (snapshots: int) (storage: Storage) : Result<Schedule, SpecError> =
        Check.steps "steps" steps
        |> Result.bind (fun () -> Check.slots "snapshots" 0L snapshots)
        |> Result.bind (fun () -> Check.level "storage" storage)
        |> Result.map (fun level ->
            let interval = interval steps snapshots
            let kept = (steps - 1L) / interval
            let n = Int128.op_Implicit steps
            let advanced = Int128.op_Implicit kept * Int128.op_Implicit interval

            { Plan =
                { Plan.offline steps 0L (policy level interval) with
                    AnyLength = true }
              Family = "uniform"
              Permitted = Adjoints.Times 1L
              Places =
                fun _ ->
                    [ Storage.Work
                      if kept > 0L then
                          storage ]
              Allowed =
                { Limits.none with
                    Levels = Map.ofList [ 0, 0L; 1, 0L ] |> Map.add level (int64 snapshots)
                    WorkDependencies = interval }
              Prediction =
                fun _ _ -> Shared.counts steps (n + advanced) n n |> Result.map (Counts.touch storage kept kept kept) }
            |> Shared.madeFrom (Spec.Uniform(steps, snapshots, storage)))
