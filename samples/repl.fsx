// What `dotnet fsi build.fsx repl` opens, and explore.fsx loads: the core, printed as it reads, and short words for what one does
// with it. Whole numbers may be written without L: F# makes 64 bits of them where the core asks for that.
#r "../src/Schedules.FSharp/bin/Release/net10.0/Schedules.FSharp.dll"

open System
open System.IO
open Schedules.FSharp

#load "printers.fsx"

open Printers

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
            raise (
                Refused
                    $"the length of {schedule.Name} is open: give it one (`Schedule.ofLength`), or tell a cursor (`setLength`)"
            )

    static member private Adjoints(schedule: Schedule) : int64 =
        if schedule.Adjoints = Adjoints.Times 0L then 0L else 1L

    /// What a picture shows: the core's `Scene`.
    static member scene(schedule: Schedule) : Scene =
        Words.Told schedule |> Scene.ofScheduleTitled null CostModel.standard ValueNone |> get

    static member scene(built: Result<Schedule, SpecError>) : Scene = get built |> Words.scene

    static member scene(actions: seq<Action>) : Scene =
        Scene.ofActions "" CostModel.standard Limits.none Length.Open actions

    /// Draws the picture; of what is not valid, the actions up to what is wrong.
    static member private Draw(scene: Scene) : unit =
        let list (most: int) : unit =
            scene.Actions
            |> Seq.truncate most
            |> Seq.iteri (fun index action -> printfn $"%4d{index}  {Action.toText action}")

        match TextPicture.lines (width ()) scene with
        | Ok lines -> lines |> Seq.iter (printfn "%s")
        | Error(PictureError.Invalid violation as error) ->
            list (int (min 40L (violation.Index + 1L)))
            printfn $"{error}"
        | Error(PictureError.Refused _ | PictureError.TooLong _ | PictureError.StartsElsewhere as error) ->
            printfn $"{error}"

    /// Prints the picture, as wide as the terminal.
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

    static member verify(actions: seq<Action>) : Result<Profile, Violation> =
        Profile.run Limits.none Length.Open actions

    static member private Along(scene: Scene) : seq<Position> =
        seq {
            Position.before scene.Length

            for struct (_, position) in Scene.positions scene do
                position
        }

    /// Where the calculation stands before the first action, after it, after the second, … up to the first violation.
    static member positions(schedule: Schedule) : seq<Position> = Words.scene schedule |> Words.Along
    static member positions(built: Result<Schedule, SpecError>) : seq<Position> = Words.scene built |> Words.Along
    static member positions(actions: seq<Action>) : seq<Position> = Words.scene actions |> Words.Along

    /// A cursor before the first action.
    static member start(schedule: Schedule) : Cursor = Schedule.start schedule
    static member start(built: Result<Schedule, SpecError>) : Cursor = get built |> Schedule.start

    /// The picture as SVG, or as a page to step through: `|> svg |> save "picture.svg"`.
    static member svg(schedule: Schedule) : seq<string> =
        Words.scene schedule |> SvgPicture.lines |> get

    static member svg(built: Result<Schedule, SpecError>) : seq<string> =
        Words.scene built |> SvgPicture.lines |> get

    static member svg(actions: seq<Action>) : seq<string> =
        Words.scene actions |> SvgPicture.lines |> get

    static member html(schedule: Schedule) : seq<string> =
        Words.scene schedule |> HtmlPicture.lines |> get

    static member html(built: Result<Schedule, SpecError>) : seq<string> =
        Words.scene built |> HtmlPicture.lines |> get

    static member html(actions: seq<Action>) : seq<string> =
        Words.scene actions |> HtmlPicture.lines |> get

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

        let heads = "RAM written, read", "DISK written, read"
        printfn "%12s %14s %7s  %-19s %-19s family" "cost" "forward steps" "a step" (fst heads) (snd heads)

        for row in rows |> List.sortBy (fun row -> row.Cost, row.Forward) do
            let traffic (counts: LevelCounts) : string = $"{counts.Writes}, {counts.Reads}"

            printfn
                "%12g %14d %7.2f  %-19s %-19s %s"
                row.Cost
                row.Forward
                row.Ratio
                (traffic row.Ram)
                (traffic row.Disk)
                row.Name

    static member compare(built: seq<Result<Schedule, SpecError>>) : unit = built |> Seq.map get |> Words.compare

open type Words

/// Takes a step, says which, and gives the cursor after it. The one before is as it was: going back is keeping it.
let next (cursor: Cursor) : Cursor =
    match Cursor.next cursor with
    | Next.Action(action, after) ->
        printfn $"{Action.toText action}"
        after
    | Next.AwaitingLength
    | Next.Exhausted as other -> raise (Refused $"%A{other}")

/// Tells the cursor of an online schedule how many steps there are, once its forward stands at or past them.
let setLength (steps: int64) (cursor: Cursor) : Cursor = Cursor.setLength steps cursor |> get

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
            let peak level =
                Map.tryFind level profile.Peaks |> Option.defaultValue 0L

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
    |> List.filter fits

/// To begin with; explore.fsx is a tour.
let examples: string list =
    [ "Revolve.schedule 10 3 |> show"; "families 100 3 10 |> compare" ]
