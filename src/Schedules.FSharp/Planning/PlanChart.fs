namespace Schedules.FSharp

/// The schedules of a plan, time against memory.
[<RequireQualifiedAccess>]
module PlanChart =
    /// The greatest unit of which there is one at least.
    let private unit (units: (float * string) list) (most: float) : float * string =
        units |> List.tryFind (fun (size, _) -> most >= size) |> Option.defaultValue (List.last units)

    /// A point for each schedule of the ranking; the bound is that of the plan.
    let ofResult (title: string) (plan: PlanResult) : Chart =
        let most (value: Planned -> float) : float =
            plan.Ranking |> List.fold (fun most planned -> max most (value planned)) 0.0

        let bytes, across =
            unit [ 1e12, "TB"; 1e9, "GB"; 1e6, "MB"; 1e3, "kB"; 1.0, "bytes" ] (most _.Ram)

        let seconds, up =
            unit [ 86400.0, "days"; 3600.0, "hours"; 60.0, "minutes"; 1.0, "seconds" ] (most _.Seconds)

        { Title = title
          Across = $"RAM, {across}"
          Up = $"wall time, {up}"
          Points =
            [ for planned in plan.Ranking ->
                  { X = planned.Ram / bytes
                    Y = planned.Seconds / seconds
                    Label = (Spec.family planned.Spec).Name } ]
          IsLine = false
          Bound = ValueSome(plan.LowerBound / seconds) }

    /// The chart as the text of an SVG document.
    let svg (title: string) (plan: PlanResult) : string =
        [ for line in Chart.lines (ofResult title plan) -> line + "\n" ] |> String.concat ""
