namespace Schedules.FSharp

/// A candidate that has been built, and what is known of it without a pass over its actions.
[<NoComparison; NoEquality>]
type internal Prediction =
    {
        Candidate: Candidate
        Schedule: Schedule
        Counts: Counts
        Ram: float
        Slower: Map<int, float>
        Computing: float
        /// Seconds that each level is busy, at least.
        Busy: Map<int, float>
        /// About how many actions it has.
        Actions: float
    }

    /// Seconds that it takes at least, and exactly where nothing is overlapped and all data are of
    /// one size.
    member this.Least(overlapped: bool) : float =
        let busy = Map.toList this.Busy

        if overlapped then
            let direct =
                busy |> List.sumBy (fun (level, seconds) -> if level = 0 then seconds else 0.0)

            List.fold (fun least (_, seconds) -> max least seconds) (this.Computing + direct) busy
        else
            this.Computing + List.sumBy snd busy

[<RequireQualifiedAccess; CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module internal Prediction =
    let private built (request: PlanRequest) (spec: Spec) : Result<Schedule, LeftOut> =
        let options =
            { BuildOptions.standard with
                MostEntries = request.Work }

        Spec.buildWith options spec
        |> Result.bind (Schedule.ofLength request.Steps)
        |> Result.mapError (fun error ->
            match error with
            | SpecError.TooManyStates(_, states, most, _) -> LeftOut.TooMuchWork(float states, most)
            | SpecError.OutOfRange _
            | SpecError.NoSlot _
            | SpecError.NotACost _
            | SpecError.NotARate _
            | SpecError.NotALevel _
            | SpecError.NoLevels _
            | SpecError.TooLarge _
            | SpecError.NothingToKeep _
            | SpecError.LengthOpen _ -> LeftOut.Refused error)

    /// Bytes of the smallest and of the largest checkpoint on a level.
    let private sizes (request: PlanRequest) (spec: Spec) (level: int) : float * float =
        let machine = request.Machine
        let restart, dependencies = machine.RestartBytes, machine.DependencyBytes

        match (Spec.family spec).Keeps with
        | [ Holding.RestartData ] when level > 0 || not (Spec.isMixedInRam spec) -> restart, restart
        | [ Holding.Dependencies ] -> dependencies, dependencies
        | _ -> min restart dependencies, max restart dependencies

    let private fits (request: PlanRequest) (prediction: Prediction) : Result<Prediction, LeftOut> =
        let needs =
            (0, prediction.Ram) :: Map.toList prediction.Slower
            |> List.tryFind (fun (level, needed) -> needed > request.Budget level)

        match needs with
        | Some(level, needed) -> Error(LeftOut.TooBig(level, needed, request.Budget level))
        | None -> Ok prediction

    /// What is known of a candidate, if it fits.
    let ofCandidate (request: PlanRequest) (candidate: Candidate) : Result<Prediction, LeftOut> =
        built request candidate.Spec
        |> Result.bind (fun schedule ->
            Schedule.predictOf request.Adjoints schedule
            |> Result.mapError LeftOut.Refused
            |> Result.bind (fun counts ->
                let machine = request.Machine
                let sizes = sizes request candidate.Spec
                let levels = Map.toList counts.Levels
                let limits = schedule.Limits

                // Slower levels hold what the family keeps; RAM may hold either.
                let units (level: int) : int64 =
                    if level > 0 && (Spec.family candidate.Spec).Keeps = [ Holding.RestartData ] then
                        limits.RestartUnits
                    else
                        max limits.RestartUnits limits.DependencyUnits

                let peak (level: int) (counts: LevelCounts) : float =
                    let limit =
                        Map.tryFind level limits.Levels |> Option.defaultValue System.Int64.MaxValue

                    min (float counts.Writes * float (units level)) (float limit) * candidate.Unit

                let slower = levels |> List.filter (fun (level, _) -> level > 0)
                let work = min schedule.Limits.WorkDependencies request.Steps

                let ram =
                    (levels |> List.sumBy (fun (level, counts) -> if level = 0 then peak level counts else 0.0))
                    + float work * machine.DependencyBytes
                    + float slower.Length * request.BufferBytes(snd (sizes 1))
                    + request.AdjointStates

                let busy (level: int, counts: LevelCounts) : int * float =
                    let device = machine.Level level
                    let smallest, _ = sizes level

                    level,
                    float counts.Writes * LevelSpeed.write smallest device
                    + float counts.Reads * LevelSpeed.read smallest device

                fits
                    request
                    { Candidate = candidate
                      Schedule = schedule
                      Counts = counts
                      Ram = ram
                      Slower = slower |> List.map (fun (level, counts) -> level, peak level counts) |> Map.ofList
                      Computing =
                        float (counts.ForwardSteps - counts.RecordedSteps) * machine.Advance
                        + float counts.RecordedSteps * machine.Record
                        + float counts.ReversedSteps * machine.Reverse
                      Busy = levels |> List.map busy |> Map.ofList
                      Actions =
                        2.0 * float (counts.RecordedSteps + counts.ReversedSteps)
                        + List.sumBy
                            (fun (_, counts: LevelCounts) -> 2.0 * float (counts.Writes + counts.Reads))
                            levels }))

    /// Without a pass over its actions.
    let private roughly (request: PlanRequest) (prediction: Prediction) : Planned =
        let least = prediction.Least request.Overlapped
        let smallest, largest = sizes request prediction.Candidate.Spec 0

        { Spec = prediction.Candidate.Spec
          Seconds = least
          IsExact = not request.Overlapped && smallest = largest
          Computing = prediction.Computing
          Waiting =
            if request.Overlapped then
                let hidden = least - prediction.Computing

                prediction.Busy
                |> Map.filter (fun _ seconds -> seconds = least && hidden > 0.0)
                |> Map.map (fun _ _ -> hidden)
            else
                prediction.Busy
          Ram = prediction.Ram
          Slower = prediction.Slower
          Counts = prediction.Counts
          Alike = [] }

    /// Its wall time: by a pass over its actions, where that is no more work than allowed.
    let timed (request: PlanRequest) (prediction: Prediction) : Planned =
        let rough = roughly request prediction

        if rough.IsExact || prediction.Actions > float request.Work then
            rough
        else
            match Schedule.timeOf request.Machine request.Overlapped request.Adjoints prediction.Schedule with
            | Error _ -> rough
            | Ok timeline ->
                { rough with
                    Seconds = timeline.Seconds
                    IsExact = true
                    Computing = timeline.Computing
                    Waiting = timeline.Levels |> Map.map (fun _ level -> level.Waiting) }
