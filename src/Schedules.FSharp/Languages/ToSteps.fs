namespace Schedules.FSharp

/// When the step-based vocabulary says Clear. The buffer is as empty either way.
[<Struct; RequireQualifiedAccess>]
type Clearing =
    /// Before all that fills the buffer, and at the beginning and the end: as where
    /// schedules are translated.
    | Always
    /// Where the buffer holds something: as where periodic disk checkpointing is written by hand.
    | WhenFull

/// From actions to the step-based vocabulary.
[<RequireQualifiedAccess>]
module internal ToSteps =
    [<Struct; NoComparison>]
    type State =
        {
            Started: bool
            /// The buffer holds something.
            Full: bool
            /// A Reverse has left its dependencies in the buffer.
            Stays: bool
            /// Adjoint calculations complete.
            Completed: int64
            Ended: bool
        }

    let private start () : State =
        { Started = false
          Full = false
          Stays = false
          Completed = 0L
          Ended = false }

    let private clear: StepAction = StepAction.Clear(true, true)

    let private isLevel (storage: Storage) : bool =
        match storage with
        | Storage.Level _ -> true
        | Storage.Nowhere
        | Storage.Work -> false

    let private forward
        (n0: int64)
        (n1: int64)
        (ics: bool)
        (deps: bool)
        (target: Storage)
        (index: int64)
        (into: Output<StepAction>)
        =
        let nothing =
            if n1 = Action.openEnd then
                Storage.Nowhere
            else
                Storage.Work

        if (ics || deps) && target.IsNowhere || not ics && not deps && not (target.Equals nothing) then
            Error(Untranslatable.PlaceNotNamed target)
        else
            Translation.say into index (StepAction.Configure(ics, deps))
            Translation.say into index (StepAction.Forward(n0, n1))

            if isLevel target then
                Translation.say into index (StepAction.Write(n0, target))
                Translation.say into index clear

            Ok((ics || deps) && not (isLevel target))

    let private read
        (n: int64)
        (source: Storage)
        (target: Storage)
        (delete: bool)
        (index: int64)
        (into: Output<StepAction>)
        =
        match source, target with
        | Storage.Level _, Storage.Work ->
            Translation.say into index (StepAction.Read(n, source, delete))
            Ok true
        | _, Storage.Nowhere -> Error Untranslatable.Deletion
        | _, Storage.Level _ -> Error Untranslatable.BetweenLevels
        | (Storage.Work | Storage.Nowhere), Storage.Work -> Error(Untranslatable.PlaceNotNamed source)

    /// Says the end of an adjoint calculation: what comes after it.
    let private endReverse
        always
        adjoints
        (state: State)
        (index: int64)
        (into: Output<StepAction>)
        : Result<State, Untranslatable> =
        let completed = state.Completed + 1L
        let exhausted = (adjoints: Adjoints).Equals(Adjoints.Times completed)

        if exhausted && always && state.Stays then
            Error Untranslatable.DependenciesStay
        else
            if exhausted && always then
                Translation.say into index clear

            Translation.say into index (StepAction.EndReverse exhausted)

            Ok
                { state with
                    Completed = completed
                    Stays = false
                    Ended = exhausted }

    /// Clears what the buffer holds before it is filled.
    let private empty always (state: State) (index: int64) (into: Output<StepAction>) : unit =
        if always || state.Full then
            Translation.say into index clear

    let private fill (state: State) (full: Result<bool, Untranslatable>) : Result<State, Untranslatable> =
        full |> Result.map (fun full -> { state with Full = full })

    let private step clearing adjoints (state: State) (index: int64) (action: Action) (into: Output<StepAction>) =
        let always = (clearing: Clearing).IsAlways

        if always && not state.Started then
            Translation.say into index clear

        let state = { state with Started = true }

        match action with
        | _ when state.Ended -> Error Untranslatable.AfterEnd
        | Action.Forward _
        | Action.Copy _
        | Action.Move _ when state.Stays -> Error Untranslatable.DependenciesStay
        | Action.Forward(n0, n1, ics, deps, target) ->
            empty always state index into
            forward n0 n1 ics deps target index into |> fill state
        | Action.Copy(n, source, target) ->
            empty always state index into
            read n source target false index into |> fill state
        | Action.Move(n, source, target) ->
            empty always state index into
            read n source target true index into |> fill state
        | Action.Reverse(n1, n0, clears) ->
            Translation.say into index (StepAction.Reverse(n1, n0))

            if clears then
                Translation.say into index clear
                Ok { state with Full = false }
            else
                Ok { state with Stays = true }
        | Action.EndForward ->
            Translation.say into index StepAction.EndForward
            Ok state
        | Action.EndReverse -> endReverse always adjoints state index into

    let translation (clearing: Clearing) (adjoints: Adjoints) : Translation<Action, StepAction> =
        Translation.ofFold start (step clearing adjoints) Translation.silent
