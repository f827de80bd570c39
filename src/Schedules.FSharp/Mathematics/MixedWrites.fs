namespace Schedules.FSharp

open System.Collections.Generic

/// Number of checkpoints that a mixed schedule writes. All else that it takes follows from
/// the number of steps: each step but the last is reversed after one read, and each
/// checkpoint is deleted.
[<RequireQualifiedAccess>]
module internal MixedWrites =
    /// A segment of l ≥ 2 steps that is entered.
    [<Struct>]
    type private Segment = { Length: int64; Context: int64 }

    /// A segment that is being counted: what it writes itself and the parts before `Next`.
    [<NoComparison; NoEquality>]
    type private Frame =
        { Segment: Segment
          Parts: Segment[]
          mutable Next: int
          mutable Writes: int64 }

    /// The segment's own writes, and its parts: one after each advance from its start, and at last,
    /// unless a single step is left there, one after a step whose dependencies are stored. One-step
    /// segments write nothing, and what is known in closed form counts as the segment's own.
    let private split (choices: MixedChoices) (segment: Segment) : Frame =
        let parts = ResizeArray<Segment>()

        let advance length =
            if length = 1L then
                0L
            else
                choices.Advance length segment.Context

        /// Number for a part that is known; the others are counted later.
        let add length context : int64 =
            if length = 1L then
                0L
            else
                match choices.Writes length context with
                | ValueSome known -> known
                | ValueNone ->
                    parts.Add { Length = length; Context = context }
                    0L

        let right = choices.AfterAdvance segment.Context
        let mutable left = segment.Length
        let mutable next = advance left

        let mutable writes =
            if next > 0L && not (choices.Restarts segment.Context) then
                1L
            else
                0L

        while next > 0L do
            writes <- writes + add (left - next) right
            left <- next
            next <- advance left

        if left > 1L then
            writes <- writes + 1L + add (left - 1L) (choices.AfterStore segment.Context)

        { Segment = segment
          Parts = parts.ToArray()
          Next = 0
          Writes = writes }

    /// The writes of a calculation of l ≥ 2 steps. Segments that occur again are counted once; an
    /// explicit stack, as they nest as deeply as there are units.
    let count (choices: MixedChoices) (l: int64) : int64 =
        let known = Dictionary<Segment, int64>()
        let waiting = Stack<Frame>()

        let whole = { Length = l; Context = choices.Start }

        match choices.Writes l choices.Start with
        | ValueSome writes -> known[whole] <- writes
        | ValueNone -> waiting.Push(split choices whole)

        while waiting.Count > 0 do
            let frame = waiting.Peek()

            if frame.Next = frame.Parts.Length then
                waiting.Pop() |> ignore
                known[frame.Segment] <- frame.Writes
            else
                match known.TryGetValue frame.Parts[frame.Next] with
                | true, writes ->
                    frame.Writes <- frame.Writes + writes
                    frame.Next <- frame.Next + 1
                | false, _ -> waiting.Push(split choices frame.Parts[frame.Next])

        known[whole]
