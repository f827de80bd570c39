namespace Schedules.FSharp

open System.Collections.Generic

/// Counts of one level, updated in place.
[<Sealed>]
type internal LevelCounter() =
    member val Writes: int64 = 0L with get, set
    member val Reads: int64 = 0L with get, set
    member val Deletes: int64 = 0L with get, set
    member val Peak: int64 = 0L with get, set

    /// Whether anything has been written, read or deleted.
    member this.IsTouched: bool = this.Writes > 0L || this.Reads > 0L || this.Deletes > 0L

    member this.Counts: LevelCounts =
        { Writes = this.Writes
          Reads = this.Reads
          Deletes = this.Deletes }

/// The counts of `Profile.add` over the positions of a stream, counted in place while a judge steps
/// along; the tests compare the two.
[<Sealed>]
type internal Counter(judge: Judge) =
    let levels = Dictionary<int, LevelCounter>()
    let mutable forwardSteps = 0L
    let mutable recordedSteps = 0L
    let mutable reversedSteps = 0L
    let mutable workPeak = 0L

    let on (level: int) : LevelCounter =
        let mutable found = Unchecked.defaultof<LevelCounter>

        if not (levels.TryGetValue(level, &found)) then
            found <- LevelCounter()
            levels[level] <- found

        found

    let map (keep: LevelCounter -> bool) (value: LevelCounter -> 'T) : Map<int, 'T> =
        levels
        |> Seq.filter (fun entry -> keep entry.Value)
        |> Seq.map (fun entry -> entry.Key, value entry.Value)
        |> Map.ofSeq

    /// A level holds so many units.
    member _.Raise(level: int, units: int64) : unit =
        let counter = on level
        counter.Peak <- max counter.Peak units

    /// Judges the next action and, if nothing is wrong with it, counts it.
    member _.Step(action: inref<Action>) : Reason voption =
        let refused = judge.Step &action

        if refused.IsNone then
            let change = Change.ofAction &action judge.Forward
            forwardSteps <- forwardSteps + change.ForwardSteps
            recordedSteps <- recordedSteps + change.RecordedSteps
            reversedSteps <- reversedSteps + change.ReversedSteps
            workPeak <- max workPeak (Work.dependencies judge.Work)

            match change.Source with
            | Storage.Level level ->
                let counter = on level
                counter.Reads <- counter.Reads + change.Reads
                counter.Deletes <- counter.Deletes + change.Deletes
            | Storage.Work
            | Storage.Nowhere -> ()

            match change.Target with
            | Storage.Level level ->
                let counter = on level
                counter.Writes <- counter.Writes + change.Writes
                counter.Peak <- max counter.Peak (judge.Units level)
            | Storage.Work
            | Storage.Nowhere -> ()

        refused

    member _.Counts: Counts =
        { ForwardSteps = forwardSteps
          RecordedSteps = recordedSteps
          ReversedSteps = reversedSteps
          Levels = map _.IsTouched _.Counts }

    member _.Peaks: Map<int, int64> = map (fun counter -> counter.Peak > 0L) _.Peak

    member _.WorkPeak: int64 = workPeak
