namespace Schedules.FSharp

open System

/// Item of a line after its word, with its column, from 1.
[<Struct; RequireQualifiedAccess; NoComparison>]
type internal Item =
    | Name of column: int * name: string
    | Number of column: int * number: int64
    | Flag of column: int * flag: bool

/// A line of one JSON array, whose first item is a word: the only JSON in these vocabularies.
/// Spaces may stand between items; names are letters and digits, numbers whole.
///
/// Read here, not by the framework's reader: that one takes UTF-8, so that each line of text would
/// be converted first, and its errors have no column of an item that is well formed and wrong.
[<NoComparison; NoEquality>]
type internal JsonLine =
    {
        Word: string
        WordColumn: int
        /// The word, and what it names.
        Items: Item[]
        /// Number of items after the word.
        Count: int
        /// The column of the closing bracket.
        End: int
    }

[<RequireQualifiedAccess>]
module internal JsonLine =
    /// More items than any line has, its word among them.
    let private mostItems: int = 8

    /// More characters than any line has, with some for spaces: what is longer is refused
    /// before it is gone through.
    let mostCharacters: int = 1000

    /// Names that are often read: no string is made for these.
    let private known: string[] =
        [| "Forward"
           "Reverse"
           "Copy"
           "Move"
           "WORK"
           "RAM"
           "DISK"
           "NONE"
           "EndForward"
           "EndReverse"
           "Clear"
           "Configure"
           "Read"
           "Write"
           "disk"
           "takeshot"
           "advance"
           "restore"
           "youturn" |]

    let private nameOf (name: ReadOnlySpan<char>) : string =
        let mutable found = null
        let mutable at = 0

        while isNull found && at < known.Length do
            if name.SequenceEqual(known[at].AsSpan()) then
                found <- known[at]

            at <- at + 1

        match found with
        | null -> name.ToString()
        | found -> found

    let private wrong (line: string) (at: int) (expected: string) : Result<'T, ParseError> =
        Error
            { Column = at + 1
              Expected = expected
              Found = Printable.at line at }

    let private isSpace (line: string) (at: int) : bool =
        at < line.Length && (line[at] = ' ' || line[at] = '\t' || line[at] = '\r')

    let private skip (line: string) (at: int) : int =
        let mutable at = at

        while isSpace line at do
            at <- at + 1

        at

    /// Past the characters for which something holds.
    let inline private past ([<InlineIfLambda>] holds: char -> bool) (line: string) (at: int) : int =
        let mutable at = at

        while at < line.Length && holds line[at] do
            at <- at + 1

        at

    let private name (line: string) (at: int) : Result<struct (Item * int), ParseError> =
        let last = past Char.IsAsciiLetterOrDigit line (at + 1)

        if last >= line.Length || line[last] <> '"' then
            wrong line last "a name of letters and digits, and its closing quote"
        else
            Ok(struct (Item.Name(at + 1, nameOf (line.AsSpan(at + 1, last - at - 1))), last + 1))

    let private number (line: string) (at: int) : Result<struct (Item * int), ParseError> =
        let first = if line[at] = '-' then at + 1 else at
        let last = past Char.IsAsciiDigit line first
        let digits = line.AsSpan(at, last - at)
        let mutable value = 0L

        if last = first then
            wrong line last "a digit"
        elif line[first] = '0' && last > first + 1 then
            wrong line first "a number without leading zeros"
        elif not (Int64.TryParse(digits, Globalization.NumberStyles.AllowLeadingSign, null, &value)) then
            Error
                { Column = at + 1
                  Expected = "a number of 64 bits"
                  Found = Printable.brief (digits.ToString()) }
        else
            Ok(struct (Item.Number(at + 1, value), last))

    let private item (line: string) (at: int) : Result<struct (Item * int), ParseError> =
        let starts (word: string) =
            String.CompareOrdinal(line, at, word, 0, word.Length) = 0

        if at >= line.Length then
            wrong line at "an item"
        elif line[at] = '"' then
            name line at
        elif line[at] = '-' || Char.IsAsciiDigit line[at] then
            number line at
        elif starts "true" then
            Ok(struct (Item.Flag(at + 1, true), at + 4))
        elif starts "false" then
            Ok(struct (Item.Flag(at + 1, false), at + 5))
        else
            wrong line at "a name in quotes, a whole number, true or false"

    /// The items up to the closing bracket, the word among them: how many, and
    /// where the bracket is.
    let private items (line: string) (first: int) (into: Item[]) : Result<struct (int * int), ParseError> =
        let rec go (at: int) (count: int) =
            match item line (skip line at) with
            | Error error -> Error error
            | Ok(struct (item, next)) ->
                let next = skip line next
                into[count] <- item

                if next < line.Length && line[next] = ']' then
                    Ok(struct (count + 1, next))
                elif next < line.Length && line[next] = ',' && count + 1 < into.Length then
                    go (next + 1) (count + 1)
                else
                    wrong line next (if count + 1 < into.Length then "',' or ']'" else "']'")

        go first 0

    let private read (line: string) : Result<JsonLine, ParseError> =
        let first = skip line 0

        if first >= line.Length || line[first] <> '[' then
            wrong line first "'['"
        else
            let into = Array.zeroCreate mostItems

            match items line (first + 1) into with
            | Error error -> Error error
            | Ok(struct (count, last)) ->
                let rest = skip line (last + 1)

                match into[0] with
                | _ when rest < line.Length -> wrong line rest "the end of the line"
                | Item.Name(column, word) ->
                    Ok
                        { Word = word
                          WordColumn = column
                          Items = into
                          Count = count - 1
                          End = last + 1 }
                | Item.Number _
                | Item.Flag _ -> wrong line (skip line (first + 1)) "a word in quotes"

    /// Reads a line.
    let parse (line: string) : Result<JsonLine, ParseError> =
        if line.Length > mostCharacters then
            wrong line mostCharacters "the end of the line"
        else
            read line
