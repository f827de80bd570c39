// What `dotnet fsi build.fsx repl` opens, and samples/explore.fsx loads: the core, how its values are printed, and short words
// for what one does with them. Whole numbers may be written without L: F# makes 64 bits of them where the core asks for that.
#r "../src/Schedules.FSharp/bin/Release/net10.0/Schedules.FSharp.dll"

open System
open System.IO
open Schedules.FSharp;;

/// Ends a line with one sentence: F# Interactive prints what ToString gives.
[<Sealed>]
type Refused(sentence: string) =
    inherit Exception(sentence)
    override _.ToString() : string = sentence

/// What a Result holds; an error ends the line with its sentence.
let get (result: Result<'T, 'Error>) : 'T =
    match result with
    | Ok value -> value
    | Error error -> raise (Refused(string<obj | null> (box error)))

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
            | ValueSome steps when steps <= 1_000_000L -> Schedule.predict schedule |> Result.toOption |> Option.toList
            | ValueSome _
            | ValueNone -> []

        let first = schedule |> Schedule.actions |> Seq.truncate 3 |> Seq.map Action.toText

        lines
            [ $"{schedule.Name}: {length}; {slots schedule.Limits}; {adjoints}"
              for counts in takes do
                  $"takes {counts}"
              "begins: " + String.concat "\n          " first ]

    let next (next: Next) : string =
        match next with
        | Next.Action(action, _) -> Action.toText action
        | Next.AwaitingLength -> "nothing before the length is told: `finalise`"
        | Next.Exhausted -> "nothing: it is exhausted"

    let cursor (cursor: Cursor) : string =
        lines
            [ $"{stands cursor.N}{ofLength cursor.MaxN}; {cursor.R} reversed"
              $"next: {next (Cursor.next cursor)}" ]

    let profile (profile: Profile) : string =
        let peaks =
            [ for KeyValue(level, units) in profile.Peaks -> $"{Storage.Level level} {units}"
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
            [ if position.Work.Restart <> Kept.nothing then
                  $"restart data of step {position.Work.Restart}"
              if position.Work.DependenciesStart <> Kept.nothing then
                  $"dependencies of {range position.Work.DependenciesStart position.Work.DependenciesEnd}" ]

        let levels =
            [ for level, held in position.Store |> Store.contents |> Seq.groupBy (fun (struct (level, _, _)) -> level) do
                  let held = held |> Seq.map (fun (struct (_, step, what)) -> kept step what)
                  $"""{Storage.Level level}: {String.concat ", " held}""" ]

        let head = $"{stands position.Forward}{ofLength position.Length}; {position.Reversed} reversed"

        let work =
            if work.IsEmpty then
                []
            else
                [ "WORK: " + String.concat " and " work ]

        lines ([ head ] @ work @ levels)

    let costs (model: CostModel) : string =
        $"uf {model.Uf}, ub {model.Ub}, write %A{model.Writes}, read %A{model.Reads}"

/// Shows a value, alone or as what became of something.
let private printed (text: 'T -> string) : unit =
    let either (result: Result<'T, 'Error>) : string =
        match result with
        | Ok value -> text value
        | Error error -> string<obj | null> (box error)

    fsi.AddPrinter text
    fsi.AddPrinter(fun (result: Result<'T, SpecError>) -> either result)
    fsi.AddPrinter(fun (result: Result<'T, FinaliseError>) -> either result)
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
printed (string<FinaliseError>)
printed (string<PictureError>)
printed (string<Untranslated>)
printed (string<ReadError>);;

/// As wide as the terminal; where there is none, as wide as a page of this project.
let width () : int =
    if Console.IsOutputRedirected || Console.WindowWidth <= 0 then
        130
    else
        Console.WindowWidth

fsi.PrintWidth <- width ()

/// The words. Each takes a schedule, what a constructor gave (if that is an error, the line ends with its sentence), or actions in a
/// list or any other sequence, wherever that makes sense.
type Words =
    static member private Told(schedule: Schedule) : Schedule =
        match schedule.Length with
        | Length.Known _
        | Length.Told _ -> schedule
        | Length.Open ->
            raise (Refused $"the length of {schedule.Name} is open; tell it: `|> Result.bind (Schedule.ofLength 12)`")

    static member private Adjoints(schedule: Schedule) : int64 =
        if schedule.Adjoints = Adjoints.Times 0L then 0L else 1L

    /// The schedule, or what else there is in a Result.
    static member scene(schedule: Schedule) : Scene =
        Words.Told schedule |> Scene.ofScheduleTitled null CostModel.standard ValueNone |> get

    static member scene(built: Result<Schedule, SpecError>) : Scene = get built |> Words.scene

    static member scene(actions: seq<Action>) : Scene =
        Scene.ofActions "" CostModel.standard Limits.none Length.Open actions

    /// Draws the picture; of what does not fit or is not valid, the actions at the beginning, or up to what is wrong.
    static member private Draw(scene: Scene) : unit =
        let list (most: int) : unit =
            scene.Actions |> Seq.truncate most |> Seq.iteri (fun index action -> printfn $"%4d{index}  {Action.toText action}")

        match TextPicture.lines (width ()) scene with
        | Ok lines -> lines |> Seq.iter (printfn "%s")
        | Error(PictureError.Invalid violation as error) ->
            list (int (min 40L (violation.Index + 1L)))
            printfn $"{error}"
        | Error(PictureError.Refused _ | PictureError.TooWide _ | PictureError.TooLong _ as error) ->
            list 20
            printfn $"   …  {error}"

    static member show(schedule: Schedule) : unit = Words.scene schedule |> Words.Draw
    static member show(built: Result<Schedule, SpecError>) : unit = Words.scene built |> Words.Draw
    static member show(actions: seq<Action>) : unit = Words.scene actions |> Words.Draw

    /// The makespan under the standard costs, predicted without running.
    static member cost(schedule: Schedule) : float =
        Words.Told schedule |> Schedule.cost CostModel.standard |> get

    static member cost(built: Result<Schedule, SpecError>) : float = get built |> Words.cost

    /// The makespan of a valid stream, counted.
    static member cost(actions: seq<Action>) : float =
        (Words.verify actions |> get).Counts |> Counts.makespan CostModel.standard

    /// What the referee says: what a stream takes, or the first thing wrong with it.
    static member verify(schedule: Schedule) : Result<Profile, Violation> =
        let schedule = Words.Told schedule
        Schedule.profileOf (Words.Adjoints schedule) schedule

    static member verify(built: Result<Schedule, SpecError>) : Result<Profile, Violation> = get built |> Words.verify
    static member verify(actions: seq<Action>) : Result<Profile, Violation> = Profile.run Limits.none Length.Open actions

    /// Where the calculation stands before the first action, after it, after the second, …
    static member positions(actions: seq<Action>) : seq<Position> =
        let scene = Words.scene actions
        Seq.append [ Position.before scene.Length ] (Scene.positions scene |> Seq.map (fun (struct (_, position)) -> position))

    static member positions(schedule: Schedule) : seq<Position> =
        let scene = Words.scene schedule
        Seq.append [ Position.before scene.Length ] (Scene.positions scene |> Seq.map (fun (struct (_, position)) -> position))

    static member positions(built: Result<Schedule, SpecError>) : seq<Position> = get built |> Words.positions

    /// A cursor before the first action.
    static member start(schedule: Schedule) : Cursor = Schedule.start schedule
    static member start(built: Result<Schedule, SpecError>) : Cursor = get built |> Schedule.start

    /// The picture as SVG, or as a page to step through: `|> svg |> save "picture.svg"`.
    static member svg(schedule: Schedule) : seq<string> = Words.scene schedule |> SvgPicture.lines |> get
    static member svg(built: Result<Schedule, SpecError>) : seq<string> = Words.scene built |> SvgPicture.lines |> get
    static member svg(actions: seq<Action>) : seq<string> = Words.scene actions |> SvgPicture.lines |> get
    static member html(schedule: Schedule) : seq<string> = Words.scene schedule |> HtmlPicture.lines |> get
    static member html(built: Result<Schedule, SpecError>) : seq<string> = Words.scene built |> HtmlPicture.lines |> get
    static member html(actions: seq<Action>) : seq<string> = Words.scene actions |> HtmlPicture.lines |> get

    /// A table of schedules, the cheapest first.
    static member compare(schedules: seq<Schedule>) : unit =
        let rows =
            [ for schedule in schedules do
                  let counts = Words.Told schedule |> Schedule.predict |> get
                  let at level = Counts.level level counts
                  let steps = ValueOption.defaultValue 1L schedule.Length.Steps

                  {| Name = schedule.Name
                     Cost = Counts.makespan CostModel.standard counts
                     Forward = counts.ForwardSteps
                     Ratio = Counts.recomputationRatio steps counts
                     Ram = at 0
                     Disk = at 1 |} ]

        printfn "%12s %14s %7s  %-19s %-19s" "cost" "forward steps" "a step" "RAM written, read" "DISK written, read"

        for row in rows |> List.sortBy (fun row -> row.Cost, row.Forward) do
            let traffic (counts: LevelCounts) : string = $"{counts.Writes}, {counts.Reads}"
            printfn "%12g %14d %7.2f  %-19s %-19s %s" row.Cost row.Forward row.Ratio (traffic row.Ram) (traffic row.Disk) row.Name

    static member compare(built: seq<Result<Schedule, SpecError>>) : unit = built |> Seq.map get |> Words.compare

open type Words

/// Takes a step, says which, and gives the cursor after it. The one before is as it was: going back is keeping it.
let next (cursor: Cursor) : Cursor =
    match Cursor.next cursor with
    | Next.Action(action, after) ->
        printfn $"{Action.toText action}"
        after
    | Next.AwaitingLength
    | Next.Exhausted as other -> raise (Refused(Text.next other))

/// Tells the cursor of an online schedule how many steps there are, once its forward stands at or past them.
let finalise (steps: int64) (cursor: Cursor) : Cursor = Cursor.finalise steps cursor |> get

/// Writes lines to a file, and says where.
let save (path: string) (lines: seq<string>) : unit =
    try
        File.WriteAllLines(path, lines)
        printfn $"written: {Path.GetFullPath path}"
    with
    | :? IOException as error -> raise (Refused error.Message)
    | :? UnauthorizedAccessException as error -> raise (Refused error.Message)

/// The actions in a file of lines of JSON, in any of the vocabularies: whatever tool wrote them.
let readActions (path: string) : Action list =
    try
        File.ReadLines path |> Vocabulary.read |> Seq.map (fun line -> (get line).Action) |> List.ofSeq
    with
    | :? IOException as error -> raise (Refused error.Message)
    | :? UnauthorizedAccessException as error -> raise (Refused error.Message)

/// The schedules for so many steps that keep no more than so many checkpoints in RAM and on disk, and the dependencies of one step in
/// WORK; each of them is gone through.
let families (steps: int64) (ram: int) (disk: int) : Schedule list =
    let costs = CostModel.standard
    let period = max 1L ((steps + int64 disk - 1L) / int64 (max 1 disk))
    let told = Result.bind (Schedule.ofLength steps)

    let fits (schedule: Schedule) : bool =
        match verify schedule with
        | Ok profile ->
            let peak level = Map.tryFind level profile.Peaks |> Option.defaultValue 0L
            peak 0 <= int64 ram && peak 1 <= int64 disk && profile.WorkPeak <= 1L
        | Error _ -> false

    [ Revolve.schedule steps ram
      Multistage.schedule Trajectory.Maximum steps ram disk
      TwoLevel.schedule Trajectory.Maximum period ram Storage.Ram |> told
      PeriodicDisk.schedule period |> told
      SingleDisk.schedule true |> Schedule.ofLength steps
      Mixed.schedule steps ram Storage.Ram
      Mixed.schedule steps disk Storage.Disk
      HRevolve.schedule steps [ ram; disk ] costs
      DiskRevolve.schedule steps ram false costs
      PeriodicDiskRevolve.schedule steps ram DiskPeriod.Searched false costs
      // Its table grows with every slot.
      if steps * int64 (ram + 1) * int64 (disk + 1) <= 100_000L then
          Optimal.schedule steps [ ram; disk ] costs
      for policy in [ OnlinePolicy.R2; OnlinePolicy.Dynamic; OnlinePolicy.Landmarks ] do
          Online.schedule policy ram Storage.Ram |> told ]
    |> List.choose Result.toOption
    |> List.filter fits;;

if fsi.CommandLineArgs.Length = 1 then
    printfn "For example:  Revolve.schedule 10 3 |> show      families 100 3 10 |> compare      samples/explore.fsx is a tour"
