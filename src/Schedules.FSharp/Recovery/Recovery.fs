namespace Schedules.FSharp

/// Schedules that start from what has survived a crash, with the best policy for what remains. The new process's model stands at the
/// start of step 0, in its initial state; checkpoints on durable levels have survived, those elsewhere and WORK are lost.
[<RequireQualifiedAccess>]
module Recovery =
    /// The survivors among these, the latest first, before the adjoint.
    let private surviving (retraced: Retraced) (adjoint: int64) (stack: Stack) : HeldCheckpoint list =
        let rec go (found: HeldCheckpoint list) (stack: Stack) : HeldCheckpoint list =
            match stack with
            | Stack.Empty -> List.rev found
            | Stack.Kept(step, level, holding, context, below) when step < adjoint && retraced.Has(level, step, holding) ->
                let checkpoint =
                    { Level = level
                      Step = step
                      Holding = holding
                      Context = context
                      Until = retraced.Until[struct (level, step)] }

                go (checkpoint :: found) below
            | Stack.Kept(_, _, _, _, below) -> go found below

        go [] stack

    /// The checkpoint of step 0, whether it has survived or not.
    let rec private bottom (stack: Stack) : HeldCheckpoint voption =
        match stack with
        | Stack.Kept(0L, level, holding, context, _) ->
            ValueSome
                { Level = level
                  Step = 0L
                  Holding = holding
                  Context = context
                  Until = 1L }
        | Stack.Kept(_, _, _, _, below) -> bottom below
        | Stack.Empty -> ValueNone

    /// One adjoint calculation from the engine's own stack.
    let private onStack (schedule: Schedule) (retraced: Retraced) (length: int64) (adjoint: int64) : Beginning =
        let plan = Restore.planned length schedule.Plan
        let stack = retraced.State.Stack

        match Remaining.best schedule.Limits plan length adjoint (bottom stack) (surviving retraced adjoint stack) with
        | Beginning.Enter(length, adjoint) when
            adjoint = length && schedule.Plan.Sweep.IsPlanned && schedule.Plan.Restart.IsNone
            ->
            Beginning.Initial
        | beginning -> beginning

    /// How far a periodic sweep has got with nothing missing: where it goes on, of the steps before `most`.
    let private reached (retraced: Retraced) (period: int64) (level: int) (holding: Holding) (most: int64) : int64 =
        let rec go (step: int64) : int64 =
            if step < most && retraced.Has(level, step, holding) then
                go (step + period)
            else
                step

        go 0L

    /// One adjoint calculation or, if nothing is missing of what a periodic sweep has kept for them, any number of them.
    let private onSweep (schedule: Schedule) (retraced: Retraced) length adjoint period level holding : Beginning =
        let plan = Restore.planned length schedule.Plan
        let checkpoint = Swept.checkpoint plan period level holding
        let last = (adjoint - 1L) / period * period

        // Those of an earlier period would take up the room of this one's.
        let within =
            surviving retraced adjoint retraced.State.Stack
            |> List.filter (fun checkpoint -> checkpoint.Step > last && retraced.Has(level, last, holding))

        // From dependencies alone the forward would not get to the end again, where the next adjoint calculation starts.
        let repeats = schedule.Plan.Repeats && holding.IsRestartData

        if repeats && reached retraced period level holding length >= length then
            Beginning.Swept(length, adjoint, Remaining.within plan adjoint (checkpoint last) within)
        else
            let kept =
                [ for survivor in retraced.Survivors.Values do
                      if
                          survivor.Level = level
                          && survivor.Holding = holding
                          && survivor.Step % period = 0L
                          && survivor.Step < adjoint
                      then
                          checkpoint survivor.Step ]
                |> List.sortByDescending _.Step

            Remaining.best schedule.Limits plan length adjoint (ValueSome(checkpoint 0L)) (within @ kept)

    /// The sweep goes on where it had got, or is done again.
    let private onward (schedule: Schedule) (retraced: Retraced) (length: int64 voption) : Beginning =
        let most = ValueOption.defaultValue Check.maxSteps length

        match schedule.Plan.Sweep with
        | Sweep.Periodic(period, level, Holding.RestartData) ->
            match reached retraced period level Holding.RestartData most - period with
            | step when step > 0L -> Beginning.Rejoin step
            | _ -> Beginning.Initial
        | Sweep.Periodic(period, level, Holding.Dependencies) ->
            match reached retraced period level Holding.Dependencies most with
            | 0L -> Beginning.Initial
            | step -> Beginning.CatchUp step
        | Sweep.Adaptive(first, level) ->
            let latest =
                (0L, retraced.Survivors.Values) ||> Seq.fold (fun latest survivor -> max latest survivor.Step)

            let has (step: int64) : bool =
                retraced.Has(level, step, Holding.RestartData)

            Swept.stands first (min latest (most - 1L))
            |> Seq.filter (fun stand -> has stand.Step && List.forall has (stand.Placement.Held()))
            |> Seq.fold (fun _ stand -> stand.Step) 0L
            |> fun step ->
                if step > 0L then
                    Beginning.Rejoin step
                else
                    Beginning.Initial
        | Sweep.Planned _
        | Sweep.Unrecorded
        | Sweep.Recorded -> Beginning.Initial

    let private beginning (schedule: Schedule) (retraced: Retraced) length (reversed: int64) : Beginning =
        let state = retraced.State

        match schedule.Plan.Sweep, length with
        | Sweep.Planned _, ValueSome length -> onStack schedule retraced length (length - reversed)
        | Sweep.Adaptive _, ValueSome length when not (State.isSweeping &state) ->
            onStack schedule retraced length (length - reversed)
        | Sweep.Periodic(period, level, holding), ValueSome length when reversed > 0L ->
            onSweep schedule retraced length (length - reversed) period level holding
        | Sweep.Recorded, ValueSome length when reversed > 0L -> Beginning.Enter(length, length - reversed)
        | _ -> onward schedule retraced length

    /// A schedule that completes a calculation that was broken off: of the same family, from those of the survivors that serve
    /// best (`Schedule.StartsWith`; the caller deletes the others, for their places may be written to). Adjoint calculations that have been
    /// completed do not count. Where something of the sweep is missing that further ones would need, there is just one left to do.
    /// It costs no more than what remains would without any survivor (by the costs that the family weighs, or in forward steps), as far
    /// as that can be told from 2^20 different segments. Errors name `actions`, `steps`, `reversed`, or `level`, `step` or `index` of a survivor, or `survivors`.
    let recover (site: CrashSite) (schedule: Schedule) : Result<Schedule, RecoveryError> =
        let told =
            match schedule.Length.Steps, site.Steps with
            | ValueSome known, ValueSome steps when known <> steps ->
                Error(RecoveryError.OutOfRange("steps", steps, known, known))
            | ValueNone, ValueNone when site.Reversed > 0L -> Error(RecoveryError.LengthOpen "steps")
            | ValueNone, ValueSome steps ->
                schedule.OfLength steps
                |> Result.mapError (fun error ->
                    match error with
                    | SpecError.OutOfRange(parameter, steps, minimum, maximum) ->
                        RecoveryError.OutOfRange(parameter, steps, minimum, maximum)
                    | other -> RecoveryError.NotPossible other.Parameter)
            | _ -> Ok schedule

        told
        |> Result.bind (fun schedule ->
            let length = schedule.Length.Steps

            let most =
                match length with
                | ValueSome length -> length - 1L
                | ValueNone -> 0L

            Retrace.run schedule.Plan site
            |> Result.bind (fun retraced ->
                if site.Reversed > most then
                    Error(RecoveryError.OutOfRange("reversed", site.Reversed, 0L, most))
                else
                    Restore.from (beginning schedule retraced length site.Reversed) schedule))
