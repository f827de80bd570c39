namespace Schedules.FSharp

/// Policy-private state of a segment, stored with its checkpoint and passed back unchanged: free
/// slots for binomial checkpointing; a level and its free slots, packed, for several levels.
type Context = int64

/// Answer of a policy where the forward stands and nothing is kept.
[<Struct; RequireQualifiedAccess>]
type Entry =
    /// Record all steps of the segment into WORK, and reverse them.
    | Record
    /// Keep restart data on `level` and advance by 1 … l-1 steps. The steps advanced over are
    /// reversed later with context `kept`; the segment that follows is entered with context `rest`.
    | Keep of level: int * advance: int64 * kept: Context * rest: Context
    /// Record the adjoint dependencies of this one step to `level`; the segment that follows is
    /// entered with `rest`.
    | Store of level: int * rest: Context
    /// Keep nothing and advance by 1 … l-1 steps. Only in a stiffly accurate schedule, and right
    /// after the step before has been stored or its dependencies have been read to restart from:
    /// they restart this segment again. The steps advanced over are reversed later with context
    /// `kept`; the segment that follows is entered with context `rest`.
    | Advance of advance: int64 * kept: Context * rest: Context

/// Answer of a policy when a checkpoint is to be read to restart from: one with restart data or, in
/// a stiffly accurate schedule, one with the dependencies of the step before the segment.
[<Struct; RequireQualifiedAccess>]
type Resumption =
    /// It stays: copy it and advance by 1 … l-1 steps. What is advanced over is reversed later with
    /// context `kept`; the segment that follows is entered with context `rest`.
    | Advance of advance: int64 * kept: Context * rest: Context
    /// This is its last read to restart from: move it (or copy dependencies, which are needed once
    /// more, when the adjoint gets to their step), and enter the segment with context `next`.
    | Release of next: Context

/// The difference between one schedule and another, once the length is known: two questions,
/// answered purely from l ≥ 2, the number of steps of a segment, and a context. An offline schedule
/// is entered with all its steps; an online one asks for the reversal of the segments between the
/// checkpoints of its sweep. A segment of one step is always recorded, and its checkpoint moved (or
/// copied, where the sweep's stay for the next adjoint calculation); no policy is asked.
///
/// Only these are asked, of a policy that has not said more (`Plan.AnyLength`): what its own
/// answers lead to. A checkpoint is resumed for as many steps as were advanced over when it was
/// kept, or last read, and with the context given then; this holds for what is recovered after a
/// crash, too, where checkpoints that have been lost are written again.
[<NoComparison; NoEquality>]
type Policy =
    { Enter: int64 -> Context -> Entry
      Resume: int64 -> Context -> Resumption }
