namespace Schedules.FSharp

open System

/// Reads operations as text.
[<RequireQualifiedAccess>]
module OperationText =
    let private wrong (text: string) (at: int) (expected: string) : Result<'T, ParseError> =
        Error
            { Column = at + 1
              Expected = expected
              Found = Printable.at text at }

    /// A whole number, and where it ends.
    let private number (text: string) (at: int) (expected: string) : Result<struct (int64 * int), ParseError> =
        let mutable last = at

        while last < text.Length && Char.IsAsciiDigit text[last] do
            last <- last + 1

        match Int64.TryParse(text.AsSpan(at, last - at), Globalization.NumberStyles.None, null) with
        | true, value -> Ok(struct (value, last))
        | false, _ -> wrong text at expected

    /// Error for a text that is not there.
    let private literal (text: string) (at: int) (expected: string) : Result<int, ParseError> =
        if String.CompareOrdinal(text, at, expected, 0, expected.Length) = 0 then
            Ok(at + expected.Length)
        else
            wrong text at $"\"{expected}\""

    let private ended (text: string) (struct (value: 'T, at: int)) : Result<'T, ParseError> =
        if at = text.Length then
            Ok value
        else
            wrong text at "the end of the operation"

    let private items = ItemsBuilder()

    /// `_0->3`
    let private range (text: string) (at: int) : Result<struct (int64 * int64), ParseError> =
        items {
            let! at = literal text at "_"
            let! (struct (first, at)) = number text at "a step"
            let! at = literal text at "->"
            let! (struct (second, at)) = number text at "a step"
            let! second = ended text (struct (second, at))
            return struct (first, second)
        }

    /// `^1_0`, `M_0` or `D_0`
    let private levelled (text: string) (at: int) : Result<struct (int * int64), ParseError> =
        let after (level: int) (at: int) : Result<struct (int * int64), ParseError> =
            items {
                let! at = literal text at "_"
                let! (struct (step, at)) = number text at "a step"
                let! step = ended text (struct (step, at))
                return struct (level, step)
            }

        match (if at < text.Length then text[at] else ' ') with
        | 'M' -> after 0 (at + 1)
        | 'D' -> after 1 (at + 1)
        | '^' ->
            number text (at + 1) "a level"
            |> Result.bind (fun (struct (level, next)) ->
                if level <= int64 Int32.MaxValue then
                    after (int level) next
                else
                    wrong text (at + 1) "a level of 32 bits")
        | _ -> wrong text at "'^', 'M' or 'D'"

    /// An operation in the notation of the literature, either way of naming levels:
    /// `F_0->3`, `W^1_0`, `WM_3`.
    let parse (text: string) : Result<Operation, ParseError> =
        let starts (word: string) =
            text.StartsWith(word, StringComparison.Ordinal)

        // DF is a discard of what was recorded; DFM and DFD name its level.
        if starts "F" then
            range text 1 |> Result.map (fun (struct (n0, n1)) -> Operation.Forward(n0, n1))
        elif starts "B" then
            range text 1 |> Result.map (fun (struct (n1, n0)) -> Operation.Backward(n1, n0))
        elif starts "WF" then
            levelled text 2 |> Result.map (fun (struct (level, n)) -> Operation.WriteForward(level, n))
        elif starts "DF" then
            levelled text 2 |> Result.map (fun (struct (level, n)) -> Operation.DiscardForward(level, n))
        elif starts "W" then
            levelled text 1 |> Result.map (fun (struct (level, n)) -> Operation.Write(level, n))
        elif starts "R" then
            levelled text 1 |> Result.map (fun (struct (level, n)) -> Operation.Read(level, n))
        elif starts "D" then
            levelled text 1 |> Result.map (fun (struct (level, n)) -> Operation.Discard(level, n))
        else
            wrong text 0 "F, B, W, R, D, WF or DF"
