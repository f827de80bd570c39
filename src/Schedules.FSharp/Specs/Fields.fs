namespace Schedules.FSharp

open System.Collections.Generic
open System.Text.Json

/// Values of JSON, of their type or none.
[<RequireQualifiedAccess>]
module internal JsonValue =
    /// A whole number of 64 bits or, where `most` is no more, of 32.
    let whole (most: int64) (json: JsonElement) : int64 voption =
        let mutable value = 0L

        if json.ValueKind = JsonValueKind.Number && json.TryGetInt64 &value && Parameter.fits most value then
            ValueSome value
        else
            ValueNone

    let real (json: JsonElement) : float voption =
        let mutable value = 0.0

        if json.ValueKind = JsonValueKind.Number && json.TryGetDouble &value then
            ValueSome value
        else
            ValueNone

    let switch (json: JsonElement) : bool voption =
        match json.ValueKind with
        | JsonValueKind.True -> ValueSome true
        | JsonValueKind.False -> ValueSome false
        | _ -> ValueNone

    let text (json: JsonElement) : string voption =
        if json.ValueKind = JsonValueKind.String then
            json.GetString() |> ValueOption.ofObj
        else
            ValueNone

/// The fields of an object in a text: each is taken once, with its type, and none may be left. It
/// changes as they are taken.
[<Sealed>]
type internal Fields private (path: string, left: Dictionary<string, JsonElement>) =
    static member Of (path: string) (json: JsonElement) : Result<Fields, TextError> =
        if json.ValueKind = JsonValueKind.Object then
            let left = Dictionary<string, JsonElement>()

            for field in json.EnumerateObject() do
                left.Add(field.Name, field.Value)

            Ok(Fields(path, left))
        else
            Error(TextError.NotAnObject(path, string json.ValueKind))

    member _.Wrong(name: string, allowed: string) : Result<'T, TextError> =
        Error(TextError.Wrong(path, name, allowed))

    member _.Has(name: string) : bool = left.ContainsKey name

    member private _.Take(name: string) : Result<JsonElement, TextError> =
        let mutable value = Unchecked.defaultof<JsonElement>

        if left.Remove(name, &value) then
            Ok value
        else
            Error(TextError.Missing(path, name))

    member private this.Read(name: string, allowed: string, read: JsonElement -> 'T voption) : Result<'T, TextError> =
        this.Take name
        |> Result.bind (fun json ->
            match read json with
            | ValueSome value -> Ok value
            | ValueNone -> this.Wrong(name, allowed))

    static member private Ofs(read: JsonElement -> 'T voption, json: JsonElement) : 'T list voption =
        if json.ValueKind = JsonValueKind.Array then
            let items = [ for item in json.EnumerateArray() -> read item ]

            if items |> List.forall _.IsSome then
                ValueSome(List.map ValueOption.get items)
            else
                ValueNone
        else
            ValueNone

    /// A whole number of 64 bits or, where `most` is no more, of 32.
    member this.Whole(name: string, most: int64) : Result<int64, TextError> =
        let bits = if most > int64 System.Int32.MaxValue then 64 else 32

        this.Read(name, $"a whole number of {bits} bits", JsonValue.whole most)

    member this.Long(name: string) : Result<int64, TextError> = this.Whole(name, System.Int64.MaxValue)

    member this.Counts(name: string) : Result<int list, TextError> =
        let count json =
            JsonValue.whole 0L json |> ValueOption.map int

        this.Read(name, "whole numbers of 32 bits in a list", fun json -> Fields.Ofs(count, json))

    member this.Real(name: string) : Result<float, TextError> =
        this.Read(name, "a number", JsonValue.real)

    member this.Reals(name: string) : Result<float list, TextError> =
        this.Read(name, "numbers in a list", fun json -> Fields.Ofs(JsonValue.real, json))

    member this.Switch(name: string) : Result<bool, TextError> =
        this.Read(name, "true, false", JsonValue.switch)

    member this.Text(name: string) : Result<string, TextError> =
        this.Read(name, "a string", JsonValue.text)

    /// A string that stands for something.
    member this.Word(name: string, allowed: string, find: string -> 'T voption) : Result<'T, TextError> =
        this.Read(name, allowed, (fun json -> JsonValue.text json |> ValueOption.bind find))

    /// RAM, DISK, LEVEL2, LEVEL3, …
    member this.Level(name: string) : Result<Storage, TextError> =
        this.Word(name, "RAM, DISK, LEVEL2, LEVEL3, …", Words.level)

    /// A whole number, or a string that stands for something.
    member this.WholeOrWord(name, allowed, number: int64 -> 'T, find: string -> 'T voption) : Result<'T, TextError> =
        this.Read(
            name,
            $"a whole number of 64 bits, or {allowed}",
            fun json ->
                JsonValue.whole System.Int64.MaxValue json
                |> ValueOption.map number
                |> ValueOption.orElse (JsonValue.text json |> ValueOption.bind find)
        )

    /// An object within it.
    member this.Object(name: string) : Result<Fields, TextError> =
        this.Take name |> Result.bind (Fields.Of name)

    /// Objects in a list within it.
    member this.Objects(name: string) : Result<Fields list, TextError> =
        this.Read(name, "a list", (fun json -> Fields.Ofs(ValueSome, json)))
        |> Result.bind (collect (Fields.Of name))

    /// None may be left.
    member _.End() : Result<unit, TextError> =
        match Seq.tryHead left.Keys with
        | Some name -> Error(TextError.NotExpected(path, name))
        | None -> Ok()
