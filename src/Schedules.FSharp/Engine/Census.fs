namespace Schedules.FSharp

open System.Collections.Generic

/// What a policy makes the engine do, counted segment by segment instead of action by action: segments of the same length that
/// are entered or resumed with the same context are counted once, however often they occur.
[<RequireQualifiedAccess>]
module internal Census =
    /// A segment of l steps: to be entered, or to be resumed from a checkpoint on a level.
    [<Struct>]
    type private Segment =
        { Length: int64
          Context: Context
          Resumed: bool
          Level: int }

    let private entered (l: int64) (context: Context) : Segment =
        { Length = l
          Context = context
          Resumed = false
          Level = 0 }

    let private resumed (level: int) (l: int64) (context: Context) : Segment =
        { Length = l
          Context = context
          Resumed = true
          Level = level }

    let private steps (advanced: int64) (recorded: int64) (reversed: int64) : Counts =
        { Counts.zero with
            ForwardSteps = advanced + recorded
            RecordedSteps = recorded
            ReversedSteps = reversed }

    /// The two parts of a segment, unless the policy has broken its promise: then nothing follows.
    let private divide (l: int64) (level: int) (advance: int64) (kept: Context) (rest: Context) : Segment list =
        if 1L <= advance && advance < l then
            [ entered (l - advance) rest; resumed level advance kept ]
        else
            []

    /// What a segment itself takes, and the segments that it leads to.
    let private split (policy: Policy) (segment: Segment) : struct (Counts * Segment list) =
        let l = segment.Length
        let storage = Storage.Level segment.Level

        if not segment.Resumed then
            match
                (if l = 1L then
                     Entry.Record
                 else
                     policy.Enter l segment.Context)
            with
            | Entry.Record -> struct (steps 0L l l, [])
            | Entry.Keep(level, advance, kept, rest) ->
                let counts = steps advance 0L 0L |> Counts.touch (Storage.Level level) 1L 0L 0L
                struct (counts, divide l level advance kept rest)
            | Entry.Store(level, rest) ->
                // Written now, moved to WORK when the rest has been reversed, and reversed from there.
                let counts = steps 0L 1L 1L |> Counts.touch (Storage.Level level) 1L 1L 1L
                struct (counts, [ entered (l - 1L) rest ])
        else
            match
                (if l = 1L then
                     Resumption.Release segment.Context
                 else
                     policy.Resume l segment.Context)
            with
            | Resumption.Release next -> struct (Counts.touch storage 0L 1L 1L Counts.zero, [ entered l next ])
            | Resumption.Advance(advance, kept, rest) ->
                let counts = steps advance 0L 0L |> Counts.touch storage 0L 1L 0L
                struct (counts, divide l segment.Level advance kept rest)

    /// What one adjoint calculation of l steps takes, entered with a context. An explicit stack: segments nest deeply.
    let count (policy: Policy) (l: int64) (context: Context) : Counts =
        let known = Dictionary<Segment, Counts>()
        let waiting = Stack<struct (Segment * Counts * Segment list)>()

        let wait (segment: Segment) : unit =
            let struct (own, parts) = split policy segment
            waiting.Push(struct (segment, own, parts))

        wait (entered l context)

        while waiting.Count > 0 do
            let struct (segment, own, parts) = waiting.Peek()

            match parts |> List.tryFind (fun part -> not (known.ContainsKey part)) with
            | Some part -> wait part
            | None ->
                waiting.Pop() |> ignore
                known[segment] <- parts |> List.fold (fun sum part -> Counts.plus sum known[part]) own

        known[entered l context]
