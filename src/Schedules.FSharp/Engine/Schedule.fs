namespace Schedules.FSharp

open System.Collections.Generic

/// A checkpointing schedule: an immutable value that is enumerated as often as one likes, always with the same actions.
[<NoComparison; NoEquality>]
type Schedule =
    internal
        {
            Plan: Plan
            Family: string
            Permitted: Adjoints
            /// The storages named by the actions, for this length or for any.
            Places: int64 voption -> Storage list
            Allowed: Limits
            /// What so many steps and so many adjoint calculations take.
            Prediction: int64 -> int64 -> Result<Counts, SpecError>
        }

    /// The family, in the words of the literature.
    member this.Name: string = this.Family

    /// The number of steps, and when it is known: from the start (offline), told when the forward gets there, or open.
    member this.Length: Length = this.Plan.Length

    /// The storages that its actions name (for some length, while it is open): WORK among them, if it is used.
    member this.Storages: Storage list = this.Places this.Plan.Length.Steps

    /// The steps from one checkpoint of its sweep to the next, where that is a fixed number: given, or found by the family.
    member this.Period: int64 voption =
        match this.Plan.Sweep with
        | Sweep.Periodic(period, _, _) -> ValueSome period
        | Sweep.Planned _
        | Sweep.Unrecorded
        | Sweep.Recorded
        | Sweep.Adaptive _ -> this.Plan.Period

    /// How many adjoint calculations it permits.
    member this.Adjoints: Adjoints = this.Permitted

    /// What it never exceeds: the limits under which the referee judges it.
    member this.Limits: Limits = this.Allowed

    /// The parameters that it was made from; none if it has a policy of one's own.
    member this.Spec: Spec voption = this.Plan.Spec

    /// Where it begins.
    member this.Beginning: Beginning =
        match this.Plan.Restart with
        | ValueSome restart -> restart.Beginning
        | ValueNone -> Beginning.Initial

    /// The checkpoints that are there when it starts, the latest first.
    member this.StartsWith: HeldCheckpoint list =
        match this.Plan.Restart with
        | ValueSome restart -> restart.Held.Value
        | ValueNone -> []

/// Where one enumeration of a schedule stands: immutable, so it can be kept, looked ahead with and gone back to.
[<NoComparison; NoEquality>]
type Cursor =
    internal
        { Schedule: Schedule
          State: State
          Started: bool }

    /// Where the forward stands, if anywhere; `Action.openEnd` within a Forward without an end.
    member this.N: int64 voption = Progress.known this.State.Forward

    /// Adjoint steps done in this adjoint calculation.
    member this.R: int64 = this.State.Length - this.State.Adjoint

    /// The number of steps, once known.
    member this.MaxN: int64 voption = Progress.known this.State.Length

    /// There will be no further action.
    member this.IsExhausted: bool =
        let state = this.State
        State.isFinished &state

    /// There has been an action, and the schedule is not exhausted.
    member this.IsRunning: bool = this.Started && not this.IsExhausted

/// What a cursor gives.
[<Struct; NoComparison; NoEquality; RequireQualifiedAccess>]
type Next =
    /// An action, and the cursor after it.
    | Action of action: Action * cursor: Cursor
    /// A Forward without an end has been given: the length must be told (`Cursor.finalise`) before there is more.
    | AwaitingLength
    /// There is nothing more.
    | Exhausted

[<RequireQualifiedAccess>]
module Cursor =
    /// The next action and the cursor after it. Pure: asked twice, it answers the same twice.
    let next (cursor: Cursor) : Next =
        let mutable state = cursor.State

        let mutable action = Action.EndForward

        if Engine.tryNext cursor.Schedule.Plan &state &action then
            Next.Action(
                action,
                { Schedule = cursor.Schedule
                  State = state
                  Started = true }
            )
        elif State.isFinished &state then
            Next.Exhausted
        else
            Next.AwaitingLength

    /// Tells the length of a calculation that was started without one, once, right after the Forward that reached or passed
    /// it. The forward then stands there.
    let finalise (length: int64) (cursor: Cursor) : Result<Cursor, FinaliseError> =
        let state = cursor.State

        match Progress.refuses cursor.Schedule.Length cursor.Started length &state with
        | ValueSome error -> Error error
        | ValueNone ->
            Ok
                { cursor with
                    State = State.finalise length state }

/// Goes once through the actions of a schedule, without keeping cursors: the fast path under `Schedule.fold`,
/// `Schedule.actions` and runs. It changes as it goes, and belongs to one reader.
[<Sealed>]
type Walk internal (schedule: Schedule, adjoints: int64, waits: bool) =
    let plan = schedule.Plan
    let mutable state = State.start plan
    let mutable left = max 0L adjoints
    let mutable started = false
    // Where no forward calculation is left to do, there is nothing without an adjoint calculation.
    let nothing = adjoints <= 0L && state.Adjoint < state.Length
    let mutable ended = nothing
    let mutable current = Action.EndForward

    /// Goes to the next action: false if there is none, or none before the length is told.
    member _.MoveNext() : bool =
        if ended || not (Engine.tryNext plan &state &current) then
            false
        else
            started <- true

            if current.IsEndReverse then
                left <- left - 1L
                ended <- left = 0L
            elif current.IsEndForward then
                ended <- left = 0L
            elif not waits && plan.Length.IsOpen && state.Length = Kept.nothing && current.IsForward then
                ended <- true

            true

    /// The action gone to, by reference: copying it would take longer than finding it.
    member _.Current: inref<Action> = &current

    /// Where the forward stands, if anywhere; `Action.openEnd` within a Forward without an end.
    member _.N: int64 voption = Progress.known state.Forward

    /// Adjoint steps done in this adjoint calculation.
    member _.R: int64 = state.Length - state.Adjoint

    /// The number of steps, once known.
    member _.MaxN: int64 voption = Progress.known state.Length

    /// There is no further action before the length is told.
    member _.AwaitsLength: bool = State.awaitsLength &state

    /// There will be no further action.
    member _.IsExhausted: bool =
        State.isFinished &state || (ended && state.Length <> Kept.nothing)

    /// There has been an action, and there will be more.
    member this.IsRunning: bool = started && not this.IsExhausted

    /// Tells the length, as `Cursor.finalise` does; what is refused changes nothing.
    member _.Finalise(length: int64) : Result<unit, FinaliseError> =
        match Progress.refuses plan.Length started length &state with
        | ValueSome error -> Error error
        | ValueNone ->
            state <- State.finalise length state
            // It may have stopped for want of a length.
            ended <- false
            Ok()

    /// Another pass that stands where this one does: to look ahead, at the cost of one object.
    member this.Fork() : Walk = this.MemberwiseClone() :?> Walk

    interface IEnumerator<Action> with
        member _.Current: Action = current
        member _.Current: objnull = box current
        member this.MoveNext() = this.MoveNext()

        member _.Reset() =
            state <- State.start plan
            left <- max 0L adjoints
            started <- false
            ended <- nothing

        member _.Dispose() = ()

[<RequireQualifiedAccess>]
module Schedule =
    /// The storages that the actions of a schedule name, by going through them.
    let internal storagesOf (schedule: Schedule) : Storage list =
        let walk = new Walk(schedule, 1L, false)
        let mutable found = Set.empty

        while walk.MoveNext() do
            match walk.Current with
            | Action.Forward(_, _, _, _, target) -> found <- found.Add target
            | Action.Copy(_, source, target)
            | Action.Move(_, source, target) -> found <- found.Add(source).Add(target)
            | Action.Reverse _
            | Action.EndForward
            | Action.EndReverse -> ()

        Set.toList found

    /// The position that its stream starts from, for the referee.
    let position (schedule: Schedule) : Position =
        let start = Position.before schedule.Length
        let state = State.start schedule.Plan
        let limits = schedule.Limits

        let add (store: Store) (held: HeldCheckpoint) : Store =
            let end' holding =
                if held.Holding = holding then held.Until else Kept.nothing

            let kept: Kept =
                { RestartEnd = end' Holding.RestartData
                  DependenciesEnd = end' Holding.Dependencies }

            Store.add held.Level held.Step kept (Limits.units held.Step kept limits) store

        { start with
            Stage =
                if state.Adjoint < state.Length then
                    Stage.Reversing
                else
                    Stage.Sweeping
            Reversed = state.Length - state.Adjoint
            Store = schedule.StartsWith |> List.fold add Store.empty }

    /// A cursor before the first action.
    let start (schedule: Schedule) : Cursor =
        { Schedule = schedule
          State = State.start schedule.Plan
          Started = false }

    /// An offline schedule of `steps` (1 to 10^18) under a policy of one's own, entered with a context. What it takes is
    /// predicted by counting segments. A policy that answers with a level below 0 or an advance outside 1 … l-1 makes a stream that
    /// the referee rejects.
    let ofPolicy (name: string) (steps: int64) (policy: Policy) (context: Context) : Result<Schedule, SpecError> =
        Check.steps "steps" steps
        |> Result.map (fun () ->
            let schedule =
                { Plan =
                    { Plan.create (Sweep.Planned context) policy with
                        Length = Length.Known steps }
                  Family = name
                  Permitted = Adjoints.Times 1L
                  Places = fun _ -> []
                  Allowed = Limits.none
                  Prediction = fun steps _ -> Ok(Census.count policy steps context) }

            { schedule with
                Places = fun _ -> storagesOf schedule })

    /// The same schedule for a calculation of so many steps (1 to 10^18). An online one is told when its forward stands at or
    /// past them; an offline one has its length already, and refuses another.
    let ofLength (steps: int64) (schedule: Schedule) : Result<Schedule, SpecError> =
        let minimum, maximum =
            match schedule.Length with
            | Length.Known known -> known, known
            | Length.Told _
            | Length.Open ->
                // Where a sweep goes on, the end is not before.
                match schedule.Beginning with
                | Beginning.Rejoin step -> step + 1L, Check.maxSteps
                | Beginning.CatchUp step -> step, Check.maxSteps
                | Beginning.Initial
                | Beginning.Enter _
                | Beginning.Resume _
                | Beginning.Recreate _
                | Beginning.Swept _ -> 1L, Check.maxSteps

        Check.range "steps" minimum maximum steps
        |> Result.map (fun () ->
            match schedule.Length with
            | Length.Known _ -> schedule
            | Length.Told _
            | Length.Open ->
                { schedule with
                    Plan =
                        { schedule.Plan with
                            Length = Length.Told steps } })

    /// The actions of the forward calculation and of so many adjoint calculations (0 or more; no more are given than the
    /// schedule permits). While its length is open, there is only the first Forward: what follows depends on where the end is.
    /// Enumerating twice gives the same actions twice.
    let actionsOf (adjoints: int64) (schedule: Schedule) : seq<Action> =
        { new IEnumerable<Action> with
            member _.GetEnumerator() : IEnumerator<Action> = new Walk(schedule, adjoints, false)
          interface System.Collections.IEnumerable with
              member _.GetEnumerator() : System.Collections.IEnumerator = new Walk(schedule, adjoints, false) }

    /// The actions of the forward calculation and of one adjoint calculation.
    let actions (schedule: Schedule) : seq<Action> = actionsOf 1L schedule

    /// One pass over the actions of the forward calculation and of so many adjoint calculations.
    let walk (adjoints: int64) (schedule: Schedule) : Walk = new Walk(schedule, adjoints, false)

    /// One pass over all that a schedule permits. While its length is open, it waits to be told where the forward ended
    /// (`Walk.Finalise`).
    let run (schedule: Schedule) : Walk =
        new Walk(schedule, System.Int64.MaxValue, true)

    /// Folds over the actions of the forward calculation and of so many adjoint calculations: the fast way, without
    /// allocation for each action.
    let inline foldOf
        (adjoints: int64)
        ([<InlineIfLambda>] folder: 'State -> Action -> 'State)
        (state: 'State)
        (schedule: Schedule)
        : 'State =
        let walk = walk adjoints schedule
        let mutable state = state

        while walk.MoveNext() do
            state <- folder state walk.Current

        state

    /// Folds over the actions of the forward calculation and of one adjoint calculation.
    let inline fold
        ([<InlineIfLambda>] folder: 'State -> Action -> 'State)
        (state: 'State)
        (schedule: Schedule)
        : 'State =
        foldOf 1L folder state schedule

    /// Whether so many adjoint calculations can be asked for: the error names `adjoints`.
    let permits (adjoints: int64) (schedule: Schedule) : Result<unit, SpecError> =
        match schedule.Adjoints with
        | Adjoints.Times count -> Check.range "adjoints" count count adjoints
        | Adjoints.AnyNumber ->
            // One that has been begun is completed.
            let state = State.start schedule.Plan
            let minimum = if state.Adjoint < state.Length then 1L else 0L
            Check.range "adjoints" minimum Check.maxSteps adjoints

    /// What the forward calculation and so many adjoint calculations take, from the parameters, without running anything.
    /// The error names `steps` where the length is open or the answer needs more than 64 bits, or `adjoints`.
    let predictOf (adjoints: int64) (schedule: Schedule) : Result<Counts, SpecError> =
        permits adjoints schedule
        |> Result.bind (fun () ->
            match schedule.Length with
            | Length.Known steps
            | Length.Told steps ->
                match schedule.Plan.Restart with
                | ValueSome restart -> restart.Predict schedule.Prediction steps adjoints
                | ValueNone -> schedule.Prediction steps adjoints
            | Length.Open -> Error(SpecError.LengthOpen "steps"))

    /// What the forward calculation and one adjoint calculation (none, if none is permitted) take.
    let predict (schedule: Schedule) : Result<Counts, SpecError> =
        predictOf (if schedule.Adjoints = Adjoints.Times 0L then 0L else 1L) schedule

    /// The predicted makespan of the forward calculation and one adjoint calculation (none, if none is permitted).
    let cost (model: CostModel) (schedule: Schedule) : Result<float, SpecError> =
        predict schedule |> Result.map (Counts.makespan model)

    /// Judges and counts the actions of the forward calculation and of so many adjoint calculations.
    let profileOf (adjoints: int64) (schedule: Schedule) : Result<Profile, Violation> =
        Profile.runFrom (position schedule) schedule.Limits schedule.Length (actionsOf adjoints schedule)

    /// Judges and counts the actions of the forward calculation and one adjoint calculation.
    let profile (schedule: Schedule) : Result<Profile, Violation> = profileOf 1L schedule
