namespace Schedules.FSharp

open System.Runtime.InteropServices

/// Goes once through the actions of a schedule, one by one, and can be asked where it stands, told
/// the length, and forked: for runs. It changes as it goes, and belongs to one reader.
[<Sealed>]
type ScheduleRun internal (schedule: Schedule, adjoints: int64, waits: bool) =
    let plan = schedule.Plan
    let mutable state = Unchecked.defaultof<State>
    let mutable stack = ArrayStack.empty ()
    let mutable left = 0L
    let mutable started = false
    let mutable ended = false
    let mutable current = Action.EndForward

    let start () : unit =
        state <- Plan.start plan
        stack <- ArrayStack.refill (Plan.stack plan) stack
        left <- max 0L adjoints
        started <- false
        // Where no forward calculation is left to do, there is nothing without an
        // adjoint calculation.
        ended <- adjoints <= 0L && state.Adjoint < state.Length
        current <- Action.EndForward

    do start ()

    /// The schedule that it goes through.
    member _.Schedule: Schedule = schedule

    /// Goes back to before the first action, and has forgotten a length that it was told.
    member _.Restart() : unit = start ()

    /// Goes to the next actions, as many as there is room for, and gives their number: fewer after
    /// an EndForward or EndReverse, and after a Forward while the length is open; 0 where there are
    /// none, or none before the length is told.
    member _.Fill(actions: System.Span<Action>) : int =
        let count = if ended then 0 else Engine.fill plan &state &stack actions

        if count > 0 then
            started <- true
            current <- actions[count - 1]

            if current.IsEndReverse then
                left <- left - 1L
                ended <- left = 0L
            elif current.IsEndForward then
                ended <- left = 0L
            elif not waits && plan.Length.IsOpen && state.Length = Step.none && current.IsForward then
                ended <- true

        count

    /// Goes to the next action: false if there is none, or none before the length is told.
    member this.MoveNext() : bool =
        this.Fill(MemoryMarshal.CreateSpan(&current, 1)) = 1

    /// The last action gone to, by reference: copying it would take longer than finding it.
    member _.Current: inref<Action> = &current

    /// Position of the forward, if it has one; `Action.openEnd` within a Forward without an end.
    member _.N: int64 voption = Step.toOption state.Forward

    /// Adjoint steps done in this adjoint calculation.
    member _.R: int64 = state.Length - state.Adjoint

    /// The number of steps, once known.
    member _.MaxN: int64 voption = Step.toOption state.Length

    /// There is no further action before the length is told.
    member _.AwaitsLength: bool = State.awaitsLength &state

    /// There will be no further action.
    member _.IsExhausted: bool =
        state.Phase.IsFinished || (ended && state.Length <> Step.none)

    /// There has been an action, and there will be more.
    member this.IsRunning: bool = started && not this.IsExhausted

    /// Tells the length, as `Cursor.setLength` does; what is refused changes nothing.
    member _.SetLength(length: int64) : Result<unit, SetLengthError> =
        let known = state.Length <> Step.none
        let told = SetLengthError.tell plan started length &state

        if told.IsOk && not known then
            // It may have stopped for want of a length.
            ended <- false

        told

    member private _.Take(newState, newStack, newLeft, newStarted, newEnded, newCurrent) : unit =
        state <- newState
        stack <- ArrayStack.copyInto stack newStack
        left <- newLeft
        started <- newStarted
        ended <- newEnded
        current <- newCurrent

    /// Has another pass through the same schedule stand where this one does.
    member _.CopyTo(other: ScheduleRun) : unit =
        other.Take(state, stack, left, started, ended, current)

    /// Another pass that stands where this one does: to look ahead, at the cost of
    /// the checkpoints kept.
    member this.Fork() : ScheduleRun =
        let fork = new ScheduleRun(schedule, adjoints, waits)
        this.CopyTo fork
        fork
