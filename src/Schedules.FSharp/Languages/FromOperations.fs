namespace Schedules.FSharp

/// From H-Revolve's operations to phrases.
[<RequireQualifiedAccess>]
module internal FromOperations =
    /// Kind of the operation before, where it makes a difference.
    [<Struct; NoComparison>]
    type Before =
        | Other
        | Kept of from: int64 * n: int64 * level: int
        | Restored of n: int64 * level: int
        /// WF: its Forward comes next.
        | Recording of from: int64 * until: int64
        /// WF and F: B comes next.
        | Recorded of from: int64 * until: int64
        /// B: DF may come next.
        | Reversed of n: int64

    [<Struct; NoComparison>]
    type State =
        {
            Before: Before
            /// The checkpoint that was read before the step was recorded: it may
            /// be discarded after it.
            Last: struct (int64 * int) voption
            /// The step that the adjoint has come back to.
            Adjoint: int64 voption
            /// The index of the latest operation.
            Index: int64
        }

    let private start () : State =
        { Before = Other
          Last = ValueNone
          Adjoint = ValueNone
          Index = 0L }

    let private go (state: State) (before: Before) : Result<State, Untranslatable> = Ok { state with Before = before }

    let private say (into: Output<Phrase>) (from: int64) (phrase: Phrase) (state: State) (before: Before) =
        Translation.say into from phrase
        go state before

    let private discard (state: State) (index: int64) (level: int) (n: int64) (into: Output<Phrase>) =
        match state.Before, state.Last with
        | (Kept _ | Recording _ | Recorded _), _ -> Error Untranslatable.OutOfPlace
        | Restored(read, on), _ when read = n && on = level ->
            // Its state is kept again, or its own step recorded: that says it.
            go state (Restored(read, on))
        | Restored _, _ -> Error Untranslatable.OutOfPlace
        | (Other | Reversed _), ValueSome(struct (last, on)) when last = n && on = level ->
            go { state with Last = ValueNone } Other
        | (Other | Reversed _), _ -> say into index (Phrase.Drop(n, level)) { state with Last = ValueNone } Other

    let private step (state: State) (index: int64) (operation: Operation) (into: Output<Phrase>) =
        let state = { state with Index = index }

        match state.Before, operation with
        | Kept(from, n, level), Operation.Forward(n0, n1) ->
            if n0 <> n then
                Error(Untranslatable.OtherStep n)
            else
                say into from (Phrase.Keep(n0, n1, level)) state Other
        | Recording(from, until), Operation.Forward(n0, n1) ->
            if n1 <> until then
                Error(Untranslatable.OtherStep until)
            elif n0 <> n1 - 1L then
                Error(Untranslatable.OtherThanOneStep(n0, n1))
            else
                go state (Recorded(from, until))
        | Recorded(from, until), Operation.Backward(n1, n0) ->
            if n1 <> until then
                Error(Untranslatable.OtherStep until)
            elif n0 <> n1 - 1L then
                Error(Untranslatable.OtherThanOneStep(n0, n1))
            else
                say into from (Phrase.Turn n0) { state with Adjoint = ValueSome n0 } (Reversed n1)
        | (Kept _ | Recording _ | Recorded _), _ -> Error Untranslatable.OutOfPlace
        | _, Operation.Backward _ -> Error Untranslatable.NotRecorded
        | Reversed until, Operation.DiscardForward(_, n) when n = until -> go state Other
        | _, Operation.DiscardForward(_, n) -> Error(Untranslatable.NotHeld n)
        | _, Operation.Discard(level, n) -> discard state index level n into
        | _, Operation.Forward(n0, n1) -> say into index (Phrase.Advance(n0, n1)) { state with Last = ValueNone } Other
        | Restored _, Operation.Read _ -> Error Untranslatable.NotUsed
        | _, Operation.Read(level, n) ->
            say into index (Phrase.Restore(n, level)) { state with Last = ValueNone } (Restored(n, level))
        | _, Operation.Write(level, n) -> go { state with Last = ValueNone } (Kept(index, n, level))
        | Restored(n, level), Operation.WriteForward(_, until) ->
            go
                { state with
                    Last = ValueSome(struct (n, level)) }
                (Recording(index, until))
        | _, Operation.WriteForward(_, until) -> go { state with Last = ValueNone } (Recording(index, until))

    let private finish (state: State) (into: Output<Phrase>) : Result<unit, Untranslatable> =
        match state.Before, state.Adjoint with
        | (Other | Reversed _), ValueSome 0L ->
            Translation.say into state.Index Phrase.End
            Ok()
        | _ -> Error Untranslatable.Unfinished

    let translation: Translation<Operation, Phrase> =
        Translation.ofFold start step finish
