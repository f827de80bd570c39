namespace Schedules.FSharp

/// The actions that write checkpoints again which have been lost.
[<RequireQualifiedAccess>]
module internal Prologue =
    /// From the initial state at step 0, or the latest restart data before what is missing. Each
    /// list has the latest first.
    let rewrite (held: HeldCheckpoint list) (lost: HeldCheckpoint list) : Action list =
        let restarts =
            held |> List.filter _.Holding.IsRestartData |> List.map (fun held -> held.Step, held.Level)

        let write (forward: int64) (checkpoint: HeldCheckpoint) : Action list =
            let n = checkpoint.Step

            let read, stands =
                match restarts |> List.tryFind (fun (step, _) -> step < n) with
                | Some(step, level) when step > forward ->
                    [ Action.Copy(step, Storage.Level level, Storage.Work) ], step
                | Some _
                | None -> [], forward

            [ yield! read
              if stands < n then
                  Action.Forward(stands, n, false, false, Storage.Work)
              Action.Forward(
                  n,
                  n + 1L,
                  checkpoint.Holding.IsRestartData,
                  checkpoint.Holding.IsDependencies,
                  Storage.Level checkpoint.Level
              ) ]

        let actions, _ =
            (([], 0L), List.rev lost)
            ||> List.fold (fun (actions, forward) checkpoint ->
                write forward checkpoint :: actions, checkpoint.Step + 1L)

        actions |> List.rev |> List.concat

    /// Their counts.
    let counts (actions: Action list) : Counts =
        (Counts.zero, actions) ||> List.fold (fun counts action -> Counts.add counts action ValueNone)
