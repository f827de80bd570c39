namespace Schedules.FSharp

/// The best schedule for a calculation on a machine: candidates of all families, ranked by their
/// wall time. Deterministic, and bounded by work.
[<RequireQualifiedAccess>]
module Planner =
    /// Families apart, the places of slots that a family leaves to choose, and what RAM holds.
    let private group (candidate: Candidate) : string * Storage voption * bool =
        let place =
            Spec.values candidate.Spec
            |> List.tryPick (fun (parameter, value) ->
                match value with
                | Value.Level storage when parameter.Kind.IsLevel -> Some storage
                | Value.Level _
                | Value.Whole _
                | Value.Switch _
                | Value.Word _
                | Value.Slots _
                | Value.InRam _
                | Value.Costs _ -> None)

        (Spec.family candidate.Spec).Name,
        (match place with
         | Some storage -> ValueSome storage
         | None -> ValueNone),
        Spec.isMixedInRam candidate.Spec

    let private key (planned: Planned) =
        planned.Seconds, planned.Slower |> Map.toSeq |> Seq.sumBy snd, planned.Ram

    /// The fastest of a group. What takes longer at the least than another takes is passed over.
    let private fastest (request: PlanRequest) (predictions: Prediction list) : Planned voption =
        let better (best: Planned voption) (prediction: Prediction) : Planned voption =
            match best with
            | ValueSome best when prediction.Least request.Overlapped > best.Seconds -> ValueSome best
            | ValueSome _
            | ValueNone ->
                let planned = Prediction.timed request prediction

                match best with
                | ValueSome best when key best <= key planned -> ValueSome best
                | ValueSome _
                | ValueNone -> ValueSome planned

        predictions
        |> List.sortBy (fun prediction -> prediction.Least request.Overlapped)
        |> List.fold better ValueNone

    /// The best of a group, and what may be better or does not fit.
    let private judge (request: PlanRequest) (candidates: Candidate list) : Planned voption * (Spec * LeftOut) list =
        // Those that are little work first, as long as they are not too much together.
        let results, _ =
            candidates
            |> List.map (fun candidate -> candidate, Spec.work request.Steps candidate.Spec)
            |> List.sortBy snd
            |> List.mapFold
                (fun sum (candidate, work) ->
                    if sum + work > float request.Work then
                        (candidate.Spec, Error(LeftOut.TooMuchWork(work, request.Work - int64 sum))), sum
                    else
                        (candidate.Spec, Prediction.ofCandidate request candidate), sum + work)
                0.0

        let predictions =
            results
            |> List.choose (fun (_, result) ->
                match result with
                | Ok prediction -> Some prediction
                | Error _ -> None)

        let leftOut (wanted: LeftOut -> bool) : (Spec * LeftOut) list =
            results
            |> List.choose (fun (spec, result) ->
                match result with
                | Error reason when wanted reason -> Some(spec, reason)
                | Error _
                | Ok _ -> None)
            |> List.truncate 1

        match fastest request predictions with
        | ValueSome best -> ValueSome best, leftOut _.IsTooMuchWork
        | ValueNone -> ValueNone, leftOut (fun _ -> true)

    /// What takes and needs the same stands together, under the first.
    let private together (ranking: Planned list) : Planned list =
        let same (one: Planned) (other: Planned) =
            key one = key other && one.Counts = other.Counts

        (ranking, [])
        ||> List.foldBack (fun planned rest ->
            let equal, others = rest |> List.partition (same planned)

            { planned with
                Alike = equal |> List.collect (fun other -> other.Spec :: other.Alike) }
            :: others)

    /// The plan for a request. Errors name a field of it in camel case.
    let plan (request: PlanRequest) : Result<PlanResult, SpecError> =
        PlanRequest.check request
        |> Result.map (fun request ->
            let judged =
                Candidates.all request |> List.groupBy group |> List.map (snd >> judge request)

            let steps =
                int64 (min (float request.Steps) (request.Budget 0 / request.Machine.DependencyBytes))

            let room: Room =
                { Ram = request.Budget 0
                  Slower = List.tail request.Budgets
                  WorkSteps = max 1L steps
                  KeepsDependencies = true }

            { Ranking =
                judged
                |> List.choose (fun (best, _) ->
                    match best with
                    | ValueSome planned -> Some planned
                    | ValueNone -> None)
                |> List.sortBy key
                |> together
              LeftOut = judged |> List.collect snd
              LowerBound = LowerBound.seconds request.Machine room request.Steps * float request.Adjoints })

    /// What a schedule spends more on than the best, and how much: the part that grows most. None
    /// if it takes no longer.
    let loss (best: Planned) (other: Planned) : (Spending * float) voption =
        if other.Seconds <= best.Seconds * (1.0 + 1e-12) then
            ValueNone
        else
            let waiting (planned: Planned) level =
                Map.tryFind level planned.Waiting |> Option.defaultValue 0.0

            (Spending.Computing, other.Computing - best.Computing)
            :: [ for KeyValue(level, seconds) in other.Waiting ->
                     Spending.WaitingFor level, seconds - waiting best level ]
            |> List.maxBy snd
            |> ValueSome
