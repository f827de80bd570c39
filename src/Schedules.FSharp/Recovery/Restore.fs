namespace Schedules.FSharp

/// From plain data to a schedule that begins there.
[<RequireQualifiedAccess>]
module Restore =
    let private range parameter minimum maximum value : Result<unit, RecoveryError> =
        if value < minimum || value > maximum then
            Error(RecoveryError.OutOfRange(parameter, value, minimum, maximum))
        else
            Ok()

    /// Each is earlier than the one before, and the last is of step `first` or later.
    let private checkHeld (first: int64) (adjoint: int64) (held: HeldCheckpoint list) : Result<unit, RecoveryError> =
        let check (next: int64) (checkpoint: HeldCheckpoint) : Result<unit, RecoveryError> =
            let most =
                if checkpoint.Holding.IsDependencies then
                    checkpoint.Step + 1L
                else
                    Action.openEnd

            range "step" first (next - 1L) checkpoint.Step
            |> Result.bind (fun () -> range "level" 0L (int64 System.Int32.MaxValue) (int64 checkpoint.Level))
            |> Result.bind (fun () -> range "until" (checkpoint.Step + 1L) most checkpoint.Until)

        let struct (_, checks) =
            (struct (adjoint, Ok()), held)
            ||> List.fold (fun (struct (next, sofar)) checkpoint ->
                struct (checkpoint.Step, sofar |> Result.bind (fun () -> check next checkpoint)))

        checks

    let private stackOf (held: HeldCheckpoint list) : Stack =
        (held, Stack.Empty)
        ||> List.foldBack (fun checkpoint below ->
            Stack.Kept(checkpoint.Step, checkpoint.Level, checkpoint.Holding, checkpoint.Context, below))

    /// One adjoint calculation is left: whatever the sweep was, it is over.
    let internal planned (length: int64) (plan: Plan) : Plan =
        { plan with
            Sweep = Sweep.Planned(Plan.context plan)
            Repeats = false
            Length = Length.Known length
            Restart = ValueNone
            Period =
                match plan.Sweep with
                | Sweep.Periodic(period, _, _) -> ValueSome period
                | Sweep.Planned _
                | Sweep.Unrecorded
                | Sweep.Recorded
                | Sweep.Adaptive _ -> plan.Period }

    /// The sweep has to be gone through, or on with: a length known is told when the forward gets there.
    let private sweeping (plan: Plan) : Plan =
        { plan with
            Restart = ValueNone
            Length =
                match plan.Sweep, plan.Length with
                | Sweep.Planned _, length
                | _, (Length.Told _ | Length.Open as length) -> length
                | _, Length.Known length -> Length.Told length }

    let private begun (schedule: Schedule) (plan: Plan) (restart: Restart) : Schedule =
        let begun =
            { schedule with
                Plan =
                    { plan with
                        Restart = ValueSome restart } }

        { begun with
            Places =
                fun steps ->
                    match steps with
                    | ValueSome steps -> begun.OfLength steps |> Result.map Walk.storages |> Result.defaultValue []
                    | ValueNone -> schedule.Places ValueNone }

    let private once (schedule: Schedule) beginning length adjoint held (phase: Phase) stack =
        checkHeld 0L adjoint held
        |> Result.map (fun () ->
            let plan = planned length schedule.Plan

            let schedule =
                begun
                    schedule
                    plan
                    { Beginning = beginning
                      State =
                        { State.initial plan with
                            Phase = phase
                            Adjoint = adjoint
                            Stack = stackOf stack }
                      Held = lazy held
                      Predict = Reckoning.once plan beginning }

            { schedule with
                Permitted = Adjoints.Times 1L
                Allowed =
                    { schedule.Allowed with
                        Adjoints = Adjoints.Times 1L } })

    let private swept (schedule: Schedule) beginning length adjoint period level holding within =
        let plan =
            { schedule.Plan with
                Length = Length.Known length
                Restart = ValueNone }

        let kept =
            lazy (Swept.periodic plan period level holding ((length - 1L) / period * period))

        let last = (adjoint - 1L) / period * period

        checkHeld (last + 1L) adjoint within
        |> Result.map (fun () ->
            let latest = within @ [ Swept.checkpoint plan period level holding last ]

            begun
                schedule
                plan
                { Beginning = beginning
                  State =
                    { State.initial plan with
                        Phase = Phase.Resuming
                        Adjoint = adjoint
                        Stack = if within.IsEmpty then Stack.Empty else stackOf latest }
                  Held =
                    lazy
                        (let struct (after, before) = Swept.split last kept.Value
                         after @ within @ before)
                  Predict = Reckoning.swept plan period adjoint latest })

    let private goingOn (schedule: Schedule) (plan: Plan) beginning (phase: Phase) step placement held predict =
        begun
            schedule
            plan
            { Beginning = beginning
              State =
                { State.initial plan with
                    Phase = phase
                    Target = step
                    Placement = placement }
              Held = held
              Predict = predict }

    let private onward (schedule: Schedule) (beginning: Beginning) (step: int64) : Result<Schedule, RecoveryError> =
        let plan = sweeping schedule.Plan
        let goingOn = goingOn schedule plan beginning

        match plan.Sweep, beginning with
        | Sweep.Periodic(period, level, Holding.Dependencies), Beginning.CatchUp _ ->
            let held = lazy (Swept.periodic plan period level Holding.Dependencies (step - 1L))
            Ok(goingOn Phase.CatchingUp step Placement.initial held (Reckoning.catchUp level step))
        | Sweep.Periodic(period, level, Holding.RestartData), Beginning.Rejoin _ when step % period = 0L ->
            let held = lazy (Swept.periodic plan period level Holding.RestartData step)
            let kept = step / period + 1L
            Ok(goingOn Phase.Rejoining step Placement.initial held (Reckoning.rejoin level step kept kept))
        | Sweep.Adaptive(first, level), Beginning.Rejoin _ ->
            match Swept.stands first step |> Seq.last with
            | stand when stand.Step = step ->
                let held = Swept.held plan level stand
                let predict = Reckoning.rejoin level step stand.Kept (int64 held.Length)
                Ok(goingOn Phase.Rejoining step stand.Placement (lazy held) predict)
            | _ -> Error(RecoveryError.NotPossible "step")
        | _ -> Error(RecoveryError.NotPossible "start")

    let private lengths (schedule: Schedule) (length: int64) (adjoint: int64) : Result<unit, RecoveryError> =
        match schedule.Length.Steps with
        | ValueSome known -> range "length" known known length
        | ValueNone -> range "length" 1L Check.maxSteps length
        |> Result.bind (fun () -> range "adjoint" 1L length adjoint)
        |> Result.bind (fun () ->
            if schedule.Adjoints = Adjoints.Times 0L then
                Error(RecoveryError.NotPossible "start")
            else
                Ok())

    /// A schedule of the same family that begins there. The contexts of checkpoints are its policy's own: any others make a stream
    /// that may not be valid. Errors name `length` (the schedule's, if it has one), `adjoint` (1 to the length), `step`, `level` or
    /// `until` (the end of a Forward from that step) of a checkpoint, or `start`, where a schedule of this family has no such beginning.
    let from (beginning: Beginning) (schedule: Schedule) : Result<Schedule, RecoveryError> =
        match beginning with
        | Beginning.Initial ->
            Ok
                { schedule with
                    Plan = sweeping schedule.Plan }
        | Beginning.Enter(length, adjoint) ->
            lengths schedule length adjoint
            |> Result.bind (fun () -> once schedule beginning length adjoint [] Phase.Entering [])
        | Beginning.Resume(length, adjoint, held) ->
            lengths schedule length adjoint
            |> Result.bind (fun () ->
                if held.IsEmpty || (List.last held).Step <> 0L then
                    Error(RecoveryError.NotPossible "held")
                else
                    once schedule beginning length adjoint held Phase.Resuming held)
        | Beginning.Recreate(length, adjoint, held, first) ->
            lengths schedule length adjoint
            |> Result.bind (fun () -> checkHeld 0L 1L [ first ])
            |> Result.bind (fun () -> checkHeld 1L adjoint held)
            |> Result.bind (fun () -> once schedule beginning length adjoint held Phase.Recreating (held @ [ first ]))
        | Beginning.Swept(length, adjoint, within) ->
            match schedule.Plan.Sweep with
            | Sweep.Periodic(period, level, (Holding.RestartData as holding)) when schedule.Plan.Repeats ->
                lengths schedule length adjoint
                |> Result.bind (fun () -> swept schedule beginning length adjoint period level holding within)
            | Sweep.Periodic _
            | Sweep.Planned _
            | Sweep.Unrecorded
            | Sweep.Recorded
            | Sweep.Adaptive _ -> Error(RecoveryError.NotPossible "start")
        | Beginning.Rejoin step
        | Beginning.CatchUp step ->
            let most = ValueOption.defaultValue Check.maxSteps schedule.Length.Steps
            range "step" 1L most step |> Result.bind (fun () -> onward schedule beginning step)
