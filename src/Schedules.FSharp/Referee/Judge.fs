namespace Schedules.FSharp

/// The referee stepping along with a calculation: judges one action after the other, from the start or from any position.
/// It changes as it goes, and belongs to one reader.
[<Sealed>]
type Judge(limits: Limits, length: Length, start: Position) =
    let mutable position = start
    let mutable index = 0L

    /// From before the first action.
    new(limits: Limits, length: Length) = Judge(limits, length, Position.before length)

    /// Judges the next action: what is wrong with it, if anything. What is refused changes nothing.
    member _.Step(action: inref<Action>) : Reason voption =
        match Replay.stepTold limits length position action with
        | Ok next ->
            position <- next
            index <- index + 1L
            ValueNone
        | Error reason -> ValueSome reason

    /// Tells the length, while the forward stands at or past it; the forward then stands there.
    member _.Finalise(length: int64) : Reason voption =
        match Replay.finalise length position with
        | Ok next ->
            position <- next
            ValueNone
        | Error reason -> ValueSome reason

    /// Judges the end of the stream: what is wrong with it, if anything.
    member _.Finish() : Reason voption =
        match Replay.finish limits position with
        | Ok _ -> ValueNone
        | Error reason -> ValueSome reason

    /// The index of the next action, from 0.
    member _.Index: int64 = index

    /// Which part of the calculation it is in.
    member _.Stage: Stage = position.Stage

    /// Where the forward stands, if anywhere; `Action.openEnd` after a Forward without an end.
    member _.Forward: int64 voption = position.Forward

    /// The number of steps, once known.
    member _.Length: int64 voption = position.Length

    /// Adjoint steps done in this adjoint calculation.
    member _.Reversed: int64 = position.Reversed

    /// Adjoint calculations completed.
    member _.Completed: int64 = position.Completed

    /// Where the adjoint stands; `Action.openEnd` while the length is not known.
    member _.Adjoint: int64 = Position.adjoint position

    /// What WORK holds.
    member _.Work: Work = position.Work

    /// Units that a level holds.
    member _.Units(level: int) : int64 = Store.units level position.Store

    /// The checkpoint of a step on a level.
    member _.TryFind(level: int, step: int64) : Kept voption = Store.tryFind level step position.Store

    /// Every checkpoint, by level and step.
    member _.Contents: seq<struct (int * int64 * Kept)> = Store.contents position.Store

    /// Where the calculation stands, as a value that does not change.
    member _.Position: Position = position
