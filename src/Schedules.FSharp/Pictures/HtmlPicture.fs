namespace Schedules.FSharp

open System.IO
open System.Reflection

/// One page of HTML, without any other file, in which one steps through the actions of a stream:
/// the time-line picture with the current action in it, what each level and WORK hold, where
/// forward and adjoint stand, counts and cost so far, and what the action means. The page computes
/// positions itself, from the actions that it carries.
[<RequireQualifiedAccess>]
module HtmlPicture =
    /// Most actions that a page carries.
    [<Literal>]
    let maxActions: int64 = 250_000L

    /// The highest number of steps: counts must be exact as numbers of JavaScript.
    [<Literal>]
    let maxSteps: int64 = 1_000_000_000L

    /// Units beyond which JavaScript would round them.
    let private maxUnits: int64 = 1L <<< 53

    /// A file of the page, which the assembly carries.
    let private part (name: string) : string =
        match Assembly.GetExecutingAssembly().GetManifestResourceStream $"Page.{name}" with
        | null -> ""
        | stream ->
            use reader = new StreamReader(stream)
            reader.ReadToEnd().TrimEnd()

    /// The facade's numbers of storages.
    let private place (storage: Storage) : int =
        match storage with
        | Storage.Nowhere -> -2
        | Storage.Work -> -1
        | Storage.Level level -> level

    let private reach (n1: int64) : int64 = if n1 = Action.openEnd then -1L else n1

    let private row (action: Action) : string =
        match action with
        | Action.Forward(n0, n1, ics, deps, target) ->
            $"[0,{n0},{reach n1},{(if ics then 1 else 0) + (if deps then 2 else 0)},{place target}]"
        | Action.Reverse(n1, n0, clear) -> $"[1,{n1},{n0},{if clear then 1 else 0}]"
        | Action.Copy(n, source, target) -> $"[2,{n},{place source},{place target}]"
        | Action.Move(n, source, target) -> $"[3,{n},{place source},{place target}]"
        | Action.EndForward -> "[4]"
        | Action.EndReverse -> "[5]"

    let private number (value: float) : string =
        value.ToString("R", System.Globalization.CultureInfo.InvariantCulture)

    let private perLevel (levels: int list) (value: int -> string) : string =
        let pairs = levels |> List.map (fun level -> $"\"{level}\":{value level}")
        "{" + System.String.Join(",", pairs) + "}"

    /// Data of the page: JSON, with the actions as arrays of numbers.
    let private data (scene: Scene) (sketch: Sketch) (actions: Action[]) : seq<string> =
        let levels = [ for KeyValue(level, _) in sketch.Counts.Levels -> level ]

        let limited =
            levels |> List.filter (fun level -> Limits.level level scene.Limits <= maxUnits)

        let told =
            match scene.Length with
            | Length.Known _ -> "known"
            | Length.Told _ -> "told"
            | Length.Open -> "open"

        let adjoints =
            match scene.Limits.Adjoints with
            | Adjoints.Times count -> string count
            | Adjoints.AnyNumber -> "null"

        let names = levels |> List.map string
        let line (name: string) (value: string) : string = $"\"{name}\":{value},"

        seq {
            "{"
            line "length" $"\"{told}\""
            line "steps" (string sketch.Steps)
            line "adjoints" adjoints
            line "levels" $"""[{System.String.Join(",", names)}]"""
            line "limits" (perLevel limited (fun level -> string (Limits.level level scene.Limits)))
            line "restartUnits" (string scene.Limits.RestartUnits)
            line "dependencyUnits" (string scene.Limits.DependencyUnits)
            line "stifflyAccurate" (if scene.Limits.StifflyAccurate then "true" else "false")
            line "uf" (number scene.Costs.Uf)
            line "ub" (number scene.Costs.Ub)
            line "write" (perLevel levels (fun level -> number (scene.Costs.Write level)))
            line "read" (perLevel levels (fun level -> number (scene.Costs.Read level)))
            "\"actions\":["

            for index in 0..64 .. actions.Length - 1 do
                let rows = actions[index .. min (index + 63) (actions.Length - 1)] |> Array.map row
                let more = if index + 64 < actions.Length then "," else ""
                System.String.Join(",", rows) + more

            "]}"
        }

    let private compose (scene: Scene) (sketch: Sketch) (actions: Action[]) : seq<string> =
        let title =
            if scene.Title = "" then
                "A schedule, action by action"
            else
                scene.Title

        seq {
            for line in (part "page.html").Split '\n' do
                match line.Trim() with
                | "{{style}}" -> part "page.css"
                | "{{picture}}" -> yield! SvgPicture.compose { scene with Title = "" } sketch
                | "{{data}}" -> yield! data scene sketch actions
                | "{{actions}}" -> part "actions.js"
                | "{{position}}" -> part "position.js"
                | "{{view}}" -> part "view.js"
                | "{{moving}}" -> part "moving.js"
                | _ -> line.Replace("{{title}}", Svg.escape title)
        }

    let private fits (what: string) (most: int64) (value: int64) : Result<unit, PictureError> =
        if value <= most then
            Ok()
        else
            Error(PictureError.TooLong(what, most))

    /// The lines of a page. The stream is read once, and kept. Errors: a stream of more
    /// than `maxActions` actions, of more than `maxSteps` steps, that starts with
    /// checkpoints, or that is not valid.
    let lines (scene: Scene) : Result<seq<string>, PictureError> =
        let actions = scene.Actions |> Seq.truncate (int maxActions + 1) |> Array.ofSeq

        let read = { scene with Actions = actions }

        let fromBeginning =
            if scene.Start.Reversed = 0L && Seq.isEmpty (Store.contents scene.Start.Store) then
                Ok()
            else
                Error PictureError.StartsElsewhere

        fromBeginning
        |> Result.bind (fun () -> fits "actions" maxActions actions.LongLength)
        |> Result.bind (fun () -> SvgPicture.sketch read)
        |> Result.bind (fun sketch ->
            let held = sketch.Levels |> List.map (fun (_, track) -> Array.max track.Most)

            fits "steps" maxSteps sketch.Steps
            |> Result.bind (fun () -> fits "units on a level" maxUnits (List.fold max 0L held))
            |> Result.map (fun () -> compose read sketch actions))
