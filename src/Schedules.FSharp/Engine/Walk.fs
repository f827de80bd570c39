namespace Schedules.FSharp

open System.Collections.Generic

/// Goes once through the actions of a schedule, without keeping cursors: the fast path under `Schedule.fold`,
/// `Schedule.actions` and runs. It changes as it goes, and belongs to one reader.
[<Sealed>]
type Walk internal (schedule: Schedule, adjoints: int64, waits: bool) =
    let plan = schedule.Plan
    let mutable state = State.start plan
    let mutable left = max 0L adjoints
    let mutable started = false
    // Where no forward calculation is left to do, there is nothing without an adjoint calculation.
    let nothing = adjoints <= 0L && state.Adjoint < state.Length
    let mutable ended = nothing
    let mutable current = Action.EndForward

    /// Goes to the next action: false if there is none, or none before the length is told.
    member _.MoveNext() : bool =
        if ended || not (Engine.tryNext plan &state &current) then
            false
        else
            started <- true

            if current.IsEndReverse then
                left <- left - 1L
                ended <- left = 0L
            elif current.IsEndForward then
                ended <- left = 0L
            elif not waits && plan.Length.IsOpen && state.Length = Step.none && current.IsForward then
                ended <- true

            true

    /// The action gone to, by reference: copying it would take longer than finding it.
    member _.Current: inref<Action> = &current

    /// Where the forward stands, if anywhere; `Action.openEnd` within a Forward without an end.
    member _.N: int64 voption = Progress.known state.Forward

    /// Adjoint steps done in this adjoint calculation.
    member _.R: int64 = state.Length - state.Adjoint

    /// The number of steps, once known.
    member _.MaxN: int64 voption = Progress.known state.Length

    /// There is no further action before the length is told.
    member _.AwaitsLength: bool = State.awaitsLength &state

    /// There will be no further action.
    member _.IsExhausted: bool =
        State.isFinished &state || (ended && state.Length <> Step.none)

    /// There has been an action, and there will be more.
    member this.IsRunning: bool = started && not this.IsExhausted

    /// Tells the length, as `Cursor.finalise` does; what is refused changes nothing.
    member _.Finalise(length: int64) : Result<unit, FinaliseError> =
        match Progress.refuses plan.Length started length &state with
        | ValueSome error -> Error error
        | ValueNone ->
            state <- State.finalise length state
            // It may have stopped for want of a length.
            ended <- false
            Ok()

    /// Another pass that stands where this one does: to look ahead, at the cost of one object.
    member this.Fork() : Walk = this.MemberwiseClone() :?> Walk

    interface IEnumerator<Action> with
        member _.Current: Action = current
        member _.Current: objnull = box current
        member this.MoveNext() = this.MoveNext()

        member _.Reset() =
            state <- State.start plan
            left <- max 0L adjoints
            started <- false
            ended <- nothing

        member _.Dispose() = ()

[<RequireQualifiedAccess; CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module internal Walk =
    /// The storages that the actions of a schedule name, by going through them.
    let storages (schedule: Schedule) : Storage list =
        let walk = new Walk(schedule, 1L, false)
        let mutable found = Set.empty

        while walk.MoveNext() do
            match walk.Current with
            | Action.Forward(_, _, _, _, target) -> found <- found.Add target
            | Action.Copy(_, source, target)
            | Action.Move(_, source, target) -> found <- found.Add(source).Add(target)
            | Action.Reverse _
            | Action.EndForward
            | Action.EndReverse -> ()

        Set.toList found
