namespace Schedules.FSharp

/// Common meaning of the classic vocabulary and H-Revolve's operations: one adjoint calculation,
/// restart data only, one step recorded and reversed at a time. Whether a checkpoint stays when it
/// is read is said by what comes next: it goes if its own step is reversed, or its state kept
/// again, and stays if the forward advances from it.
[<Struct; RequireQualifiedAccess>]
type internal Phrase =
    /// Keep the restart data of step n0 on a level, and advance.
    | Keep of n0: int64 * n1: int64 * level: int
    /// Advance without keeping anything.
    | Advance of n0: int64 * n1: int64
    /// Record a step, and take the adjoint back over it.
    | Turn of n0: int64
    /// Read a checkpoint.
    | Restore of n0: int64 * level: int
    /// Delete a checkpoint.
    | Drop of n0: int64 * level: int
    /// The forward calculation is complete, before any step is recorded.
    | ForwardEnded
    /// The adjoint calculation is complete.
    | End

/// From actions to phrases.
[<RequireQualifiedAccess>]
module internal ToPhrases =
    /// Kind of the next action.
    [<Struct; NoComparison>]
    type Awaiting =
        | Anything
        /// EndForward: the last step has been recorded.
        | EndOfForward of step: int64
        /// A Reverse of the step that has been recorded.
        | ReverseOf of step: int64
        /// A Forward from a checkpoint that stays.
        | AdvanceFrom of step: int64
        /// Its own step, or its state kept again.
        | LastUseOf of step: int64
        /// A checkpoint is read: the sweep has gone to the end without recording it.
        | Reading
        | NothingMore

    [<Struct; NoComparison>]
    type State =
        {
            Awaiting: Awaiting
            /// EndForward has been given.
            ForwardEnded: bool
        }

    let private go (state: State) (awaiting: Awaiting) : Result<State, Untranslatable> =
        Ok { state with Awaiting = awaiting }

    let private say (into: Output<Phrase>) (index: int64) (phrase: Phrase) (state: State) (awaiting: Awaiting) =
        Translation.say into index phrase
        go state awaiting

    let private forward (state: State) (index: int64) n0 n1 ics deps (target: Storage) (into: Output<Phrase>) =
        match target, ics, deps with
        | Storage.Level level, true, false ->
            match state.Awaiting with
            | AdvanceFrom step -> Error(Untranslatable.CheckpointStays step)
            | LastUseOf step when step <> n0 -> Error(Untranslatable.OtherStep step)
            | _ -> say into index (Phrase.Keep(n0, n1, level)) state Anything
        | Storage.Level _, _, true -> Error(Untranslatable.DependenciesOnLevel target)
        | Storage.Work, false, false ->
            match state.Awaiting with
            | AdvanceFrom step when step <> n0 -> Error(Untranslatable.OtherStep step)
            | LastUseOf step -> Error(Untranslatable.CheckpointGone step)
            | _ -> say into index (Phrase.Advance(n0, n1)) state Anything
        | Storage.Work, false, true ->
            match state.Awaiting with
            | _ when n1 <> n0 + 1L -> Error(Untranslatable.OtherThanOneStep(n0, n1))
            | AdvanceFrom step -> Error(Untranslatable.CheckpointStays step)
            | LastUseOf step when step <> n0 -> Error(Untranslatable.OtherStep step)
            | _ when state.ForwardEnded -> go state (ReverseOf n0)
            | _ -> go state (EndOfForward n0)
        | Storage.Work, true, _
        | Storage.Nowhere, _, _
        | Storage.Level _, false, false -> Error(Untranslatable.PlaceNotNamed target)

    let private step (state: State) (index: int64) (action: Action) (into: Output<Phrase>) =
        match state.Awaiting, action with
        | NothingMore, (Action.EndReverse | Action.Copy _ | Action.Move _ | Action.Reverse _) ->
            Error Untranslatable.SeveralAdjoints
        | NothingMore, _ -> Error Untranslatable.AfterEnd
        | EndOfForward n, Action.EndForward ->
            Ok
                { Awaiting = ReverseOf n
                  ForwardEnded = true }
        | ReverseOf n, Action.Reverse(n1, n0, clear) ->
            if n0 <> n || n1 <> n + 1L then
                Error(Untranslatable.OtherThanOneStep(n0, n1))
            elif not clear then
                Error Untranslatable.DependenciesStay
            else
                say into index (Phrase.Turn n0) state Anything
        | EndOfForward _, Action.Reverse _ -> Error Untranslatable.StartsElsewhere
        | (EndOfForward _ | ReverseOf _), _ -> Error Untranslatable.OutOfPlace
        | Reading, (Action.Forward _ | Action.Reverse _ | Action.EndForward | Action.EndReverse) ->
            Error Untranslatable.OutOfPlace
        | _, Action.Forward(n0, n1, ics, deps, target) -> forward state index n0 n1 ics deps target into
        | (AdvanceFrom _ | LastUseOf _), _ -> Error Untranslatable.NotUsed
        | _, Action.Copy(n, Storage.Level level, Storage.Work) when state.ForwardEnded ->
            say into index (Phrase.Restore(n, level)) state (AdvanceFrom n)
        | _, Action.Move(n, Storage.Level level, Storage.Work) when state.ForwardEnded ->
            say into index (Phrase.Restore(n, level)) state (LastUseOf n)
        | Reading, Action.Move(_, _, Storage.Nowhere) -> Error Untranslatable.Deletion
        | _, Action.Move(n, Storage.Level level, Storage.Nowhere) ->
            say into index (Phrase.Drop(n, level)) state Anything
        | _, (Action.Copy(_, source, Storage.Level _) | Action.Move(_, source, Storage.Level _)) ->
            match source with
            | Storage.Level _ -> Error Untranslatable.BetweenLevels
            | Storage.Work
            | Storage.Nowhere -> Error(Untranslatable.PlaceNotNamed source)
        | _, (Action.Copy(_, Storage.Level _, Storage.Work) | Action.Move(_, Storage.Level _, Storage.Work)) ->
            Error Untranslatable.StartsElsewhere
        | _, (Action.Copy _ | Action.Move _) -> Error Untranslatable.OutOfPlace
        | _, Action.EndForward when not state.ForwardEnded ->
            say into index Phrase.ForwardEnded { state with ForwardEnded = true } Reading
        | _, Action.EndReverse when state.ForwardEnded -> say into index Phrase.End state NothingMore
        | _, (Action.Reverse _ | Action.EndForward | Action.EndReverse) -> Error Untranslatable.OutOfPlace

    let private finish (state: State) (_: Output<Phrase>) : Result<unit, Untranslatable> =
        match state.Awaiting with
        | NothingMore -> Ok()
        | Anything
        | EndOfForward _
        | ReverseOf _
        | AdvanceFrom _
        | LastUseOf _
        | Reading -> Error Untranslatable.Unfinished

    let translation: Translation<Action, Phrase> =
        Translation.ofFold
            (fun () ->
                { Awaiting = Anything
                  ForwardEnded = false })
            step
            finish

/// From phrases to actions.
[<RequireQualifiedAccess>]
module internal FromPhrases =
    [<Struct; NoComparison>]
    type Restored =
        { From: int64; Step: int64; Level: int }

    [<Struct; NoComparison>]
    type State =
        {
            /// A checkpoint that is being read.
            Restored: Restored voption
            /// EndForward has been given.
            ForwardEnded: bool
            Ended: bool
        }

    /// Says the read that came before, which is the last one of its checkpoint or not.
    let private read (last: bool) (n0: int64) (state: State) (into: Output<Action>) : Result<unit, Untranslatable> =
        match state.Restored with
        | ValueNone -> Ok()
        | ValueSome restored when restored.Step <> n0 -> Error(Untranslatable.OtherStep restored.Step)
        | ValueSome restored ->
            let source = Storage.Level restored.Level

            Translation.say
                into
                restored.From
                (if last then
                     Action.Move(n0, source, Storage.Work)
                 else
                     Action.Copy(n0, source, Storage.Work))

            Ok()

    /// Says what follows a read, if there was one.
    let private after (last: bool) (n0: int64) (index: int64) (action: Action) (state: State) (into: Output<Action>) =
        read last n0 state into
        |> Result.map (fun () ->
            Translation.say into index action
            { state with Restored = ValueNone })

    let private turn (n: int64) (index: int64) (state: State) (into: Output<Action>) =
        after true n index (Action.Forward(n, n + 1L, false, true, Storage.Work)) state into
        |> Result.map (fun state ->
            if not state.ForwardEnded then
                Translation.say into index Action.EndForward

            Translation.say into index (Action.Reverse(n + 1L, n, true))
            { state with ForwardEnded = true })

    let private step (state: State) (index: int64) (phrase: Phrase) (into: Output<Action>) =
        match phrase with
        | _ when state.Ended -> Error Untranslatable.AfterEnd
        | Phrase.Keep(n0, n1, level) ->
            after true n0 index (Action.Forward(n0, n1, true, false, Storage.Level level)) state into
        | Phrase.Advance(n0, n1) -> after false n0 index (Action.Forward(n0, n1, false, false, Storage.Work)) state into
        | Phrase.Turn n -> turn n index state into
        | Phrase.Restore _
        | Phrase.Drop _
        | Phrase.ForwardEnded
        | Phrase.End when state.Restored.IsSome -> Error Untranslatable.NotUsed
        | Phrase.Restore(n, level) ->
            if not state.ForwardEnded then
                Translation.say into index Action.EndForward

            Ok
                { state with
                    Restored =
                        ValueSome
                            { From = index
                              Step = n
                              Level = level }
                    ForwardEnded = true }
        | Phrase.Drop(n, level) ->
            Translation.say into index (Action.Move(n, Storage.Level level, Storage.Nowhere))
            Ok state
        | Phrase.ForwardEnded when state.ForwardEnded -> Error Untranslatable.OutOfPlace
        | Phrase.ForwardEnded ->
            Translation.say into index Action.EndForward
            Ok { state with ForwardEnded = true }
        | Phrase.End when not state.ForwardEnded -> Error Untranslatable.OutOfPlace
        | Phrase.End ->
            Translation.say into index Action.EndReverse
            Ok { state with Ended = true }

    let translation: Translation<Phrase, Action> =
        Translation.ofFold
            (fun () ->
                { Restored = ValueNone
                  ForwardEnded = false
                  Ended = false })
            step
            (fun state _ ->
                if state.Ended then
                    Ok()
                else
                    Error Untranslatable.Unfinished)
