namespace Schedules.FSharp

/// One adjoint calculation from checkpoints that are there: which of them to
/// use, and what it takes.
[<RequireQualifiedAccess>]
module internal ChooseCheckpoints =
    /// Different segments that are looked at in a comparison, at most.
    let private most = 1 <<< 20

    /// Of the latest first, those that leave no gap: dependencies serve where the adjoint gets to
    /// the end of their step or, in a stiffly accurate schedule, restart the next one. And the
    /// step from which they do.
    let private usable
        (plan: Plan)
        (adjoint: int64)
        (held: HeldCheckpoint list)
        : struct (HeldCheckpoint list * int64) =
        let struct (kept, next) =
            (struct ([], adjoint), held)
            ||> List.fold (fun (struct (kept, next)) checkpoint ->
                if checkpoint.Holding.IsRestartData || plan.StifflyAccurate || next = checkpoint.Step + 1L then
                    struct (checkpoint :: kept, checkpoint.Step)
                else
                    struct (kept, next))

        struct (List.rev kept, next)

    let private segments (plan: Plan) (adjoint: int64) (held: HeldCheckpoint list) : SegmentCounts.Segment list =
        let struct (segments, _) =
            (struct ([], adjoint), held)
            ||> List.fold (fun (struct (segments, next)) checkpoint ->
                let segments =
                    match checkpoint.Holding with
                    | Holding.RestartData ->
                        SegmentCounts.segment
                            (SegmentCounts.Approach.Resumed checkpoint.Level)
                            (next - checkpoint.Step)
                            checkpoint.Context
                        :: segments
                    | Holding.Dependencies when next > checkpoint.Step + 1L ->
                        let l = next - checkpoint.Step - 1L

                        SegmentCounts.segment
                            (SegmentCounts.Approach.ResumedAfter checkpoint.Level)
                            l
                            checkpoint.Context
                        :: segments
                    | Holding.Dependencies -> segments

                struct (segments, checkpoint.Step))

        segments

    /// Moved to WORK once, and reversed from there.
    let private stored (counts: Counts) (checkpoint: HeldCheckpoint) : Counts =
        match checkpoint.Holding with
        | Holding.RestartData -> counts
        | Holding.Dependencies ->
            { counts with
                ReversedSteps = counts.ReversedSteps + 1L }
            |> Counts.touch (Storage.Level checkpoint.Level) 0L 1L 1L

    /// Counts of the segments after checkpoints, the last of them of any step.
    let from (memory: SegmentCounts.Memory) (plan: Plan) (adjoint: int64) (held: HeldCheckpoint list) : Counts voption =
        segments plan adjoint held
        |> SegmentCounts.total memory (Plan.policy plan)
        |> ValueOption.map (fun counts -> List.fold stored counts held)

    /// Counts of one adjoint calculation, if the memory is large enough.
    let count (memory: SegmentCounts.Memory) (plan: Plan) (startPoint: StartPoint) : Counts voption =
        match startPoint with
        | StartPoint.Enter(_, adjoint) ->
            SegmentCounts.total
                memory
                (Plan.policy plan)
                [ SegmentCounts.segment SegmentCounts.Approach.Entered adjoint plan.Context ]
        | StartPoint.Resume(_, adjoint, held) -> from memory plan adjoint held
        | StartPoint.RewriteFirst(_, adjoint, held, lost) ->
            from memory plan adjoint (List.sortByDescending _.Step (held @ lost))
            |> ValueOption.map (Counts.plus (Prologue.counts (Prologue.rewrite held lost)))
        | StartPoint.Initial
        | StartPoint.SweepKept _
        | StartPoint.ResumeSweep _
        | StartPoint.SkipRecorded _ -> ValueNone

    /// The cheapest choice, by the costs that the family weighs or in forward steps, of what there
    /// is to choose from; of equals, the first.
    let private cheapest (plan: Plan) (counts: 'Choice -> Counts voption) (choices: 'Choice list) : 'Choice =
        let cost (counts: Counts) : float =
            match plan.Costs with
            | ValueSome model -> Counts.makespan model counts
            | ValueNone -> float counts.ForwardSteps

        choices
        |> List.minBy (fun choice ->
            match counts choice with
            | ValueSome counts -> cost counts
            | ValueNone -> System.Double.MaxValue)

    let private roomFor (limits: Limits) (first: HeldCheckpoint) (held: HeldCheckpoint list) : bool =
        let units (checkpoint: HeldCheckpoint) : int64 =
            match checkpoint.Holding with
            | Holding.RestartData -> limits.RestartUnits
            | Holding.Dependencies -> limits.DependencyUnits

        let held = held |> List.filter (fun checkpoint -> checkpoint.Level = first.Level)

        (units first, held) ||> List.fold (fun sum checkpoint -> sum + units checkpoint)
        <= Limits.level first.Level limits

    /// The beginning that uses these, the latest first, as far as they leave no gap. If that of
    /// step 0 is missing it is written again, as `first` or, where that does not serve so many
    /// steps, as restart data, for which there must be room.
    let rec private keeping limits plan length adjoint (first: HeldCheckpoint voption) held : StartPoint =
        match usable plan adjoint held, first with
        | struct ([], _), _
        | _, ValueNone -> StartPoint.Enter(length, adjoint)
        | struct (kept, 0L), _ -> StartPoint.Resume(length, adjoint, kept)
        | struct (kept, next), ValueSome first ->
            if first.Holding.IsRestartData || plan.StifflyAccurate || next = 1L then
                StartPoint.RewriteFirst(length, adjoint, kept, [ { first with Until = 1L } ])
            else
                let restart =
                    { first with
                        Holding = Holding.RestartData
                        Context = plan.Context
                        Until = 1L }

                // Below slower levels the whole is not entered with a context of its level.
                if plan.Costs.IsNone && roomFor limits restart kept then
                    StartPoint.RewriteFirst(length, adjoint, kept, [ restart ])
                else
                    keeping limits plan length adjoint (ValueSome first) (List.truncate (kept.Length - 1) kept)

    /// Numbers of the latest to leave out, to be tried: the fewer, the closer together.
    let private omissions (count: int) : int list =
        List.unfold
            (fun omitted ->
                if omitted > count then
                    None
                else
                    Some(omitted, omitted + max 1 (omitted / 8)))
            0

    /// The best beginning for one adjoint calculation: with all that is there or, where the adjoint
    /// has to start from further up than it had got, and its slots are crowded below, without the
    /// latest. `first` is that of step 0, even if it has been lost.
    let best
        (limits: Limits)
        (plan: Plan)
        (length: int64)
        (adjoint: int64)
        (first: HeldCheckpoint voption)
        (held: HeldCheckpoint list)
        : StartPoint =
        [ for omitted in omissions held.Length do
              keeping limits plan length adjoint first (List.skip omitted held)
          StartPoint.Enter(length, adjoint) ]
        |> cheapest plan (count (SegmentCounts.memory most) plan)

    /// Of the checkpoints after the last of a sweep, which is there, those to use.
    let within (plan: Plan) (adjoint: int64) (last: HeldCheckpoint) (held: HeldCheckpoint list) : HeldCheckpoint list =
        let memory = SegmentCounts.memory most

        omissions held.Length
        |> List.map (fun omitted -> List.skip omitted held)
        |> cheapest plan (fun held -> from memory plan adjoint (held @ [ last ]))
