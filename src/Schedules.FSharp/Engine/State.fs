namespace Schedules.FSharp

/// The next transition; each case names what it emits.
[<Struct; RequireQualifiedAccess>]
type internal Phase =
    /// The next action of a recovered schedule's prologue.
    | Opening
    /// The Forward of the sweep, or the deletion that makes room for what it keeps.
    | Sweeping
    /// The Forward of the sweep, room having been made.
    | Keeping
    /// A Forward into the segment from the forward to the adjoint: the policy says which.
    | Entering
    /// EndForward.
    | EndingForward
    /// A Reverse to `Target`.
    | Reversing
    /// A Copy or Move of the latest checkpoint: the policy says which.
    | Resuming
    /// A Forward to `Target` that keeps nothing.
    | Advancing
    /// EndReverse.
    | EndingReverse
    /// Nothing.
    | Finished

/// Engine state, but for its stack: a value that is copied, never shared.
[<Struct; NoComparison; NoEquality>]
type internal State =
    {
        mutable Phase: Phase
        /// A further adjoint calculation is under way, after a forward calculation that the policy
        /// has planned.
        mutable IsFurther: bool
        /// Target of an Advancing forward or a Reversing adjoint; the number of the
        /// action in a prologue.
        mutable Target: int64
        /// With which the next segment is entered.
        mutable Context: Context
        /// Position of the forward; `Step.none` if it has none.
        mutable Forward: int64
        /// Start of the last Forward of the sweep; `Step.none` before.
        mutable SweptFrom: int64
        /// Position of the adjoint, once the length is known.
        mutable Adjoint: int64
        /// The number of steps; `Step.none` if not known.
        mutable Length: int64
        /// State of an adaptive sweep after it has kept the position of the forward.
        mutable OnlineState: OnlineState
    }

[<RequireQualifiedAccess; CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module internal State =
    /// Before the first action of a calculation of so many steps, `Step.none` if not known.
    let initial (phase: Phase) (context: Context) (placement: OnlineState) (length: int64) : State =
        { Phase = phase
          IsFurther = false
          Target = 0L
          Context = context
          Forward = 0L
          SweptFrom = Step.none
          Adjoint = length
          Length = length
          OnlineState = placement }

    /// An open Forward has been given out, or the forward has gone as far as it may, and nobody has
    /// said where it ended.
    let awaitsLength (state: inref<State>) : bool =
        state.Length = Step.none && state.Forward >= Check.maxSteps

    /// The length is told, when the last Forward of the sweep has reached or passed it.
    let setLength (length: int64) (state: byref<State>) : unit =
        state.Phase <- Phase.EndingForward
        state.Forward <- length
        state.Adjoint <- length
        state.Length <- length
