namespace Schedules.FSharp

open System

/// Makes a value of several items, the first error winning.
[<Sealed>]
type internal ItemsBuilder() =
    member inline _.Bind
        (result: Result<'T, ParseError>, [<InlineIfLambda>] next: 'T -> Result<'U, ParseError>)
        : Result<'U, ParseError> =
        match result with
        | Ok value -> next value
        | Error error -> Error error

    member inline _.Return(value: 'T) : Result<'T, ParseError> = Ok value

/// Items of a line, each of the kind that its word requires.
[<RequireQualifiedAccess>]
module internal JsonItems =
    let private shown (item: Item) : struct (int * string) =
        match item with
        | Item.Name(column, name) -> column, $"\"{Printable.brief name}\""
        | Item.Number(column, number) -> column, string number
        | Item.Flag(column, flag) -> column, (if flag then "true" else "false")

    let private wrong (line: JsonLine) (index: int) (expected: string) : Result<'T, ParseError> =
        let struct (column, found) =
            if index < line.Count then
                shown line.Items[index + 1]
            else
                line.End, "']'"

        Error
            { Column = column
              Expected = expected
              Found = found }

    /// Item of a line, from 0: they have been counted before.
    let private at (index: int) (line: JsonLine) : Item = line.Items[index + 1]

    /// There are so many items.
    let count (number: int) (line: JsonLine) : Result<unit, ParseError> =
        if line.Count = number then
            Ok()
        elif line.Count > number then
            wrong line number $"']', as {line.Word} takes {number} values"
        else
            wrong line line.Count $"{number} values for {line.Word}"

    /// A whole number from `minimum` on.
    let private atLeast (minimum: int64) (what: string) (index: int) (line: JsonLine) : Result<int64, ParseError> =
        match at index line with
        | Item.Number(_, number) when number >= minimum -> Ok number
        | Item.Number _
        | Item.Name _
        | Item.Flag _ -> wrong line index what

    /// A step.
    let step (index: int) (line: JsonLine) : Result<int64, ParseError> =
        atLeast 0L "a step, at least 0" index line

    /// A step, or -1: the end is not known.
    let reach (index: int) (line: JsonLine) : Result<int64, ParseError> =
        atLeast -1L "a step, at least 0, or -1 where the end is open" index line
        |> Result.map (fun n1 -> if n1 = -1L then Action.openEnd else n1)

    /// A slot.
    let slot (index: int) (line: JsonLine) : Result<int, ParseError> =
        match at index line with
        | Item.Number(_, number) when 0L <= number && number <= int64 Int32.MaxValue -> Ok(int number)
        | Item.Number _
        | Item.Name _
        | Item.Flag _ -> wrong line index $"a slot, from 0 to {Int32.MaxValue}"

    /// true or false.
    let flag (index: int) (line: JsonLine) : Result<bool, ParseError> =
        match at index line with
        | Item.Flag(_, flag) -> Ok flag
        | Item.Number _
        | Item.Name _ -> wrong line index "true or false"

    let private levelOf (name: string) : Storage voption =
        match name with
        | "RAM" -> ValueSome Storage.Ram
        | "DISK" -> ValueSome Storage.Disk
        | _ when name.StartsWith("LEVEL", StringComparison.Ordinal) ->
            match Int32.TryParse(name.AsSpan 5, Globalization.NumberStyles.None, null) with
            | true, level when level >= 2 && name[5] <> '0' -> ValueSome(Storage.Level level)
            | _ -> ValueNone
        | _ -> ValueNone

    let private named (index: int) (line: JsonLine) (expected: string) (find: string -> Storage voption) =
        match at index line with
        | Item.Name(_, name) ->
            match find name with
            | ValueSome storage -> Ok storage
            | ValueNone -> wrong line index expected
        | Item.Number _
        | Item.Flag _ -> wrong line index expected

    /// Any storage.
    let storage (index: int) (line: JsonLine) : Result<Storage, ParseError> =
        named index line "\"RAM\", \"DISK\", \"LEVEL2\" …, \"WORK\" or \"NONE\"" (fun name ->
            match name with
            | "WORK" -> ValueSome Storage.Work
            | "NONE" -> ValueSome Storage.Nowhere
            | _ -> levelOf name)

    /// A level.
    let level (index: int) (line: JsonLine) : Result<Storage, ParseError> =
        named index line "\"RAM\", \"DISK\", \"LEVEL2\" …" levelOf

    /// A level, as the step-based vocabulary writes it.
    let stepLevel (index: int) (line: JsonLine) : Result<Storage, ParseError> =
        named index line "\"RAM\", \"disk\", \"LEVEL2\" …" (fun name ->
            if name = "disk" then
                ValueSome Storage.Disk
            else
                levelOf name)

    /// Error for a line with another word than expected.
    let unknown (words: string) (line: JsonLine) : Result<'T, ParseError> =
        Error
            { Column = line.WordColumn
              Expected = words
              Found = $"\"{Printable.brief line.Word}\"" }
