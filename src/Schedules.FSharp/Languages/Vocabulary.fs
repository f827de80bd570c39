namespace Schedules.FSharp

open System
open Schedules.FSharp // over System.Action

/// The vocabularies that a file may be in.
[<Struct; RequireQualifiedAccess>]
type Vocabulary =
    /// Forward, Reverse, Copy, Move, EndForward, EndReverse.
    | Actions
    /// Configure, Clear, Forward, Reverse, Read, Write, EndForward, EndReverse.
    | Steps
    /// takeshot, advance, firsturn, youturn, restore, terminate.
    | Classic

/// Error in a line.
[<RequireQualifiedAccess; NoComparison; StructuredFormatDisplay("{Displayed}")>]
type Unreadable =
    /// It is no line of the vocabulary.
    | Unparsed of error: ParseError
    /// It cannot be translated.
    | Untranslated of reason: Untranslatable

    member private this.Displayed: string = this.ToString()

    /// One sentence for people.
    override this.ToString() : string =
        match this with
        | Unreadable.Unparsed error -> string error
        | Unreadable.Untranslated reason -> string reason

/// The first line that cannot be read, from 1 (the one after the last, if it is the end that is
/// wrong), and what is wrong.
[<NoComparison; StructuredFormatDisplay("{Displayed}")>]
type ReadError =
    { Line: int64
      Problem: Unreadable }

    /// The index of the line, from 0.
    member this.Index: int64 = this.Line - 1L

    member private this.Displayed: string = this.ToString()

    /// One line for people.
    override this.ToString() : string = $"line {this.Line}: {this.Problem}"

/// An action, and the line that it comes from, from 1.
[<Struct; NoComparison>]
type LineAction = { Line: int64; Action: Action }

[<RequireQualifiedAccess>]
module Vocabulary =
    /// The vocabulary that a line is in. What several have in common, EndForward, is
    /// taken for an action.
    let detect (line: string) : Result<Vocabulary, ParseError> =
        JsonLine.parse line
        |> Result.bind (fun line ->
            match line.Word, line.Count with
            | ("Configure" | "Clear" | "Read" | "Write"), _
            | ("Forward" | "Reverse"), 2
            | "EndReverse", 1 -> Ok Vocabulary.Steps
            | ("takeshot" | "advance" | "firsturn" | "youturn" | "restore" | "terminate"), _ -> Ok Vocabulary.Classic
            | ("Forward" | "Reverse" | "Copy" | "Move" | "EndForward" | "EndReverse"), _ -> Ok Vocabulary.Actions
            | _ -> JsonItems.unknown "a word of the JSON, the step-based or the classic vocabulary" line)

    /// Whether the lines have been put into an array, as one file of JSON.
    [<Struct>]
    type private Wrapping =
        /// There has been nothing yet.
        | Unknown
        | Unwrapped
        | Opened
        | Closed

    /// The lines that say something, with their numbers from 1. An array around all lines, and the
    /// commas after them, may be there; after its end, nothing but blank lines.
    let private numbered (lines: seq<string>) : seq<struct (int64 * Result<string, ParseError>)> =
        seq {
            let mutable number = 0L
            let mutable wrapping = Unknown

            for line in lines do
                number <- number + 1L
                let trimmed = line.Trim()

                if trimmed = "" then
                    ()
                elif wrapping = Closed then
                    let column = line.Length - line.AsSpan().TrimStart().Length

                    struct (number,
                            Error
                                { Column = column + 1
                                  Expected = "nothing after the end of the array"
                                  Found = Printable.at line column })
                elif wrapping = Unknown && trimmed = "[" then
                    wrapping <- Opened
                elif wrapping = Opened && trimmed = "]" then
                    wrapping <- Closed
                else
                    if wrapping = Unknown then
                        wrapping <- Unwrapped

                    if trimmed[trimmed.Length - 1] = ',' then
                        struct (number, Ok(line.Substring(0, line.LastIndexOf ',')))
                    else
                        struct (number, Ok line)
        }

    let private asIs: Translation<Action, Action> =
        Translation.ofFold ignore (fun () index action into -> Ok(Translation.say into index action)) Translation.silent

    let private translated
        (parse: JsonLine -> Result<'In, ParseError>)
        (translation: Translation<'In, Action>)
        (lines: seq<struct (int64 * Result<string, ParseError>)>)
        : seq<Result<LineAction, ReadError>> =
        lines
        |> Translation.numbered
            (Result.bind JsonLine.parse >> Result.bind parse >> Result.mapError Unreadable.Unparsed)
            Unreadable.Untranslated
            translation
        |> Seq.map (fun result ->
            match result with
            | Ok said -> Ok { Line = said.From; Action = said.Word }
            | Error(struct (line, problem)) -> Error { Line = line; Problem = problem })

    let private inVocabulary (vocabulary: Vocabulary) lines : seq<Result<LineAction, ReadError>> =
        match vocabulary with
        | Vocabulary.Actions -> translated JsonReading.action asIs lines
        | Vocabulary.Steps -> translated JsonReading.stepAction FromSteps.translation lines
        | Vocabulary.Classic ->
            translated
                JsonReading.classicAction
                (Translation.compose FromClassic.translation FromPhrases.translation)
                lines

    /// The actions of lines in a vocabulary, each with the line that it comes from, up to the first
    /// error. Lines are read as they are asked for, and not kept; blank ones are passed over.
    let readAs (vocabulary: Vocabulary) (lines: seq<string>) : seq<Result<LineAction, ReadError>> =
        inVocabulary vocabulary (numbered lines)

    /// As `readAs`, in the vocabulary that the first line is in.
    let read (lines: seq<string>) : seq<Result<LineAction, ReadError>> =
        seq {
            use stream = (numbered lines).GetEnumerator()

            if stream.MoveNext() then
                let struct (number, first) = stream.Current

                match Result.bind detect first with
                | Error error ->
                    Error
                        { Line = number
                          Problem = Unreadable.Unparsed error }
                | Ok vocabulary ->
                    yield!
                        inVocabulary
                            vocabulary
                            (seq {
                                struct (number, first)

                                while stream.MoveNext() do
                                    stream.Current
                            })
        }
