namespace Schedules.FSharp

open System.Runtime.CompilerServices

/// The start of a segment where nothing is kept: the policy says what is.
[<RequireQualifiedAccess>]
module internal Entering =
    // Apart, so that the compiler optimises it where a schedule comes here, not by what
    // those before it did.
    [<MethodImpl(MethodImplOptions.NoInlining)>]
    let private store
        (step: int64)
        (level: int)
        (rest: Context)
        (stack: byref<'S> when 'S: struct and 'S :> IStack)
        (action: byref<Action>)
        : unit =
        stack.Push(step, level, Holding.Dependencies, rest)
        action <- Action.Forward(step, step + 1L, false, true, Storage.Level level)

    /// Forwards into the segment from the forward to the adjoint, until one has recorded its rest.
    let fill
        (plan: Plan)
        (state: byref<State>)
        (stack: byref<'S> when 'S: struct and 'S :> IStack)
        (actions: System.Span<Action>)
        (first: int)
        : int =
        let adjoint = state.Adjoint
        let mutable forward = state.Forward
        let mutable context = state.Context
        let mutable count = first

        while state.Phase.IsEntering && count < actions.Length do
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
                    store forward level rest &stack &actions[count]
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
                state.Target <- forward
                forward <- adjoint

                // The end of a forward calculation that the policy has planned.
                state.Phase <-
                    if adjoint = state.Length && plan.Sweep.IsNone && not state.IsFurther then
                        Phase.EndingForward
                    else
                        Phase.Reversing

            count <- count + 1

        state.Forward <- forward
        state.Context <- context
        count
