namespace Schedules.FSharp

/// `result { … }`: one thing after the other, up to the first error.
[<Sealed>]
type internal ResultBuilder() =
    member inline _.Bind(value: Result<'T, 'Error>, next: 'T -> Result<'U, 'Error>) : Result<'U, 'Error> =
        Result.bind next value

    member inline _.Return(value: 'T) : Result<'T, 'Error> = Ok value
    member inline _.ReturnFrom(value: Result<'T, 'Error>) : Result<'T, 'Error> = value

[<AutoOpen>]
module internal ResultBuilding =
    let result = ResultBuilder()

    /// Each of a list, up to the first error.
    let collect (read: 'T -> Result<'U, 'Error>) (items: 'T list) : Result<'U list, 'Error> =
        (items, Ok [])
        ||> List.foldBack (fun item rest ->
            match read item, rest with
            | Ok value, Ok values -> Ok(value :: values)
            | Error error, _
            | Ok _, Error error -> Error error)
