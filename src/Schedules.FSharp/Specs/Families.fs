namespace Schedules.FSharp

/// All families, and schedules of a family that is known by its name only.
[<RequireQualifiedAccess; CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module Family =
    /// Every family, in the order of the documentation.
    let all: Family list = FamilyTable.all |> List.map _.Family

    let private row (name: string) : Result<FamilyRow, TextError> =
        match FamilyTable.all |> List.tryFind (fun row -> row.Family.Name = name) with
        | Some row -> Ok row
        | None -> Error(TextError.NoFamily name)

    /// Whether a value is one that a parameter of this kind has.
    let private belongs (parameter: Parameter) (value: Value) : bool =
        match parameter.Syntax, value with
        | Syntax.Number(_, most, _), Value.Whole whole -> Parameter.fits most whole
        | (Syntax.Word words | Syntax.Number(_, _, words)), Value.Word word -> List.contains word words
        | Syntax.Numbers, Value.Slots _
        | Syntax.Level, Value.Level _
        | Syntax.Switch, Value.Switch _
        | Syntax.InRam, Value.InRam _
        | Syntax.Costs, Value.Costs _ -> true
        | (Syntax.Number _ | Syntax.Numbers | Syntax.Level | Syntax.Switch | Syntax.Word _ | Syntax.InRam | Syntax.Costs),
          _ -> false

    /// Default of a parameter, beside the others.
    let private usual (family: string) (given: Map<string, Value>) (parameter: Parameter) : Result<Value, TextError> =
        match parameter.Default with
        | Default.None -> Error(TextError.Missing(family, parameter.Name))
        | Default.Value value -> Ok value
        | Default.Of(switch, off, on) ->
            Ok(
                if Map.tryFind switch given = Some(Value.Switch true) then
                    on
                else
                    off
            )

    let private arguments (row: FamilyRow) (given: Map<string, Value>) : Result<Arguments, TextError> =
        let family = row.Family

        let value (parameter: Parameter) : Result<string * Value, TextError> =
            (match Map.tryFind parameter.Name given with
             | Some value when belongs parameter value -> Ok value
             | Some _ -> Error(TextError.Wrong(family.Name, parameter.Name, parameter.Allowed))
             | None -> usual family.Name given parameter)
            |> Result.map (fun value -> parameter.Name, value)

        result {
            let known = family.Parameters |> List.map _.Name |> Set.ofList

            let! () =
                match given |> Map.tryFindKey (fun name _ -> not (known.Contains name)) with
                | Some name -> Error(TextError.NotExpected(family.Name, name))
                | None -> Ok()

            let! values = family.Parameters |> collect value
            return { Values = Map.ofList values }
        }

    /// Values of parameters from words, as `Parameter.read` takes them, and costs, which count
    /// where the family weighs any.
    let values
        (family: string)
        (words: seq<string * string>)
        (costs: CostModel)
        : Result<Map<string, Value>, TextError> =
        result {
            let! row = row family

            let value (name: string, word: string) : Result<string * Value, TextError> =
                match row.Family.Parameters |> List.tryFind (fun parameter -> parameter.Name = name) with
                | None -> Error(TextError.NotExpected(family, name))
                | Some parameter ->
                    match Parameter.read word parameter with
                    | ValueSome value -> Ok(name, value)
                    | ValueNone -> Error(TextError.Wrong(family, name, parameter.Allowed))

            let! values = words |> Seq.toList |> collect value
            let values = Map.ofList values

            return
                if row.Family.WeighsCosts then
                    Map.add "costs" (Value.Costs costs) values
                else
                    values
        }

    /// The spec of a family with values of its parameters by name; those that are
    /// not given are as usual.
    let spec (family: string) (given: Map<string, Value>) : Result<Spec, TextError> =
        result {
            let! row = row family
            let! arguments = arguments row given
            return row.Make arguments
        }

    /// The table behind a family, an entry a line: none if it has none. Parameters as for `spec`.
    let table (family: string) (given: Map<string, Value>) : Result<seq<string> voption, TextError> =
        result {
            let! row = row family
            let! arguments = arguments row given

            match row.Table with
            | ValueNone -> return ValueNone
            | ValueSome table -> return! table arguments |> Result.map ValueSome |> Result.mapError TextError.Refused
        }
