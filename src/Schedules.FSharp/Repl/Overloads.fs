namespace Schedules.FSharp.Repl

open System
open Schedules.FSharp

/// Short words for F# Interactive: they print, and raise what cannot be done as `Refused`. Each takes a schedule, what a
/// constructor gave (if that is an error, the line ends with its sentence), or actions in a list or any other sequence,
/// wherever that makes sense.
[<AbstractClass; Sealed; AutoOpen>]
type Overloads =
    static member private Told(schedule: Schedule) : Schedule =
        match schedule.Length with
        | Length.Known _
        | Length.Told _ -> schedule
        | Length.Open ->
            raise (
                Refused
                    $"the length of {schedule.Name} is open: give it one (`Schedule.ofLength`), or tell a cursor (`setLength`)"
            )

    static member private Scene(schedule: Schedule) : Scene =
        Overloads.Told schedule |> Scene.ofScheduleTitled null CostModel.standard ValueNone |> get

    static member private Scene(actions: seq<Action>) : Scene =
        Scene.ofActions "" CostModel.standard Limits.none Length.Open actions

    /// As wide as the terminal; where there is none, 100 characters.
    static member private Width: int =
        if Console.IsOutputRedirected || Console.WindowWidth <= 0 then
            100
        else
            Console.WindowWidth

    /// Of what is not valid, the actions up to what is wrong.
    static member private Draw(scene: Scene) : unit =
        match TextPicture.lines Overloads.Width scene with
        | Ok lines -> lines |> Seq.iter Console.Out.WriteLine
        | Error error ->
            match error with
            | PictureError.Invalid violation ->
                scene.Actions
                |> Seq.truncate (int (min 40L (violation.Index + 1L)))
                |> Seq.iteri (fun index action -> Console.Out.WriteLine $"{index, 4}  {Action.toText action}")
            | PictureError.Refused _
            | PictureError.TooLong _
            | PictureError.StartsElsewhere -> ()

            Console.Out.WriteLine(string error)

    /// Prints the picture, as wide as the terminal.
    static member show(schedule: Schedule) : unit =
        Overloads.Scene schedule |> Overloads.Draw

    static member show(built: Result<Schedule, SpecError>) : unit = get built |> Overloads.show

    static member show(actions: seq<Action>) : unit =
        Overloads.Scene actions |> Overloads.Draw

    /// The makespan under the standard costs, predicted without running; of actions, counted.
    static member cost(schedule: Schedule) : float =
        Overloads.Told schedule |> Schedule.cost CostModel.standard |> get

    static member cost(built: Result<Schedule, SpecError>) : float = get built |> Overloads.cost

    static member cost(actions: seq<Action>) : float =
        (Overloads.verify actions |> get).Counts |> Counts.makespan CostModel.standard

    /// What the referee says: what a stream takes, or the first thing wrong with it.
    static member verify(schedule: Schedule) : Result<Profile, Violation> =
        let adjoints = if schedule.Adjoints = Adjoints.Times 0L then 0L else 1L
        Overloads.Told schedule |> Schedule.profileOf adjoints

    static member verify(built: Result<Schedule, SpecError>) : Result<Profile, Violation> =
        get built |> Overloads.verify

    static member verify(actions: seq<Action>) : Result<Profile, Violation> =
        Profile.run Limits.none Length.Open actions

    static member private Along(scene: Scene) : seq<Position> =
        seq {
            Position.before scene.Length

            for struct (_, position) in Scene.positions scene do
                position
        }

    /// Where the calculation stands before the first action, after it, after the second, … up to the first violation.
    static member positions(schedule: Schedule) : seq<Position> =
        Overloads.Scene schedule |> Overloads.Along

    static member positions(built: Result<Schedule, SpecError>) : seq<Position> = get built |> Overloads.positions

    static member positions(actions: seq<Action>) : seq<Position> =
        Overloads.Scene actions |> Overloads.Along

    /// A cursor before the first action.
    static member start(schedule: Schedule) : Cursor = Schedule.start schedule
    static member start(built: Result<Schedule, SpecError>) : Cursor = get built |> Schedule.start

    /// The picture, or the chart, as SVG: `|> svg |> save "picture.svg"`.
    static member svg(schedule: Schedule) : seq<string> =
        Overloads.Scene schedule |> SvgPicture.lines |> get

    static member svg(built: Result<Schedule, SpecError>) : seq<string> = get built |> Overloads.svg

    static member svg(actions: seq<Action>) : seq<string> =
        Overloads.Scene actions |> SvgPicture.lines |> get

    static member svg(chart: Chart) : seq<string> = Chart.lines chart

    /// A page to step through the actions: `|> html |> save "picture.html"`.
    static member html(schedule: Schedule) : seq<string> =
        Overloads.Scene schedule |> HtmlPicture.lines |> get

    static member html(built: Result<Schedule, SpecError>) : seq<string> = get built |> Overloads.html

    static member html(actions: seq<Action>) : seq<string> =
        Overloads.Scene actions |> HtmlPicture.lines |> get

    /// Prints a table of schedules, the cheapest first.
    static member compare(schedules: seq<Schedule>) : unit =
        Comparison.print (Seq.map Overloads.Told schedules)

    static member compare(built: seq<Result<Schedule, SpecError>>) : unit =
        built |> Seq.map get |> Overloads.compare

    /// The cost of schedules against the checkpoints that they hold in RAM at most.
    static member byMemory(schedules: seq<Schedule>) : Chart =
        schedules
        |> Seq.map (fun schedule -> schedule, Overloads.verify schedule |> get)
        |> Comparison.byMemory

    static member byMemory(built: seq<Result<Schedule, SpecError>>) : Chart =
        built |> Seq.map get |> Overloads.byMemory
