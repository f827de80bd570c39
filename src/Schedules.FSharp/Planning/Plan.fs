namespace Schedules.FSharp

/// What a schedule spends its time on.
[<RequireQualifiedAccess>]
type Spending =
    /// Steps, recorded, repeated and reversed.
    | Computing
    /// Standing still for a level.
    | WaitingFor of level: int

/// A schedule that fits, with what it takes.
[<NoComparison>]
type Planned =
    {
        Spec: Spec
        /// Wall time.
        Seconds: float
        /// From a pass over its actions; else it is what it takes at least, if overlap hides all
        /// that it can.
        IsExact: bool
        /// Seconds of the steps.
        Computing: float
        /// Seconds that the computation stands still for each level.
        Waiting: Map<int, float>
        /// Bytes in RAM: checkpoints, dependencies in WORK, buffers and adjoint states.
        Ram: float
        /// Bytes on each slower level that is used.
        Slower: Map<int, float>
        Counts: Counts
        /// Others that take and need the same.
        Alike: Spec list
    }

/// Why a schedule is left out.
[<RequireQualifiedAccess; NoComparison; StructuredFormatDisplay("{Displayed}")>]
type LeftOut =
    /// It needs more bytes on a level than there are.
    | TooBig of level: int * needed: float * available: float
    /// Predicting it takes more work than is left of what each family may take.
    | TooMuchWork of work: float * left: int64
    /// Its family refuses the parameters.
    | Refused of error: SpecError

    member private this.Displayed: string = this.ToString()

    /// One sentence for people.
    override this.ToString() : string =
        match this with
        | LeftOut.TooBig(level, needed, available) ->
            $"needs {needed:G4} bytes on {Storage.Level level}, and there are {available:G4}"
        | LeftOut.TooMuchWork(work, left) ->
            $"takes {work:G3} units of work to predict, and {float left:G3} of Work are left"
        | LeftOut.Refused error -> string error

/// The answer to a request.
[<NoComparison>]
type PlanResult =
    {
        /// Those that fit, the fastest first, those that need less first among the equally fast: the
        /// best of each family and place of its slots.
        Ranking: Planned list
        /// Families of which none fits, or whose best may not have been found, each with the reason.
        LeftOut: (Spec * LeftOut) list
        /// Seconds that no schedule takes less than with these budgets.
        LowerBound: float
    }
