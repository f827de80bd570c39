namespace Schedules.FSharp

/// Part of a condensed view of a sequence.
[<Struct; RequireQualifiedAccess>]
type Condensed =
    /// An operation.
    | Operation of operation: Operation
    /// All operations that reverse `advances` + 1 steps with nothing but the levels up to `level`.
    /// In the view 2 of Revolve's notation `again` says that the checkpoint on disk that they start
    /// from was read again meanwhile.
    | Reversal of level: int * advances: int64 * again: bool

    /// The steps that a part reverses; none for an operation.
    member this.Steps: int64 voption =
        match this with
        | Condensed.Operation _ -> ValueNone
        | Condensed.Reversal(_, advances, _) -> ValueSome(advances + 1L)

/// Condensed views of a sequence, as the packages print them: a part that reverses steps with fast
/// levels only is one item. Found in the operations themselves, whoever made them.
[<RequireQualifiedAccess>]
module Condensed =
    /// Which checkpoints end a part, and which belong to it.
    [<Struct; NoComparison>]
    type private State =
        {
            /// The part reverses from the start of this step.
            From: int64 voption
            /// It has come back to this step.
            Back: int64
            /// Operations since then, the last one first: they belong to the part if
            /// it goes on reversing.
            Since: Operation list
            /// The checkpoint on disk that the part starts from.
            Root: int64 voption
            /// It was read again.
            Again: bool
        }

    let private start: State =
        { From = ValueNone
          Back = 0L
          Since = []
          Root = ValueNone
          Again = false }

    let private ended (level: int) (state: State) : Condensed list =
        let since = List.rev state.Since |> List.map Condensed.Operation

        match state.From with
        | ValueSome from -> Condensed.Reversal(level, from - state.Back - 1L, state.Again) :: since
        | ValueNone -> since

    /// An operation that belongs to no part.
    let private outside (level: int) (operation: Operation) (state: State) : struct (State * Condensed list) =
        start, ended level state @ [ Condensed.Operation operation ]

    let private within (operation: Operation) (state: State) : struct (State * Condensed list) =
        { state with
            Since = operation :: state.Since },
        []

    let private step
        (level: int)
        (chained: bool)
        (state: State)
        (operation: Operation)
        : struct (State * Condensed list) =
        match operation with
        | Operation.Backward(n1, n0) ->
            { state with
                From = ValueSome(ValueOption.defaultValue n1 state.From)
                Back = n0
                Since = [] },
            []
        | Operation.DiscardForward _ when state.From.IsSome && state.Since.IsEmpty -> state, []
        | Operation.Discard(on, _) when on <= level && state.From.IsSome && state.Since.IsEmpty -> state, []
        | Operation.Read(1, n) when chained && state.Root = ValueSome n -> { state with Again = true; Since = [] }, []
        | Operation.Read(1, n) when chained ->
            let struct (state, said) = outside level operation state
            { state with Root = ValueSome n }, said
        | Operation.Write(on, _)
        | Operation.Read(on, _)
        | Operation.Discard(on, _)
        | Operation.WriteForward(on, _)
        | Operation.DiscardForward(on, _) when on > level -> outside level operation state
        | Operation.Forward _ when state.From.IsNone && state.Since.IsEmpty && state.Root.IsNone ->
            state, [ Condensed.Operation operation ]
        | Operation.Forward _
        | Operation.Write _
        | Operation.Read _
        | Operation.Discard _
        | Operation.WriteForward _
        | Operation.DiscardForward _ -> within operation state

    let private fold (level: int) (chained: bool) (operations: seq<Operation>) : seq<Condensed> =
        seq {
            let mutable state = start

            for operation in operations do
                let struct (next, said) = step level chained state operation
                state <- next
                yield! said

            yield! ended level state
        }

    /// The parts that use no level deeper than `level` (0: memory only), and the operations
    /// between them: the views 1, 2 and 3 of H-Revolve are those of the levels 0, 1 and 2.
    /// Read as it is computed.
    let view (level: int) (operations: seq<Operation>) : seq<Condensed> = fold level false operations

    /// The view of this number of H-Revolve, from 1.
    let numbered (number: int) (operations: seq<Operation>) : seq<Condensed> = view (number - 1) operations

    /// The view 2 of Disk-Revolve: all that is done from a checkpoint on disk is one item, also
    /// where that is read again.
    let chained (operations: seq<Operation>) : seq<Condensed> = fold 0 true operations

    /// The canonical form, the view 3 of Disk-Revolve: how many steps lie between one
    /// checkpoint on disk and the next, in order; the last number is what lies after the last
    /// one. `n1, n2, …; n`.
    let canonical (operations: seq<Operation>) : int64 list =
        ([], chained operations)
        ||> Seq.fold (fun lengths item ->
            match item with
            | Condensed.Operation _ -> lengths
            | Condensed.Reversal(_, advances, _) -> advances + 1L :: lengths)

    /// An item in the notation of the packages, given the slots of each level:
    /// `Revolve(l, c)` and `1D-Revolve(l, c)`, or `hrevolve_0(l, c)` where levels are
    /// numbered; l is one less than the steps.
    let toText (names: LevelNames) (slots: int list) (item: Condensed) : string =
        match item with
        | Condensed.Operation operation -> Operation.toText names operation
        | Condensed.Reversal(level, advances, again) ->
            let slots = List.tryItem level slots |> Option.defaultValue 0

            match names, level, again with
            | LevelNames.MemoryAndDisk, 0, false -> $"Revolve({advances}, {slots})"
            | LevelNames.MemoryAndDisk, 0, true -> $"1D-Revolve({advances}, {slots})"
            | LevelNames.MemoryAndDisk, _, _
            | LevelNames.Numbered, _, _ -> $"hrevolve_{level}({advances}, {slots})"
