namespace Schedules.FSharp

/// What the classic vocabulary and H-Revolve's operations both say: one adjoint calculation, restart data only, one step
/// recorded and reversed at a time. Whether a checkpoint stays when it is read is said by what comes next: it goes if its own
/// step is reversed, or its state kept again, and stays if the forward advances from it.
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
    | Swept
    /// The adjoint calculation is complete.
    | End

/// From actions to phrases.
[<RequireQualifiedAccess>]
module internal ToPhrases =
    /// What the next action has to be.
    [<Struct; NoComparison>]
    type Awaiting =
        | Anything
        /// EndForward: the last step has been recorded.
        | EndOfForward of recorded: int64
        /// A Reverse of the step that has been recorded.
        | ReverseOf of reversing: int64
        /// A Forward from a checkpoint that stays.
        | AdvanceFrom of stays: int64
        /// Its own step, or its state kept again.
        | LastUseOf of goes: int64
        /// A checkpoint is read: the sweep has gone to the end without recording it.
        | Reading
        | NothingMore

    [<Struct; NoComparison>]
    type State =
        {
            Awaiting: Awaiting
            /// EndForward has been given.
            Swept: bool
        }

    let private go (state: State) (awaiting: Awaiting) (index: int64) (phrases: Phrase list) =
        Ok(struct ({ state with Awaiting = awaiting }, Translation.say index phrases))

    let private forward (state: State) (index: int64) n0 n1 ics deps (target: Storage) =
        match target, ics, deps with
        | Storage.Level level, true, false ->
            match state.Awaiting with
            | AdvanceFrom step -> Error(Untranslatable.CheckpointStays step)
            | LastUseOf step when step <> n0 -> Error(Untranslatable.OtherStep step)
            | _ -> go state Anything index [ Phrase.Keep(n0, n1, level) ]
        | Storage.Level _, _, true -> Error(Untranslatable.DependenciesOnLevel target)
        | Storage.Work, false, false ->
            match state.Awaiting with
            | AdvanceFrom step when step <> n0 -> Error(Untranslatable.OtherStep step)
            | LastUseOf step -> Error(Untranslatable.CheckpointGone step)
            | _ -> go state Anything index [ Phrase.Advance(n0, n1) ]
        | Storage.Work, false, true ->
            match state.Awaiting with
            | _ when n1 <> n0 + 1L -> Error(Untranslatable.OtherThanOneStep(n0, n1))
            | AdvanceFrom step -> Error(Untranslatable.CheckpointStays step)
            | LastUseOf step when step <> n0 -> Error(Untranslatable.OtherStep step)
            | _ when state.Swept -> go state (ReverseOf n0) index []
            | _ -> go state (EndOfForward n0) index []
        | Storage.Work, true, _
        | Storage.Nowhere, _, _
        | Storage.Level _, false, false -> Error(Untranslatable.PlaceNotNamed target)

    let private step (state: State) (index: int64) (action: Action) =
        match state.Awaiting, action with
        | NothingMore, (Action.EndReverse | Action.Copy _ | Action.Move _ | Action.Reverse _) ->
            Error Untranslatable.SeveralAdjoints
        | NothingMore, _ -> Error Untranslatable.AfterEnd
        | EndOfForward n, Action.EndForward -> Ok(struct ({ Awaiting = ReverseOf n; Swept = true }, []))
        | ReverseOf n, Action.Reverse(n1, n0, clear) ->
            if n0 <> n || n1 <> n + 1L then
                Error(Untranslatable.OtherThanOneStep(n0, n1))
            elif not clear then
                Error Untranslatable.DependenciesStay
            else
                go state Anything index [ Phrase.Turn n0 ]
        | (EndOfForward _ | ReverseOf _), _ -> Error Untranslatable.OutOfPlace
        | Reading, (Action.Forward _ | Action.Reverse _ | Action.EndForward | Action.EndReverse) ->
            Error Untranslatable.OutOfPlace
        | _, Action.Forward(n0, n1, ics, deps, target) -> forward state index n0 n1 ics deps target
        | (AdvanceFrom _ | LastUseOf _), _ -> Error Untranslatable.NotUsed
        | _, Action.Copy(n, Storage.Level level, Storage.Work) when state.Swept ->
            go state (AdvanceFrom n) index [ Phrase.Restore(n, level) ]
        | _, Action.Move(n, Storage.Level level, Storage.Work) when state.Swept ->
            go state (LastUseOf n) index [ Phrase.Restore(n, level) ]
        | Reading, Action.Move(_, _, Storage.Nowhere) -> Error Untranslatable.Deletion
        | _, Action.Move(n, Storage.Level level, Storage.Nowhere) -> go state Anything index [ Phrase.Drop(n, level) ]
        | _, (Action.Copy(_, source, Storage.Level _) | Action.Move(_, source, Storage.Level _)) ->
            match source with
            | Storage.Level _ -> Error Untranslatable.BetweenLevels
            | Storage.Work
            | Storage.Nowhere -> Error(Untranslatable.PlaceNotNamed source)
        | _, (Action.Copy _ | Action.Move _) -> Error Untranslatable.OutOfPlace
        | _, Action.EndForward when not state.Swept ->
            Ok(struct ({ Awaiting = Reading; Swept = true }, Translation.say index [ Phrase.Swept ]))
        | _, Action.EndReverse when state.Swept -> go state NothingMore index [ Phrase.End ]
        | _, (Action.Reverse _ | Action.EndForward | Action.EndReverse) -> Error Untranslatable.OutOfPlace

    let private finish (state: State) : Result<Said<Phrase> list, Untranslatable> =
        match state.Awaiting with
        | NothingMore -> Ok []
        | Anything
        | EndOfForward _
        | ReverseOf _
        | AdvanceFrom _
        | LastUseOf _
        | Reading -> Error Untranslatable.Unfinished

    let translation: Translation<State, Action, Phrase> =
        { Start = { Awaiting = Anything; Swept = false }
          Step = step
          Finish = finish }

/// From phrases to actions.
[<RequireQualifiedAccess>]
module internal OfPhrases =
    [<Struct; NoComparison>]
    type Restored =
        { From: int64; Step: int64; Level: int }

    [<Struct; NoComparison>]
    type State =
        {
            /// A checkpoint that is being read.
            Restored: Restored voption
            /// EndForward has been given.
            Swept: bool
            Ended: bool
        }

    let private say (state: State) (index: int64) (actions: Action list) =
        Ok(struct ({ state with Restored = ValueNone }, Translation.say index actions))

    /// The read that came before, which is the last one of its checkpoint or not.
    let private read (last: bool) (n0: int64) (state: State) : Result<Said<Action> list, Untranslatable> =
        match state.Restored with
        | ValueNone -> Ok []
        | ValueSome restored when restored.Step <> n0 -> Error(Untranslatable.OtherStep restored.Step)
        | ValueSome restored ->
            let source = Storage.Level restored.Level

            Ok
                [ { From = restored.From
                    Word =
                      if last then
                          Action.Move(n0, source, Storage.Work)
                      else
                          Action.Copy(n0, source, Storage.Work) } ]

    let private step (state: State) (index: int64) (phrase: Phrase) =
        let after (last: bool) (n0: int64) (actions: Action list) =
            read last n0 state
            |> Result.map (fun before ->
                struct ({ state with
                            Restored = ValueNone
                            Swept = state.Swept || phrase.IsTurn },
                        before @ Translation.say index actions))

        match phrase with
        | _ when state.Ended -> Error Untranslatable.AfterEnd
        | Phrase.Keep(n0, n1, level) -> after true n0 [ Action.Forward(n0, n1, true, false, Storage.Level level) ]
        | Phrase.Advance(n0, n1) -> after false n0 [ Action.Forward(n0, n1, false, false, Storage.Work) ]
        | Phrase.Turn n ->
            after
                true
                n
                [ Action.Forward(n, n + 1L, false, true, Storage.Work)
                  if not state.Swept then
                      Action.EndForward
                  Action.Reverse(n + 1L, n, true) ]
        | Phrase.Restore _
        | Phrase.Drop _
        | Phrase.Swept
        | Phrase.End when state.Restored.IsSome -> Error Untranslatable.NotUsed
        | Phrase.Restore(n, level) ->
            let restored =
                { From = index
                  Step = n
                  Level = level }

            let ended = if state.Swept then [] else [ Action.EndForward ]

            Ok(
                struct ({ state with
                            Restored = ValueSome restored
                            Swept = true },
                        Translation.say index ended)
            )
        | Phrase.Drop(n, level) -> say state index [ Action.Move(n, Storage.Level level, Storage.Nowhere) ]
        | Phrase.Swept when state.Swept -> Error Untranslatable.OutOfPlace
        | Phrase.Swept -> say { state with Swept = true } index [ Action.EndForward ]
        | Phrase.End when not state.Swept -> Error Untranslatable.OutOfPlace
        | Phrase.End -> say { state with Ended = true } index [ Action.EndReverse ]

    let translation: Translation<State, Phrase, Action> =
        { Start =
            { Restored = ValueNone
              Swept = false
              Ended = false }
          Step = step
          Finish =
            fun state ->
                if state.Ended then
                    Ok []
                else
                    Error Untranslatable.Unfinished }
