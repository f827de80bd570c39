namespace Schedules.FSharp

/// From the step-based vocabulary to actions. What a Forward keeps, and where, is known by what
/// follows it; so is whether a Reverse clears its dependencies. Forwards that record one after the
/// other into the same buffer are one.
[<RequireQualifiedAccess>]
module internal FromSteps =
    /// Word that waits for the next one, with its index.
    [<Struct; NoComparison>]
    type Waiting =
        | Nothing
        | Advance of from: int64 * n0: int64 * n1: int64 * ics: bool * data: bool
        | Back of from: int64 * n1: int64 * n0: int64

    [<Struct; NoComparison>]
    type State =
        {
            /// Kinds of data recorded: restart data, dependencies.
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

    let private start () : State =
        { Configured = ValueNone
          Waiting = Nothing
          Ics = false
          Data = false
          Work = false
          Ended = false }

    /// Says what waits: a Forward that is not written keeps what it records in WORK, a Reverse that
    /// is not followed by a Clear does not clear.
    let private flush (state: State) (into: Output<Action>) : State =
        match state.Waiting with
        | Nothing -> state
        | Advance(from, n0, n1, ics, data) ->
            let isKept = ics || data

            let target =
                if not isKept && n1 = Action.openEnd then
                    Storage.Nowhere
                else
                    Storage.Work

            Translation.say into from (Action.Forward(n0, n1, ics, data, target))

            { state with
                Waiting = Nothing
                Work = isKept }
        | Back(from, n1, n0) ->
            Translation.say into from (Action.Reverse(n1, n0, false))
            { state with Waiting = Nothing }

    let private forward (state: State) (index: int64) (n0: int64) (n1: int64) (into: Output<Action>) =
        match state.Configured, state.Waiting with
        | ValueNone, _ -> Error Untranslatable.NotConfigured
        | ValueSome(struct (ics, data)), Advance(from, first, last, before, dataBefore) when
            last = n0 && (ics || data) && ics = before && data = dataBefore
            ->
            Ok
                { state with
                    Waiting = Advance(from, first, n1, ics, data) }
        | ValueSome _, _ when state.Ics || state.Data -> Error Untranslatable.NotCleared
        | ValueSome(struct (ics, data)), _ ->
            Ok
                { flush state into with
                    Waiting = Advance(index, n0, n1, ics, data)
                    Ics = ics
                    Data = data
                    Work = false }

    let private write (state: State) (n: int64) (target: Storage) (into: Output<Action>) =
        match state.Waiting with
        | Advance(from, n0, n1, ics, data) when ics || data ->
            if n <> n0 then
                Error(Untranslatable.OtherStep n0)
            else
                Translation.say into from (Action.Forward(n0, n1, ics, data, target))

                Ok
                    { state with
                        Waiting = Nothing
                        Work = false }
        | Nothing when state.Work && (state.Ics || state.Data) -> Error Untranslatable.BetweenLevels
        | Nothing
        | Advance _
        | Back _ -> Error Untranslatable.NotRecorded

    let private read (state: State) (index: int64) n (source: Storage) (delete: bool) (into: Output<Action>) =
        let state = flush state into

        if state.Ics || state.Data then
            Error Untranslatable.NotCleared
        elif state.Work then
            Error Untranslatable.NotUsed
        else
            Translation.say
                into
                index
                (if delete then
                     Action.Move(n, source, Storage.Work)
                 else
                     Action.Copy(n, source, Storage.Work))

            Ok
                { state with
                    Ics = true
                    Data = true
                    Work = true }

    let private clear (state: State) (ics: bool) (data: bool) (into: Output<Action>) : State =
        let state =
            match state.Waiting with
            | Back(from, n1, n0) when data ->
                Translation.say into from (Action.Reverse(n1, n0, true))

                { state with
                    Waiting = Nothing
                    Work = false }
            | Back _ -> state
            | Nothing
            | Advance _ -> flush state into

        { state with
            Ics = state.Ics && not ics
            Data = state.Data && not data }

    let private step (state: State) (index: int64) (action: StepAction) (into: Output<Action>) =
        match action with
        | _ when state.Ended -> Error Untranslatable.AfterEnd
        | StepAction.Configure(ics, data) ->
            Ok
                { state with
                    Configured = ValueSome(struct (ics, data)) }
        | StepAction.Clear(ics, data) -> Ok(clear state ics data into)
        | StepAction.Forward(n0, n1) -> forward state index n0 n1 into
        | StepAction.Write(n, target) -> write state n target into
        | StepAction.Read(n, source, delete) -> read state index n source delete into
        | StepAction.Reverse(n1, n0) ->
            let state = flush state into

            if state.Data && not state.Work then
                Error Untranslatable.NotRead
            else
                Ok
                    { state with
                        Waiting = Back(index, n1, n0) }
        | StepAction.EndForward ->
            let state = flush state into
            Translation.say into index Action.EndForward
            Ok state
        | StepAction.EndReverse exhausted ->
            let state = flush state into
            Translation.say into index Action.EndReverse
            Ok { state with Ended = exhausted }

    let translation: Translation<StepAction, Action> =
        Translation.ofFold start step (fun state into ->
            flush state into |> ignore
            Ok())
