namespace Schedules.FSharp

/// Counts and peaks of a stream of actions, by the referee.
[<NoComparison; StructuredFormatDisplay("{Displayed}")>]
type Profile =
    {
        /// Number of actions.
        Actions: int64
        /// The number of steps of the calculation.
        Length: int64
        Counts: Counts
        /// Most units that each level held at any time; levels that never held any are left out.
        Peaks: Map<int, int64>
        /// Most steps whose adjoint dependencies WORK held at any time.
        WorkPeak: int64
    }

    member private this.Displayed: string = this.ToString()

    /// Lines for people: what was done, how often, what was held, and the cost under the standard costs.
    override this.ToString() : string =
        let plural = Printable.plural
        let work = plural this.WorkPeak "step"
        let actions, steps = plural this.Actions "action", plural this.Length "step"

        let held =
            [ for KeyValue(level, units) in this.Peaks -> $"{Storage.Level level} {units}" ]
            @ [ $"WORK the dependencies of {work}" ]

        let cost = Counts.makespan CostModel.standard this.Counts
        let ratio = Counts.recomputationRatio this.Length this.Counts

        [ $"valid: {actions} for {steps}"
          string this.Counts
          "held at most: " + String.concat ", " held
          $"cost {cost:G6}; {ratio:F2} forward steps a step" ]
        |> String.concat "\n  "

/// Number of checkpoints on each level after an action.
[<NoComparison>]
type Moment =
    {
        Index: int64
        Action: Action
        /// Units by level; levels that never held any are left out.
        Units: Map<int, int64>
    }

[<RequireQualifiedAccess>]
module Profile =
    /// Nothing has happened.
    let zero: Profile =
        { Actions = 0L
          Length = 0L
          Counts = Counts.zero
          Peaks = Map.empty
          WorkPeak = 0L }

    /// The level whose contents an action may have raised.
    let private raised (action: Action) : Storage =
        match action with
        | Action.Forward(_, _, _, _, storage) -> storage
        | Action.Copy(_, _, target)
        | Action.Move(_, _, target) -> target
        | Action.Reverse _
        | Action.EndForward
        | Action.EndReverse -> Storage.Nowhere

    let private peaks (peaks: Map<int, int64>) (action: Action) (position: Position) : Map<int, int64> =
        match raised action with
        | Storage.Level level ->
            let units = Store.units level position.Store
            let peak = Map.tryFind level peaks |> Option.defaultValue 0L
            if units > peak then Map.add level units peaks else peaks
        | Storage.Work
        | Storage.Nowhere -> peaks

    /// Counts one action, which has led to a position: a folder for `Replay.fold`.
    let add (profile: Profile) (action: Action) (position: Position) : Profile =
        { Actions = profile.Actions + 1L
          Length = ValueOption.defaultValue 0L position.Length
          Counts = Counts.add profile.Counts action position.Forward
          Peaks = peaks profile.Peaks action position
          WorkPeak = max profile.WorkPeak (Work.dependencies position.Work) }

    /// As `run`, from a position; what its levels hold counts for the peaks.
    let runFrom
        (position: Position)
        (limits: Limits)
        (length: Length)
        (actions: seq<Action>)
        : Result<Profile, Violation> =
        let judge = Judge(limits, length, position)
        let counter = Counter judge

        for KeyValue(level, units) in Store.allUnits position.Store do
            counter.Raise(level, units)

        actions
        |> Judge.follow (Judge.steps (fun action -> counter.Step &action)) judge
        |> Result.map (fun () ->
            { Actions = judge.Index
              Length = ValueOption.defaultValue 0L judge.Length
              Counts = counter.Counts
              Peaks = counter.Peaks
              WorkPeak = counter.WorkPeak })

    /// Judges a stream and counts it, in one pass and bounded memory: what folding with `add`
    /// gives, faster.
    let run (limits: Limits) (length: Length) (actions: seq<Action>) : Result<Profile, Violation> =
        runFrom (Position.before length) limits length actions

    /// As `timeline`, from a position.
    let timelineFrom
        (position: Position)
        (limits: Limits)
        (length: Length)
        (actions: seq<Action>)
        : seq<Result<Moment, Violation>> =
        Replay.positionsFrom position limits length actions
        |> Seq.map (
            Result.map (fun (struct (index, action, position)) ->
                { Index = index
                  Action = action
                  Units = Store.allUnits position.Store })
        )

    /// Contents of every level after each action, in order, up to the first violation, which the
    /// end of the stream may be; read as it is computed.
    let timeline (limits: Limits) (length: Length) (actions: seq<Action>) : seq<Result<Moment, Violation>> =
        timelineFrom (Position.before length) limits length actions
