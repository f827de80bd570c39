namespace Schedules.FSharp

/// Binomial checkpointing in RAM, also known as Revolve, treeverse and log-n checkpointing:
/// Griewank (1992), doi 10.1080/10556789208805505; Griewank & Walther (2000), Algorithm 799, doi
/// 10.1145/347837.347846. Offline, one adjoint. Fewest forward steps for the slots given;
/// with `Trajectory.Maximum`, the fewest writes of all such schedules, too (checked against all of
/// them for small sizes; so it is with `Trajectory.Revolve`). `Trajectory.Largest` is the stream of
/// the Python packages. Reads and writes are taken to be free: with a slow level, see Multistage
/// and the families that weigh it.
[<RequireQualifiedAccess>]
module Revolve =
    /// As `schedule`, with the first advances of a trajectory.
    let along (trajectory: Trajectory) (steps: int64) (snapshotsInRam: int) : Result<Schedule, SpecError> =
        Check.steps "steps" steps
        |> Result.bind (fun () -> Check.slots "snapshotsInRam" (if steps = 1L then 0L else 1L) snapshotsInRam)
        |> Result.map (fun () ->
            let slots = max 1L (int64 snapshotsInRam)

            { Plan =
                { Plan.offline steps (int64 snapshotsInRam) (Shared.binomial trajectory (fun _ -> 0)) with
                    AnyLength = true }
              Family = "revolve"
              Permitted = Adjoints.Times 1L
              Places =
                fun _ ->
                    if steps = 1L then
                        [ Storage.Work ]
                    else
                        [ Storage.Work; Storage.Ram ]
              Allowed =
                { Limits.none with
                    Levels = Map.ofList [ 0, int64 snapshotsInRam; 1, 0L ]
                    WorkDependencies = 1L }
              Prediction = fun _ _ -> Shared.offlineIn trajectory Storage.Ram steps slots })
        |> Result.map (Shared.madeFrom (Spec.Revolve(steps, snapshotsInRam, trajectory)))

    /// The schedule for `steps` (1 to 10^18) with `snapshotsInRam` slots (at least 1; 0 if there is
    /// one step), of the trajectory with the fewest writes.
    let schedule (steps: int64) (snapshotsInRam: int) : Result<Schedule, SpecError> =
        along Trajectory.Maximum steps snapshotsInRam
