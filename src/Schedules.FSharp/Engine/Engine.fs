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
          Length = Length.Open }

/// What comes next.
[<Struct; RequireQualifiedAccess>]
type internal Phase =
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
        /// Where the forward stands; `Kept.nothing` if nowhere.
        mutable Forward: int64
        /// Where the forward stood before the last Forward of the sweep.
        mutable Swept: int64
        /// Where the adjoint stands, once the length is known.
        mutable Adjoint: int64
        /// The number of steps; `Kept.nothing` if not known.
        mutable Length: int64
        mutable Stack: Stack
        /// What an adaptive sweep holds once it has kept where the forward stands.
        mutable Placement: Placement
    }

/// The machine that every schedule is: it asks the policy, and emits the actions. That a checkpoint is released at its last
/// read, that dependencies are there before a Reverse and that nothing stays behind is settled here, once.
[<RequireQualifiedAccess>]
module internal Engine =
    let nowhere: int64 = Kept.nothing

    /// Before the first action.
    let start (plan: Plan) : State =
        let length =
            match plan.Length with
            | Length.Known known -> known
            | Length.Told _
            | Length.Open -> nowhere

        { Phase =
            match plan.Sweep with
            | Sweep.Planned _ -> Phase.Entering
            | Sweep.Unrecorded
            | Sweep.Recorded
            | Sweep.Periodic _
            | Sweep.Adaptive _ -> Phase.Sweeping
          Target = 0L
          Context =
            match plan.Sweep with
            | Sweep.Planned context -> context
            | Sweep.Unrecorded
            | Sweep.Recorded
            | Sweep.Periodic _
            | Sweep.Adaptive _ -> plan.Context
          Forward = 0L
          Swept = nowhere
          Adjoint = length
          Length = length
          Stack = Stack.Empty
          Placement =
            match plan.Sweep with
            | Sweep.Adaptive(first, _) -> first
            | Sweep.Planned _
            | Sweep.Unrecorded
            | Sweep.Recorded
            | Sweep.Periodic _ -> Placement.initial }

    /// An open Forward has been given out, or the forward has gone as far as it may, and nobody has said where it ended.
    let private awaitsLength (state: byref<State>) : bool =
        state.Length = nowhere && state.Forward >= Check.maxSteps

    let isFinished (state: inref<State>) : bool =
        match state.Phase with
        | Phase.Finished -> true
        | Phase.Sweeping
        | Phase.Keeping
        | Phase.Entering
        | Phase.Advancing
        | Phase.EndingForward
        | Phase.Reversing
        | Phase.Resuming
        | Phase.EndingReverse -> false

    /// The length is told, when the last Forward of the sweep has reached or passed it.
    let finalise (length: int64) (state: State) : State =
        { state with
            Phase = Phase.EndingForward
            Forward = length
            Adjoint = length
            Length = length }

    /// What an adaptive sweep holds, with the slots free from each checkpoint on.
    let private stackOf (plan: Plan) (level: int) (state: byref<State>) : Stack =
        let length = state.Length
        let held = state.Placement.Held() |> List.filter (fun step -> step < length)
        let mutable stack = Stack.Empty
        let mutable context = plan.Context

        for step in List.rev held do
            stack <- Stack.Kept(step, level, Holding.RestartData, context, stack)
            context <- context - 1L

        stack

    /// The phase in which an adjoint calculation starts, after what the sweep has left.
    let private reverseStart (plan: Plan) (state: byref<State>) : Phase =
        match plan.Sweep with
        | Sweep.Planned _ ->
            state.Target <- state.Swept
            Phase.Reversing
        | Sweep.Unrecorded -> Phase.Finished
        | Sweep.Recorded ->
            state.Target <- 0L
            Phase.Reversing
        | Sweep.Periodic _ -> Phase.Resuming
        | Sweep.Adaptive(_, level) ->
            state.Stack <- stackOf plan level &state
            Phase.Resuming

    /// The length is told if it is to be, and the forward has reached or passed it.
    let private tell (plan: Plan) (state: byref<State>) : unit =
        match plan.Length with
        | Length.Told told when told <= state.Forward -> state <- finalise told state
        | Length.Told _
        | Length.Known _
        | Length.Open -> ()

    /// Keeps restart data where an adaptive sweep stands, and goes on to where it keeps the next.
    let private keep (plan: Plan) (level: int) (state: byref<State>) (action: byref<Action>) : unit =
        let n = state.Forward
        state.Swept <- n
        state.Forward <- state.Placement.Until
        state.Phase <- Phase.Sweeping
        action <- Action.Forward(n, state.Placement.Until, true, false, Storage.Level level)
        tell plan &state

    /// Goes over to the next placement, for which a checkpoint may have to be dropped first.
    let private adapt (plan: Plan) (level: int) (state: byref<State>) (action: byref<Action>) : unit =
        if state.Forward > 0L then
            state.Placement <- state.Placement.Next()

        if state.Placement.Dropped = Kept.nothing then
            keep plan level &state &action
        else
            state.Phase <- Phase.Keeping
            action <- Action.Move(state.Placement.Dropped, Storage.Level level, Storage.Nowhere)

    let private sweep (plan: Plan) (state: byref<State>) (action: byref<Action>) : unit =
        let n = state.Forward

        action <-
            match plan.Sweep with
            | Sweep.Periodic(period, level, Holding.RestartData) ->
                Action.Forward(n, n + period, true, false, Storage.Level level)
            | Sweep.Periodic(period, level, Holding.Dependencies) ->
                Action.Forward(n, n + period, false, true, Storage.Level level)
            | Sweep.Recorded -> Action.Forward(n, Action.openEnd, false, true, Storage.Work)
            | Sweep.Unrecorded
            | Sweep.Planned _
            | Sweep.Adaptive _ -> Action.Forward(n, Action.openEnd, false, false, Storage.Nowhere)

        state.Swept <- n

        state.Forward <-
            match plan.Sweep with
            | Sweep.Periodic(period, _, _) -> n + period
            | Sweep.Recorded
            | Sweep.Unrecorded
            | Sweep.Planned _
            | Sweep.Adaptive _ -> Action.openEnd

        tell plan &state

    let private record (plan: Plan) (state: byref<State>) (action: byref<Action>) : unit =
        let n = state.Forward
        state.Forward <- state.Adjoint

        if state.Adjoint = state.Length && plan.Sweep.IsPlanned then
            state.Swept <- n
            state.Phase <- Phase.EndingForward
        else
            state.Phase <- Phase.Reversing
            state.Target <- n

        action <- Action.Forward(n, state.Adjoint, false, true, Storage.Work)

    let private enter (plan: Plan) (state: byref<State>) (action: byref<Action>) : unit =
        let n = state.Forward
        let l = state.Adjoint - n

        if l = 1L then
            record plan &state &action
        else
            match plan.Enter.Invoke(l, state.Context) with
            | Entry.Record -> record plan &state &action
            | Entry.Keep(level, advance, kept, rest) ->
                state.Stack <- Stack.Kept(n, level, Holding.RestartData, kept, state.Stack)
                state.Forward <- n + advance
                state.Phase <- Phase.Entering
                state.Context <- rest
                action <- Action.Forward(n, n + advance, true, false, Storage.Level level)
            | Entry.Store(level, rest) ->
                state.Stack <- Stack.Kept(n, level, Holding.Dependencies, rest, state.Stack)
                state.Forward <- n + 1L
                state.Phase <- Phase.Entering
                state.Context <- rest
                action <- Action.Forward(n, n + 1L, false, true, Storage.Level level)
            | Entry.Advance(advance, kept, rest) ->
                match state.Stack with
                | Stack.Kept(step, level, Holding.Dependencies, context, below) when context <> kept ->
                    state.Stack <- Stack.Kept(step, level, Holding.Dependencies, kept, below)
                | Stack.Kept _
                | Stack.Empty -> ()

                state.Forward <- n + advance
                state.Phase <- Phase.Entering
                state.Context <- rest
                action <- Action.Forward(n, n + advance, false, false, Storage.Work)

    /// Reads a checkpoint for the last time: it is moved, unless it is one of the sweep's that stay.
    let private release (plan: Plan) (state: byref<State>) step level (below: Stack) (action: byref<Action>) : unit =
        state.Stack <- below

        if plan.Repeats && below.IsEmpty then
            action <- Action.Copy(step, Storage.Level level, Storage.Work)
        else
            action <- Action.Move(step, Storage.Level level, Storage.Work)

    /// The latest checkpoint of the sweep before the adjoint: computed, not stored, however many there are.
    let private latest (plan: Plan) (state: byref<State>) : Stack =
        match plan.Sweep with
        | Sweep.Periodic(period, level, holding) ->
            let step = (state.Adjoint - 1L) / period * period
            Stack.Kept(step, level, holding, plan.Context, Stack.Empty)
        | Sweep.Planned _
        | Sweep.Unrecorded
        | Sweep.Recorded
        | Sweep.Adaptive _ -> Stack.Empty

    /// Restarts from the dependencies of the step before the segment: copied, since they are needed once more.
    let private restart (plan: Plan) (state: byref<State>) step level context below (action: byref<Action>) : unit =
        let n = step + 1L
        let l = state.Adjoint - n
        state.Forward <- n
        action <- Action.Copy(step, Storage.Level level, Storage.Work)

        match
            (if l = 1L then
                 Resumption.Release context
             else
                 plan.Resume.Invoke(l, context))
        with
        | Resumption.Release next ->
            state.Phase <- Phase.Entering
            state.Context <- next
        | Resumption.Advance(advance, kept, rest) ->
            if kept <> context then
                state.Stack <- Stack.Kept(step, level, Holding.Dependencies, kept, below)

            state.Phase <- Phase.Advancing
            state.Target <- n + advance
            state.Context <- rest

    let private resume (plan: Plan) (state: byref<State>) (action: byref<Action>) : bool =
        let stack =
            if state.Stack.IsEmpty then
                latest plan &state
            else
                state.Stack

        match stack with
        | Stack.Empty ->
            // Only a policy that does not keep its promises gets here: the stream ends, and the referee says so.
            state.Phase <- Phase.Finished
            false
        | Stack.Kept(step, level, Holding.Dependencies, context, below) ->
            if plan.StifflyAccurate && state.Adjoint > step + 1L then
                restart plan &state step level context below &action
            else
                state.Forward <- if plan.StifflyAccurate then step + 1L else nowhere
                state.Phase <- Phase.Reversing
                state.Target <- step
                release plan &state step level below &action

            true
        | Stack.Kept(step, level, Holding.RestartData, context, below) ->
            let l = state.Adjoint - step
            state.Forward <- step

            if l = 1L then
                state.Phase <- Phase.Entering
                state.Context <- context
                release plan &state step level below &action
            else
                match plan.Resume.Invoke(l, context) with
                | Resumption.Release next ->
                    state.Phase <- Phase.Entering
                    state.Context <- next
                    release plan &state step level below &action
                | Resumption.Advance(advance, kept, rest) ->
                    state.Stack <-
                        if kept = context then
                            stack
                        else
                            Stack.Kept(step, level, Holding.RestartData, kept, below)

                    state.Phase <- Phase.Advancing
                    state.Target <- step + advance
                    state.Context <- rest
                    action <- Action.Copy(step, Storage.Level level, Storage.Work)

            true

    /// Gives the next action, if there is one: none when the schedule is finished, or waits for its length. Results go
    /// through references, since copying them about is what would take the time.
    let tryNext (plan: Plan) (state: byref<State>) (action: byref<Action>) : bool =
        match state.Phase with
        | Phase.Sweeping ->
            if awaitsLength &state then
                false
            else
                match plan.Sweep with
                | Sweep.Adaptive(_, level) -> adapt plan level &state &action
                | Sweep.Planned _
                | Sweep.Unrecorded
                | Sweep.Recorded
                | Sweep.Periodic _ -> sweep plan &state &action

                true
        | Phase.Keeping ->
            match plan.Sweep with
            | Sweep.Adaptive(_, level) -> keep plan level &state &action
            | Sweep.Planned _
            | Sweep.Unrecorded
            | Sweep.Recorded
            | Sweep.Periodic _ -> sweep plan &state &action

            true
        | Phase.Entering ->
            enter plan &state &action
            true
        | Phase.Advancing ->
            let n = state.Forward
            let target = state.Target
            state.Forward <- target
            state.Phase <- Phase.Entering
            action <- Action.Forward(n, target, false, false, Storage.Work)
            true
        | Phase.EndingForward ->
            state.Phase <- reverseStart plan &state
            action <- Action.EndForward
            true
        | Phase.Reversing ->
            let n1 = state.Adjoint
            let n0 = state.Target
            state.Adjoint <- n0
            state.Phase <- if n0 = 0L then Phase.EndingReverse else Phase.Resuming
            action <- Action.Reverse(n1, n0, not plan.Sweep.IsRecorded)
            true
        | Phase.Resuming -> resume plan &state &action
        | Phase.EndingReverse ->
            if plan.Repeats then
                state.Adjoint <- state.Length
                state.Phase <- reverseStart plan &state
            else
                state.Phase <- Phase.Finished

            action <- Action.EndReverse
            true
        | Phase.Finished -> false
