namespace Schedules.FSharp

/// The initial forward calculation of the schedules that do not plan it with their reverse.
[<RequireQualifiedAccess>]
module internal Sweeping =
    /// What an adaptive sweep holds, with the slots free from each checkpoint on.
    let private stackOf (plan: Plan) (level: int) (state: byref<State>) : Stack =
        let length = state.Length
        let held = state.Placement.Held() |> List.filter (fun step -> step < length)
        let mutable stack = Stack.Empty
        let mutable context = plan.Context

        for step in List.rev held do
            stack <- Stack.Kept(step, level, Holding.RestartData, context, stack)
            context <- context - 1L

        stack

    /// The phase in which an adjoint calculation starts, after what the sweep has left.
    let reverseStart (plan: Plan) (state: byref<State>) : Phase =
        match plan.Sweep with
        | Sweep.Planned _ ->
            state.Target <- state.Swept
            Phase.Reversing
        | Sweep.Unrecorded -> Phase.Finished
        | Sweep.Recorded ->
            state.Target <- 0L
            Phase.Reversing
        | Sweep.Periodic _ -> Phase.Resuming
        | Sweep.Adaptive(_, level) ->
            state.Stack <- stackOf plan level &state
            Phase.Resuming

    /// The length is told if it is to be, and the forward has reached or passed it.
    let private tell (plan: Plan) (state: byref<State>) : unit =
        match plan.Length with
        | Length.Told told when told <= state.Forward -> state <- State.finalise told state
        | Length.Told _
        | Length.Known _
        | Length.Open -> ()

    /// Keeps restart data where an adaptive sweep stands, and goes on to where it keeps the next.
    let private keep (plan: Plan) (level: int) (state: byref<State>) (action: byref<Action>) : unit =
        let n = state.Forward
        state.Swept <- n
        state.Forward <- state.Placement.Until
        state.Phase <- Phase.Sweeping
        action <- Action.Forward(n, state.Placement.Until, true, false, Storage.Level level)
        tell plan &state

    /// Goes over to the next placement, for which a checkpoint may have to be dropped first.
    let private adapt (plan: Plan) (level: int) (state: byref<State>) (action: byref<Action>) : unit =
        if state.Forward > 0L then
            state.Placement <- state.Placement.Next()

        if state.Placement.Dropped = Step.none then
            keep plan level &state &action
        else
            state.Phase <- Phase.Keeping
            action <- Action.Move(state.Placement.Dropped, Storage.Level level, Storage.Nowhere)

    let private sweep (plan: Plan) (state: byref<State>) (action: byref<Action>) : unit =
        let n = state.Forward

        action <-
            match plan.Sweep with
            | Sweep.Periodic(period, level, Holding.RestartData) ->
                Action.Forward(n, n + period, true, false, Storage.Level level)
            | Sweep.Periodic(period, level, Holding.Dependencies) ->
                Action.Forward(n, n + period, false, true, Storage.Level level)
            | Sweep.Recorded -> Action.Forward(n, Action.openEnd, false, true, Storage.Work)
            | Sweep.Unrecorded
            | Sweep.Planned _
            | Sweep.Adaptive _ -> Action.Forward(n, Action.openEnd, false, false, Storage.Nowhere)

        state.Swept <- n

        state.Forward <-
            match plan.Sweep with
            | Sweep.Periodic(period, _, _) -> n + period
            | Sweep.Recorded
            | Sweep.Unrecorded
            | Sweep.Planned _
            | Sweep.Adaptive _ -> Action.openEnd

        tell plan &state

    /// The latest checkpoint of the sweep before the adjoint: computed, not stored, however many there are.
    let latest (plan: Plan) (state: byref<State>) : Stack =
        match plan.Sweep with
        | Sweep.Periodic(period, level, holding) ->
            let step = (state.Adjoint - 1L) / period * period
            Stack.Kept(step, level, holding, plan.Context, Stack.Empty)
        | Sweep.Planned _
        | Sweep.Unrecorded
        | Sweep.Recorded
        | Sweep.Adaptive _ -> Stack.Empty

    /// Reads the checkpoint at which the sweep goes on. It stays.
    let rejoin (plan: Plan) (state: byref<State>) (action: byref<Action>) : unit =
        let step = state.Target
        state.Forward <- step
        state.Phase <- Phase.CatchingUp

        match plan.Sweep with
        | Sweep.Periodic(period, level, _) ->
            state.Target <- step + period
            action <- Action.Copy(step, Storage.Level level, Storage.Work)
        | Sweep.Adaptive(_, level) ->
            state.Target <- state.Placement.Until
            action <- Action.Copy(step, Storage.Level level, Storage.Work)
        | Sweep.Planned _
        | Sweep.Unrecorded
        | Sweep.Recorded -> ()

    /// Goes to where the sweep keeps something next: what lies before has been kept.
    let catchUp (plan: Plan) (state: byref<State>) (action: byref<Action>) : unit =
        let n = state.Forward
        let target = state.Target

        state.Swept <-
            match plan.Sweep with
            // It would have kept nothing there, had the end been before.
            | Sweep.Periodic(_, _, Holding.Dependencies) -> target - 1L
            | Sweep.Periodic _
            | Sweep.Planned _
            | Sweep.Unrecorded
            | Sweep.Recorded
            | Sweep.Adaptive _ -> n

        state.Forward <- target
        state.Phase <- Phase.Sweeping
        action <- Action.Forward(n, target, false, false, Storage.Work)
        tell plan &state

    /// The next action of the sweep, unless it waits for its length.
    let tryNext (plan: Plan) (state: byref<State>) (action: byref<Action>) : bool =
        match plan.Sweep with
        | Sweep.Adaptive(_, level) when state.Phase = Phase.Keeping ->
            keep plan level &state &action
            true
        | _ when State.awaitsLength &state -> false
        | Sweep.Adaptive(_, level) ->
            adapt plan level &state &action
            true
        | Sweep.Planned _
        | Sweep.Unrecorded
        | Sweep.Recorded
        | Sweep.Periodic _ ->
            sweep plan &state &action
            true
