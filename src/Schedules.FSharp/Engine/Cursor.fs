namespace Schedules.FSharp

/// Where one enumeration of a schedule stands: immutable, so it can be kept, looked ahead with and gone back to.
[<NoComparison; NoEquality>]
type Cursor =
    internal
        { Schedule: Schedule
          State: State
          Started: bool }

    /// Where the forward stands, if anywhere; `Action.openEnd` within a Forward without an end.
    member this.N: int64 voption = Progress.known this.State.Forward

    /// Adjoint steps done in this adjoint calculation.
    member this.R: int64 = this.State.Length - this.State.Adjoint

    /// The number of steps, once known.
    member this.MaxN: int64 voption = Progress.known this.State.Length

    /// There will be no further action.
    member this.IsExhausted: bool =
        let state = this.State
        State.isFinished &state

    /// There has been an action, and the schedule is not exhausted.
    member this.IsRunning: bool = this.Started && not this.IsExhausted

/// What a cursor gives.
[<Struct; NoComparison; NoEquality; RequireQualifiedAccess>]
type Next =
    /// An action, and the cursor after it.
    | Action of action: Action * cursor: Cursor
    /// A Forward without an end has been given: the length must be told (`Cursor.finalise`) before there is more.
    | AwaitingLength
    /// There is nothing more.
    | Exhausted

[<RequireQualifiedAccess>]
module Cursor =
    /// The next action and the cursor after it. Pure: asked twice, it answers the same twice.
    let next (cursor: Cursor) : Next =
        let mutable state = cursor.State

        let mutable action = Action.EndForward

        if Engine.tryNext cursor.Schedule.Plan &state &action then
            Next.Action(
                action,
                { Schedule = cursor.Schedule
                  State = state
                  Started = true }
            )
        elif State.isFinished &state then
            Next.Exhausted
        else
            Next.AwaitingLength

    /// Tells the length of a calculation that was started without one, once, right after the Forward that reached or passed
    /// it. The forward then stands there.
    let finalise (length: int64) (cursor: Cursor) : Result<Cursor, FinaliseError> =
        let state = cursor.State

        match Progress.refuses cursor.Schedule.Length cursor.Started length &state with
        | ValueSome error -> Error error
        | ValueNone ->
            Ok
                { cursor with
                    State = State.finalise length state }
