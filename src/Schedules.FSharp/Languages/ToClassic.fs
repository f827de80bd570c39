namespace Schedules.FSharp

/// The modes of the classic vocabulary.
[<Struct; RequireQualifiedAccess>]
type ClassicMode =
    /// All slots are in RAM: their level is not said.
    | Offline
    /// The level of each slot is said.
    | Multistage
    /// As Offline; and the forward calculation learns its length one step ahead, so that the way
    /// from the latest checkpoint to the end is gone over once less than by a schedule that goes to
    /// the end before it knows it.
    | Online

/// From phrases to the classic vocabulary.
[<RequireQualifiedAccess>]
module internal ToClassic =
    /// Position in a stream: changed in place, as copies of so much would take most of the time.
    [<NoComparison; NoEquality>]
    type State =
        {
            Slots: Slots
            /// The checkpoint being read.
            mutable Read: struct (int64 * int) voption
            /// The checkpoint just deleted, whose slot is to be used now.
            mutable Dropped: struct (int64 * int) voption
            /// An advance not said yet: it is the way to the end, if that comes next.
            mutable Way: Indexed<ClassicAction> voption
            /// The latest checkpoint of the sweep, or `Step.none`.
            mutable Latest: int64
            mutable ForwardEnded: bool
            mutable Turned: bool
        }

    let private start () : State =
        { Slots = Slots()
          Read = ValueNone
          Dropped = ValueNone
          Way = ValueNone
          Latest = Step.none
          ForwardEnded = false
          Turned = false }

    let private named (mode: ClassicMode) (level: int) : Result<Storage voption, Untranslatable> =
        match mode with
        | ClassicMode.Multistage -> Ok(ValueSome(Storage.Level level))
        | ClassicMode.Offline
        | ClassicMode.Online when level = 0 -> Ok ValueNone
        | ClassicMode.Offline
        | ClassicMode.Online -> Error(Untranslatable.PlaceNotNamed(Storage.Level level))

    /// The checkpoint being read has been read for the last time.
    let private release (state: State) : unit =
        match state.Read with
        | ValueSome(struct (step, level)) -> state.Slots.Free(step, level)
        | ValueNone -> ()

    /// Says what has not been said yet.
    let private flush (state: State) (into: Output<ClassicAction>) : unit =
        match state.Way with
        | ValueSome way -> into.Add way
        | ValueNone -> ()

        state.Way <- ValueNone
        state.Read <- ValueNone
        state.Dropped <- ValueNone

    /// Says what has not been said yet, and this.
    let private say (state: State) (index: int64) (action: ClassicAction) (into: Output<ClassicAction>) : unit =
        flush state into
        Translation.say into index action

    let private keep (mode: ClassicMode) (state: State) (index: int64) n0 n1 level (into: Output<ClassicAction>) =
        match state.Dropped with
        | ValueSome(struct (_, dropped)) when dropped <> level -> Error Untranslatable.Deletion
        | _ ->
            named mode level
            |> Result.map (fun name ->
                release state
                say state index (ClassicAction.Takeshot(n0, state.Slots.Take(n0, level), name)) into
                state.Latest <- n0
                let advance = ClassicAction.Advance(n0, n1)

                if mode.IsOnline && not state.ForwardEnded then
                    state.Way <- ValueSome { From = index; Word = advance }
                else
                    Translation.say into index advance)

    let private turn (state: State) (index: int64) (n: int64) (into: Output<ClassicAction>) =
        release state

        match state.Dropped with
        | ValueSome(struct (dropped, _)) when dropped <> n -> Error Untranslatable.Deletion
        | _ when state.Slots.Holds n -> Error(Untranslatable.CheckpointStays n)
        | _ ->
            let word =
                if state.Turned then
                    ClassicAction.Youturn n
                else
                    ClassicAction.Firsturn n

            say state index word into
            state.ForwardEnded <- true
            state.Turned <- true
            Ok()

    let private restore (mode: ClassicMode) (state: State) (index: int64) n level (into: Output<ClassicAction>) =
        named mode level
        |> Result.bind (fun name ->
            state.Slots.Find(n, level)
            |> Result.map (fun slot ->
                // It is the way to the end that waits: from the latest checkpoint,
                // it need not be gone.
                if state.Way.IsSome && state.Latest = n then
                    state.Way <- ValueNone
                else
                    say state index (ClassicAction.Restore(n, slot, name)) into

                state.Read <- ValueSome(struct (n, level))))

    let private drop (state: State) (n: int64) (level: int) (into: Output<ClassicAction>) =
        state.Slots.Find(n, level)
        |> Result.map (fun _ ->
            state.Slots.Free(n, level)
            flush state into
            state.Dropped <- ValueSome(struct (n, level)))

    let private step (mode: ClassicMode) (state: State) (index: int64) (phrase: Phrase) (into: Output<ClassicAction>) =
        match phrase with
        | Phrase.Keep(n0, n1, level) -> keep mode state index n0 n1 level into
        | Phrase.Turn n -> turn state index n into
        | Phrase.Drop _
        | Phrase.Advance _
        | Phrase.Restore _
        | Phrase.ForwardEnded
        | Phrase.End when state.Dropped.IsSome -> Error Untranslatable.Deletion
        | Phrase.Advance(n0, n1) -> Ok(say state index (ClassicAction.Advance(n0, n1)) into)
        | Phrase.Restore(n, level) -> restore mode state index n level into
        | Phrase.Drop(n, level) -> drop state n level into
        | Phrase.ForwardEnded -> Ok(state.ForwardEnded <- true)
        | Phrase.End -> Ok(say state index ClassicAction.Terminate into)

    let translation (mode: ClassicMode) : Translation<Phrase, ClassicAction> =
        let step state index phrase into : Result<State, Untranslatable> =
            step mode state index phrase into |> Result.map (fun () -> state)

        Translation.ofFold start step Translation.silent
