namespace Schedules.FSharp

open System.Runtime.CompilerServices

/// The reads of checkpoints to restart from, or to reverse their step. That a checkpoint is
/// released at its last read is settled here.
[<RequireQualifiedAccess>]
module internal Resuming =
    /// The latest checkpoint of the sweep comes on a stack that is empty.
    let private draw (plan: Plan) (adjoint: int64) (stack: byref<'S> when 'S: struct and 'S :> IStack) : unit =
        match plan.Sweep with
        | ValueSome sweep ->
            match sweep.Latest adjoint with
            | ValueSome latest -> stack.Push(latest.Step, latest.Level, latest.Holding, latest.Context)
            | ValueNone -> ()
        | ValueNone -> ()

    /// Reads the latest checkpoint for the last time: it is moved, unless it is one of those that
    /// stay for the next reverse.
    let inline private release
        (plan: Plan)
        (step: int64)
        (stack: byref<'S> when 'S: struct and 'S :> IStack)
        (action: byref<Action>)
        : unit =
        let level = stack.Level
        let source = Storage.Level level
        stack.Pop()

        // Each is built where it goes: one that is chosen first would be copied there.
        if plan.Repeats && (Plan.keepsOn level plan || (plan.KeepsFrom.IsNone && stack.IsEmpty)) then
            action <- Action.Copy(step, source, Storage.Work)
        else
            action <- Action.Move(step, source, Storage.Work)

    /// Restart data of the step before the adjoint are read, that step is recorded and reversed:
    /// the most frequent actions of all.
    [<MethodImpl(MethodImplOptions.NoInlining)>]
    let private fillRestarted
        (plan: Plan)
        (state: byref<State>)
        (stack: byref<'S> when 'S: struct and 'S :> IStack)
        (actions: System.Span<Action>)
        (first: int)
        : int =
        let clears = not plan.KeepsWork
        let mutable adjoint = state.Adjoint
        let mutable count = first
        let mutable more = true

        while more && count <= actions.Length - 3 do
            let step = adjoint - 1L
            release plan step &stack &actions[count]
            actions[count + 1] <- Action.Forward(step, adjoint, false, true, Storage.Work)
            actions[count + 2] <- Action.Reverse(adjoint, step, clears)
            count <- count + 3
            adjoint <- step

            if stack.IsEmpty && step > 0L then
                draw plan adjoint &stack

            more <- not stack.IsEmpty && stack.Step = step - 1L && stack.Holding.IsRestartData

        state.Forward <- adjoint + 1L
        state.Adjoint <- adjoint
        count

    /// Dependencies of the step before the adjoint are read, and that step is reversed.
    [<MethodImpl(MethodImplOptions.NoInlining)>]
    let private fillStored
        (plan: Plan)
        (state: byref<State>)
        (stack: byref<'S> when 'S: struct and 'S :> IStack)
        (actions: System.Span<Action>)
        (first: int)
        : int =
        let clears = not plan.KeepsWork
        let mutable adjoint = state.Adjoint
        let mutable count = first
        let mutable more = true

        while more && count <= actions.Length - 2 do
            let step = adjoint - 1L
            release plan step &stack &actions[count]
            actions[count + 1] <- Action.Reverse(adjoint, step, clears)
            count <- count + 2
            adjoint <- step

            if stack.IsEmpty && step > 0L then
                draw plan adjoint &stack

            more <- not stack.IsEmpty && stack.Step = step - 1L && stack.Holding.IsDependencies

        state.Forward <- Step.none
        state.Adjoint <- adjoint
        count

    /// Checkpoints of the step before the adjoint, where there is room for three actions at
    /// least. Either kind has a loop of its own, which the compiler optimises where a
    /// schedule has that kind.
    let fillSingle
        (plan: Plan)
        (state: byref<State>)
        (stack: byref<'S> when 'S: struct and 'S :> IStack)
        (actions: System.Span<Action>)
        (first: int)
        : int =
        if stack.IsEmpty then
            draw plan state.Adjoint &stack

        if stack.IsEmpty || stack.Step <> state.Adjoint - 1L || state.Adjoint = state.Length then
            first
        else
            let count =
                if stack.Holding.IsRestartData then
                    fillRestarted plan &state &stack actions first
                elif plan.StifflyAccurate then
                    first
                else
                    fillStored plan &state &stack actions first

            if state.Adjoint = 0L then
                state.Phase <- Phase.EndingReverse

            count

    /// The read of the latest checkpoint: from restart data, or dependencies that restart the next
    /// step, as the policy says.
    let fill
        (plan: Plan)
        (state: byref<State>)
        (stack: byref<'S> when 'S: struct and 'S :> IStack)
        (actions: System.Span<Action>)
        (first: int)
        : int =
        if stack.IsEmpty then
            draw plan state.Adjoint &stack

        if stack.IsEmpty then
            // Only a policy that does not keep its promises gets here: the stream ends, and
            // the referee says so.
            state.Phase <- Phase.Finished
            first
        else
            let step = stack.Step
            let isRestartData = stack.Holding.IsRestartData
            let start = if isRestartData then step else step + 1L

            // Dependencies that restart the next step are read for that, too: as often as the
            // policy says, before their own.
            if isRestartData || (plan.StifflyAccurate && state.Adjoint > start) then
                let l = state.Adjoint - start
                let before = stack.Context
                let mutable releases = l = 1L
                state.Forward <- start
                state.Context <- before

                if not releases then
                    match plan.Resume.Invoke(l, before) with
                    | Resumption.Release next ->
                        releases <- true
                        state.Context <- next
                    | Resumption.Advance(advance, kept, rest) ->
                        if kept <> before then
                            stack.Context <- kept

                        actions[first] <- Action.Copy(step, Storage.Level stack.Level, Storage.Work)
                        state.Phase <- Phase.Advancing
                        state.Target <- start + advance
                        state.Context <- rest

                if releases then
                    state.Phase <- Phase.Entering

                    if isRestartData then
                        release plan step &stack &actions[first]
                    else
                        // They are needed once more.
                        actions[first] <- Action.Copy(step, Storage.Level stack.Level, Storage.Work)
            else
                state.Forward <- if plan.StifflyAccurate then start else Step.none
                state.Phase <- Phase.Reversing
                state.Target <- step
                release plan step &stack &actions[first]

            first + 1
