namespace Schedules.FSharp

open System.Text.Json

/// The fields of a family with its parameters, which are named as in the constructors; costs
/// last. Where an online schedule has been given its number of steps, that stands as the steps
/// of an offline one do.
[<RequireQualifiedAccess>]
module internal SpecText =
    let private reals (json: Utf8JsonWriter) (name: string) (values: float list) : unit =
        json.WriteStartArray name

        for value in values do
            json.WriteNumberValue value

        json.WriteEndArray()

    let private writeValue (json: Utf8JsonWriter) (name: string) (value: Value) : unit =
        match value with
        | Value.Whole value -> json.WriteNumber(name, value)
        | Value.Switch isOn -> json.WriteBoolean(name, isOn)
        | Value.Level storage -> json.WriteString(name, string storage)
        | Value.Word word -> json.WriteString(name, word)
        | Value.Slots slots ->
            json.WriteStartArray name

            for count in slots do
                json.WriteNumberValue count

            json.WriteEndArray()
        | Value.InRam inRam -> json.WriteString(name, Words.inRam inRam)
        | Value.Costs model ->
            json.WriteStartObject name
            json.WriteNumber("uf", model.Uf)
            json.WriteNumber("ub", model.Ub)
            reals json "write" model.Writes
            reals json "read" model.Reads
            json.WriteEndObject()

    /// Of an online family with the steps that it was given, if any.
    let write (json: Utf8JsonWriter) (spec: Spec) (given: int64 voption) : unit =
        let described = FamilyTable.describe spec
        let family = described.Row.Family
        json.WriteString("family", family.Name)

        match given with
        | ValueSome steps when not family.IsOffline -> json.WriteNumber("steps", steps)
        | ValueSome _
        | ValueNone -> ()

        for parameter, value in List.zip family.Parameters described.Values do
            writeValue json parameter.Name value

    let private readCosts (fields: Fields) : Result<CostModel, TextError> =
        result {
            let! uf = fields.Real "uf"
            let! ub = fields.Real "ub"
            let! write = fields.Reals "write"
            let! read = fields.Reals "read"
            let! () = fields.End()
            return! CostModel.create uf ub write read |> Result.mapError TextError.Refused
        }

    let private readValue (fields: Fields) (parameter: Parameter) : Result<string * Value, TextError> =
        let name = parameter.Name

        let among (words: string list) (word: string) : Value voption =
            if List.contains word words then
                ValueSome(Value.Word word)
            else
                ValueNone

        (match parameter.Syntax with
         | Syntax.Number(_, most, []) -> fields.Whole(name, most) |> Result.map Value.Whole
         | Syntax.Number(_, _, words) ->
             fields.WholeOrWord(name, System.String.Join(", ", words), Value.Whole, among words)
         | Syntax.Numbers -> fields.Counts name |> Result.map Value.Slots
         | Syntax.Level -> fields.Level name |> Result.map Value.Level
         | Syntax.Switch -> fields.Switch name |> Result.map Value.Switch
         | Syntax.Word words -> fields.Word(name, parameter.Allowed, among words)
         | Syntax.InRam -> fields.Word(name, parameter.Allowed, Words.findInRam) |> Result.map Value.InRam
         | Syntax.Costs -> fields.Object name |> Result.bind readCosts |> Result.map Value.Costs)
        |> Result.map (fun value -> name, value)

    /// The spec; what is not of it is left.
    let read (fields: Fields) : Result<Spec, TextError> =
        result {
            let! name = fields.Text "family"

            let! row =
                match FamilyTable.all |> List.tryFind (fun row -> row.Family.Name = name) with
                | Some row -> Ok row
                | None -> Error(TextError.NoFamily name)

            let! values = row.Family.Parameters |> collect (readValue fields)
            return row.Make { Values = Map.ofList values }
        }
