namespace Schedules.FSharp

open System
open System.IO
open System.Security.Cryptography
open System.Text
open System.Text.Json

/// One line of JSON: an object of the format, and what it says of a schedule.
[<RequireQualifiedAccess>]
module internal Text =
    /// The format that is written, and the only one that is read.
    let private format = 1L

    let private strict = JsonDocumentOptions(AllowDuplicateProperties = false)

    let private utf8 (write: Utf8JsonWriter -> unit) : byte[] =
        use stream = new MemoryStream()

        using (new Utf8JsonWriter(stream)) (fun json ->
            json.WriteStartObject()
            write json
            json.WriteEndObject())

        stream.ToArray()

    /// Shows that nobody has changed where a schedule begins: what its policy remembers cannot
    /// be checked otherwise.
    let private check (spec: Spec) (steps: int64 voption) (startPoint: StartPoint) : string =
        let bytes =
            utf8 (fun json ->
                SpecText.write json spec steps
                StartPointText.write json startPoint)

        Convert.ToHexStringLower(SHA256.HashData bytes).Substring(0, 16)

    let write (spec: Spec) (steps: int64 voption) (startPoint: StartPoint) : string =
        utf8 (fun json ->
            json.WriteNumber("format", format)
            SpecText.write json spec steps

            if not startPoint.IsInitial then
                StartPointText.write json startPoint
                json.WriteString("check", check spec steps startPoint))
        |> Encoding.UTF8.GetString

    let private object (read: Fields -> Result<'T, TextError>) (json: JsonElement) : Result<'T, TextError> =
        result {
            let! fields = Fields.Of "schedule" json
            let! found = fields.Long "format"

            let! () =
                if found = format then
                    Ok()
                else
                    Error(TextError.Format(found, format))

            let! value = read fields
            let! () = fields.End()
            return value
        }

    /// Result of `read` on the fields, none of which may be left.
    let private parse (read: Fields -> Result<'T, TextError>) (text: string) : Result<'T, TextError> =
        try
            use json = JsonDocument.Parse(text, strict)
            object read json.RootElement
        with
        | :? JsonException as error -> Error(TextError.NotJson error.Message)
        // Half a character, within a string.
        | :? InvalidOperationException as error -> Error(TextError.NotJson error.Message)

    /// A spec alone: an online one may not have been given steps, nor may it begin elsewhere
    /// than at the beginning.
    let readSpec (text: string) : Result<Spec, TextError> = parse SpecText.read text

    /// A spec, the steps that an online one has been given, and where it begins.
    let read (text: string) : Result<struct (Spec * int64 voption * StartPoint), TextError> =
        let readAll (fields: Fields) =
            result {
                let! spec = SpecText.read fields

                let! steps =
                    if fields.Has "steps" then
                        fields.Long "steps" |> Result.map ValueSome
                    else
                        Ok ValueNone

                if not (fields.Has "start") then
                    return struct (spec, steps, StartPoint.Initial)
                else
                    let! startPoint = fields.Object "start" |> Result.bind StartPointText.read
                    let! found = fields.Text "check"

                    if found <> check spec steps startPoint then
                        return! Error TextError.Changed
                    else
                        return struct (spec, steps, startPoint)
            }

        parse readAll text
