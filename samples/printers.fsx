// The core, and how F# Interactive prints its values. Loaded by repl.fsx.
#r "../src/Schedules.FSharp/bin/Release/net10.0/Schedules.FSharp.dll"

open System
open Schedules.FSharp

/// Ends a line with one sentence: F# Interactive prints what ToString gives.
[<Sealed>]
type Refused(sentence: string) =
    inherit Exception(sentence)
    override _.ToString() : string = sentence

/// What a Result holds; an error ends the line with its sentence.
let get (result: Result<'T, 'Error>) : 'T =
    match result with
    | Ok value -> value
    | Error error -> raise (Refused(string<obj | null>(box error)))

/// How values read; `val it` shows them so.
module Text =
    let private lines (parts: string list) : string = String.concat "\n  " parts

    let private plural (count: int64) (what: string) : string =
        if count = 1L then $"1 {what}" else $"{count} {what}s"

    let private slots (limits: Limits) : string =
        let used =
            [ for KeyValue(level, most) in limits.Levels do
                  if most > 0L then
                      $"{Storage.Level level} {most}" ]

        if limits.Levels.IsEmpty then "levels without limit"
        elif used.IsEmpty then "nothing on a level"
        else "at most: " + String.concat ", " used

    let private stands (n: int64 voption) : string =
        match n with
        | ValueSome n when n = Action.openEnd -> "the forward goes on until its end is told"
        | ValueSome n -> $"the forward stands at step {n}"
        | ValueNone -> "the forward stands nowhere"

    let private ofLength (length: int64 voption) : string =
        match length with
        | ValueSome length -> $" of {length}"
        | ValueNone -> ""

    let counts (counts: Counts) : string = string counts

    let schedule (schedule: Schedule) : string =
        let length =
            match schedule.Length with
            | Length.Known steps -> plural steps "step"
            | Length.Told steps -> $"""online, told that there are {plural steps "step"}"""
            | Length.Open -> "online, length open"

        let adjoints =
            match schedule.Adjoints with
            | Adjoints.Times count -> plural count "adjoint calculation"
            | Adjoints.AnyNumber -> "any number of adjoint calculations"

        // What a longer one takes may itself take a while to predict.
        let takes =
            match schedule.Length.Steps with
            | ValueSome steps when steps <= 1_000_000L ->
                [ for counts in Schedule.predict schedule |> Result.toOption |> Option.toList -> $"takes {counts}" ]
            | ValueSome _
            | ValueNone -> []

        let first = schedule |> Schedule.actions |> Seq.truncate 3 |> Seq.map Action.toText

        [ $"{schedule.Name}: {length}; {slots schedule.Limits}; {adjoints}" ]
        @ takes
        @ [ "begins: " + String.concat "\n          " first ]
        |> lines

    let next (next: Next) : string =
        match next with
        | Next.Action(action, _) -> Action.toText action
        | Next.AwaitingLength -> "nothing before the length is told: `setLength`"
        | Next.Exhausted -> "nothing: it is exhausted"

    let cursor (cursor: Cursor) : string =
        lines
            [ $"{stands cursor.N}{ofLength cursor.MaxN}; {cursor.R} reversed"
              $"next: {next (Cursor.next cursor)}" ]

    let profile (profile: Profile) : string =
        let peaks =
            [ for KeyValue(level, units) in profile.Peaks do
                  $"{Storage.Level level} {units}"
              $"""WORK the dependencies of {plural profile.WorkPeak "step"}""" ]

        let ratio = Counts.recomputationRatio profile.Length profile.Counts

        lines
            [ $"""valid: {plural profile.Actions "action"} for {plural profile.Length "step"}"""
              counts profile.Counts
              "held at most: " + String.concat ", " peaks
              sprintf "cost %g; %.2f forward steps a step" (Counts.makespan CostModel.standard profile.Counts) ratio ]

    let private range (n0: int64) (n1: int64) : string =
        if n1 = Action.openEnd then $"all steps from {n0} on"
        elif n1 = n0 + 1L then $"step {n0}"
        else $"steps {n0} … {n1 - 1L}"

    let private kept (step: int64) (kept: Kept) : string =
        [ if Kept.restarts kept then
              $"restart data of step {step}"
          if Kept.hasDependencies kept then
              $"dependencies of {range step kept.DependenciesEnd}" ]
        |> String.concat " and "

    let position (position: Position) : string =
        let work =
            [ if position.Work.Restart <> Step.none then
                  $"restart data of step {position.Work.Restart}"
              if position.Work.DependenciesStart <> Step.none then
                  $"dependencies of {range position.Work.DependenciesStart position.Work.DependenciesEnd}" ]

        let levels =
            [ for level, held in position.Store |> Store.contents |> Seq.groupBy (fun (struct (level, _, _)) -> level) do
                  let held = held |> Seq.map (fun (struct (_, step, what)) -> kept step what)
                  $"""{Storage.Level level}: {String.concat ", " held}""" ]

        let work =
            if work.IsEmpty then
                []
            else
                [ "WORK: " + String.concat " and " work ]

        [ $"{stands position.Forward}{ofLength position.Length}; {position.Reversed} reversed" ]
        @ work
        @ levels
        |> lines

    let costs (model: CostModel) : string =
        $"uf {model.Uf}, ub {model.Ub}, write %A{model.Writes}, read %A{model.Reads}"

/// Shows a value, alone or as what became of something.
let private printed (text: 'T -> string) : unit =
    let either (result: Result<'T, 'Error>) : string =
        match result with
        | Ok value -> text value
        | Error error -> string<obj | null>(box error)

    fsi.AddPrinter text
    fsi.AddPrinter(fun (result: Result<'T, SpecError>) -> either result)
    fsi.AddPrinter(fun (result: Result<'T, SetLengthError>) -> either result)
    fsi.AddPrinter(fun (result: Result<'T, Violation>) -> either result)
    fsi.AddPrinter(fun (result: Result<'T, Reason>) -> either result)

printed Text.schedule
printed Text.cursor
printed Text.next
printed Text.counts
printed Text.profile
printed Text.position
printed Text.costs
printed Action.toText
printed (string<Storage>)
printed (string<Violation>)
printed (string<Reason>)
printed (string<SpecError>)
printed (string<SetLengthError>)
printed (string<PictureError>)
printed (string<Untranslated>)
printed (string<ReadError>)
