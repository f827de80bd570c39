namespace Schedules.FSharp

[<RequireQualifiedAccess; CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module internal State =
    /// Before the first action of a whole calculation.
    let initial (plan: Plan) : State =
        let length =
            match plan.Length with
            | Length.Known known -> known
            | Length.Told _
            | Length.Open -> Step.none

        { Phase =
            match plan.Sweep with
            | Sweep.Planned _ -> Phase.Entering
            | Sweep.Unrecorded
            | Sweep.Recorded
            | Sweep.Periodic _
            | Sweep.Adaptive _ -> Phase.Sweeping
          Target = 0L
          Context = Plan.context plan
          Forward = 0L
          Swept = Step.none
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

    /// Before the first action.
    let start (plan: Plan) : State =
        match plan.Restart with
        | ValueSome restart -> restart.State
        | ValueNone -> initial plan

    /// In an initial forward calculation that is not planned with its reverse.
    let isSweeping (state: inref<State>) : bool =
        match state.Phase with
        | Phase.Rejoining
        | Phase.CatchingUp
        | Phase.Sweeping
        | Phase.Keeping
        | Phase.EndingForward -> true
        | Phase.Recreating
        | Phase.Entering
        | Phase.Advancing
        | Phase.Reversing
        | Phase.Resuming
        | Phase.EndingReverse
        | Phase.Finished -> false

    /// An open Forward has been given out, or the forward has gone as far as it may, and nobody has said where it ended.
    let awaitsLength (state: byref<State>) : bool =
        state.Length = Step.none && state.Forward >= Check.maxSteps

    let isFinished (state: inref<State>) : bool =
        match state.Phase with
        | Phase.Finished -> true
        | Phase.Recreating
        | Phase.Rejoining
        | Phase.CatchingUp
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
