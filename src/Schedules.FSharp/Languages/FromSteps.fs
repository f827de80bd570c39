namespace Schedules.FSharp

/// From the step-based vocabulary to actions. What a Forward keeps, and where, is known by what follows it; so is whether
/// a Reverse clears its dependencies. Forwards that record one after the other into the same buffer are one.
[<RequireQualifiedAccess>]
module internal FromSteps =
    /// What waits for what follows it, with its index.
    [<Struct; NoComparison>]
    type Waiting =
        | Nothing
        | Advance of from: int64 * n0: int64 * n1: int64 * ics: bool * data: bool
        | Back of from: int64 * n1: int64 * n0: int64

    [<Struct; NoComparison>]
    type State =
        {
            /// What is recorded: restart data, dependencies.
            Configured: struct (bool * bool) voption
            Waiting: Waiting
            /// The buffer holds restart data.
            Ics: bool
            /// The buffer holds dependencies.
            Data: bool
            /// WORK holds something that the actions given so far have brought there.
            Work: bool
            Ended: bool
        }

    let private start: State =
        { Configured = ValueNone
          Waiting = Nothing
          Ics = false
          Data = false
          Work = false
          Ended = false }

    let private kept (from: int64) n0 n1 ics data (target: Storage) : Said<Action> =
        { From = from
          Word = Action.Forward(n0, n1, ics, data, target) }

    /// Says what waits: a Forward that is not written keeps what it records in WORK, a Reverse that is not followed by a Clear
    /// does not clear.
    let private flush (state: State) : struct (State * Said<Action> list) =
        match state.Waiting with
        | Nothing -> state, []
        | Advance(from, n0, n1, ics, data) ->
            let isKept = ics || data

            let target =
                if not isKept && n1 = Action.openEnd then
                    Storage.Nowhere
                else
                    Storage.Work

            { state with
                Waiting = Nothing
                Work = isKept },
            [ kept from n0 n1 ics data target ]
        | Back(from, n1, n0) ->
            { state with Waiting = Nothing },
            [ { From = from
                Word = Action.Reverse(n1, n0, false) } ]

    let private forward (state: State) (index: int64) (n0: int64) (n1: int64) =
        match state.Configured, state.Waiting with
        | ValueNone, _ -> Error Untranslatable.NotConfigured
        | ValueSome(struct (ics, data)), Advance(from, first, last, before, dataBefore) when
            last = n0 && (ics || data) && ics = before && data = dataBefore
            ->
            Ok(
                struct ({ state with
                            Waiting = Advance(from, first, n1, ics, data) },
                        [])
            )
        | ValueSome _, _ when state.Ics || state.Data -> Error Untranslatable.NotCleared
        | ValueSome(struct (ics, data)), _ ->
            let struct (state, said) = flush state

            Ok(
                struct ({ state with
                            Waiting = Advance(index, n0, n1, ics, data)
                            Ics = ics
                            Data = data
                            Work = false },
                        said)
            )

    let private write (state: State) (n: int64) (target: Storage) =
        match state.Waiting with
        | Advance(from, n0, n1, ics, data) when ics || data ->
            if n <> n0 then
                Error(Untranslatable.OtherStep n0)
            else
                Ok(
                    struct ({ state with
                                Waiting = Nothing
                                Work = false },
                            [ kept from n0 n1 ics data target ])
                )
        | Nothing when state.Work && (state.Ics || state.Data) -> Error Untranslatable.BetweenLevels
        | Nothing
        | Advance _
        | Back _ -> Error Untranslatable.NotRecorded

    let private read (state: State) (index: int64) (n: int64) (source: Storage) (delete: bool) =
        let struct (state, said) = flush state

        if state.Ics || state.Data then
            Error Untranslatable.NotCleared
        elif state.Work then
            Error Untranslatable.NotUsed
        else
            let action =
                if delete then
                    Action.Move(n, source, Storage.Work)
                else
                    Action.Copy(n, source, Storage.Work)

            Ok(
                struct ({ state with
                            Ics = true
                            Data = true
                            Work = true },
                        said @ Translation.say index [ action ])
            )

    let private clear (state: State) (ics: bool) (data: bool) =
        let struct (state, said) =
            match state.Waiting with
            | Back(from, n1, n0) when data ->
                struct ({ state with
                            Waiting = Nothing
                            Work = false },
                        [ { From = from
                            Word = Action.Reverse(n1, n0, true) } ])
            | Back _ -> state, []
            | Nothing
            | Advance _ -> flush state

        struct ({ state with
                    Ics = state.Ics && not ics
                    Data = state.Data && not data },
                said)

    let private step (state: State) (index: int64) (action: StepAction) =
        let follows (change: State -> State) (word: Action) =
            let struct (state, said) = flush state
            Ok(struct (change state, said @ Translation.say index [ word ]))

        match action with
        | _ when state.Ended -> Error Untranslatable.AfterEnd
        | StepAction.Configure(ics, data) ->
            Ok(
                struct ({ state with
                            Configured = ValueSome(struct (ics, data)) },
                        [])
            )
        | StepAction.Clear(ics, data) -> Ok(clear state ics data)
        | StepAction.Forward(n0, n1) -> forward state index n0 n1
        | StepAction.Write(n, target) -> write state n target
        | StepAction.Read(n, source, delete) -> read state index n source delete
        | StepAction.Reverse(n1, n0) ->
            let struct (state, said) = flush state

            if state.Data && not state.Work then
                Error Untranslatable.NotRead
            else
                Ok(
                    struct ({ state with
                                Waiting = Back(index, n1, n0) },
                            said)
                )
        | StepAction.EndForward -> follows id Action.EndForward
        | StepAction.EndReverse exhausted -> follows (fun state -> { state with Ended = exhausted }) Action.EndReverse

    let translation: Translation<State, StepAction, Action> =
        { Start = start
          Step = step
          Finish =
            fun state ->
                let struct (_, said) = flush state
                Ok said }
