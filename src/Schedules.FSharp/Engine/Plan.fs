namespace Schedules.FSharp

/// Initial engine state of a recovered schedule: with some actions of its own, and
/// then from a state and a stack.
[<NoComparison; NoEquality>]
type internal Restart =
    {
        StartPoint: StartPoint
        /// They write again what has been lost, or bring the forward to where it goes on.
        Prologue: Action[]
        /// After the prologue.
        State: State
        /// After the prologue, the latest first.
        Stack: Checkpoint list
        /// Checkpoints that are there before it, the latest first.
        Held: Lazy<HeldCheckpoint list>
        /// Maps the family's prediction, for so many steps and adjoint calculations, to
        /// that of this schedule.
        Predict: (int64 -> int64 -> Result<Counts, SpecError>) -> int64 -> int64 -> Result<Counts, SpecError>
    }

/// All that the engine needs to know of a schedule.
[<NoComparison; NoEquality>]
type internal Plan =
    {
        /// The initial forward calculation, if it is not the policy's to plan.
        Sweep: Sweep voption
        Enter: OptimizedClosures.FSharpFunc<int64, Context, Entry>
        Resume: OptimizedClosures.FSharpFunc<int64, Context, Resumption>
        /// With which a segment is entered that starts at step 0.
        Context: Context
        /// The policy answers for any number of steps, whatever the context: recovery may reverse a
        /// segment from an earlier checkpoint than the policy meant. Of other policies it asks
        /// nothing that their own stream would not.
        AnyLength: bool
        /// Checkpoints stay, so that the reverse can be repeated.
        Repeats: bool
        /// Those on this level and below it; if none is given, the last of the stack.
        KeepsFrom: int voption
        /// The dependencies in WORK stay after a Reverse.
        KeepsWork: bool
        /// The dependencies of a step also restart the next one.
        StifflyAccurate: bool
        /// Steps from one checkpoint on disk to the next, where a policy has such a period.
        Period: int64 voption
        Length: Length
        /// Start point, if not the beginning.
        Restart: Restart voption
        /// The parameters that it was made from, if it was.
        Spec: Spec voption
        /// The costs that its family weighs, if it weighs any.
        Costs: CostModel voption
    }

[<RequireQualifiedAccess>]
module internal Plan =
    let private create (sweep: Sweep voption) (context: Context) (policy: Policy) : Plan =
        { Sweep = sweep
          // Called directly, however they were made.
          Enter = OptimizedClosures.FSharpFunc<_, _, _>.Adapt policy.Enter
          Resume = OptimizedClosures.FSharpFunc<_, _, _>.Adapt policy.Resume
          Context = context
          AnyLength = false
          Repeats = false
          KeepsFrom = ValueNone
          KeepsWork = false
          StifflyAccurate = false
          Period = ValueNone
          Length = Length.Open
          Restart = ValueNone
          Spec = ValueNone
          Costs = ValueNone }

    /// Of so many steps, all of them entered with this context.
    let offline (steps: int64) (context: Context) (policy: Policy) : Plan =
        { create ValueNone context policy with
            Length = Length.Known steps }

    /// Of open length, with a policy for what the sweep leaves to the reverse.
    let online (sweep: Sweep) (context: Context) (policy: Policy) : Plan = create (ValueSome sweep) context policy

    /// Whether checkpoints stay on a level, whatever the stack.
    let keepsOn (level: int) (plan: Plan) : bool =
        match plan.KeepsFrom with
        | ValueSome first -> level >= first
        | ValueNone -> false

    /// The policy, as it was given.
    let policy (plan: Plan) : Policy =
        { Enter = fun l context -> plan.Enter.Invoke(l, context)
          Resume = fun l context -> plan.Resume.Invoke(l, context) }

    /// Before the first action of a whole calculation.
    let initial (plan: Plan) : State =
        let length =
            match plan.Length with
            | Length.Known known -> known
            | Length.Told _
            | Length.Open -> Step.none

        match plan.Sweep with
        | ValueSome sweep -> State.initial Phase.Sweeping plan.Context sweep.First length
        | ValueNone -> State.initial Phase.Entering plan.Context OnlineState.initial length

    /// Before the first action.
    let start (plan: Plan) : State =
        match plan.Restart with
        | ValueNone -> initial plan
        | ValueSome restart when restart.Prologue.Length = 0 -> restart.State
        | ValueSome restart ->
            { restart.State with
                Phase = Phase.Opening
                Target = 0L
                Forward = 0L
                SweptFrom = Step.none }

    /// The stack before the first action, or after the prologue that writes what is missing of
    /// it; the latest first.
    let stack (plan: Plan) : Checkpoint list =
        match plan.Restart with
        | ValueSome restart -> restart.Stack
        | ValueNone -> []
