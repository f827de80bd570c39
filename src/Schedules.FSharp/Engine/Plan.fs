namespace Schedules.FSharp

open System

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

/// How a schedule starts that does not start from the beginning.
[<NoComparison; NoEquality>]
type internal Restart =
    {
        Beginning: Beginning
        State: State
        /// What is there then, the latest first.
        Held: Lazy<HeldCheckpoint list>
        /// From what a whole calculation takes, with so many steps and adjoint calculations, to what this one does.
        Predict: (int64 -> int64 -> Result<Counts, SpecError>) -> int64 -> int64 -> Result<Counts, SpecError>
    }

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
        /// Where it starts, if not at the beginning.
        Restart: Restart voption
        /// The parameters that it was made from, if it was.
        Spec: Spec voption
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
          Length = Length.Open
          Restart = ValueNone
          Spec = ValueNone }

    /// The context with which the first segment is entered.
    let context (plan: Plan) : Context =
        match plan.Sweep with
        | Sweep.Planned context -> context
        | Sweep.Unrecorded
        | Sweep.Recorded
        | Sweep.Periodic _
        | Sweep.Adaptive _ -> plan.Context

    /// The policy, as it was given.
    let policy (plan: Plan) : Policy =
        { Enter = fun l context -> plan.Enter.Invoke(l, context)
          Resume = fun l context -> plan.Resume.Invoke(l, context) }
