namespace Schedules.FSharp

open System.Collections.Generic

/// Memoised counts of what a policy makes the engine do, segment by segment instead of action by
/// action: segments of the same length that are entered or resumed with the same context are
/// counted once, however often they occur.
[<RequireQualifiedAccess>]
module internal SegmentCounts =
    /// Start of a segment: forward in place, or read from a level.
    [<Struct; RequireQualifiedAccess>]
    type Approach =
        /// The forward stands at its start.
        | Entered
        /// The forward stands at its start, and the dependencies of the step before are on a
        /// level, to restart from.
        | EnteredAfter of level: int
        /// From restart data on a level.
        | Resumed of level: int
        /// From the dependencies of the step before, on a level.
        | ResumedAfter of level: int

    /// A segment of l steps.
    [<Struct>]
    type Segment =
        { Length: int64
          Context: Context
          Approach: Approach }

    let segment (approach: Approach) (l: int64) (context: Context) : Segment =
        { Length = l
          Context = context
          Approach = approach }

    let private steps (advanced: int64) (recorded: int64) (reversed: int64) : Counts =
        { Counts.zero with
            ForwardSteps = advanced + recorded
            RecordedSteps = recorded
            ReversedSteps = reversed }

    /// The two parts of a segment, unless the policy has broken its promise: then nothing follows.
    let private divide (l: int64) (again: Approach) (advance: int64) (kept: Context) (rest: Context) : Segment list =
        if 1L <= advance && advance < l then
            [ segment Approach.Entered (l - advance) rest; segment again advance kept ]
        else
            []

    let private enter
        (policy: Policy)
        (l: int64)
        (context: Context)
        (after: int voption)
        : struct (Counts * Segment list) =
        match (if l = 1L then Entry.Record else policy.Enter l context) with
        | Entry.Record -> struct (steps 0L l l, [])
        | Entry.Keep(level, advance, kept, rest) ->
            let counts = steps advance 0L 0L |> Counts.touch (Storage.Level level) 1L 0L 0L
            struct (counts, divide l (Approach.Resumed level) advance kept rest)
        | Entry.Store(level, rest) ->
            // Written now, moved to WORK when the rest has been reversed, and reversed from there.
            let counts = steps 0L 1L 1L |> Counts.touch (Storage.Level level) 1L 1L 1L
            struct (counts, [ segment (Approach.EnteredAfter level) (l - 1L) rest ])
        | Entry.Advance(advance, kept, rest) ->
            let parts =
                match after with
                | ValueSome level -> divide l (Approach.ResumedAfter level) advance kept rest
                | ValueNone -> []

            struct (steps advance 0L 0L, parts)

    /// Read once from a level; at its last read restart data are moved, dependencies are not.
    let private resume
        (policy: Policy)
        (l: int64)
        (context: Context)
        (level: int)
        (again: Approach)
        (released: Approach)
        (deletes: int64)
        : struct (Counts * Segment list) =
        match
            (if l = 1L then
                 Resumption.Release context
             else
                 policy.Resume l context)
        with
        | Resumption.Release next ->
            struct (Counts.touch (Storage.Level level) 0L 1L deletes Counts.zero, [ segment released l next ])
        | Resumption.Advance(advance, kept, rest) ->
            let counts = steps advance 0L 0L |> Counts.touch (Storage.Level level) 0L 1L 0L
            struct (counts, divide l again advance kept rest)

    /// Counts of a segment itself, and the segments that it leads to.
    let private split (policy: Policy) (segment: Segment) : struct (Counts * Segment list) =
        let l, context = segment.Length, segment.Context

        match segment.Approach with
        | Approach.Entered -> enter policy l context ValueNone
        | Approach.EnteredAfter level -> enter policy l context (ValueSome level)
        | Approach.Resumed level -> resume policy l context level segment.Approach Approach.Entered 1L
        | Approach.ResumedAfter level -> resume policy l context level segment.Approach (Approach.EnteredAfter level) 0L

    /// So many times the same.
    let times (factor: int64) (counts: Counts) : Counts =
        let scaled =
            { Counts.zero with
                ForwardSteps = factor * counts.ForwardSteps
                RecordedSteps = factor * counts.RecordedSteps
                ReversedSteps = factor * counts.ReversedSteps }

        (scaled, counts.Levels)
        ||> Map.fold (fun sum level counts ->
            Counts.touch
                (Storage.Level level)
                (factor * counts.Writes)
                (factor * counts.Reads)
                (factor * counts.Deletes)
                sum)

    /// Segments that are known already, and the largest number to know. It
    /// changes as it is used.
    [<NoComparison; NoEquality>]
    type Memory =
        private
            { Known: Dictionary<Segment, Counts>
              Most: int }

    /// Nothing known yet.
    let memory (most: int) : Memory = { Known = Dictionary(); Most = most }

    /// Total counts of segments, unless there is not enough memory. An explicit stack:
    /// segments nest deeply.
    let total (memory: Memory) (policy: Policy) (segments: seq<Segment>) : Counts voption =
        let known = memory.Known
        let waiting = Stack<struct (Segment * Counts * Segment list)>()

        let wait (segment: Segment) : unit =
            let struct (own, parts) = split policy segment
            waiting.Push(struct (segment, own, parts))

        let add (sum: Counts) (first: Segment) (often: int64) : Counts =
            if not (known.ContainsKey first) then
                wait first

            while waiting.Count > 0 && known.Count <= memory.Most do
                let struct (segment, own, parts) = waiting.Peek()

                match parts |> List.tryFind (fun part -> not (known.ContainsKey part)) with
                | Some part -> wait part
                | None ->
                    waiting.Pop() |> ignore
                    known[segment] <- parts |> List.fold (fun sum part -> Counts.plus sum known[part]) own

            if known.Count > memory.Most then
                sum
            else
                Counts.plus sum (times often known[first])

        // The same ones occur again and again.
        let different = Dictionary<Segment, int64>()

        for segment in segments do
            let _, often = different.TryGetValue segment
            different[segment] <- often + 1L

        let sum =
            (Counts.zero, different) ||> Seq.fold (fun sum segment -> add sum segment.Key segment.Value)

        if known.Count > memory.Most then
            ValueNone
        else
            ValueSome sum

    /// Counts of one adjoint calculation of l steps, entered with a context.
    let count (policy: Policy) (l: int64) (context: Context) : Counts =
        total (memory System.Int32.MaxValue) policy [ segment Approach.Entered l context ]
        |> ValueOption.defaultValue Counts.zero
