namespace Schedules.FSharp

/// The machine that every schedule is: it asks the sweep and the policy, and emits the actions. That a checkpoint is released at
/// its last read, that dependencies are there before a Reverse and that nothing stays behind is settled here, once.
[<RequireQualifiedAccess>]
module internal Engine =
    /// The length is told if it is to be, and the forward has reached or passed it.
    let private tell (plan: Plan) (state: byref<State>) : unit =
        match plan.Length with
        | Length.Told told when told <= state.Forward && state.Length = Step.none -> State.setLength told &state
        | Length.Told _
        | Length.Known _
        | Length.Open -> ()

    /// Gives the next action of the prologue; after the last, the schedule goes on as from its state.
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
        let stride = sweep.Stride n state.Placement
        state.SweptFrom <- n
        state.Forward <- stride.Until
        state.Phase <- Phase.Sweeping
        action <- Action.Forward(n, stride.Until, stride.RestartData, stride.Dependencies, stride.Storage)
        tell plan &state

    /// Goes over to the next placement, for which a checkpoint may have to be deleted first.
    let private sweepOn (plan: Plan) (sweep: Sweep) (state: byref<State>) (action: byref<Action>) : unit =
        if state.Forward > 0L then
            state.Placement <- state.Placement.Next()

        if state.Placement.Dropped = Step.none then
            keep plan sweep &state &action
        else
            let stride = sweep.Stride state.Forward state.Placement
            state.Phase <- Phase.Keeping
            action <- Action.Move(state.Placement.Dropped, stride.Storage, Storage.Nowhere)

    /// The start of an adjoint calculation, with what the forward calculation has left.
    let private turn (plan: Plan) (state: byref<State>) (stack: byref<'S> when 'S: struct and 'S :> IStack) : unit =
        match plan.Sweep with
        | ValueNone ->
            // The last Forward has recorded the last segment, and `Target` is where that starts.
            state.Phase <- Phase.Reversing
        | ValueSome sweep ->
            match sweep.ReverseStart state.Length state.Placement with
            | ReverseStart.Never -> state.Phase <- Phase.Finished
            | ReverseStart.Recorded ->
                state.Target <- 0L
                state.Phase <- Phase.Reversing
            | ReverseStart.Held checkpoints ->
                for checkpoint in List.rev checkpoints do
                    stack.Push(checkpoint.Step, checkpoint.Level, checkpoint.Holding, checkpoint.Context)

                state.Phase <- Phase.Resuming

    /// The actions that are not of the reversal of a segment: whether there is one.
    let private outside
        (plan: Plan)
        (state: byref<State>)
        (stack: byref<'S> when 'S: struct and 'S :> IStack)
        (action: byref<Action>)
        : bool =
        match state.Phase, plan.Sweep, plan.Restart with
        | Phase.Opening, _, ValueSome restart ->
            openWith plan restart &state &action
            true
        | Phase.Sweeping, ValueSome sweep, _ when not (State.awaitsLength &state) ->
            sweepOn plan sweep &state &action
            true
        | Phase.Keeping, ValueSome sweep, _ ->
            keep plan sweep &state &action
            true
        | Phase.EndingForward, _, _ ->
            turn plan &state &stack
            action <- Action.EndForward
            true
        | Phase.EndingReverse, _, _ ->
            if plan.Repeats then
                state.Adjoint <- state.Length
                turn plan &state &stack
            else
                state.Phase <- Phase.Finished

            action <- Action.EndReverse
            true
        | (Phase.Opening | Phase.Sweeping | Phase.Keeping | Phase.Finished), _, _
        | (Phase.Entering | Phase.Reversing | Phase.Resuming | Phase.Advancing), _, _ -> false

    /// The caller may want to do something about it: tell the length, or go no further.
    let private stopsAfter (plan: Plan) (state: inref<State>) (action: inref<Action>) : bool =
        match action with
        | Action.EndForward
        | Action.EndReverse -> true
        | Action.Forward _ -> plan.Length.IsOpen && state.Length = Step.none
        | Action.Reverse _
        | Action.Copy _
        | Action.Move _ -> false

    /// Reads a checkpoint for the last time: it is moved, unless it is the last of those that stay for the next reverse.
    let inline private read
        (plan: Plan)
        (isLast: bool)
        (step: int64)
        (source: Storage)
        (actions: System.Span<Action>)
        (index: int)
        : unit =
        // Each is built where it goes: one that is chosen first would be copied there.
        if plan.Repeats && isLast then
            actions[index] <- Action.Copy(step, source, Storage.Work)
        else
            actions[index] <- Action.Move(step, source, Storage.Work)

    /// Fills a buffer with the next actions, and gives their number: fewer than there is room for after an EndForward or EndReverse,
    /// after each Forward of a sweep whose length is still to be told by the caller, and where there is nothing more before it is.
    ///
    /// The order of the phases is that in which they follow each other, so that one pass over them gives several actions; what each
    /// of them needs is held in locals. A buffer of one action makes it the step function of a state machine.
    let fill
        (plan: Plan)
        (state: byref<State>)
        (stack: byref<'S> when 'S: struct and 'S :> IStack)
        (actions: System.Span<Action>)
        : int =
        let mutable count = 0
        let mutable more = actions.Length > 0
        let mutable phase = state.Phase
        let mutable target = state.Target
        let mutable context = state.Context
        let mutable forward = state.Forward
        let mutable adjoint = state.Adjoint

        while more do
            while phase.IsEntering && count < actions.Length do
                let l = adjoint - forward
                let mutable records = l = 1L

                if not records then
                    match plan.Enter.Invoke(l, context) with
                    | Entry.Record -> records <- true
                    | Entry.Keep(level, advance, kept, rest) ->
                        stack.Push(forward, level, Holding.RestartData, kept)
                        actions[count] <- Action.Forward(forward, forward + advance, true, false, Storage.Level level)
                        forward <- forward + advance
                        context <- rest
                    | Entry.Store(level, rest) ->
                        stack.Push(forward, level, Holding.Dependencies, rest)
                        actions[count] <- Action.Forward(forward, forward + 1L, false, true, Storage.Level level)
                        forward <- forward + 1L
                        context <- rest
                    | Entry.Advance(advance, kept, rest) ->
                        if not stack.IsEmpty && stack.Holding.IsDependencies && stack.Context <> kept then
                            stack.Context <- kept

                        actions[count] <- Action.Forward(forward, forward + advance, false, false, Storage.Work)
                        forward <- forward + advance
                        context <- rest

                if records then
                    actions[count] <- Action.Forward(forward, adjoint, false, true, Storage.Work)
                    target <- forward
                    forward <- adjoint

                    // The end of a forward calculation that the policy has planned.
                    phase <-
                        if adjoint = state.Length && plan.Sweep.IsNone then
                            Phase.EndingForward
                        else
                            Phase.Reversing

                count <- count + 1

            if phase.IsReversing && count < actions.Length then
                actions[count] <- Action.Reverse(adjoint, target, not plan.KeepsWork)
                count <- count + 1
                adjoint <- target

                phase <- if target = 0L then Phase.EndingReverse else Phase.Resuming

            // Restart data of one step, and that step: the most frequent actions of all, three at a time.
            while phase.IsResuming
                  && not stack.IsEmpty
                  && stack.Step = adjoint - 1L
                  && adjoint < state.Length
                  && stack.Holding.IsRestartData
                  && count <= actions.Length - 3 do
                let step = stack.Step
                let source = Storage.Level stack.Level
                stack.Pop()
                read plan stack.IsEmpty step source actions count
                actions[count + 1] <- Action.Forward(step, adjoint, false, true, Storage.Work)
                actions[count + 2] <- Action.Reverse(adjoint, step, not plan.KeepsWork)
                count <- count + 3
                forward <- adjoint
                adjoint <- step
                phase <- if step = 0L then Phase.EndingReverse else Phase.Resuming

            if phase.IsResuming && count < actions.Length then
                if stack.IsEmpty then
                    match plan.Sweep with
                    | ValueSome sweep ->
                        match sweep.Latest adjoint with
                        | ValueSome latest -> stack.Push(latest.Step, latest.Level, latest.Holding, latest.Context)
                        | ValueNone -> ()
                    | ValueNone -> ()

                if stack.IsEmpty then
                    // Only a policy that does not keep its promises gets here: the stream ends, and the referee says so.
                    phase <- Phase.Finished
                else
                    let step = stack.Step
                    let source = Storage.Level stack.Level
                    let isRestartData = stack.Holding.IsRestartData
                    let start = if isRestartData then step else step + 1L

                    // Dependencies that restart the next step are read for that, too: as often as the policy says, before their own.
                    if isRestartData || (plan.StifflyAccurate && adjoint > start) then
                        let l = adjoint - start
                        let before = stack.Context
                        let mutable releases = l = 1L
                        forward <- start
                        context <- before

                        if not releases then
                            match plan.Resume.Invoke(l, before) with
                            | Resumption.Release next ->
                                releases <- true
                                context <- next
                            | Resumption.Advance(advance, kept, rest) ->
                                if kept <> before then
                                    stack.Context <- kept

                                actions[count] <- Action.Copy(step, source, Storage.Work)
                                phase <- Phase.Advancing
                                target <- start + advance
                                context <- rest

                        if releases then
                            phase <- Phase.Entering

                            if isRestartData then
                                stack.Pop()
                                read plan stack.IsEmpty step source actions count
                            else
                                // They are needed once more.
                                actions[count] <- Action.Copy(step, source, Storage.Work)
                    else
                        stack.Pop()
                        forward <- if plan.StifflyAccurate then start else Step.none
                        phase <- Phase.Reversing
                        target <- step
                        read plan stack.IsEmpty step source actions count

                    count <- count + 1

            if phase.IsAdvancing && count < actions.Length then
                actions[count] <- Action.Forward(forward, target, false, false, Storage.Work)
                count <- count + 1
                forward <- target
                phase <- Phase.Entering

            more <- count < actions.Length

            if more then
                match phase with
                | Phase.Entering
                | Phase.Reversing
                | Phase.Resuming
                | Phase.Advancing -> ()
                | Phase.Opening
                | Phase.Sweeping
                | Phase.Keeping
                | Phase.EndingForward
                | Phase.EndingReverse
                | Phase.Finished ->
                    state.Phase <- phase
                    state.Target <- target
                    state.Context <- context
                    state.Forward <- forward
                    state.Adjoint <- adjoint
                    let action = &actions[count]
                    let found = outside plan &state &stack &action

                    if found then
                        count <- count + 1

                    more <- found && count < actions.Length && not (stopsAfter plan &state &action)
                    phase <- state.Phase
                    target <- state.Target
                    context <- state.Context
                    forward <- state.Forward
                    adjoint <- state.Adjoint

        state.Phase <- phase
        state.Target <- target
        state.Context <- context
        state.Forward <- forward
        state.Adjoint <- adjoint
        count
