namespace Schedules.FSharp

/// Checkpoints that hold either the restart data or the adjoint dependencies of a step, one unit
/// each: Maddison (2024), "Step-based checkpointing with high-level algorithmic differentiation".
/// Also known as MixedCheckpointSchedule. Offline, one adjoint. Fewest forward steps for the units
/// given (MixedSteps), never more than binomial checkpointing; reads and writes are taken to be
/// free. Where the two kinds of data differ in size, see UnitSizes.
[<RequireQualifiedAccess>]
module Mixed =
    /// The schedule for `steps` (1 to 10^18) with `snapshots` units (at least 1; 0 if there is one
    /// step) of `storage` (RAM, disk or a level below). Of equally good choices, restart data are
    /// kept rather than dependencies, and the largest advance is taken (MixedAdvance): no table.
    /// Its counts are predicted at once for most sizes; with 3 to 6 units, each step is repeated
    /// so often from 10^12 steps on that it takes seconds.
    let schedule (steps: int64) (snapshots: int) (storage: Storage) : Result<Schedule, SpecError> =
        Check.steps "steps" steps
        |> Result.bind (fun () -> Check.slots "snapshots" (if steps = 1L then 0L else 1L) snapshots)
        |> Result.bind (fun () ->
            let size: UnitSize =
                { Restart = 1L
                  Dependencies = 1L
                  StifflyAccurate = false }

            UnitSizes.build BuildOptions.standard "mixed" "snapshots" steps (int64 snapshots) size storage)
        |> Result.map (Shared.madeFrom (Spec.Mixed(steps, snapshots, storage)))
