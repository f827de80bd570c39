namespace Schedules.FSharp

/// The actions that are not of the reversal of a segment: the prologue of a recovered schedule, the
/// sweep, and the two ends.
[<RequireQualifiedAccess>]
module internal OuterActions =
    /// The length is told if it is to be, and the forward has reached or passed it.
    let private tell (plan: Plan) (state: byref<State>) : unit =
        match plan.Length with
        | Length.Told told when told <= state.Forward && state.Length = Step.none -> State.setLength told &state
        | Length.Told _
        | Length.Known _
        | Length.Open -> ()

    /// Gives the next action of the prologue; after the last, the schedule goes
    /// on as from its state.
    let private openWith (plan: Plan) (restart: Restart) (state: byref<State>) (action: byref<Action>) : unit =
        let index = int state.Target
        action <- restart.Prologue[index]

        if index = restart.Prologue.Length - 1 then
            state <- restart.State
        else
            state.Target <- state.Target + 1L

        match action with
        | Action.Forward(_, n1, _, _, _) ->
            state.Forward <- n1
            tell plan &state
        | Action.Copy(n, _, _)
        | Action.Move(n, _, _) -> state.Forward <- n
        | Action.Reverse _
        | Action.EndForward
        | Action.EndReverse -> ()

    /// The Forward of the sweep from where it stands.
    let private keep (plan: Plan) (sweep: Sweep) (state: byref<State>) (action: byref<Action>) : unit =
        let n = state.Forward
        let stride = sweep.Stride.Invoke(n, state.OnlineState)
        state.SweptFrom <- n
        state.Forward <- stride.Until
        state.Phase <- Phase.Sweeping
        action <- Action.Forward(n, stride.Until, stride.RestartData, stride.Dependencies, stride.Storage)
        tell plan &state

    /// Goes over to the next placement, for which a checkpoint may have to be deleted first.
    let private sweepOn (plan: Plan) (sweep: Sweep) (state: byref<State>) (action: byref<Action>) : unit =
        if state.Forward > 0L then
            state.OnlineState <- state.OnlineState.Next()

        if state.OnlineState.Dropped = Step.none then
            keep plan sweep &state &action
        else
            let stride = sweep.Stride.Invoke(state.Forward, state.OnlineState)
            state.Phase <- Phase.Keeping
            action <- Action.Move(state.OnlineState.Dropped, stride.Storage, Storage.Nowhere)

    /// The start of an adjoint calculation, with what the forward calculation has left.
    let private turn (plan: Plan) (state: byref<State>) (stack: byref<'S> when 'S: struct and 'S :> IStack) : unit =
        match plan.Sweep with
        | ValueNone ->
            // The last Forward has recorded the last segment, and `Target` is where that starts.
            state.Phase <- Phase.Reversing
        | ValueSome sweep ->
            match sweep.ReverseStart state.Length state.OnlineState with
            | ReverseStart.Never -> state.Phase <- Phase.Finished
            | ReverseStart.Recorded ->
                state.Target <- 0L
                state.Phase <- Phase.Reversing
            | ReverseStart.Held checkpoints ->
                for checkpoint in List.rev checkpoints do
                    stack.Push(checkpoint.Step, checkpoint.Level, checkpoint.Holding, checkpoint.Context)

                state.Phase <- Phase.Resuming

    /// The start of a further adjoint calculation, where the policy has planned the forward
    /// calculation: with those of its checkpoints that have stayed, in the order in which it kept
    /// them.
    let private turnAgain
        (plan: Plan)
        (state: byref<State>)
        (stack: byref<'S> when 'S: struct and 'S :> IStack)
        : unit =
        let mutable forward = 0L
        let mutable context = plan.Context
        let mutable more = true

        while more && forward < state.Length - 1L do
            match plan.Enter.Invoke(state.Length - forward, context) with
            | Entry.Keep(level, advance, kept, rest) when forward = 0L || Plan.keepsOn level plan ->
                stack.Push(forward, level, Holding.RestartData, kept)
                forward <- forward + advance
                context <- rest
            | Entry.Keep _
            | Entry.Record
            | Entry.Store _
            | Entry.Advance _ -> more <- false

        state.IsFurther <- true
        state.Phase <- Phase.Resuming

    /// Actions of the sweep: one, if the caller may want to tell the length after it, or as many
    /// as there is room for.
    let private sweepThrough
        (plan: Plan)
        (sweep: Sweep)
        (state: byref<State>)
        (actions: System.Span<Action>)
        (first: int)
        : int =
        let last = if plan.Length.IsOpen then first + 1 else actions.Length

        let mutable count = first
        let mutable more = true

        while more && count < last do
            match state.Phase with
            | Phase.Sweeping when not (State.awaitsLength &state) ->
                sweepOn plan sweep &state &actions[count]
                count <- count + 1
            | Phase.Keeping ->
                keep plan sweep &state &actions[count]
                count <- count + 1
            | Phase.Opening
            | Phase.Sweeping
            | Phase.Entering
            | Phase.EndingForward
            | Phase.Reversing
            | Phase.Resuming
            | Phase.Advancing
            | Phase.EndingReverse
            | Phase.Finished -> more <- false

        count

    /// Adds actions from `first` on, where there is room for one at least, and gives the
    /// number that there are then; no more, where it is the turn of a segment, or where
    /// there is nothing more.
    let fill
        (plan: Plan)
        (state: byref<State>)
        (stack: byref<'S> when 'S: struct and 'S :> IStack)
        (actions: System.Span<Action>)
        (first: int)
        : int =
        match state.Phase, plan.Sweep, plan.Restart with
        | Phase.Opening, _, ValueSome restart ->
            openWith plan restart &state &actions[first]
            first + 1
        | (Phase.Sweeping | Phase.Keeping), ValueSome sweep, _ -> sweepThrough plan sweep &state actions first
        | Phase.EndingForward, _, _ ->
            turn plan &state &stack
            actions[first] <- Action.EndForward
            first + 1
        | Phase.EndingReverse, _, _ ->
            if plan.Repeats then
                state.Adjoint <- state.Length

                if plan.Sweep.IsNone then
                    turnAgain plan &state &stack
                else
                    turn plan &state &stack
            else
                state.Phase <- Phase.Finished

            actions[first] <- Action.EndReverse
            first + 1
        | (Phase.Opening | Phase.Sweeping | Phase.Keeping | Phase.Finished), _, _
        | (Phase.Entering | Phase.Reversing | Phase.Resuming | Phase.Advancing), _, _ -> first

    /// The caller may want to do something about it: tell the length, or go no further.
    let stopsAfter (plan: Plan) (state: inref<State>) (action: inref<Action>) : bool =
        match action with
        | Action.EndForward
        | Action.EndReverse -> true
        | Action.Forward _ -> plan.Length.IsOpen && state.Length = Step.none
        | Action.Reverse _
        | Action.Copy _
        | Action.Move _ -> false
