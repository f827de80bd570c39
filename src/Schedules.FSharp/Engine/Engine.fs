namespace Schedules.FSharp

/// The machine that every schedule is: it asks the policy, and emits the actions. That a checkpoint is released at its last
/// read, that dependencies are there before a Reverse and that nothing stays behind is settled here, once.
[<RequireQualifiedAccess>]
module internal Engine =
    let private record (plan: Plan) (state: byref<State>) (action: byref<Action>) : unit =
        let n = state.Forward
        state.Forward <- state.Adjoint

        if state.Adjoint = state.Length && plan.Sweep.IsPlanned then
            state.Swept <- n
            state.Phase <- Phase.EndingForward
        else
            state.Phase <- Phase.Reversing
            state.Target <- n

        action <- Action.Forward(n, state.Adjoint, false, true, Storage.Work)

    let private enter (plan: Plan) (state: byref<State>) (action: byref<Action>) : unit =
        let n = state.Forward
        let l = state.Adjoint - n

        if l = 1L then
            record plan &state &action
        else
            match plan.Enter.Invoke(l, state.Context) with
            | Entry.Record -> record plan &state &action
            | Entry.Keep(level, advance, kept, rest) ->
                state.Stack <- Stack.Kept(n, level, Holding.RestartData, kept, state.Stack)
                state.Forward <- n + advance
                state.Phase <- Phase.Entering
                state.Context <- rest
                action <- Action.Forward(n, n + advance, true, false, Storage.Level level)
            | Entry.Store(level, rest) ->
                state.Stack <- Stack.Kept(n, level, Holding.Dependencies, rest, state.Stack)
                state.Forward <- n + 1L
                state.Phase <- Phase.Entering
                state.Context <- rest
                action <- Action.Forward(n, n + 1L, false, true, Storage.Level level)
            | Entry.Advance(advance, kept, rest) ->
                match state.Stack with
                | Stack.Kept(step, level, Holding.Dependencies, context, below) when context <> kept ->
                    state.Stack <- Stack.Kept(step, level, Holding.Dependencies, kept, below)
                | Stack.Kept _
                | Stack.Empty -> ()

                state.Forward <- n + advance
                state.Phase <- Phase.Entering
                state.Context <- rest
                action <- Action.Forward(n, n + advance, false, false, Storage.Work)

    /// Reads a checkpoint for the last time: it is moved, unless it is one of the sweep's that stay.
    let private release (plan: Plan) (state: byref<State>) step level (below: Stack) (action: byref<Action>) : unit =
        state.Stack <- below

        if plan.Repeats && below.IsEmpty then
            action <- Action.Copy(step, Storage.Level level, Storage.Work)
        else
            action <- Action.Move(step, Storage.Level level, Storage.Work)

    /// Restarts from the dependencies of the step before the segment: copied, since they are needed once more.
    let private restart (plan: Plan) (state: byref<State>) step level context below (action: byref<Action>) : unit =
        let n = step + 1L
        let l = state.Adjoint - n
        state.Forward <- n
        action <- Action.Copy(step, Storage.Level level, Storage.Work)

        match
            (if l = 1L then
                 Resumption.Release context
             else
                 plan.Resume.Invoke(l, context))
        with
        | Resumption.Release next ->
            state.Phase <- Phase.Entering
            state.Context <- next
        | Resumption.Advance(advance, kept, rest) ->
            if kept <> context then
                state.Stack <- Stack.Kept(step, level, Holding.Dependencies, kept, below)

            state.Phase <- Phase.Advancing
            state.Target <- n + advance
            state.Context <- rest

    let private resume (plan: Plan) (state: byref<State>) (action: byref<Action>) : bool =
        let stack =
            if state.Stack.IsEmpty then
                Sweeping.latest plan &state
            else
                state.Stack

        match stack with
        | Stack.Empty ->
            // Only a policy that does not keep its promises gets here: the stream ends, and the referee says so.
            state.Phase <- Phase.Finished
            false
        | Stack.Kept(step, level, Holding.Dependencies, context, below) ->
            if plan.StifflyAccurate && state.Adjoint > step + 1L then
                restart plan &state step level context below &action
            else
                state.Forward <- if plan.StifflyAccurate then step + 1L else Step.none
                state.Phase <- Phase.Reversing
                state.Target <- step
                release plan &state step level below &action

            true
        | Stack.Kept(step, level, Holding.RestartData, context, below) ->
            let l = state.Adjoint - step
            state.Forward <- step

            if l = 1L then
                state.Phase <- Phase.Entering
                state.Context <- context
                release plan &state step level below &action
            else
                match plan.Resume.Invoke(l, context) with
                | Resumption.Release next ->
                    state.Phase <- Phase.Entering
                    state.Context <- next
                    release plan &state step level below &action
                | Resumption.Advance(advance, kept, rest) ->
                    state.Stack <-
                        if kept = context then
                            stack
                        else
                            Stack.Kept(step, level, Holding.RestartData, kept, below)

                    state.Phase <- Phase.Advancing
                    state.Target <- step + advance
                    state.Context <- rest
                    action <- Action.Copy(step, Storage.Level level, Storage.Work)

            true

    /// Writes the last checkpoint of the stack again.
    let private recreate (state: byref<State>) (action: byref<Action>) : unit =
        let rec last (stack: Stack) : struct (int * Holding) =
            match stack with
            | Stack.Kept(_, level, holding, _, Stack.Empty) -> struct (level, holding)
            | Stack.Kept(_, _, _, _, below) -> last below
            | Stack.Empty -> struct (0, Holding.RestartData)

        let struct (level, holding) = last state.Stack
        state.Forward <- 1L
        state.Phase <- Phase.Resuming
        action <- Action.Forward(0L, 1L, holding.IsRestartData, holding.IsDependencies, Storage.Level level)

    /// Gives the next action, if there is one: none when the schedule is finished, or waits for its length. Results go
    /// through references, since copying them about is what would take the time.
    let tryNext (plan: Plan) (state: byref<State>) (action: byref<Action>) : bool =
        match state.Phase with
        | Phase.Sweeping
        | Phase.Keeping -> Sweeping.tryNext plan &state &action
        | Phase.Recreating ->
            recreate &state &action
            true
        | Phase.Rejoining ->
            Sweeping.rejoin plan &state &action
            true
        | Phase.CatchingUp ->
            Sweeping.catchUp plan &state &action
            true
        | Phase.Entering ->
            enter plan &state &action
            true
        | Phase.Advancing ->
            let n = state.Forward
            let target = state.Target
            state.Forward <- target
            state.Phase <- Phase.Entering
            action <- Action.Forward(n, target, false, false, Storage.Work)
            true
        | Phase.EndingForward ->
            state.Phase <- Sweeping.reverseStart plan &state
            action <- Action.EndForward
            true
        | Phase.Reversing ->
            let n1 = state.Adjoint
            let n0 = state.Target
            state.Adjoint <- n0
            state.Phase <- if n0 = 0L then Phase.EndingReverse else Phase.Resuming
            action <- Action.Reverse(n1, n0, not plan.Sweep.IsRecorded)
            true
        | Phase.Resuming -> resume plan &state &action
        | Phase.EndingReverse ->
            if plan.Repeats then
                state.Adjoint <- state.Length
                state.Phase <- Sweeping.reverseStart plan &state
            else
                state.Phase <- Phase.Finished

            action <- Action.EndReverse
            true
        | Phase.Finished -> false
