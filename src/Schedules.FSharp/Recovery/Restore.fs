namespace Schedules.FSharp

open System.Threading

/// From plain data to a schedule that begins there.
[<RequireQualifiedAccess>]
module Restore =
    /// Each is earlier than the one before, and the last is of step `first` or later.
    let private checkHeld (first: int64) (adjoint: int64) (held: HeldCheckpoint list) : Result<unit, RecoveryError> =
        let check (next: int64) (checkpoint: HeldCheckpoint) : Result<unit, RecoveryError> =
            let most =
                if checkpoint.Holding.IsDependencies then
                    checkpoint.Step + 1L
                else
                    Action.openEnd

            RecoveryError.range "step" first (next - 1L) checkpoint.Step
            |> Result.bind (fun () ->
                RecoveryError.range "level" 0L (int64 System.Int32.MaxValue) (int64 checkpoint.Level))
            |> Result.bind (fun () -> RecoveryError.range "until" (checkpoint.Step + 1L) most checkpoint.Until)

        let struct (_, checks) =
            (struct (adjoint, Ok()), held)
            ||> List.fold (fun (struct (next, sofar)) checkpoint ->
                struct (checkpoint.Step, sofar |> Result.bind (fun () -> check next checkpoint)))

        checks

    let private stackOf (held: HeldCheckpoint list) : Checkpoint list =
        held
        |> List.map (fun checkpoint ->
            { Step = checkpoint.Step
              Level = checkpoint.Level
              Holding = checkpoint.Holding
              Context = checkpoint.Context })

    /// One adjoint calculation is left: whatever the sweep was, it is over.
    let internal planned (length: int64) (plan: Plan) : Plan =
        { plan with
            Sweep = ValueNone
            Repeats = false
            KeepsWork = false
            Length = Length.Known length
            Restart = ValueNone
            Period = plan.Sweep |> ValueOption.bind _.Grid |> ValueOption.map _.Period |> ValueOption.orElse plan.Period }

    /// The sweep has to be gone through, or on with: a length known is told when
    /// the forward gets there.
    let private sweeping (plan: Plan) : Plan =
        { plan with
            Restart = ValueNone
            Length =
                match plan.Sweep, plan.Length with
                | ValueNone, length
                | ValueSome _, (Length.Told _ | Length.Open as length) -> length
                | ValueSome _, Length.Known length -> Length.Told length }

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
                    | ValueSome steps ->
                        begun.OfLength steps |> Result.map Enumerator.storages |> Result.defaultValue []
                    | ValueNone -> schedule.Places ValueNone }

    /// One adjoint calculation, from checkpoints that are there and others that are written first.
    let private once
        (schedule: Schedule)
        startPoint
        length
        adjoint
        (held: HeldCheckpoint list)
        (lost: HeldCheckpoint list)
        =
        let all: HeldCheckpoint list = List.sortByDescending _.Step (held @ lost)

        let first =
            match List.tryLast all with
            | Some earliest -> RecoveryError.range "step" 0L 0L earliest.Step
            | None -> Ok()

        checkHeld 0L adjoint all
        |> Result.bind (fun () -> first)
        |> Result.map (fun () ->
            let plan = planned length schedule.Plan

            let schedule =
                begun
                    schedule
                    plan
                    { StartPoint = startPoint
                      Prologue = Array.ofList (Prologue.rewrite held lost)
                      State =
                        { Plan.initial plan with
                            Phase = if all.IsEmpty then Phase.Entering else Phase.Resuming
                            Adjoint = adjoint }
                      Stack = stackOf all
                      Held = lazy held
                      Predict = RecoveryCounts.once plan startPoint }

            { schedule with
                Permitted = Adjoints.Times 1L
                Allowed =
                    { schedule.Allowed with
                        Adjoints = Adjoints.Times 1L } })

    let private swept (schedule: Schedule) startPoint length adjoint (grid: Grid) within =
        let plan =
            { schedule.Plan with
                Length = Length.Known length
                Restart = ValueNone }

        let last = PeriodicSweep.startOf grid (adjoint - 1L)

        checkHeld (last + 1L) adjoint within
        |> Result.map (fun () ->
            let latest = within @ [ PeriodicSweep.checkpoint grid last ]

            begun
                schedule
                plan
                { StartPoint = startPoint
                  Prologue = [||]
                  State =
                    { Plan.initial plan with
                        Phase = Phase.Resuming
                        Adjoint = adjoint }
                  Stack = if within.IsEmpty then [] else stackOf latest
                  Held =
                    lazy
                        (let kept = PeriodicSweep.checkpoints grid (PeriodicSweep.startOf grid (length - 1L))
                         let after = kept |> List.takeWhile (fun checkpoint -> checkpoint.Step > last)
                         after @ within @ List.skip after.Length kept)
                  Predict = RecoveryCounts.swept plan grid.Period adjoint latest })

    /// A sweep that goes on.
    let private goOn (schedule: Schedule) (startPoint: StartPoint) (continuation: Continuation) : Schedule =
        let plan = sweeping schedule.Plan

        begun
            schedule
            plan
            { StartPoint = startPoint
              Prologue = Array.ofList continuation.Prologue
              State =
                { Plan.initial plan with
                    SweptFrom = continuation.SweptFrom
                    OnlineState = continuation.OnlineState }
              Stack = []
              Held = continuation.Held
              Predict = RecoveryCounts.without continuation.Saved }

    /// A planned forward calculation that goes on.
    let private resumeSweep (schedule: Schedule) (startPoint: StartPoint) (step: int64) : Schedule voption =
        let plan = sweeping schedule.Plan

        plan.Length.Steps
        |> ValueOption.bind (fun length -> PlannedForward.resumeSweep length plan step)
        |> ValueOption.map (fun (struct (place, prologue, saved)) ->
            begun
                schedule
                plan
                { StartPoint = startPoint
                  Prologue = Array.ofList prologue
                  State =
                    { Plan.initial plan with
                        Context = place.Rest }
                  Stack = stackOf place.Held
                  Held = lazy place.Held
                  Predict = RecoveryCounts.without saved })

    let private onward
        cancellation
        (schedule: Schedule)
        (startPoint: StartPoint)
        step
        : Result<Schedule, RecoveryError> =
        match schedule.Plan.Sweep, startPoint with
        | ValueSome sweep, _ ->
            sweep.Continue cancellation startPoint
            |> Result.map (goOn schedule startPoint)
            |> Result.mapError (fun error ->
                match error with
                | NotContinued.Start -> RecoveryError.NotPossible "start"
                | NotContinued.Step -> RecoveryError.NotPossible "step"
                | NotContinued.TooFar -> RecoveryError.TooFar("step", step, Sweep.mostKept))
        | ValueNone, _ ->
            match
                (if startPoint.IsResumeSweep then
                     resumeSweep schedule startPoint step
                 else
                     ValueNone)
            with
            | ValueSome schedule -> Ok schedule
            | ValueNone -> Error(RecoveryError.NotPossible "start")

    let private lengths (schedule: Schedule) (length: int64) (adjoint: int64) : Result<unit, RecoveryError> =
        match schedule.Length.Steps with
        | ValueSome known -> RecoveryError.range "length" known known length
        | ValueNone -> RecoveryError.range "length" 1L Check.maxSteps length
        |> Result.bind (fun () -> RecoveryError.range "adjoint" 1L length adjoint)
        |> Result.bind (fun () ->
            if schedule.Adjoints = Adjoints.Times 0L then
                Error(RecoveryError.NotPossible "start")
            else
                Ok())

    /// A schedule of the same family that begins there. The contexts of checkpoints are its
    /// policy's own: any others make a stream that may not be valid. Errors name `length` (the
    /// schedule's, if it has one), `adjoint` (1 to the length), `step`, `level` or `until` (the end
    /// of a Forward from that step) of a checkpoint, or `start`, where a schedule of this family
    /// has no such beginning. Raises OperationCanceledException if `options` ask for that, where a
    /// sweep has to be gone through.
    let fromWith
        (options: BuildOptions)
        (startPoint: StartPoint)
        (schedule: Schedule)
        : Result<Schedule, RecoveryError> =
        match startPoint with
        | StartPoint.Initial ->
            Ok
                { schedule with
                    Plan = sweeping schedule.Plan }
        | StartPoint.Enter(length, adjoint) ->
            lengths schedule length adjoint
            |> Result.bind (fun () -> once schedule startPoint length adjoint [] [])
        | StartPoint.Resume(length, adjoint, held) ->
            lengths schedule length adjoint
            |> Result.bind (fun () ->
                if held.IsEmpty || (List.last held).Step <> 0L then
                    Error(RecoveryError.NotPossible "held")
                else
                    once schedule startPoint length adjoint held [])
        | StartPoint.RewriteFirst(length, adjoint, held, lost) ->
            lengths schedule length adjoint
            |> Result.bind (fun () ->
                if lost.IsEmpty then
                    Error(RecoveryError.NotPossible "first")
                else
                    once schedule startPoint length adjoint held lost)
        | StartPoint.SweepKept(length, adjoint, within) ->
            match schedule.Plan.Sweep |> ValueOption.bind _.Grid with
            | ValueSome grid when schedule.Plan.Repeats && grid.Holding.IsRestartData ->
                lengths schedule length adjoint
                |> Result.bind (fun () -> swept schedule startPoint length adjoint grid within)
            | ValueSome _
            | ValueNone -> Error(RecoveryError.NotPossible "start")
        | StartPoint.ResumeSweep step
        | StartPoint.SkipRecorded step ->
            let most = ValueOption.defaultValue Check.maxSteps schedule.Length.Steps

            RecoveryError.range "step" 1L most step
            |> Result.bind (fun () -> onward options.Cancellation schedule startPoint step)

    /// As `fromWith`, not to be cancelled.
    let from (startPoint: StartPoint) (schedule: Schedule) : Result<Schedule, RecoveryError> =
        fromWith BuildOptions.standard startPoint schedule
