namespace Schedules.FSharp

/// The vocabularies as lines of JSON, one array each: `["Forward",0,3,true,false,"RAM"]`,
/// `["Write",0,"disk"]`, `["takeshot",0,0]`. Reading takes spaces between items, up to 1000
/// characters in all, and is strict otherwise; the errors name the column.
[<RequireQualifiedAccess>]
module Json =
    /// Reads an action. n1 = -1 is the open end.
    let parse (line: string) : Result<Action, ParseError> =
        JsonLine.parse line |> Result.bind JsonReading.action

    /// Reads an action of the step-based vocabulary. n1 = -1 is the open end.
    let parseStep (line: string) : Result<StepAction, ParseError> =
        JsonLine.parse line |> Result.bind JsonReading.stepAction

    /// Reads an action of the classic vocabulary.
    let parseClassic (line: string) : Result<ClassicAction, ParseError> =
        JsonLine.parse line |> Result.bind JsonReading.classicAction

    /// No line of any vocabulary is longer, in bytes: a span to write to has to have as many.
    [<Literal>]
    let Longest: int = 128

    let private forward: byte[] = "[\"Forward\""B
    let private reverse: byte[] = "[\"Reverse\""B
    let private copy: byte[] = "[\"Copy\""B
    let private move: byte[] = "[\"Move\""B
    let private endForward: byte[] = "[\"EndForward\"]"B
    let private endReverse: byte[] = "[\"EndReverse\"]"B
    let private endReverseStep: byte[] = "[\"EndReverse\""B
    let private configure: byte[] = "[\"Configure\""B
    let private clear: byte[] = "[\"Clear\""B
    let private read: byte[] = "[\"Read\""B
    let private writeWord: byte[] = "[\"Write\""B
    let private takeshot: byte[] = "[\"takeshot\""B
    let private advance: byte[] = "[\"advance\""B
    let private firsturn: byte[] = "[\"firsturn\""B
    let private youturn: byte[] = "[\"youturn\""B
    let private restore: byte[] = "[\"restore\""B
    let private terminate: byte[] = "[\"terminate\"]"B

    /// Writes what `Action.toJson` gives, as UTF-8, without allocating: the number of bytes
    /// written, or 0 if the span has fewer than `Longest`.
    let write (action: inref<Action>) (span: System.Span<byte>) : int =
        if span.Length < Longest then
            0
        else
            match action with
            | Action.Forward(n0, n1, ics, deps, target) ->
                let at = JsonWriting.text forward span 0
                let at = JsonWriting.step n0 span at
                let at = JsonWriting.reach n1 span at
                let at = JsonWriting.flag ics span at
                let at = JsonWriting.flag deps span at
                let at = JsonWriting.storage target span at
                JsonWriting.letter ']' span at
            | Action.Reverse(n1, n0, clear) ->
                let at = JsonWriting.text reverse span 0
                let at = JsonWriting.step n1 span at
                let at = JsonWriting.step n0 span at
                let at = JsonWriting.flag clear span at
                JsonWriting.letter ']' span at
            | Action.Copy(n, source, target) ->
                let at = JsonWriting.text copy span 0
                let at = JsonWriting.step n span at
                let at = JsonWriting.storage source span at
                let at = JsonWriting.storage target span at
                JsonWriting.letter ']' span at
            | Action.Move(n, source, target) ->
                let at = JsonWriting.text move span 0
                let at = JsonWriting.step n span at
                let at = JsonWriting.storage source span at
                let at = JsonWriting.storage target span at
                JsonWriting.letter ']' span at
            | Action.EndForward -> JsonWriting.text endForward span 0
            | Action.EndReverse -> JsonWriting.text endReverse span 0

    /// As `write`: what `StepAction.toJson` gives.
    let writeStep (action: inref<StepAction>) (span: System.Span<byte>) : int =
        if span.Length < Longest then
            0
        else
            match action with
            | StepAction.Configure(ics, data) ->
                let at = JsonWriting.text configure span 0
                let at = JsonWriting.flag ics span at
                let at = JsonWriting.flag data span at
                JsonWriting.letter ']' span at
            | StepAction.Clear(ics, data) ->
                let at = JsonWriting.text clear span 0
                let at = JsonWriting.flag ics span at
                let at = JsonWriting.flag data span at
                JsonWriting.letter ']' span at
            | StepAction.Forward(n0, n1) ->
                let at = JsonWriting.text forward span 0
                let at = JsonWriting.step n0 span at
                let at = JsonWriting.reach n1 span at
                JsonWriting.letter ']' span at
            | StepAction.Reverse(n1, n0) ->
                let at = JsonWriting.text reverse span 0
                let at = JsonWriting.step n1 span at
                let at = JsonWriting.step n0 span at
                JsonWriting.letter ']' span at
            | StepAction.Read(n, source, delete) ->
                let at = JsonWriting.text read span 0
                let at = JsonWriting.step n span at
                let at = JsonWriting.stepStorage source span at
                let at = JsonWriting.flag delete span at
                JsonWriting.letter ']' span at
            | StepAction.Write(n, target) ->
                let at = JsonWriting.text writeWord span 0
                let at = JsonWriting.step n span at
                let at = JsonWriting.stepStorage target span at
                JsonWriting.letter ']' span at
            | StepAction.EndForward -> JsonWriting.text endForward span 0
            | StepAction.EndReverse exhausted ->
                let at = JsonWriting.text endReverseStep span 0
                let at = JsonWriting.flag exhausted span at
                JsonWriting.letter ']' span at

    let private slot (word: byte[]) (step: int64) (slot: int) (level: Storage voption) (span: System.Span<byte>) : int =
        let at = JsonWriting.text word span 0
        let at = JsonWriting.step step span at
        let at = JsonWriting.step (int64 slot) span at

        let at =
            match level with
            | ValueSome level -> JsonWriting.storage level span at
            | ValueNone -> at

        JsonWriting.letter ']' span at

    let private turn (word: byte[]) (step: int64) (span: System.Span<byte>) : int =
        let at = JsonWriting.text word span 0
        let at = JsonWriting.step step span at
        JsonWriting.letter ']' span at

    /// As `write`: what `ClassicAction.toJson` gives.
    let writeClassic (action: inref<ClassicAction>) (span: System.Span<byte>) : int =
        if span.Length < Longest then
            0
        else
            match action with
            | ClassicAction.Takeshot(step, number, level) -> slot takeshot step number level span
            | ClassicAction.Restore(step, number, level) -> slot restore step number level span
            | ClassicAction.Advance(step, until) ->
                let at = JsonWriting.text advance span 0
                let at = JsonWriting.step step span at
                let at = JsonWriting.step until span at
                JsonWriting.letter ']' span at
            | ClassicAction.Firsturn step -> turn firsturn step span
            | ClassicAction.Youturn step -> turn youturn step span
            | ClassicAction.Terminate -> JsonWriting.text terminate span 0
