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

    let private start: State =
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

    let private forward (n0: int64) (n1: int64) (ics: bool) (deps: bool) (target: Storage) =
        let nothing =
            if n1 = Action.openEnd then
                Storage.Nowhere
            else
                Storage.Work

        if (ics || deps) && target = Storage.Nowhere || not ics && not deps && target <> nothing then
            Error(Untranslatable.PlaceNotNamed target)
        else
            Ok
                [ StepAction.Configure(ics, deps)
                  StepAction.Forward(n0, n1)
                  if isLevel target then
                      StepAction.Write(n0, target)
                      clear ]

    let private read (n: int64) (source: Storage) (target: Storage) (delete: bool) =
        match source, target with
        | Storage.Level _, Storage.Work -> Ok [ StepAction.Read(n, source, delete) ]
        | _, Storage.Nowhere -> Error Untranslatable.Deletion
        | _, Storage.Level _ -> Error Untranslatable.BetweenLevels
        | (Storage.Work | Storage.Nowhere), Storage.Work -> Error(Untranslatable.PlaceNotNamed source)

    let private step (clearing: Clearing) (adjoints: Adjoints) (state: State) (index: int64) (action: Action) =
        let always = (clearing = Clearing.Always)
        let opening = if always && not state.Started then [ clear ] else []
        let emptied = if always || state.Full then [ clear ] else []

        let say (full: bool) (words: StepAction list) =
            struct ({ state with
                        Started = true
                        Full = full },
                    Translation.say index (opening @ words))

        match action with
        | _ when state.Ended -> Error Untranslatable.AfterEnd
        | Action.Forward _
        | Action.Copy _
        | Action.Move _ when state.Stays -> Error Untranslatable.DependenciesStay
        | Action.Forward(n0, n1, ics, deps, target) ->
            forward n0 n1 ics deps target
            |> Result.map (fun words -> say ((ics || deps) && not (isLevel target)) (emptied @ words))
        | Action.Copy(n, source, target) ->
            read n source target false |> Result.map (fun words -> say true (emptied @ words))
        | Action.Move(n, source, target) ->
            read n source target true |> Result.map (fun words -> say true (emptied @ words))
        | Action.Reverse(n1, n0, true) -> Ok(say false [ StepAction.Reverse(n1, n0); clear ])
        | Action.Reverse(n1, n0, false) ->
            let struct (state, said) = say state.Full [ StepAction.Reverse(n1, n0) ]
            Ok(struct ({ state with Stays = true }, said))
        | Action.EndForward -> Ok(say state.Full [ StepAction.EndForward ])
        | Action.EndReverse ->
            let completed = state.Completed + 1L
            let exhausted = (adjoints = Adjoints.Times completed)

            if exhausted && always && state.Stays then
                Error Untranslatable.DependenciesStay
            else
                let struct (next, said) =
                    say
                        state.Full
                        [ if exhausted && always then
                              clear
                          StepAction.EndReverse exhausted ]

                Ok(
                    struct ({ next with
                                Completed = completed
                                Stays = false
                                Ended = exhausted },
                            said)
                )

    let translation (clearing: Clearing) (adjoints: Adjoints) : Translation<State, Action, StepAction> =
        { Start = start
          Step = step clearing adjoints
          Finish = fun _ -> Ok [] }
