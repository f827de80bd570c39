namespace Schedules.FSharp

/// The modes of the classic vocabulary.
[<Struct; RequireQualifiedAccess>]
type ClassicMode =
    /// All slots are in RAM: their level is not said.
    | Offline
    /// The level of each slot is said.
    | Multistage
    /// As Offline; and the forward calculation learns its length one step ahead, so that the way from the latest checkpoint to
    /// the end is gone over once less than by a schedule that goes to the end before it knows it.
    | Online

/// From phrases to the classic vocabulary.
[<RequireQualifiedAccess>]
module internal ToClassic =
    [<Struct; NoComparison; NoEquality>]
    type State =
        {
            Slots: Slots
            /// The checkpoint being read.
            Read: struct (int64 * int) voption
            /// The checkpoint just deleted, whose slot is to be used now.
            Dropped: struct (int64 * int) voption
            /// An advance not said yet: it is the way to the end, if that comes next.
            Way: Said<ClassicAction> list
            /// The latest checkpoint of the sweep.
            Latest: int64 voption
            Swept: bool
            Turned: bool
        }

    let private start: State =
        { Slots = Slots.none
          Read = ValueNone
          Dropped = ValueNone
          Way = []
          Latest = ValueNone
          Swept = false
          Turned = false }

    let private named (mode: ClassicMode) (level: int) : Result<Storage voption, Untranslatable> =
        match mode with
        | ClassicMode.Multistage -> Ok(ValueSome(Storage.Level level))
        | ClassicMode.Offline
        | ClassicMode.Online when level = 0 -> Ok ValueNone
        | ClassicMode.Offline
        | ClassicMode.Online -> Error(Untranslatable.PlaceNotNamed(Storage.Level level))

    /// The checkpoint being read has been read for the last time.
    let private released (state: State) : Slots =
        match state.Read with
        | ValueSome(struct (step, level)) -> Slots.free step level state.Slots
        | ValueNone -> state.Slots

    /// Says what has not been said yet, and this.
    let private say (state: State) (index: int64) (actions: ClassicAction list) =
        struct ({ state with
                    Way = []
                    Read = ValueNone
                    Dropped = ValueNone },
                match state.Way with
                | [] -> Translation.say index actions
                | way -> way @ Translation.say index actions)

    let private keep (mode: ClassicMode) (state: State) (index: int64) n0 n1 level =
        match state.Dropped with
        | ValueSome(struct (_, dropped)) when dropped <> level -> Error Untranslatable.Deletion
        | _ ->
            named mode level
            |> Result.map (fun name ->
                let struct (slot, slots) = Slots.take n0 level (released state)

                let shot, advance =
                    ClassicAction.Takeshot(n0, slot, name), ClassicAction.Advance(n0, n1)

                let waits = (mode = ClassicMode.Online && not state.Swept)

                let struct (next, said) =
                    say state index (if waits then [ shot ] else [ shot; advance ])

                struct ({ next with
                            Slots = slots
                            Latest = ValueSome n0
                            Way = if waits then Translation.say index [ advance ] else [] },
                        said))

    let private turn (state: State) (index: int64) (n: int64) =
        let slots = released state

        match state.Dropped with
        | ValueSome(struct (dropped, _)) when dropped <> n -> Error Untranslatable.Deletion
        | _ when Slots.holds n slots -> Error(Untranslatable.CheckpointStays n)
        | _ ->
            let word =
                if state.Turned then
                    ClassicAction.Youturn n
                else
                    ClassicAction.Firsturn n

            let struct (state, said) = say state index [ word ]

            Ok(
                struct ({ state with
                            Slots = slots
                            Swept = true
                            Turned = true },
                        said)
            )

    let private restore (mode: ClassicMode) (state: State) (index: int64) (n: int64) (level: int) =
        named mode level
        |> Result.bind (fun name ->
            Slots.find n level state.Slots
            |> Result.map (fun slot ->
                // It is the way to the end that waits: from the latest checkpoint, it need not be gone.
                let isAhead = not state.Way.IsEmpty && state.Latest = ValueSome n

                let struct (state, said) =
                    if isAhead then
                        struct ({ state with Way = [] }, [])
                    else
                        say state index [ ClassicAction.Restore(n, slot, name) ]

                struct ({ state with
                            Read = ValueSome(struct (n, level)) },
                        said)))

    let private step (mode: ClassicMode) (state: State) (index: int64) (phrase: Phrase) =
        match phrase with
        | Phrase.Keep(n0, n1, level) -> keep mode state index n0 n1 level
        | Phrase.Turn n -> turn state index n
        | Phrase.Drop _
        | Phrase.Advance _
        | Phrase.Restore _
        | Phrase.Swept
        | Phrase.End when state.Dropped.IsSome -> Error Untranslatable.Deletion
        | Phrase.Advance(n0, n1) -> Ok(say state index [ ClassicAction.Advance(n0, n1) ])
        | Phrase.Restore(n, level) -> restore mode state index n level
        | Phrase.Drop(n, level) ->
            Slots.find n level state.Slots
            |> Result.map (fun _ ->
                let struct (next, said) = say state index []

                struct ({ next with
                            Slots = Slots.free n level state.Slots
                            Dropped = ValueSome(struct (n, level)) },
                        said))
        | Phrase.Swept -> Ok(struct ({ state with Swept = true }, []))
        | Phrase.End -> Ok(say state index [ ClassicAction.Terminate ])

    let translation (mode: ClassicMode) : Translation<State, Phrase, ClassicAction> =
        { Start = start
          Step = step mode
          Finish = fun _ -> Ok [] }
