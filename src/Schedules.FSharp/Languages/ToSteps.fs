namespace Schedules.FSharp

/// When the step-based vocabulary says Clear. The buffer is as empty either way.
[<Struct; RequireQualifiedAccess>]
type Clearing =
    /// Before all that fills the buffer, and at the beginning and the end: as where schedules are translated.
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

    let private forward (n0: int64) (n1: int64) (ics: bool) (deps: bool) (target: Storage) (say: StepAction -> unit) =
        let nothing =
            if n1 = Action.openEnd then
                Storage.Nowhere
            else
                Storage.Work

        if (ics || deps) && target.IsNowhere || not ics && not deps && not (target.Equals nothing) then
            Error(Untranslatable.PlaceNotNamed target)
        else
            say (StepAction.Configure(ics, deps))
            say (StepAction.Forward(n0, n1))

            if isLevel target then
                say (StepAction.Write(n0, target))
                say clear

            Ok((ics || deps) && not (isLevel target))

    let private read (n: int64) (source: Storage) (target: Storage) (delete: bool) (say: StepAction -> unit) =
        match source, target with
        | Storage.Level _, Storage.Work ->
            say (StepAction.Read(n, source, delete))
            Ok true
        | _, Storage.Nowhere -> Error Untranslatable.Deletion
        | _, Storage.Level _ -> Error Untranslatable.BetweenLevels
        | (Storage.Work | Storage.Nowhere), Storage.Work -> Error(Untranslatable.PlaceNotNamed source)

    /// Says the end of an adjoint calculation: what comes after it.
    let private endReverse always adjoints (state: State) (say: StepAction -> unit) : Result<State, Untranslatable> =
        let completed = state.Completed + 1L
        let exhausted = (adjoints: Adjoints).Equals(Adjoints.Times completed)

        if exhausted && always && state.Stays then
            Error Untranslatable.DependenciesStay
        else
            if exhausted && always then
                say clear

            say (StepAction.EndReverse exhausted)

            Ok
                { state with
                    Completed = completed
                    Stays = false
                    Ended = exhausted }

    let private step clearing adjoints (state: State) (index: int64) (action: Action) (into: Output<StepAction>) =
        let always = (clearing: Clearing).IsAlways
        let say = Translation.say into index

        let empty () =
            if always || state.Full then
                say clear

        if always && not state.Started then
            say clear

        let state = { state with Started = true }
        let filled full = { state with Full = full }

        match action with
        | _ when state.Ended -> Error Untranslatable.AfterEnd
        | Action.Forward _
        | Action.Copy _
        | Action.Move _ when state.Stays -> Error Untranslatable.DependenciesStay
        | Action.Forward(n0, n1, ics, deps, target) ->
            empty ()
            forward n0 n1 ics deps target say |> Result.map filled
        | Action.Copy(n, source, target) ->
            empty ()
            read n source target false say |> Result.map filled
        | Action.Move(n, source, target) ->
            empty ()
            read n source target true say |> Result.map filled
        | Action.Reverse(n1, n0, clears) ->
            say (StepAction.Reverse(n1, n0))

            if clears then
                say clear
                Ok(filled false)
            else
                Ok { state with Stays = true }
        | Action.EndForward ->
            say StepAction.EndForward
            Ok state
        | Action.EndReverse -> endReverse always adjoints state say

    let translation (clearing: Clearing) (adjoints: Adjoints) : Translation<Action, StepAction> =
        Translation.ofFold start (step clearing adjoints) Translation.silent
