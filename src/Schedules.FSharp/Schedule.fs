namespace Schedules.FSharp

open System.Collections.Generic

/// Functions over schedules.
[<RequireQualifiedAccess; CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module Schedule =
    /// The position that its stream starts from, for the referee.
    let position (schedule: Schedule) : Position =
        let start = Position.before schedule.Length
        let state = Plan.start schedule.Plan
        let limits = schedule.Limits

        let add (store: Store) (held: HeldCheckpoint) : Store =
            let end' holding =
                if held.Holding = holding then held.Until else Step.none

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
          State = Plan.start schedule.Plan
          Stack = Plan.stack schedule.Plan
          Started = false }

    /// An offline schedule of `steps` (1 to 10^18) under a policy of one's own, entered with a
    /// context. What it takes is predicted by counting segments. A policy that answers with a level
    /// below 0 or an advance outside 1 … l-1 makes a stream that the referee rejects.
    let ofPolicy (name: string) (steps: int64) (policy: Policy) (context: Context) : Result<Schedule, SpecError> =
        Check.steps "steps" steps
        |> Result.map (fun () ->
            let schedule =
                { Plan = Plan.offline steps context policy
                  Family = name
                  Permitted = Adjoints.Times 1L
                  Places = fun _ -> []
                  Allowed = Limits.none
                  Prediction = fun steps _ -> Ok(SegmentCounts.count policy steps context) }

            { schedule with
                Places = fun _ -> Enumerator.storages schedule })

    /// The same schedule for a calculation of so many steps (1 to 10^18). An online one is
    /// told when its forward stands at or past them; an offline one has its length already,
    /// and refuses another.
    let ofLength (steps: int64) (schedule: Schedule) : Result<Schedule, SpecError> = schedule.OfLength steps

    /// The actions of the forward calculation and of so many adjoint calculations (0 or more;
    /// no more are given than the schedule permits). While its length is open, there is only
    /// the first Forward: what follows depends on where the end is. Enumerating twice gives
    /// the same actions twice.
    let actionsOf (adjoints: int64) (schedule: Schedule) : seq<Action> =
        { new IEnumerable<Action> with
            member _.GetEnumerator() : IEnumerator<Action> = new Enumerator(schedule, adjoints)
          interface System.Collections.IEnumerable with
              member _.GetEnumerator() : System.Collections.IEnumerator = new Enumerator(schedule, adjoints) }

    /// The actions of the forward calculation and of one adjoint calculation.
    let actions (schedule: Schedule) : seq<Action> = actionsOf 1L schedule

    /// One pass over the same actions as `actionsOf`, without objects for them.
    let enumerate (adjoints: int64) (schedule: Schedule) : Enumerator = new Enumerator(schedule, adjoints)

    /// One pass over the actions of the forward calculation and of so many adjoint
    /// calculations, action by action.
    let runThrough (adjoints: int64) (schedule: Schedule) : ScheduleRun =
        new ScheduleRun(schedule, adjoints, false)

    /// One pass over all that a schedule permits. While its length is open, it waits to be told
    /// where the forward ended (`ScheduleRun.SetLength`).
    let run (schedule: Schedule) : ScheduleRun =
        new ScheduleRun(schedule, System.Int64.MaxValue, true)

    /// Folds over the actions of the forward calculation and of so many adjoint calculations: the
    /// fast way, without allocation for each action.
    let inline foldOf
        (adjoints: int64)
        ([<InlineIfLambda>] folder: 'State -> Action -> 'State)
        (state: 'State)
        (schedule: Schedule)
        : 'State =
        let actions = enumerate adjoints schedule
        let mutable state = state
        let mutable next = actions.NextActions()

        while next.Length > 0 do
            for i in 0 .. next.Length - 1 do
                state <- folder state next[i]

            next <- actions.NextActions()

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
            // One that has been begun is completed, and so is one that the forward calculation was
            // planned for.
            let state = Plan.start schedule.Plan

            let minimum =
                if state.Adjoint < state.Length || schedule.Plan.Sweep.IsNone then
                    1L
                else
                    0L

            Check.range "adjoints" minimum Check.maxSteps adjoints

    /// Counts of the forward calculation and so many adjoint calculations, from the parameters,
    /// without running anything. The error names `steps` where the length is open or the answer
    /// needs more than 64 bits, or `adjoints`.
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

    /// Counts of the forward calculation and one adjoint calculation (none, if none is permitted).
    let predict (schedule: Schedule) : Result<Counts, SpecError> =
        predictOf (if schedule.Adjoints = Adjoints.Times 0L then 0L else 1L) schedule

    /// The predicted makespan of the forward calculation and one adjoint calculation (none,
    /// if none is permitted).
    let cost (model: CostModel) (schedule: Schedule) : Result<float, SpecError> =
        predict schedule |> Result.map (Counts.makespan model)

    /// The wall time on a machine of the forward calculation and so many adjoint calculations, with
    /// storage overlapped or not, by a pass over the actions. Errors name `steps` where the length
    /// is open, `adjoints`, or a field of the machine.
    let timeOf
        (machine: Machine)
        (overlapped: bool)
        (adjoints: int64)
        (schedule: Schedule)
        : Result<Timeline, SpecError> =
        permits adjoints schedule
        |> Result.bind (fun () -> Timeline.ofSchedule machine overlapped adjoints schedule)

    /// When on a machine each action of the forward calculation and of so many adjoint calculations
    /// begins and, last, when all is over: as many actions are gone through as are asked for.
    /// Errors as in `timeOf`.
    let startsOf
        (machine: Machine)
        (overlapped: bool)
        (adjoints: int64)
        (schedule: Schedule)
        : Result<seq<float>, SpecError> =
        permits adjoints schedule
        |> Result.bind (fun () -> Timeline.starts machine overlapped adjoints schedule)

    /// The wall time on a machine, overlapped, of the forward calculation and one adjoint
    /// calculation (none, if none is permitted).
    let time (machine: Machine) (schedule: Schedule) : Result<Timeline, SpecError> =
        timeOf machine true (if schedule.Adjoints = Adjoints.Times 0L then 0L else 1L) schedule

    /// Judges and counts the actions of the forward calculation and of so many
    /// adjoint calculations.
    let profileOf (adjoints: int64) (schedule: Schedule) : Result<Profile, Violation> =
        Profile.runFrom (position schedule) schedule.Limits schedule.Length (actionsOf adjoints schedule)

    /// Judges and counts the actions of the forward calculation and one adjoint calculation.
    let profile (schedule: Schedule) : Result<Profile, Violation> = profileOf 1L schedule
