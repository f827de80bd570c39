namespace Schedules.FSharp

/// Content of a picture: a stream of actions, what the referee is to know of it, what
/// things cost, and a title.
[<NoComparison; NoEquality>]
type Scene =
    {
        /// Above the picture; none if empty.
        Title: string
        /// Read once or twice: enumerated again, it must give the same actions again.
        Actions: seq<Action>
        Limits: Limits
        Length: Length
        /// From where the stream goes on: what levels hold then, and how far the adjoint has got.
        Start: Position
        Costs: CostModel
    }

/// Why there is no picture.
[<RequireQualifiedAccess; NoComparison; StructuredFormatDisplay("{Displayed}")>]
type PictureError =
    /// A parameter is outside its range.
    | Refused of error: SpecError
    /// More actions, or higher step numbers, than a page can step through.
    | TooLong of what: string * most: int64
    /// The stream starts with checkpoints: a page steps through it from the beginning only.
    | StartsElsewhere
    /// The stream is not valid.
    | Invalid of violation: Violation

    member private this.Displayed: string = this.ToString()

    /// One sentence for people: what is wrong, and what to do.
    override this.ToString() : string =
        match this with
        | PictureError.Refused error -> string error
        | PictureError.TooLong(what, most) ->
            $"a page steps through at most {most} {what}: show fewer, or draw an SVG, which has room for any number"
        | PictureError.StartsElsewhere ->
            "actions start with checkpoints, as a recovered schedule's do, and a page steps through a calculation from its startPoint: draw text or an SVG"
        | PictureError.Invalid violation -> string violation

[<RequireQualifiedAccess>]
module Scene =
    /// A stream of actions of any origin, from before the first. Steps are drawn from 0 to the
    /// length, or to where EndForward finds the forward.
    let ofActions (title: string) (costs: CostModel) (limits: Limits) (length: Length) (actions: seq<Action>) : Scene =
        { Title = title
          Actions = actions
          Limits = limits
          Length = length
          Start = Position.before length
          Costs = costs }

    /// The forward and so many adjoint calculations of a schedule, under its name. Errors name
    /// `adjoints` where so many are not permitted, and `steps` where the length is open.
    let ofSchedule (costs: CostModel) (adjoints: int64) (schedule: Schedule) : Result<Scene, SpecError> =
        match schedule.Length with
        | Length.Open -> Error(SpecError.LengthOpen "steps")
        | Length.Known steps
        | Length.Told steps ->
            Schedule.permits adjoints schedule
            |> Result.map (fun () ->
                let repeated =
                    if adjoints = 1L then
                        ""
                    else
                        $""", {Printable.plural adjoints "adjoint calculation"}"""

                { Title = $"""{schedule.Name}, {Printable.plural steps "step"}{repeated}"""
                  Actions = Schedule.actionsOf adjoints schedule
                  Limits = schedule.Limits
                  Length = schedule.Length
                  Start = Schedule.position schedule
                  Costs = costs })

    /// The same under another title, if there is one; without a number of adjoint calculations,
    /// one, or none if none is permitted.
    let ofScheduleTitled
        (title: string | null)
        (costs: CostModel)
        (adjoints: int64 voption)
        (schedule: Schedule)
        : Result<Scene, SpecError> =
        let usual = if schedule.Adjoints = Adjoints.Times 0L then 0L else 1L

        ofSchedule costs (ValueOption.defaultValue usual adjoints) schedule
        |> Result.map (fun scene ->
            match title with
            | null -> scene
            | title -> { scene with Title = title })

    /// Every action with the position that it led to, up to the first violation;
    /// computed as it is read.
    let positions (scene: Scene) : seq<struct (Action * Position)> =
        Replay.positionsFrom scene.Start scene.Limits scene.Length scene.Actions
        |> Seq.choose (fun result ->
            match result with
            | Ok(struct (_, action, position)) -> Some(struct (action, position))
            | Error _ -> None)

    /// Judges the stream, carrying a state over its positions.
    let internal fold
        (folder: 'State -> Action -> Position -> 'State)
        (state: 'State)
        (scene: Scene)
        : Result<'State, PictureError> =
        Replay.foldFrom scene.Start scene.Limits scene.Length folder state scene.Actions
        |> Result.mapError PictureError.Invalid

    /// Lines to a writer, a newline after each.
    let write (writer: System.IO.TextWriter) (lines: seq<string>) : unit =
        for line in lines do
            writer.Write line
            writer.Write '\n'
