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

/// What is wrong with a line.
[<RequireQualifiedAccess; NoComparison>]
type Unreadable =
    /// It is no line of the vocabulary.
    | Unparsed of error: ParseError
    /// It cannot be translated.
    | Untranslated of reason: Untranslatable

    /// One sentence for people.
    override this.ToString() : string =
        match this with
        | Unreadable.Unparsed error -> string error
        | Unreadable.Untranslated reason -> string reason

/// The first line that cannot be read, from 1 (the one after the last, if it is the end that is wrong), and what is wrong.
[<NoComparison>]
type ReadError =
    { Line: int64
      Problem: Unreadable }

    /// The index of the line, from 0.
    member this.Index: int64 = this.Line - 1L

    /// One line for people.
    override this.ToString() : string = $"line {this.Line}: {this.Problem}"

/// An action, and the line that it comes from, from 1.
[<Struct; NoComparison>]
type LineAction = { Line: int64; Action: Action }

[<RequireQualifiedAccess>]
module Vocabulary =
    /// The vocabulary that a line is in. What several have in common, EndForward, is taken for an action.
    let detect (line: string) : Result<Vocabulary, ParseError> =
        JsonLine.parse line
        |> Result.bind (fun line ->
            match line.Word, line.Count with
            | ("Configure" | "Clear" | "Read" | "Write"), _
            | ("Forward" | "Reverse"), 2
            | "EndReverse", 1 -> Ok Vocabulary.Steps
            | ("takeshot" | "advance" | "firsturn" | "youturn" | "restore" | "terminate"), _ -> Ok Vocabulary.Classic
            | ("Forward" | "Reverse" | "Copy" | "Move" | "EndForward" | "EndReverse"), _ -> Ok Vocabulary.Actions
            | _ -> Items.unknown "a word of the JSON, the step-based or the classic vocabulary" line)

    /// What there is of a line, if anything: an array around all lines, and the commas after them, may be there.
    let private content (line: string) : string voption =
        let trimmed = line.AsSpan().Trim()

        if trimmed.IsEmpty || trimmed.SequenceEqual("[".AsSpan()) || trimmed.SequenceEqual("]".AsSpan()) then
            ValueNone
        elif trimmed[trimmed.Length - 1] = ',' then
            ValueSome(line.Substring(0, line.LastIndexOf ','))
        else
            ValueSome line

    let private numbered (lines: seq<string>) : seq<struct (int64 * string)> =
        seq {
            let mutable number = 0L

            for line in lines do
                number <- number + 1L

                match content line with
                | ValueSome content -> struct (number, content)
                | ValueNone -> ()
        }

    let private asIs: Translation<Action, Action> =
        Translation.ofFold ignore (fun () index action into -> Ok(Translation.say into index action)) Translation.silent

    let private translated
        (parse: JsonLine -> Result<'In, ParseError>)
        (translation: Translation<'In, Action>)
        (lines: seq<struct (int64 * string)>)
        : seq<Result<LineAction, ReadError>> =
        lines
        |> Translation.numbered
            (fun line -> JsonLine.parse line |> Result.bind parse |> Result.mapError Unreadable.Unparsed)
            Unreadable.Untranslated
            translation
        |> Seq.map (fun result ->
            match result with
            | Ok said -> Ok { Line = said.From; Action = said.Word }
            | Error(struct (line, problem)) -> Error { Line = line; Problem = problem })

    /// The actions of lines in a vocabulary, each with the line that it comes from, up to the first error. Lines are read as they
    /// are asked for, and not kept; blank ones are passed over.
    let readAs (vocabulary: Vocabulary) (lines: seq<string>) : seq<Result<LineAction, ReadError>> =
        let lines = numbered lines

        match vocabulary with
        | Vocabulary.Actions -> translated JsonReading.action asIs lines
        | Vocabulary.Steps -> translated JsonReading.stepAction FromSteps.translation lines
        | Vocabulary.Classic ->
            translated
                JsonReading.classicAction
                (Translation.compose FromClassic.translation FromPhrases.translation)
                lines

    /// As `readAs`, in the vocabulary that the first line is in.
    let read (lines: seq<string>) : seq<Result<LineAction, ReadError>> =
        seq {
            use stream = lines.GetEnumerator()
            let mutable blank = 0L
            let mutable first = ValueNone

            while first.IsNone && stream.MoveNext() do
                first <- content stream.Current

                if first.IsNone then
                    blank <- blank + 1L

            match first with
            | ValueNone -> ()
            | ValueSome first ->
                match detect first with
                | Error error ->
                    Error
                        { Line = blank + 1L
                          Problem = Unreadable.Unparsed error }
                | Ok vocabulary ->
                    // What has been passed over still counts.
                    let passed = Seq.init (int blank) (fun _ -> "")

                    let rest =
                        seq {
                            first

                            while stream.MoveNext() do
                                stream.Current
                        }

                    yield! readAs vocabulary (Seq.append passed rest)
        }
