namespace Schedules.FSharp

open System.Collections.Generic

/// Goes once through the actions of the forward calculation and of so many adjoint calculations,
/// many at a time: the fast path under `Schedule.fold` and `Schedule.actions`. It changes as it
/// goes, and belongs to one reader.
[<Sealed>]
type Enumerator internal (schedule: Schedule, adjoints: int64) =
    // A few kilobytes: they stay in the first-level cache with what is done to them.
    let buffer: Action[] = Array.zeroCreate 128
    let plan = schedule.Plan
    let mutable state = Unchecked.defaultof<State>
    let mutable stack = Unchecked.defaultof<ArrayStack>
    let mutable left = 0L
    let mutable ended = false
    let mutable count = 0
    let mutable index = 0

    let start () : unit =
        state <- Plan.start plan
        stack <- ArrayStack.ofList (Plan.stack plan)
        left <- max 0L adjoints
        // Where no forward calculation is left to do, there is nothing without an
        // adjoint calculation.
        ended <- adjoints <= 0L && state.Adjoint < state.Length
        count <- 0
        index <- -1

    do start ()

    let refill () : bool =
        index <- 0

        count <-
            if ended then
                0
            else
                Engine.fill plan &state &stack (System.Span buffer)

        if count > 0 then
            match buffer[count - 1] with
            | Action.EndReverse ->
                left <- left - 1L
                ended <- left = 0L
            | Action.EndForward -> ended <- left = 0L
            // What follows an open Forward depends on where the end is.
            | Action.Forward _ -> ended <- plan.Length.IsOpen && state.Length = Step.none
            | Action.Reverse _
            | Action.Copy _
            | Action.Move _ -> ()

        count > 0

    /// Goes to the next actions, as many as there is room for, and to the last of them: none if
    /// there are none. They stay as they are until the next call.
    member _.NextActions() : System.ReadOnlySpan<Action> =
        index <- index + 1

        if index < count || refill () then
            let first = index
            index <- count - 1
            System.ReadOnlySpan(buffer, first, count - first)
        else
            System.ReadOnlySpan.Empty

    /// Goes to the next action: false if there is none.
    member _.MoveNext() : bool =
        index <- index + 1
        index < count || refill ()

    /// The action gone to, by reference: copying it would take longer than finding it.
    member _.Current: inref<Action> = &buffer[index]

    interface IEnumerator<Action> with
        member _.Current: Action = buffer[index]
        member _.Current: objnull = box buffer[index]
        member this.MoveNext() = this.MoveNext()
        member _.Reset() = start ()
        member _.Dispose() = ()

[<RequireQualifiedAccess; CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module internal Enumerator =
    /// The storages that the actions of a schedule name, by going through them.
    let storages (schedule: Schedule) : Storage list =
        let actions = new Enumerator(schedule, 1L)
        let mutable found = Set.empty

        while actions.MoveNext() do
            match actions.Current with
            | Action.Forward(_, _, _, _, target) -> found <- found.Add target
            | Action.Copy(_, source, target)
            | Action.Move(_, source, target) -> found <- found.Add(source).Add(target)
            | Action.Reverse _
            | Action.EndForward
            | Action.EndReverse -> ()

        Set.toList found
