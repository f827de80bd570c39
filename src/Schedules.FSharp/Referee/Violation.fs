namespace Schedules.FSharp

/// Error in an action, or at the end of a stream.
[<RequireQualifiedAccess; StructuredFormatDisplay("{Displayed}")>]
type Reason =
    /// A Forward or Reverse that advances by less than a step, or starts before step 0.
    | EmptyRange of n0: int64 * n1: int64
    /// A Forward that does not start where the forward stands.
    | ForwardElsewhere of stands: int64 voption
    /// A Forward past the adjoint, or past the end of the calculation.
    | PastAdjoint of adjoint: int64
    /// A Forward past the steps that its restart data serve (strict reading).
    | PastRestartData of validTo: int64
    /// A place that this action cannot name: data kept in NONE, or a copy from WORK.
    | NotAPlace of storage: Storage
    /// A checkpoint of this step exists on this level already.
    | KeyTaken of storage: Storage * step: int64
    /// No checkpoint of this step on this level.
    | NoCheckpoint of storage: Storage * step: int64
    /// A checkpoint that lies at or past the adjoint, and is not just deleted.
    | CheckpointPastAdjoint of adjoint: int64
    /// Something is brought into WORK while WORK still holds data.
    | WorkNotEmpty
    /// A Reverse that does not start where the adjoint stands.
    | ReverseElsewhere of adjoint: int64
    /// A step to be reversed has no adjoint dependencies in WORK.
    | NoDependencies of step: int64
    /// A level, or WORK, would hold more than its limit.
    | LimitExceeded of storage: Storage * limit: int64 * held: int64
    /// The forward stands at the end for the first time: EndForward must come now.
    | EndForwardMissing
    /// EndForward where the forward does not stand at the end, or a second one.
    | EndForwardMisplaced
    /// Before EndForward there is no adjoint calculation.
    | NotReversing
    /// EndReverse before step 0 has been reversed.
    | EndReverseEarly of adjoint: int64
    /// Nothing may follow the end.
    | AfterEnd
    /// The length cannot be told now: the forward has not got there, or it is known already.
    | LengthNotTold of length: int64
    /// The stream stops before the forward or an adjoint calculation is complete.
    | Unfinished
    /// The stream is over, and this checkpoint still exists.
    | LeftBehind of storage: Storage * step: int64

    member private this.Displayed: string = this.ToString()

    /// One sentence for people.
    override this.ToString() : string =
        match this with
        | Reason.EmptyRange(n0, n1) -> $"steps {n0} … {n1} are no range to advance over"
        | Reason.ForwardElsewhere(ValueSome stands) -> $"the forward stands at step {stands}"
        | Reason.ForwardElsewhere ValueNone -> "the forward stands nowhere: no restart data have been read"
        | Reason.PastAdjoint adjoint -> $"the forward may not go past step {adjoint}, where the adjoint stands"
        | Reason.PastRestartData validTo -> $"the restart data in use serve no further than step {validTo}"
        | Reason.NotAPlace storage -> $"{storage} is not possible here"
        | Reason.KeyTaken(storage, step) -> $"a checkpoint of step {step} exists in {storage} already"
        | Reason.NoCheckpoint(storage, step) -> $"there is no checkpoint of step {step} in {storage}"
        | Reason.CheckpointPastAdjoint adjoint ->
            $"the checkpoint is not before step {adjoint}, where the adjoint stands"
        | Reason.WorkNotEmpty -> "WORK still holds data"
        | Reason.ReverseElsewhere adjoint -> $"the adjoint stands at step {adjoint}"
        | Reason.NoDependencies step -> $"the adjoint dependencies of step {step} are not in WORK"
        | Reason.LimitExceeded(storage, limit, held) -> $"{storage} would hold {held}, its limit is {limit}"
        | Reason.EndForwardMissing -> "the forward stands at the end: EndForward must come first"
        | Reason.EndForwardMisplaced -> "the forward does not stand at the end for the first time"
        | Reason.NotReversing -> "the forward calculation is not complete"
        | Reason.EndReverseEarly adjoint -> $"the adjoint stands at step {adjoint}, not at 0"
        | Reason.AfterEnd -> "the calculation is over"
        | Reason.LengthNotTold length -> $"the length cannot be told to be {length} now"
        | Reason.Unfinished -> "the stream stops before the calculation is complete"
        | Reason.LeftBehind(storage, step) -> $"the checkpoint of step {step} is left behind in {storage}"

/// The first thing wrong with a stream: the index of the action from 0, the action (none if it is
/// the end of the stream that is wrong), and what is wrong.
[<NoComparison; StructuredFormatDisplay("{Displayed}")>]
type Violation =
    { Index: int64
      Action: Action voption
      Reason: Reason }

    member private this.Displayed: string = this.ToString()

    /// One line for people.
    override this.ToString() : string =
        match this.Action with
        | ValueSome action -> $"action {this.Index}, {Action.toJson action}: {this.Reason}"
        | ValueNone -> $"after {this.Index} actions: {this.Reason}"
