namespace Schedules.FSharp

/// A checkpoint that is there when a schedule starts.
[<Struct; NoComparison>]
type HeldCheckpoint =
    {
        Level: int
        Step: int64
        Holding: Holding
        /// Context of the segment after it: meaningful to the policy
        /// of its schedule only.
        Context: Context
        /// The end of the Forward that wrote it.
        Until: int64
    }

/// Start point of a schedule, as plain data: with the parameters of its family, all there is to
/// write down of it. The forward always stands at step 0, in its initial state; the checkpoints of
/// a list have the latest first.
[<RequireQualifiedAccess; NoComparison>]
type StartPoint =
    /// The whole calculation, with nothing kept.
    | Initial
    /// One adjoint calculation of the steps before `adjoint`, with nothing kept. As long as that is
    /// `length`, EndForward is part of it.
    | Enter of length: int64 * adjoint: int64
    /// The same, with checkpoints, the last of them of step 0.
    | Resume of length: int64 * adjoint: int64 * held: HeldCheckpoint list
    /// The same, where some have been lost: those of `first` are written again first, each in a
    /// Forward of one step.
    | RewriteFirst of length: int64 * adjoint: int64 * held: HeldCheckpoint list * first: HeldCheckpoint list
    /// Any number of adjoint calculations, the first of the steps before `adjoint`. All checkpoints
    /// of a periodic sweep of `length` steps are there and, between the last of them before
    /// `adjoint` and that, those `within`.
    | SweepKept of length: int64 * adjoint: int64 * within: HeldCheckpoint list
    /// The forward calculation goes on: it holds what it held when it kept the restart data of
    /// `step`, which are read first.
    | ResumeSweep of step: int64
    /// The sweep goes on, at `step`: the dependencies of all steps before it are there, and
    /// are not recorded again.
    | SkipRecorded of step: int64
