namespace Schedules.FSharp

open System.Collections.Generic

/// How many checkpoints a mixed schedule writes that takes the largest advance of its table
/// everywhere. All else that it takes follows from the number of steps: each step but the last is
/// reversed after one read, and each checkpoint is deleted.
[<RequireQualifiedAccess>]
module internal MixedWrites =
    /// A segment of l ≥ 2 steps that is entered: the row of the table, and whether the dependencies
    /// of the step before restart it.
    [<Struct>]
    type private Segment =
        { Row: int
          Restarts: bool
          Length: int64 }

    /// A segment that is being counted: what it writes itself and the parts before `Next`.
    [<NoComparison; NoEquality>]
    type private Frame =
        { Segment: Segment
          Parts: Segment[]
          mutable Next: int
          mutable Writes: int64 }

    /// The segment's own writes, and its parts: one after each advance from its start, and at last,
    /// unless a single step is left there, one after a step whose dependencies are stored. One-step
    /// segments write nothing.
    let private split (table: MixedTable.Table) (stifflyAccurate: bool) (segment: Segment) : Frame =
        let parts = ResizeArray<Segment>()

        let advance length =
            if length = 1L then
                0L
            else
                MixedTable.advance segment.Row segment.Restarts length table

        let add row restarts length =
            if length > 1L then
                parts.Add
                    { Row = row
                      Restarts = restarts
                      Length = length }

        let right =
            if segment.Restarts then
                segment.Row
            else
                MixedTable.afterRestart segment.Row table

        let mutable left = segment.Length
        let mutable next = advance left
        let mutable writes = if next > 0L && not segment.Restarts then 1L else 0L

        while next > 0L do
            add right false (left - next)
            left <- next
            next <- advance left

        if left > 1L then
            writes <- writes + 1L
            add (MixedTable.afterDependencies segment.Row table) stifflyAccurate (left - 1L)

        { Segment = segment
          Parts = parts.ToArray()
          Next = 0
          Writes = writes }

    /// The writes of a calculation of `steps` with the units that the table was made for. Segments
    /// that occur again are counted once; an explicit stack, as they nest as deeply as there are
    /// units.
    let count (table: MixedTable.Table) (stifflyAccurate: bool) (steps: int64) : int64 =
        let known = Dictionary<Segment, int64>()
        let waiting = Stack<Frame>()

        let whole =
            { Row = MixedTable.first table
              Restarts = false
              Length = steps }

        waiting.Push(split table stifflyAccurate whole)

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
                | false, _ -> waiting.Push(split table stifflyAccurate frame.Parts[frame.Next])

        known[whole]
