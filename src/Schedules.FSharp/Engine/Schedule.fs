namespace Schedules.FSharp

/// A checkpointing schedule: an immutable value that is enumerated as often as one likes, always
/// with the same actions.
[<NoComparison; NoEquality; StructuredFormatDisplay("{Displayed}")>]
type Schedule =
    internal
        {
            Plan: Plan
            Family: string
            Permitted: Adjoints
            /// The storages named by the actions, for this length or for any.
            Places: int64 voption -> Storage list
            Allowed: Limits
            /// Counts of so many steps and so many adjoint calculations.
            Prediction: int64 -> int64 -> Result<Counts, SpecError>
        }

    /// The family, in the words of the literature.
    member this.Name: string = this.Family

    /// The number of steps, and when it is known: from the start (offline), told when the forward
    /// gets there, or open.
    member this.Length: Length = this.Plan.Length

    /// The storages that its actions name (for some length, while it is open): WORK among
    /// them, if it is used.
    member this.Storages: Storage list = this.Places this.Plan.Length.Steps

    /// The steps from one checkpoint of its sweep to the next, where that is a fixed number: given,
    /// or found by the family.
    member this.Period: int64 voption =
        this.Plan.Sweep
        |> ValueOption.bind _.Grid
        |> ValueOption.map _.Period
        |> ValueOption.orElse this.Plan.Period

    /// Number of adjoint calculations that it permits.
    member this.Adjoints: Adjoints = this.Permitted

    /// Bounds that it never exceeds: the limits under which the referee judges it.
    member this.Limits: Limits = this.Allowed

    /// The parameters that it was made from; none if it has a policy of one's own.
    member this.Spec: Spec voption = this.Plan.Spec

    /// The costs that its family weighs; none if it weighs none.
    member this.Costs: CostModel voption = this.Plan.Costs

    /// Start point.
    member this.StartPoint: StartPoint =
        match this.Plan.Restart with
        | ValueSome restart -> restart.StartPoint
        | ValueNone -> StartPoint.Initial

    /// The line, with what it keeps at most and, unless that may take a while, what it takes.
    member private this.Displayed: string =
        let adjoints = if this.Permitted = Adjoints.Times 0L then 0L else 1L

        let takes =
            match this.Length.Steps with
            | ValueSome steps when steps <= 1_000_000L ->
                match this.Prediction steps adjoints with
                | Ok counts -> $"\n  takes {counts}"
                | Error _ -> ""
            | ValueSome _
            | ValueNone -> ""

        $"{this}; {Limits.levels this.Limits}{takes}"

    /// One line for people: family and number of steps.
    override this.ToString() : string =
        let length =
            match this.Length with
            | Length.Known steps -> $"{steps} steps"
            | Length.Told steps -> $"{steps} steps, told when the forward gets there"
            | Length.Open -> "length open"

        let recovered = if this.StartPoint.IsInitial then "" else ", recovered"
        $"{this.Name}, {length}{recovered}"

    /// The checkpoints that are there when it starts, the latest first.
    member this.StartsWith: HeldCheckpoint list =
        match this.Plan.Restart with
        | ValueSome restart -> restart.Held.Value
        | ValueNone -> []

    /// See `Schedule.ofLength`.
    member internal this.OfLength(steps: int64) : Result<Schedule, SpecError> =
        let minimum, maximum =
            match this.Length with
            | Length.Known known -> known, known
            | Length.Told _
            | Length.Open ->
                // Where a sweep goes on, the end is not before.
                match this.StartPoint with
                | StartPoint.ResumeSweep step -> step + 1L, Check.maxSteps
                | StartPoint.SkipRecorded step -> step, Check.maxSteps
                | StartPoint.Initial
                | StartPoint.Enter _
                | StartPoint.Resume _
                | StartPoint.RewriteFirst _
                | StartPoint.SweepKept _ -> 1L, Check.maxSteps

        Check.range "steps" minimum maximum steps
        |> Result.map (fun () ->
            match this.Length with
            | Length.Known _ -> this
            | Length.Told _
            | Length.Open ->
                { this with
                    Plan =
                        { this.Plan with
                            Length = Length.Told steps } })
