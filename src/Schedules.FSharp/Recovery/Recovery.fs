namespace Schedules.FSharp

/// Schedules that start from what has survived a crash, with the best policy for what remains. The
/// new process's model stands at the start of step 0, in its initial state; checkpoints on durable
/// levels have survived, those elsewhere and WORK are lost.
[<RequireQualifiedAccess>]
module Recovery =
    /// A checkpoint of the engine's, as it is there, or as it is written again.
    let private held (rebuilt: RebuiltState) (checkpoint: Checkpoint) : HeldCheckpoint =
        let _, until = rebuilt.Until.TryGetValue(struct (checkpoint.Level, checkpoint.Step))

        { Level = checkpoint.Level
          Step = checkpoint.Step
          Holding = checkpoint.Holding
          Context = checkpoint.Context
          Until = max until (checkpoint.Step + 1L) }

    let private survives (rebuilt: RebuiltState) (checkpoint: HeldCheckpoint) : bool =
        rebuilt.Has(checkpoint.Level, checkpoint.Step, checkpoint.Holding)

    /// The survivors among these, the latest first, before the adjoint.
    let private surviving (rebuilt: RebuiltState) (adjoint: int64) : HeldCheckpoint list =
        rebuilt.Stack
        |> List.filter (fun checkpoint -> checkpoint.Step < adjoint)
        |> List.map (held rebuilt)
        |> List.filter (survives rebuilt)

    /// One adjoint calculation from the engine's own stack.
    let private onStack (schedule: Schedule) (rebuilt: RebuiltState) (length: int64) (adjoint: int64) : StartPoint =
        let plan = Restore.planned length schedule.Plan

        // That of step 0, whether it has survived or not.
        let first =
            rebuilt.Stack
            |> List.tryLast
            |> Option.filter (fun checkpoint -> checkpoint.Step = 0L)
            |> Option.map (fun checkpoint ->
                { held rebuilt checkpoint with
                    Until = 1L })
            |> ValueOption.ofOption

        match ChooseCheckpoints.best schedule.Limits plan length adjoint first (surviving rebuilt adjoint) with
        | StartPoint.Enter(length, adjoint) when
            adjoint = length && schedule.Plan.Sweep.IsNone && schedule.Plan.Restart.IsNone
            ->
            StartPoint.Initial
        | startPoint -> startPoint

    /// One adjoint calculation from just those checkpoints that there were when the adjoint first
    /// stood there: the policy is asked nothing that its own stream would not ask. Those that have
    /// been lost are written again.
    let private onOwnStack (schedule: Schedule) (rebuilt: RebuiltState) (length: int64) (adjoint: int64) =
        let onGrid (before: int64) : HeldCheckpoint list =
            match schedule.Plan.Sweep |> ValueOption.bind _.Grid with
            | ValueSome grid when before > 0L ->
                PeriodicSweep.checkpoints grid (PeriodicSweep.startOf grid (before - 1L))
            | ValueSome _
            | ValueNone -> []

        match rebuilt.StackThen with
        | ValueNone -> Error(RecoveryError.NotPossible "reversed")
        | ValueSome stack ->
            let stack = List.map (held rebuilt) stack

            let earliest =
                match List.tryLast stack with
                | Some checkpoint -> checkpoint.Step
                | None -> adjoint

            let held, lost = stack @ onGrid earliest |> List.partition (survives rebuilt)

            if lost.IsEmpty then
                Ok(StartPoint.Resume(length, adjoint, held))
            else
                let again (checkpoint: HeldCheckpoint) : HeldCheckpoint =
                    { checkpoint with
                        Until = checkpoint.Step + 1L }

                Ok(StartPoint.RewriteFirst(length, adjoint, held, List.map again lost))

    /// One adjoint calculation or, if nothing is missing of what a periodic sweep has kept for
    /// them, any number of them.
    let private onSweep (schedule: Schedule) (rebuilt: RebuiltState) length adjoint (grid: Grid) : StartPoint =
        let plan = Restore.planned length schedule.Plan
        let last = PeriodicSweep.startOf grid (adjoint - 1L)

        // Survivors of earlier periods occupy slots that this period needs.
        let within =
            surviving rebuilt adjoint
            |> List.filter (fun checkpoint -> checkpoint.Step > last && rebuilt.Has(grid.Level, last, grid.Holding))

        // From dependencies alone the forward would not get to the end again, where the next
        // adjoint calculation starts. Where reads have a cost, what is cheapest for this one is weighed.
        let repeats =
            schedule.Plan.Repeats && grid.Holding.IsRestartData && plan.Costs.IsNone

        let has level step holding = rebuilt.Has(level, step, holding)

        if repeats && PeriodicSweep.reached grid has length >= length then
            StartPoint.SweepKept(
                length,
                adjoint,
                ChooseCheckpoints.within plan adjoint (PeriodicSweep.checkpoint grid last) within
            )
        else
            let kept =
                [ for survivor in rebuilt.Survivors.Values do
                      if
                          survivor.Level = grid.Level
                          && survivor.Holding = grid.Holding
                          && survivor.Step % grid.Period = 0L
                          && survivor.Step < adjoint
                      then
                          PeriodicSweep.checkpoint grid survivor.Step ]
                |> List.sortByDescending _.Step

            let first = ValueSome(PeriodicSweep.checkpoint grid 0L)
            ChooseCheckpoints.best schedule.Limits plan length adjoint first (within @ kept)

    /// The forward calculation goes on where it had got, or is done again.
    let private onward cancellation (schedule: Schedule) (rebuilt: RebuiltState) (length: int64 voption) : StartPoint =
        let has level step holding = rebuilt.Has(level, step, holding)

        match schedule.Plan.Sweep, length with
        | ValueSome sweep, _ ->
            let latest =
                (0L, rebuilt.Survivors.Values) ||> Seq.fold (fun latest survivor -> max latest survivor.Step)

            sweep.Reached cancellation has (min (latest + 1L) (ValueOption.defaultValue Check.maxSteps length))
        | ValueNone, ValueSome length -> PlannedForward.reached length schedule.Plan has
        | ValueNone, ValueNone -> StartPoint.Initial

    /// An adaptive sweep is over: what it holds is on the stack.
    let private hasTurned (plan: Plan) (state: State) : bool =
        match state.Phase, plan.Sweep with
        | (Phase.Sweeping | Phase.Keeping | Phase.EndingForward), _
        | _, ValueNone -> false
        | (Phase.Opening | Phase.Entering | Phase.Reversing | Phase.Resuming | Phase.Advancing | Phase.EndingReverse | Phase.Finished),
          ValueSome sweep ->
            match sweep.ReverseStart state.Length state.OnlineState with
            | ReverseStart.Held checkpoints -> not checkpoints.IsEmpty && state.Length <> Step.none
            | ReverseStart.Never
            | ReverseStart.Recorded -> false

    let private startPoint cancellation (schedule: Schedule) (rebuilt: RebuiltState) length (reversed: int64) =
        let plan = schedule.Plan

        match plan.Sweep, length with
        | _, ValueSome length when reversed > 0L && not plan.AnyLength ->
            onOwnStack schedule rebuilt length (length - reversed)
        | _ when not plan.AnyLength -> Ok(onward cancellation schedule rebuilt length)
        | ValueNone, ValueSome length -> Ok(onStack schedule rebuilt length (length - reversed))
        | ValueSome { Grid = ValueSome grid }, ValueSome length when reversed > 0L ->
            Ok(onSweep schedule rebuilt length (length - reversed) grid)
        | ValueSome { Grid = ValueNone }, ValueSome length when reversed > 0L || hasTurned plan rebuilt.State ->
            Ok(onStack schedule rebuilt length (length - reversed))
        | _ -> Ok(onward cancellation schedule rebuilt length)

    /// A schedule that completes a calculation that was broken off: of the same family, from those
    /// of the survivors that serve best (`Schedule.StartsWith`; the caller deletes the others, for
    /// their places may be written to). Adjoint calculations that have been completed do not count.
    /// Where something of the sweep is missing that further ones would need, there is just one left
    /// to do. It costs no more than what remains would without any survivor (by the costs that the
    /// family weighs, or in forward steps), as far as that can be told from 2^20 different
    /// segments. Of a policy of one's own nothing is asked that its own stream does not: all that
    /// is missing of what it had kept is written again. Survivors that do not fit are left out, and
    /// given beside it. Errors name `actions` (at most 2^32), `steps` or `reversed`. Raises
    /// OperationCanceledException if `options` ask for that: the schedule's actions are gone
    /// through up to the crash.
    let recoverFittingWith
        (options: BuildOptions)
        (site: InterruptedRun)
        (schedule: Schedule)
        : Result<struct (Schedule * Misfit list), RecoveryError> =
        let told =
            match schedule.Length.Steps, site.Steps with
            | ValueSome known, ValueSome steps when known <> steps ->
                RecoveryError.range "steps" known known steps |> Result.map (fun () -> schedule)
            | ValueNone, ValueNone when site.Reversed > 0L -> Error(RecoveryError.LengthOpen "steps")
            | ValueNone, ValueSome steps -> schedule.OfLength steps |> Result.mapError RecoveryError.ofSpec
            | _ -> Ok schedule

        told
        |> Result.bind (fun schedule ->
            let length = schedule.Length.Steps

            let most =
                match length with
                | ValueSome length -> length - 1L
                | ValueNone -> 0L

            RebuildState.run options.Cancellation schedule.Plan site
            |> Result.bind (fun rebuilt ->
                RecoveryError.range "reversed" 0L most site.Reversed
                |> Result.bind (fun () ->
                    startPoint options.Cancellation schedule rebuilt length site.Reversed
                    |> Result.bind (fun startPoint -> Restore.fromWith options startPoint schedule)
                    |> Result.map (fun rest -> struct (rest, rebuilt.Misfits)))))

    /// As `recoverFittingWith`, not to be cancelled.
    let recoverFitting
        (site: InterruptedRun)
        (schedule: Schedule)
        : Result<struct (Schedule * Misfit list), RecoveryError> =
        recoverFittingWith BuildOptions.standard site schedule

    /// The same, where all survivors have to fit: errors also name `level`, `step` or `index` of a
    /// survivor, or `survivors`.
    let recoverWith
        (options: BuildOptions)
        (site: InterruptedRun)
        (schedule: Schedule)
        : Result<Schedule, RecoveryError> =
        recoverFittingWith options site schedule
        |> Result.bind (fun (struct (rest, misfits)) ->
            match misfits with
            | [] -> Ok rest
            | misfit :: _ -> Error misfit.Why)

    /// As `recoverWith`, not to be cancelled.
    let recover (site: InterruptedRun) (schedule: Schedule) : Result<Schedule, RecoveryError> =
        recoverWith BuildOptions.standard site schedule
