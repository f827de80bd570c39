namespace Schedules.FSharp

open System.Collections.Generic

/// The referee stepping along with a calculation: judges one action after the other, from the start
/// or from any position. It changes as it goes, belongs to one reader, and allocates only for what
/// is wrong and where a level grows. What is refused changes nothing. `Replay` has the same rules
/// over positions that do not change.
[<Sealed>]
type Judge private (limits: Limits, length: Length, start: Position, stands: Position, passed: int64) =
    let mutable position = MutablePosition.ofPosition stands
    let mutable levels = MutableStore.ofStore limits stands.Store
    let mutable index = passed

    /// From any position.
    new(limits: Limits, length: Length, start: Position) = Judge(limits, length, start, start, 0L)

    /// From before the first action.
    new(limits: Limits, length: Length) = Judge(limits, length, Position.before length)

    /// Judges the next action: what is wrong with it, if anything.
    member _.Step(action: inref<Action>) : Reason voption =
        let refused = Rules.stepTold limits length &position &levels &action

        if refused.IsNone then
            index <- index + 1L

        refused

    /// Tells the length, while the forward stands at or past it; the forward then stands there.
    member _.SetLength(length: int64) : Reason voption =
        MutablePosition.setLength length &position

    /// Judges the end of the stream: what is wrong with it, if anything.
    member _.Finish() : Reason voption = Rules.finish limits &position &levels

    /// Goes back to where it started, and has forgotten a length that it was told.
    member _.Restart() : unit =
        position <- MutablePosition.ofPosition start
        MutableStore.refill start.Store &levels
        index <- 0L

    /// Another that stands at the same place, has the same start, and goes its own way.
    member this.Fork() : Judge =
        Judge(limits, length, start, this.Position, index)

    /// The index of the next action, from 0.
    member _.Index: int64 = index

    /// Which part of the calculation it is in.
    member _.Stage: Stage = position.Stage

    /// Position of the forward, if it has one; `Action.openEnd` after a Forward without an end.
    member _.Forward: int64 voption = position.Forward

    /// The number of steps, once known.
    member _.Length: int64 voption = position.Length

    /// Adjoint steps done in this adjoint calculation.
    member _.Reversed: int64 = position.Reversed

    /// Adjoint calculations completed.
    member _.Completed: int64 = position.Completed

    /// Position of the adjoint; `Action.openEnd` while the length is not known.
    member _.Adjoint: int64 = MutablePosition.adjoint &position

    /// Contents of WORK.
    member _.Work: Work = position.Work

    /// Units that a level holds.
    member _.Units(level: int) : int64 = levels.On(level).Units

    /// The checkpoint of a step on a level.
    member _.TryFind(level: int, step: int64) : Kept voption = levels.Find(level, step)

    /// Every checkpoint there is now, by level and step.
    member _.Contents: seq<struct (int * int64 * Kept)> = MutableStore.contents levels

    /// Calls `visit` with each checkpoint there is now, in any order: it changes nothing of this.
    member _.VisitContents(visit: System.Action<int, int64, Kept>) : unit = MutableStore.visit visit levels

    /// Position of the calculation, as an immutable value.
    member _.Position: Position =
        MutablePosition.toPosition (MutableStore.toStore levels) &position

[<RequireQualifiedAccess>]
module internal Judge =
    /// Judges the next actions of a stream, some thousands at most, since a method that is called
    /// often is compiled better than a loop that is entered once: what is wrong with the last, if
    /// anything. `step` has the judge make each step.
    let inline steps
        ([<InlineIfLambda>] step: Action -> Reason voption)
        (stream: IEnumerator<Action>)
        : Reason voption =
        let mutable refused = ValueNone
        let mutable left = 4096

        while left > 0 && refused.IsNone && stream.MoveNext() do
            refused <- step stream.Current
            left <- left - 1

        refused

    /// Judges a stream, and its end; `steps` has the judge make the steps.
    let follow
        (steps: IEnumerator<Action> -> Reason voption)
        (judge: Judge)
        (actions: seq<Action>)
        : Result<unit, Violation> =
        use stream = actions.GetEnumerator()
        let mutable before = judge.Index
        let mutable refused = steps stream

        while refused.IsNone && judge.Index > before do
            before <- judge.Index
            refused <- steps stream

        let action =
            if refused.IsSome then
                ValueSome stream.Current
            else
                ValueNone

        match (if refused.IsSome then refused else judge.Finish()) with
        | ValueNone -> Ok()
        | ValueSome reason ->
            Error
                { Index = judge.Index
                  Action = action
                  Reason = reason }
