namespace Schedules.FSharp

/// Error of `Adjoint.run`.
[<RequireQualifiedAccess; NoComparison; StructuredFormatDisplay("{Displayed}")>]
type AdjointError =
    /// The length of the schedule is open (`Schedule.ofLength` gives it one), or it permits no
    /// adjoint calculation.
    | Refused of SpecError
    /// A recovered schedule: it starts from checkpoints that are not here.
    | Recovered
    /// The referee rejects an action.
    | Invalid of Violation

    member private this.Displayed: string = this.ToString()

    /// One sentence for people.
    override this.ToString() : string =
        match this with
        | AdjointError.Refused error -> string error
        | AdjointError.Recovered ->
            "the schedule starts from checkpoints that have survived a crash, and there are none here"
        | AdjointError.Invalid violation -> string violation

/// The adjoint of a calculation whose step and adjoint step are functions, under any schedule: to
/// explore with, and to check a solver against. Nothing is changed in place; for large states there
/// is the runtime.
[<RequireQualifiedAccess>]
module Adjoint =
    /// Restart data are the state at a step, its adjoint dependencies the same.
    [<NoComparison; NoEquality>]
    type private Checkpoint<'State> =
        { Restart: 'State voption
          Dependencies: Map<int64, 'State> }

    [<NoComparison; NoEquality>]
    type private Calculation<'State, 'Adjoint> =
        { Position: Position
          State: 'State voption
          Work: Map<int64, 'State>
          Levels: Map<struct (Storage * int64), Checkpoint<'State>>
          Adjoint: 'Adjoint voption }

    let private put
        (target: Storage)
        (step: int64)
        (checkpoint: Checkpoint<'State>)
        (calculation: Calculation<'State, 'Adjoint>)
        : Calculation<'State, 'Adjoint> =
        match target with
        | Storage.Nowhere -> calculation
        | Storage.Work ->
            { calculation with
                Work = checkpoint.Dependencies }
        | Storage.Level _ ->
            { calculation with
                Levels = calculation.Levels.Add(struct (target, step), checkpoint) }

    let private advance step (n0: int64) (n1: int64) (ics: bool) (deps: bool) (target: Storage) calculation =
        let rec go n (state: 'State) (passed: Map<int64, 'State>) =
            if n = n1 then
                state, passed
            else
                go (n + 1L) (step n state) (if deps then passed.Add(n, state) else passed)

        let from = calculation.State.Value
        let state, passed = go n0 from Map.empty

        let advanced =
            { calculation with
                State = ValueSome state
                Work = Map.empty }

        if ics || deps then
            put
                target
                n0
                { Restart = if ics then ValueSome from else ValueNone
                  Dependencies = passed }
                advanced
        else
            advanced

    let private reverse adjointStep (n1: int64) (n0: int64) clears (calculation: Calculation<'State, 'Adjoint>) =
        let rec go n after =
            if n < n0 then
                after
            else
                go (n - 1L) (adjointStep n (Map.find n calculation.Work) after)

        { calculation with
            Adjoint = ValueSome(go (n1 - 1L) calculation.Adjoint.Value)
            Work = if clears then Map.empty else calculation.Work }

    /// Data in WORK to restart from: restart data, or dependencies that restart the next step.
    let private fetch stifflyAccurate step (n: int64) (source: Storage) (target: Storage) (stays: bool) calculation =
        let key = struct (source, n)
        let checkpoint: Checkpoint<'State> = calculation.Levels[key]

        let taken =
            if stays then
                calculation
            else
                { calculation with
                    Levels = calculation.Levels.Remove key }

        let put = put target n checkpoint taken

        match target with
        | Storage.Work ->
            { put with
                State =
                    match checkpoint.Restart with
                    | ValueSome state -> ValueSome state
                    | ValueNone when stifflyAccurate ->
                        let last = checkpoint.Dependencies |> Map.toSeq |> Seq.last
                        ValueSome(last ||> step)
                    | ValueNone -> ValueNone }
        | Storage.Level _
        | Storage.Nowhere -> put

    /// The result of one adjoint calculation. `step n` takes the state from the start of step n to
    /// that of step n + 1; `adjointStep n state` takes the adjoint from there back to the start of
    /// step n, given the state at the start of step n; `adjoint` is the adjoint at the end, from
    /// the state there. Each action is judged by the referee before it is carried out.
    let run
        (schedule: Schedule)
        (step: int64 -> 'State -> 'State)
        (adjointStep: int64 -> 'State -> 'Adjoint -> 'Adjoint)
        (state: 'State)
        (adjoint: 'State -> 'Adjoint)
        : Result<'Adjoint, AdjointError> =
        let limits = schedule.Limits

        let perform (action: Action) calculation =
            match action with
            | Action.Forward(n0, n1, ics, deps, target) ->
                let length = calculation.Position.Length |> ValueOption.defaultValue n1
                advance step n0 (min n1 length) ics deps target calculation
            | Action.Reverse(n1, n0, clears) -> reverse adjointStep n1 n0 clears calculation
            | Action.Copy(n, source, target) -> fetch limits.StifflyAccurate step n source target true calculation
            | Action.Move(n, source, target) -> fetch limits.StifflyAccurate step n source target false calculation
            | Action.EndForward ->
                { calculation with
                    Adjoint = ValueSome(adjoint calculation.State.Value) }
            | Action.EndReverse -> calculation

        let start =
            { Position = Position.before schedule.Length
              State = ValueSome state
              Work = Map.empty
              Levels = Map.empty
              Adjoint = ValueNone }

        let invalid index action reason =
            AdjointError.Invalid
                { Index = index
                  Action = action
                  Reason = reason }

        let next (calculation, index: int64) action =
            Replay.stepTold limits schedule.Length calculation.Position action
            |> Result.mapError (invalid index (ValueSome action))
            |> Result.map (fun position -> perform action { calculation with Position = position }, index + 1L)

        if not schedule.StartPoint.IsInitial then
            Error AdjointError.Recovered
        else
            match schedule.Length with
            | Length.Known _
            | Length.Told _ -> Schedule.permits 1L schedule
            | Length.Open -> Error(SpecError.LengthOpen "steps")
            |> Result.mapError AdjointError.Refused
            |> Result.bind (fun () ->
                // A stream that breaks the rules may have no end.
                use actions = (Schedule.actions schedule).GetEnumerator()
                let mutable reached = Ok(start, 0L)

                while reached.IsOk && actions.MoveNext() do
                    let action = actions.Current
                    reached <- reached |> Result.bind (fun reached -> next reached action)

                reached)
            |> Result.bind (fun (calculation, index) ->
                Replay.finish limits calculation.Position
                |> Result.mapError (invalid index ValueNone)
                |> Result.map (fun _ -> calculation.Adjoint.Value))
