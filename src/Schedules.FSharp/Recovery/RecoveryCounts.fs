namespace Schedules.FSharp

/// Counts of a recovered schedule, derived from those of the whole calculation: from what it
/// would take, and what has been done.
[<RequireQualifiedAccess>]
module internal RecoveryCounts =
    /// Counts of a whole calculation, with so many steps and adjoint calculations.
    type Whole = int64 -> int64 -> Result<Counts, SpecError>

    /// Levels on which nothing happens are not named.
    let private clean (counts: Counts) : Counts =
        { counts with
            Levels =
                counts.Levels
                |> Map.filter (fun _ level -> level.Writes <> 0L || level.Reads <> 0L || level.Deletes <> 0L) }

    /// One adjoint calculation of its own.
    let once (plan: Plan) (startPoint: StartPoint) _ _ _ : Result<Counts, SpecError> =
        ChooseCheckpoints.count (SegmentCounts.memory System.Int32.MaxValue) plan startPoint
        |> ValueOption.defaultValue Counts.zero
        |> Ok

    /// A whole calculation but for what need not be done again.
    let without (saved: Counts) (whole: Whole) (steps: int64) (adjoints: int64) : Result<Counts, SpecError> =
        whole steps adjoints
        |> Result.map (fun counts -> clean (Counts.plus counts (SegmentCounts.times -1L saved)))

    /// One adjoint calculation from checkpoints of a sweep: `last` is what the latest period has,
    /// of the others there are so many. Then whole ones.
    let swept
        (plan: Plan)
        (period: int64)
        (adjoint: int64)
        (last: HeldCheckpoint list)
        (whole: Whole)
        (steps: int64)
        (adjoints: int64)
        =
        let sweep = List.last last
        let others = sweep.Step / period

        let count (adjoint: int64) (held: HeldCheckpoint list) : Counts =
            ChooseCheckpoints.from (SegmentCounts.memory System.Int32.MaxValue) plan adjoint held
            |> ValueOption.defaultValue Counts.zero

        // Those of the sweep stay.
        let first =
            count adjoint last
            |> Counts.plus (SegmentCounts.times others (count (sweep.Step + period) [ sweep ]))
            |> Counts.touch (Storage.Level sweep.Level) 0L 0L -(others + 1L)

        let further: Result<Counts, SpecError> =
            if adjoints <= 1L then
                Ok Counts.zero
            else
                whole steps adjoints
                |> Result.bind (fun all ->
                    whole steps 1L |> Result.map (fun one -> Counts.plus all (SegmentCounts.times -1L one)))

        further |> Result.map (fun further -> clean (Counts.plus first further))
