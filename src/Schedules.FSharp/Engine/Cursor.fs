namespace Schedules.FSharp

open System.Runtime.InteropServices

/// Position of one enumeration of a schedule: immutable, so it can be kept, looked ahead
/// with and gone back to.
[<NoComparison; NoEquality; StructuredFormatDisplay("{Displayed}")>]
type Cursor =
    internal
        { Schedule: Schedule
          State: State
          Stack: Checkpoint list
          Started: bool }

    /// Position of the forward, if it has one; `Action.openEnd` within a Forward without an end.
    member this.N: int64 voption = Step.toOption this.State.Forward

    /// Adjoint steps done in this adjoint calculation.
    member this.R: int64 = this.State.Length - this.State.Adjoint

    /// The number of steps, once known.
    member this.MaxN: int64 voption = Step.toOption this.State.Length

    /// There will be no further action.
    member this.IsExhausted: bool = this.State.Phase.IsFinished

    /// There has been an action, and the schedule is not exhausted.
    member this.IsRunning: bool = this.Started && not this.IsExhausted

    /// One line for people: where forward and adjoint stand.
    override this.ToString() : string =
        let over = if this.IsExhausted then "; exhausted" else ""
        $"{Action.stands this.N this.MaxN}; {this.R} reversed{over}"

/// Answer of a cursor.
[<Struct; NoComparison; NoEquality; RequireQualifiedAccess; StructuredFormatDisplay("{Text}")>]
type Next =
    /// An action, and the cursor after it.
    | Action of action: Action * cursor: Cursor
    /// A Forward without an end has been given: the length must be told (`Cursor.setLength`)
    /// before there is more.
    | AwaitingLength
    /// There is nothing more.
    | Exhausted

[<RequireQualifiedAccess>]
module Cursor =
    /// The next action and the cursor after it. Pure: asked twice, it answers the same twice.
    let next (cursor: Cursor) : Next =
        let mutable state = cursor.State
        let mutable stack: ListStack = { Checkpoints = cursor.Stack }
        let mutable action = Action.EndForward

        if Engine.fill cursor.Schedule.Plan &state &stack (MemoryMarshal.CreateSpan(&action, 1)) = 1 then
            Next.Action(
                action,
                { Schedule = cursor.Schedule
                  State = state
                  Stack = stack.Checkpoints
                  Started = true }
            )
        elif state.Phase.IsFinished then
            Next.Exhausted
        else
            Next.AwaitingLength

    /// Tells the length of a calculation that was started without one, right after the
    /// Forward that reached or passed it. The forward then stands there. A length that is
    /// known may be told again.
    let setLength (length: int64) (cursor: Cursor) : Result<Cursor, SetLengthError> =
        let mutable state = cursor.State

        match SetLengthError.tell cursor.Schedule.Plan cursor.Started length &state with
        | Ok() -> Ok { cursor with State = state }
        | Error error -> Error error

type Next with
    /// What comes next, for people.
    member internal this.Text: string =
        match this with
        | Next.Action(action, _) -> Action.toText action
        | Next.AwaitingLength -> "nothing before the length is told: `setLength`"
        | Next.Exhausted -> "nothing: it is exhausted"

type Cursor with
    /// Where it stands, and what comes next.
    member private this.Displayed: string = $"{this}\n  next: {(Cursor.next this).Text}"
