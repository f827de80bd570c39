namespace Schedules.FSharp

/// What comes next.
[<Struct; RequireQualifiedAccess>]
type internal Phase =
    /// The checkpoint of step 0, the last of the stack, is written again.
    | Recreating
    /// The checkpoint of step `Target`, where the sweep is to go on, is read.
    | Rejoining
    /// The forward goes on to `Target`, over what the sweep has kept already.
    | CatchingUp
    | Sweeping
    /// An adaptive sweep has made room for what it keeps next.
    | Keeping
    | Entering
    | Advancing
    | EndingForward
    | Reversing
    | Resuming
    | EndingReverse
    | Finished

/// Where the engine stands: a value that is copied, never shared.
[<Struct; NoComparison; NoEquality>]
type internal State =
    {
        mutable Phase: Phase
        /// Where an Advancing forward, or a Reversing adjoint, goes.
        mutable Target: int64
        /// With which context the next segment is entered.
        mutable Context: Context
        /// Where the forward stands; `Step.none` if nowhere.
        mutable Forward: int64
        /// Where the forward stood before the last Forward of the sweep.
        mutable Swept: int64
        /// Where the adjoint stands, once the length is known.
        mutable Adjoint: int64
        /// The number of steps; `Step.none` if not known.
        mutable Length: int64
        mutable Stack: Stack
        /// What an adaptive sweep holds once it has kept where the forward stands.
        mutable Placement: Placement
    }
