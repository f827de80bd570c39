namespace Schedules.FSharp

/// Counts of one level. A checkpoint counts as one write or read, whatever it holds.
[<Struct>]
type LevelCounts =
    {
        /// Checkpoints written.
        Writes: int64
        /// Checkpoints read: copied or moved to a place where they are used.
        Reads: int64
        /// Checkpoints that ceased to exist here: moved away, or deleted.
        Deletes: int64
    }

/// Number of times that each thing that costs something happens; predicted from a schedule's
/// parameters, or counted over actions.
[<NoComparison; StructuredFormatDisplay("{Displayed}")>]
type Counts =
    {
        /// Steps that the forward advanced over, recording or not.
        ForwardSteps: int64
        /// Those of them that recorded adjoint dependencies.
        RecordedSteps: int64
        /// Steps that the adjoint went back over.
        ReversedSteps: int64
        /// Levels that were written or read.
        Levels: Map<int, LevelCounts>
    }

    member private this.Displayed: string = this.ToString()

    /// One line for people.
    override this.ToString() : string =
        let levels =
            [ for KeyValue(level, counts) in this.Levels ->
                  $"; {Storage.Level level}: {counts.Writes} written, {counts.Reads} read, {counts.Deletes} deleted" ]

        $"{this.ForwardSteps} forward steps, {this.RecordedSteps} of them recording, {this.ReversedSteps} reversed"
        + String.concat "" levels

/// Contribution of one action to the counts.
[<Struct; NoComparison; NoEquality>]
type internal Change =
    {
        ForwardSteps: int64
        RecordedSteps: int64
        ReversedSteps: int64
        /// Level where a checkpoint is read or deleted.
        Source: Storage
        Reads: int64
        Deletes: int64
        /// Level where a checkpoint is written.
        Target: Storage
        Writes: int64
    }

[<RequireQualifiedAccess>]
module internal Change =
    let none: Change =
        { ForwardSteps = 0L
          RecordedSteps = 0L
          ReversedSteps = 0L
          Source = Storage.Nowhere
          Reads = 0L
          Deletes = 0L
          Target = Storage.Nowhere
          Writes = 0L }

    /// Contribution of an action after which the forward stands there.
    let ofAction (action: inref<Action>) (forward: int64 voption) : Change =
        match action with
        | Action.Forward(n0, n1, ics, deps, storage) ->
            // A forward that overshot, or went on without an end, has advanced to where it
            // is now known to stand.
            let steps = ValueOption.defaultValue n1 forward - n0

            { none with
                ForwardSteps = steps
                RecordedSteps = if deps then steps else 0L
                Target = storage
                Writes = if ics || deps then 1L else 0L }
        | Action.Reverse(n1, n0, _) -> { none with ReversedSteps = n1 - n0 }
        | Action.Copy(_, source, target) ->
            { none with
                Source = source
                Reads = 1L
                Target = target
                Writes = 1L }
        | Action.Move(_, source, target) ->
            { none with
                Source = source
                Reads = if target.IsNowhere then 0L else 1L
                Deletes = 1L
                Target = target
                Writes = 1L }
        | Action.EndForward
        | Action.EndReverse -> none

[<RequireQualifiedAccess>]
module Counts =
    let private nothing: LevelCounts =
        { Writes = 0L
          Reads = 0L
          Deletes = 0L }

    /// Nothing has happened.
    let zero: Counts =
        { ForwardSteps = 0L
          RecordedSteps = 0L
          ReversedSteps = 0L
          Levels = Map.empty }

    /// Counts of a level.
    let level (level: int) (counts: Counts) : LevelCounts =
        Map.tryFind level counts.Levels |> Option.defaultValue nothing

    /// Adds writes, reads and deletes on a storage; only levels are counted.
    let touch (storage: Storage) (writes: int64) (reads: int64) (deletes: int64) (counts: Counts) : Counts =
        match storage with
        | Storage.Level index when writes <> 0L || reads <> 0L || deletes <> 0L ->
            let before = level index counts

            let after: LevelCounts =
                { Writes = before.Writes + writes
                  Reads = before.Reads + reads
                  Deletes = before.Deletes + deletes }

            { counts with
                Levels = Map.add index after counts.Levels }
        | Storage.Level _
        | Storage.Work
        | Storage.Nowhere -> counts

    /// Both together.
    let plus (first: Counts) (second: Counts) : Counts =
        let sum =
            { first with
                ForwardSteps = first.ForwardSteps + second.ForwardSteps
                RecordedSteps = first.RecordedSteps + second.RecordedSteps
                ReversedSteps = first.ReversedSteps + second.ReversedSteps }

        (sum, second.Levels)
        ||> Map.fold (fun sum level counts -> touch (Storage.Level level) counts.Writes counts.Reads counts.Deletes sum)

    /// Counts one action, after which the forward stands there.
    let add (counts: Counts) (action: Action) (forward: int64 voption) : Counts =
        let change = Change.ofAction &action forward

        { counts with
            ForwardSteps = counts.ForwardSteps + change.ForwardSteps
            RecordedSteps = counts.RecordedSteps + change.RecordedSteps
            ReversedSteps = counts.ReversedSteps + change.ReversedSteps }
        |> touch change.Source 0L change.Reads change.Deletes
        |> touch change.Target change.Writes 0L 0L

    /// The makespan: `uf` per forward step that does not record, `ub` per step reversed (which pays
    /// for its recording), and the writes and reads of every level.
    let makespan (model: CostModel) (counts: Counts) : float =
        let steps =
            model.Uf * float (counts.ForwardSteps - counts.RecordedSteps)
            + model.Ub * float counts.ReversedSteps

        (steps, counts.Levels)
        ||> Map.fold (fun sum level counts ->
            sum + model.Write level * float counts.Writes + model.Read level * float counts.Reads)

    /// Forward steps for each step of the calculation: 1 if nothing is recomputed.
    let recomputationRatio (length: int64) (counts: Counts) : float =
        float counts.ForwardSteps / float length
