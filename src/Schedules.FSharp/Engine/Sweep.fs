namespace Schedules.FSharp

open System.Threading

/// A Forward of a sweep: where it goes, and what it keeps of the step from which it starts.
[<Struct; NoComparison; NoEquality>]
type internal Stride =
    {
        /// `Action.openEnd` if it goes on to the end, wherever that is. A stride that is to keep
        /// something goes its whole length: the calculation may end on the way, and the last
        /// Forward then goes past the end, uncut.
        Until: int64
        RestartData: bool
        Dependencies: bool
        Storage: Storage
    }

/// From what an adjoint calculation starts, once the sweep has got to the end.
[<NoComparison; NoEquality; RequireQualifiedAccess>]
type internal ReverseStart =
    /// There is none.
    | Never
    /// From the dependencies of all steps, which are in WORK and stay there.
    | Recorded
    /// From these checkpoints, the latest first, and those that `Sweep.Latest` finds.
    | Held of Checkpoint list

/// Checkpoints of a sweep at every `Period` steps: on one level, alike.
[<Struct; NoComparison; NoEquality>]
type internal Grid =
    { Period: int64
      Level: int
      Holding: Holding
      Context: Context }

/// Why a sweep cannot go on from somewhere.
[<Struct; RequireQualifiedAccess>]
type internal NotContinued =
    /// It never begins like this.
    | Start
    /// It keeps nothing at this step.
    | Step
    /// It has kept more than `Sweep.mostKept` checkpoints up to there.
    | TooFar

/// Continuation of a sweep that was broken off.
[<NoComparison; NoEquality>]
type internal Continuation =
    {
        /// Actions that it needs first: the place is read, and the forward goes over what the
        /// sweep has kept already.
        Prologue: Action list
        /// Start of the last of these Forwards, or where it would start if the end were
        /// before what it goes over.
        SweptFrom: int64
        OnlineState: OnlineState
        /// Checkpoints that are there, the latest first.
        Held: Lazy<HeldCheckpoint list>
        /// Counts of what need not be done again, less what is done instead.
        Saved: Counts
    }

/// The initial forward calculation of a schedule whose length is found out: like a policy, a record
/// of questions with pure answers.
[<NoComparison; NoEquality>]
type internal Sweep =
    {
        /// State at the start: only an adaptive sweep goes on from it.
        First: OnlineState
        /// The Forward from a step, where the sweep holds what the placement says.
        Stride: OptimizedClosures.FSharpFunc<int64, OnlineState, Stride>
        /// The latest checkpoint before the adjoint that the sweep has kept and that is on no
        /// stack: computed, however many there are.
        Latest: int64 -> Checkpoint voption
        /// Start of the reverse, for a length and what is held there.
        ReverseStart: int64 -> OnlineState -> ReverseStart
        /// Its checkpoints, where they lie on a grid.
        Grid: Grid voption
        /// Place from which a sweep that was broken off can go on: of those before the step given
        /// where nothing is missing of what it held there, the latest. Whether a checkpoint of a
        /// level and step is still there is for the asker to say. Raises
        /// OperationCanceledException.
        Reached: CancellationToken -> (int -> int64 -> Holding -> bool) -> int64 -> StartPoint
        /// Continuation from there. Raises OperationCanceledException.
        Continue: CancellationToken -> StartPoint -> Result<Continuation, NotContinued>
    }

[<RequireQualifiedAccess>]
module internal Sweep =
    /// So many checkpoints may be kept, or be there, where a sweep goes on: as many as are gone
    /// through, and listed.
    let mostKept: int64 = 1L <<< 24
