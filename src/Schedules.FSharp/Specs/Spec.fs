namespace Schedules.FSharp

/// Parameters of a schedule: to schedules, and to text and back.
[<RequireQualifiedAccess; CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module Spec =
    /// As `build`, with options for families with tables. Raises OperationCanceledException
    /// if that is asked for.
    let buildWith (options: BuildOptions) (spec: Spec) : Result<Schedule, SpecError> =
        (FamilyTable.describe spec).Build options

    /// The schedule, or which parameter is at fault, its value and what is allowed.
    let build (spec: Spec) : Result<Schedule, SpecError> = buildWith BuildOptions.standard spec

    /// Its family.
    let family (spec: Spec) : Family = (FamilyTable.describe spec).Row.Family

    /// The parameters of its family, with their values.
    let values (spec: Spec) : (Parameter * Value) list =
        let described = FamilyTable.describe spec
        List.zip described.Row.Family.Parameters described.Values

    /// Work of building its schedule for so many steps and predicting it (BuildWork).
    let internal work (steps: int64) (spec: Spec) : float =
        let arguments =
            values spec |> List.map (fun (parameter, value) -> parameter.Name, value) |> Map.ofList

        (FamilyTable.describe spec).Row.Work steps { Values = arguments }

    /// The number of steps of an offline family.
    let steps (spec: Spec) : int64 voption =
        match values spec |> List.tryFind (fun (parameter, _) -> parameter.Kind.IsSteps) with
        | Some(_, Value.Whole steps) -> ValueSome steps
        | Some _
        | None -> ValueNone

    /// The costs that the family weighs, where it weighs any.
    let costs (spec: Spec) : CostModel voption =
        match values spec |> List.tryFind (fun (parameter, _) -> parameter.Kind.IsCosts) with
        | Some(_, Value.Costs costs) -> ValueSome costs
        | Some _
        | None -> ValueNone

    /// RAM holds dependencies, too, beneath slower levels that do not.
    let internal isMixedInRam (spec: Spec) : bool =
        values spec
        |> List.exists (fun (_, value) ->
            match value with
            | Value.InRam inRam -> inRam.IsMixed
            | Value.Whole _
            | Value.Switch _
            | Value.Level _
            | Value.Word _
            | Value.Slots _
            | Value.Costs _ -> false)

    /// One line of JSON: the family with all parameters. The same text exactly for equal specs;
    /// costs are read back bit by bit.
    let toText (spec: Spec) : string =
        Text.write spec ValueNone StartPoint.Initial

    /// The spec that `toText` has written. Whether there is a schedule with such parameters
    /// is for `build` to say.
    let ofText (text: string) : Result<Spec, TextError> = Text.readSpec text
