namespace Schedules.FSharp

/// How the initial forward calculation is done.
[<Struct; NoComparison; NoEquality; RequireQualifiedAccess>]
type Sweep =
    /// Length known: as the policy says, entered with this context. Its checkpoints are given up at their last read.
    | Planned of context: Context
    /// In one open Forward, keeping nothing.
    | Unrecorded
    /// In one open Forward that records everything into WORK.
    | Recorded
    /// A Forward each `period` steps that keeps restart data on a level (or, with a period of one step, its dependencies).
    | Periodic of period: int64 * level: int * holding: Holding
    /// Keeping restart data on a level where the placements say so, and dropping some of it. What is held at the end is given
    /// up at its last read.
    | Adaptive of first: Placement * level: int

/// All that the engine needs to know of a schedule.
[<NoComparison; NoEquality>]
type internal Plan =
    {
        Sweep: Sweep
        Enter: OptimizedClosures.FSharpFunc<int64, Context, Entry>
        Resume: OptimizedClosures.FSharpFunc<int64, Context, Resumption>
        /// Context with which each checkpoint of a periodic sweep is resumed, and the first of an adaptive one: it falls by
        /// one from each of these to the next.
        Context: Context
        /// What the sweep has kept stays, so that the reverse can be repeated.
        Repeats: bool
        /// The dependencies of a step also restart the next one.
        StifflyAccurate: bool
        /// Steps from one checkpoint on disk to the next, where a policy has such a period.
        Period: int64 voption
        Length: Length
    }

[<RequireQualifiedAccess>]
module internal Plan =
    /// A plan of open length; the policy's functions are called directly, however they were made.
    let create (sweep: Sweep) (policy: Policy) : Plan =
        { Sweep = sweep
          Enter = OptimizedClosures.FSharpFunc<_, _, _>.Adapt policy.Enter
          Resume = OptimizedClosures.FSharpFunc<_, _, _>.Adapt policy.Resume
          Context = 0L
          Repeats = false
          StifflyAccurate = false
          Period = ValueNone
          Length = Length.Open }

/// What comes next.
