namespace Schedules.FSharp

open System.Collections.Generic

/// What has happened on one level, counted in place.
[<Sealed>]
type internal LevelTally() =
    member val Writes: int64 = 0L with get, set
    member val Reads: int64 = 0L with get, set
    member val Deletes: int64 = 0L with get, set
    member val Peak: int64 = 0L with get, set

    member this.Counts: LevelCounts =
        { Writes = this.Writes
          Reads = this.Reads
          Deletes = this.Deletes }

/// What `Counts.add` and `Profile.add` count, in place: many actions without garbage.
[<Sealed>]
type internal Tally() =
    let levels = Dictionary<int, LevelTally>()
    let mutable steps = Change.none

    let on (level: int) : LevelTally =
        let mutable found = Unchecked.defaultof<LevelTally>

        if not (levels.TryGetValue(level, &found)) then
            found <- LevelTally()
            levels[level] <- found

        found

    let map (keep: LevelTally -> bool) (value: LevelTally -> 'T) : Map<int, 'T> =
        levels
        |> Seq.filter (fun entry -> keep entry.Value)
        |> Seq.map (fun entry -> entry.Key, value entry.Value)
        |> Map.ofSeq

    /// Most steps whose adjoint dependencies WORK held.
    member val Work: int64 = 0L with get, set

    member _.Add(change: inref<Change>) : unit =
        steps <-
            { steps with
                ForwardSteps = steps.ForwardSteps + change.ForwardSteps
                RecordedSteps = steps.RecordedSteps + change.RecordedSteps
                ReversedSteps = steps.ReversedSteps + change.ReversedSteps }

        match change.Source with
        | Storage.Level level ->
            let tally = on level
            tally.Reads <- tally.Reads + change.Reads
            tally.Deletes <- tally.Deletes + change.Deletes
        | Storage.Work
        | Storage.Nowhere -> ()

        match change.Target with
        | Storage.Level level ->
            let tally = on level
            tally.Writes <- tally.Writes + change.Writes
        | Storage.Work
        | Storage.Nowhere -> ()

    /// A level holds so many units.
    member _.Raise(level: int, units: int64) : unit =
        let tally = on level
        tally.Peak <- max tally.Peak units

    member _.Counts: Counts =
        { ForwardSteps = steps.ForwardSteps
          RecordedSteps = steps.RecordedSteps
          ReversedSteps = steps.ReversedSteps
          Levels = map (fun tally -> tally.Counts <> LevelTally().Counts) (fun tally -> tally.Counts) }

    member _.Peaks: Map<int, int64> =
        map (fun tally -> tally.Peak > 0L) (fun tally -> tally.Peak)
