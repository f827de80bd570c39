namespace Schedules.FSharp

/// From the classic vocabulary to phrases.
[<RequireQualifiedAccess>]
module internal FromClassic =
    /// A snapshot just taken: the forward is to advance from it.
    [<Struct; NoComparison>]
    type Shot =
        { From: int64
          Step: int64
          Slot: int
          Level: int }

    [<Struct; NoComparison; NoEquality>]
    type State =
        {
            /// Step and level of what a slot holds.
            Slots: Map<int, struct (int64 * int)>
            /// The slots that hold a step.
            Held: Map<int64, int list>
            Shot: Shot voption
            /// The slot being read.
            Restored: int voption
            Turned: bool
        }

    let private start () : State =
        { Slots = Map.empty
          Held = Map.empty
          Shot = ValueNone
          Restored = ValueNone
          Turned = false }

    let private level (storage: Storage voption) : Result<int, Untranslatable> =
        match storage with
        | ValueNone -> Ok 0
        | ValueSome(Storage.Level level) -> Ok level
        | ValueSome(Storage.Work | Storage.Nowhere as storage) -> Error(Untranslatable.PlaceNotNamed storage)

    let private slotsOf (step: int64) (state: State) : int list =
        Map.tryFind step state.Held |> Option.defaultValue []

    let private free (slot: int) (state: State) : State =
        match Map.tryFind slot state.Slots with
        | None -> state
        | Some(struct (step, _)) ->
            let others = slotsOf step state |> List.filter (fun other -> other <> slot)

            { state with
                Slots = Map.remove slot state.Slots
                Held =
                    if others.IsEmpty then
                        Map.remove step state.Held
                    else
                        Map.add step others state.Held }

    /// The content of a slot is released.
    let private drop (slot: int) (state: State) (index: int64) (into: Output<Phrase>) : State =
        match Map.tryFind slot state.Slots with
        | Some(struct (step, level)) -> Translation.say into index (Phrase.Drop(step, level))
        | None -> ()

        free slot state

    /// The slot that is being read is read for the last time.
    let private release (state: State) : State =
        match state.Restored with
        | ValueSome slot ->
            { free slot state with
                Restored = ValueNone }
        | ValueNone -> state

    let private takeshot (state: State) (index: int64) n slot (storage: Storage voption) (into: Output<Phrase>) =
        level storage
        |> Result.map (fun level ->
            let state = drop slot (release state) index into

            { state with
                Slots = Map.add slot (struct (n, level)) state.Slots
                Held = Map.add n (slot :: slotsOf n state) state.Held
                Shot =
                    ValueSome
                        { From = index
                          Step = n
                          Slot = slot
                          Level = level } })

    let private advance (state: State) (index: int64) (n0: int64) (n1: int64) (into: Output<Phrase>) =
        match state.Shot with
        | ValueSome shot when shot.Step <> n0 -> Error(Untranslatable.OtherStep shot.Step)
        | ValueSome shot ->
            Translation.say into shot.From (Phrase.Keep(n0, n1, shot.Level))
            Ok { state with Shot = ValueNone }
        | ValueNone ->
            Translation.say into index (Phrase.Advance(n0, n1))
            Ok { state with Restored = ValueNone }

    let private restore (state: State) (index: int64) n slot (storage: Storage voption) (into: Output<Phrase>) =
        match Map.tryFind slot state.Slots, storage with
        | None, _ -> Error(Untranslatable.OtherInSlot(slot, ValueNone))
        | Some(struct (held, _)), _ when held <> n -> Error(Untranslatable.OtherInSlot(slot, ValueSome held))
        | Some(struct (_, level)), ValueSome storage when not (storage.Equals(Storage.Level level)) ->
            Error(Untranslatable.PlaceNotNamed storage)
        | Some(struct (_, level)), _ ->
            Translation.say into index (Phrase.Restore(n, level))
            Ok { state with Restored = ValueSome slot }

    let private turn (state: State) (index: int64) (n: int64) (into: Output<Phrase>) =
        match state.Shot with
        | ValueSome shot when shot.Step <> n -> Error(Untranslatable.OtherStep shot.Step)
        | ValueSome _ when state.Turned -> Error Untranslatable.NotUsed
        | ValueSome shot ->
            // A snapshot of the last step itself, as the online mode takes it: it is read at once.
            Translation.say into shot.From (Phrase.Keep(n, n + 1L, shot.Level))
            Translation.say into shot.From (Phrase.Restore(n, shot.Level))
            Translation.say into index (Phrase.Turn n)

            Ok
                { free shot.Slot state with
                    Shot = ValueNone
                    Turned = true }
        | ValueNone ->
            let state = release state

            let state =
                slotsOf n state |> List.fold (fun state slot -> drop slot state index into) state

            Translation.say into index (Phrase.Turn n)
            Ok { state with Turned = true }

    let private step (state: State) (index: int64) (action: ClassicAction) (into: Output<Phrase>) =
        match action with
        | ClassicAction.Takeshot _
        | ClassicAction.Restore _
        | ClassicAction.Terminate when state.Shot.IsSome -> Error Untranslatable.NotUsed
        | ClassicAction.Takeshot(n, slot, level) -> takeshot state index n slot level into
        | ClassicAction.Advance(n0, n1) -> advance state index n0 n1 into
        | ClassicAction.Restore(n, slot, level) -> restore state index n slot level into
        | ClassicAction.Firsturn _ when state.Turned -> Error Untranslatable.OutOfPlace
        | ClassicAction.Youturn _ when not state.Turned -> Error Untranslatable.OutOfPlace
        | ClassicAction.Firsturn n
        | ClassicAction.Youturn n -> turn state index n into
        | ClassicAction.Terminate ->
            Translation.say into index Phrase.End
            Ok state

    let translation: Translation<ClassicAction, Phrase> =
        Translation.ofFold start step (fun state _ ->
            if state.Shot.IsSome then
                Error Untranslatable.Unfinished
            else
                Ok())
