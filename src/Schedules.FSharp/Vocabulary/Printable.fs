namespace Schedules.FSharp

open System
open System.Buffers
open System.Globalization
open System.Text

/// Text of unknown origin, made fit for a message: nothing in it moves the cursor, sets colours, or
/// turns the direction of reading.
[<RequireQualifiedAccess>]
module Printable =
    /// Longest text that a message quotes.
    let private longest: int = 120

    let private isPlain (rune: Rune) : bool =
        match Rune.GetUnicodeCategory rune with
        | UnicodeCategory.Control
        | UnicodeCategory.Format
        | UnicodeCategory.LineSeparator
        | UnicodeCategory.ParagraphSeparator
        | UnicodeCategory.PrivateUse
        | UnicodeCategory.Surrogate
        | UnicodeCategory.OtherNotAssigned -> false
        | _ -> true

    /// The text with `\u{202E}` and the like in place of characters that do not print: controls
    /// (ESC, C1), formats (bidirectional marks, zero widths), line and paragraph separators,
    /// private use, unassigned, halves of surrogate pairs.
    let text (raw: string) : string =
        let printed = StringBuilder raw.Length
        let mutable at = 0

        while at < raw.Length do
            let mutable rune = Unchecked.defaultof<Rune>
            let mutable length = 0

            if Rune.DecodeFromUtf16(raw.AsSpan at, &rune, &length) = OperationStatus.Done && isPlain rune then
                printed.Append(raw, at, length) |> ignore
            else
                let code = if length = 2 then rune.Value else int raw[at]
                printed.Append($"\\u{{%X{code}}}") |> ignore

            at <- at + length

        string printed

    /// The same of the beginning, where it is longer than a message may quote.
    let brief (raw: string) : string =
        if raw.Length <= longest then
            text raw
        else
            text (raw.Substring(0, longest)) + "…"

    /// Content of a place of a line: a character, or the end.
    let internal at (line: string) (index: int) : string =
        if index >= line.Length then
            "the end of the line"
        elif Char.IsHighSurrogate line[index] && index + 1 < line.Length then
            $"'{text (line.Substring(index, 2))}'"
        else
            $"'{text (string line[index])}'"

    /// `1 step`, `2 steps`.
    let internal plural (count: int64) (what: string) : string =
        if count = 1L then $"1 {what}" else $"{count} {what}s"
