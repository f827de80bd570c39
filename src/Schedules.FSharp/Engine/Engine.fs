namespace Schedules.FSharp

/// The machine that every schedule is: it asks the sweep and the policy, and emits the actions.
/// That a checkpoint is released at its last read, that dependencies are there before a Reverse and
/// that nothing stays behind is settled by it, once.
///
/// Its parts (OuterActions, Entering, Resuming) add actions to a buffer from `first` on, as many of
/// their kind as there is room for, and give the number that there are then. They are apart so that
/// what each needs stays in registers.
[<RequireQualifiedAccess>]
module internal Engine =
    /// Fills a buffer with the next actions, and gives their number: fewer than there is room for
    /// after an EndForward or EndReverse, after each Forward of a sweep whose length is still to be
    /// told by the caller, and where there is nothing more before it is.
    ///
    /// The order of the phases is that in which they follow each other, so that one pass over them
    /// gives several actions. A buffer of one action makes it the step function of a state machine.
    let fill
        (plan: Plan)
        (state: byref<State>)
        (stack: byref<'S> when 'S: struct and 'S :> IStack)
        (actions: System.Span<Action>)
        : int =
        let mutable count = 0
        let mutable more = actions.Length > 0

        while more do
            if state.Phase.IsEntering then
                count <- Entering.fill plan &state &stack actions count

            if state.Phase.IsReversing && count < actions.Length then
                actions[count] <- Action.Reverse(state.Adjoint, state.Target, not plan.KeepsWork)
                count <- count + 1
                state.Adjoint <- state.Target

                state.Phase <-
                    if state.Target = 0L then
                        Phase.EndingReverse
                    else
                        Phase.Resuming

            if state.Phase.IsResuming && count <= actions.Length - 3 then
                count <- Resuming.fillSingle plan &state &stack actions count

            if state.Phase.IsResuming && count < actions.Length then
                count <- Resuming.fill plan &state &stack actions count

            if state.Phase.IsAdvancing && count < actions.Length then
                actions[count] <- Action.Forward(state.Forward, state.Target, false, false, Storage.Work)
                count <- count + 1
                state.Forward <- state.Target
                state.Phase <- Phase.Entering

            more <- count < actions.Length

            if more then
                match state.Phase with
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
                    let before = count
                    count <- OuterActions.fill plan &state &stack actions count

                    more <-
                        count > before
                        && count < actions.Length
                        && not (OuterActions.stopsAfter plan &state &actions[count - 1])

        count
