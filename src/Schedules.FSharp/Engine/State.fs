namespace Schedules.FSharp

[<Struct; RequireQualifiedAccess>]
type internal Phase =
    | Sweeping
    /// An adaptive sweep has made room for what it keeps next.
    | Keeping
    | Entering
    | Advancing
    | EndingForward
    | Reversing
    | Resuming
    | EndingReverse
    | Finished

/// Where the engine stands: a value that is copied, never shared.
[<Struct; NoComparison; NoEquality>]
type internal State =
    {
        mutable Phase: Phase
        /// Where an Advancing forward, or a Reversing adjoint, goes.
        mutable Target: int64
        /// With which context the next segment is entered.
        mutable Context: Context
        /// Where the forward stands; `Kept.nothing` if nowhere.
        mutable Forward: int64
        /// Where the forward stood before the last Forward of the sweep.
        mutable Swept: int64
        /// Where the adjoint stands, once the length is known.
        mutable Adjoint: int64
        /// The number of steps; `Kept.nothing` if not known.
        mutable Length: int64
        mutable Stack: Stack
        /// What an adaptive sweep holds once it has kept where the forward stands.
        mutable Placement: Placement
    }

[<RequireQualifiedAccess>]
module internal State =
    let nowhere: int64 = Kept.nothing

    /// Before the first action.
    let start (plan: Plan) : State =
        let length =
            match plan.Length with
            | Length.Known known -> known
            | Length.Told _
            | Length.Open -> nowhere

        { Phase =
            match plan.Sweep with
            | Sweep.Planned _ -> Phase.Entering
            | Sweep.Unrecorded
            | Sweep.Recorded
            | Sweep.Periodic _
            | Sweep.Adaptive _ -> Phase.Sweeping
          Target = 0L
          Context =
            match plan.Sweep with
            | Sweep.Planned context -> context
            | Sweep.Unrecorded
            | Sweep.Recorded
            | Sweep.Periodic _
            | Sweep.Adaptive _ -> plan.Context
          Forward = 0L
          Swept = nowhere
          Adjoint = length
          Length = length
          Stack = Stack.Empty
          Placement =
            match plan.Sweep with
            | Sweep.Adaptive(first, _) -> first
            | Sweep.Planned _
            | Sweep.Unrecorded
            | Sweep.Recorded
            | Sweep.Periodic _ -> Placement.initial }

    /// An open Forward has been given out, or the forward has gone as far as it may, and nobody has said where it ended.
    let awaitsLength (state: byref<State>) : bool =
        state.Length = nowhere && state.Forward >= Check.maxSteps

    let isFinished (state: inref<State>) : bool =
        match state.Phase with
        | Phase.Finished -> true
        | Phase.Sweeping
        | Phase.Keeping
        | Phase.Entering
        | Phase.Advancing
        | Phase.EndingForward
        | Phase.Reversing
        | Phase.Resuming
        | Phase.EndingReverse -> false

    /// The length is told, when the last Forward of the sweep has reached or passed it.
    let finalise (length: int64) (state: State) : State =
        { state with
            Phase = Phase.EndingForward
            Forward = length
            Adjoint = length
            Length = length }
