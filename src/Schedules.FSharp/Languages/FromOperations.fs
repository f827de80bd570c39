namespace Schedules.FSharp

/// From H-Revolve's operations to phrases.
[<RequireQualifiedAccess>]
module internal FromOperations =
    /// What the operation before was, where it makes a difference.
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
            /// The checkpoint that was read before the step was recorded: it may be discarded after it.
            Last: struct (int64 * int) voption
            /// The step that the adjoint has come back to.
            Adjoint: int64 voption
            /// The index of the latest operation.
            Index: int64
        }

    let private start: State =
        { Before = Other
          Last = ValueNone
          Adjoint = ValueNone
          Index = 0L }

    let private go (state: State) (before: Before) (from: int64) (phrases: Phrase list) =
        Ok(struct ({ state with Before = before }, Translation.say from phrases))

    let private discard (state: State) (index: int64) (level: int) (n: int64) =
        match state.Before, state.Last with
        | (Kept _ | Recording _ | Recorded _), _ -> Error Untranslatable.OutOfPlace
        | Restored(read, on), _ when read = n && on = level ->
            // Its state is kept again, or its own step recorded: that says it.
            go state (Restored(read, on)) index []
        | Restored _, _ -> Error Untranslatable.OutOfPlace
        | (Other | Reversed _), ValueSome(struct (last, on)) when last = n && on = level ->
            go { state with Last = ValueNone } Other index []
        | (Other | Reversed _), _ -> go { state with Last = ValueNone } Other index [ Phrase.Drop(n, level) ]

    let private step (state: State) (index: int64) (operation: Operation) =
        let state = { state with Index = index }

        match state.Before, operation with
        | Kept(from, n, level), Operation.Forward(n0, n1) ->
            if n0 <> n then
                Error(Untranslatable.OtherStep n)
            else
                go state Other from [ Phrase.Keep(n0, n1, level) ]
        | Recording(from, until), Operation.Forward(n0, n1) ->
            if n1 <> until then
                Error(Untranslatable.OtherStep until)
            elif n0 <> n1 - 1L then
                Error(Untranslatable.OtherThanOneStep(n0, n1))
            else
                go state (Recorded(from, until)) index []
        | Recorded(from, until), Operation.Backward(n1, n0) ->
            if n1 <> until then
                Error(Untranslatable.OtherStep until)
            elif n0 <> n1 - 1L then
                Error(Untranslatable.OtherThanOneStep(n0, n1))
            else
                go { state with Adjoint = ValueSome n0 } (Reversed n1) from [ Phrase.Turn n0 ]
        | (Kept _ | Recording _ | Recorded _), _ -> Error Untranslatable.OutOfPlace
        | _, Operation.Backward _ -> Error Untranslatable.NotRecorded
        | Reversed until, Operation.DiscardForward(_, n) when n = until -> go state Other index []
        | _, Operation.DiscardForward(_, n) -> Error(Untranslatable.NotHeld n)
        | _, Operation.Discard(level, n) -> discard state index level n
        | _, Operation.Forward(n0, n1) -> go { state with Last = ValueNone } Other index [ Phrase.Advance(n0, n1) ]
        | Restored _, Operation.Read _ -> Error Untranslatable.NotUsed
        | _, Operation.Read(level, n) ->
            go { state with Last = ValueNone } (Restored(n, level)) index [ Phrase.Restore(n, level) ]
        | _, Operation.Write(level, n) -> go { state with Last = ValueNone } (Kept(index, n, level)) index []
        | Restored(n, level), Operation.WriteForward(_, until) ->
            go
                { state with
                    Last = ValueSome(struct (n, level)) }
                (Recording(index, until))
                index
                []
        | _, Operation.WriteForward(_, until) -> go { state with Last = ValueNone } (Recording(index, until)) index []

    let private finish (state: State) : Result<Said<Phrase> list, Untranslatable> =
        match state.Before, state.Adjoint with
        | (Other | Reversed _), ValueSome 0L ->
            Ok
                [ { From = state.Index
                    Word = Phrase.End } ]
        | _ -> Error Untranslatable.Unfinished

    let translation: Translation<State, Operation, Phrase> =
        { Start = start
          Step = step
          Finish = finish }
