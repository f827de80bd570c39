namespace Schedules.FSharp

/// The time-line picture of the literature as text: steps across, four characters each, and actions down.
///
/// `|--->` a forward step, `|===>` one that records, `<---|` an adjoint step; `+R` where restart data are kept (R in RAM, D on
/// disk, a digit on a slower level, W in WORK), `=+D>` a step whose dependencies are; `cR` copied from RAM to WORK, `-R` moved,
/// `-R>D` moved to disk, `-Rx` deleted. What is held after the action stands in each line in small letters: at the start of a
/// step its restart data, within it its dependencies.
[<RequireQualifiedAccess>]
module TextPicture =
    let private cell: int64 = 4L

    let private letter (storage: Storage) : char =
        match storage with
        | Storage.Nowhere -> 'x'
        | Storage.Work -> 'W'
        | Storage.Level 0 -> 'R'
        | Storage.Level 1 -> 'D'
        | Storage.Level level when level < 10 -> char (int '0' + level)
        | Storage.Level _ -> '*'

    /// Step numbers, as many of them as do not touch.
    let private ruler (steps: int) : string =
        let every = (string steps).Length / int cell + 1

        System.String.Join("", [ for step in 0..every..steps -> (string step).PadRight(every * int cell) ]).TrimEnd()

    /// What is held, in small letters.
    let private held (steps: int) (store: Store) (line: char[]) : unit =
        for struct (level, step, kept) in Store.contents store do
            let mark = System.Char.ToLowerInvariant(letter (Storage.Level level))
            let column = int (step * cell)

            if Kept.restarts kept then
                // Two levels may hold the same step: side by side.
                let column = if line[column] = ' ' then column else column + 1
                line[column] <- mark

            if Kept.hasDependencies kept then
                for within in int step .. min steps (int (min kept.DependenciesEnd (int64 System.Int32.MaxValue))) - 1 do
                    line[within * int cell + 2] <- mark

    let private put (column: int64) (text: string) (line: char[]) : unit =
        text.CopyTo(0, line, int column, text.Length)

    let private forward (n0: int64) (n1: int64) ics deps (target: Storage) (line: char[]) : unit =
        for step in n0 .. n1 - 1L do
            line
            |> put
                (step * cell + 1L)
                (if not deps then "--->"
                 elif target.IsLevel then $"=+{letter target}>"
                 else "===>")

        line |> put (n0 * cell) (if ics then $"+{letter target}" else "|")

    let private reverse (n1: int64) (n0: int64) (line: char[]) : unit =
        for step in n0 .. n1 - 1L do
            line |> put (step * cell) "<---"

        line |> put (n1 * cell) "|"

    let private carry (sign: string) (n: int64) (source: Storage) (target: Storage) (line: char[]) : unit =
        let destination =
            match target with
            | Storage.Work -> ""
            | Storage.Nowhere -> "x"
            | Storage.Level _ -> $">{letter target}"

        line |> put (n * cell) $"{sign}{letter source}{destination}"

    let private draw (steps: int) (action: Action) (position: Position) : string =
        let line = Array.create (steps * int cell + 1) ' '
        held steps position.Store line

        match action with
        | Action.Forward(n0, n1, ics, deps, target) ->
            // A last Forward that went past the end has gone to the end.
            forward n0 (min n1 (int64 steps)) ics deps target line
        | Action.Reverse(n1, n0, _) -> reverse n1 n0 line
        | Action.Copy(n, source, target) -> carry "c" n source target line
        | Action.Move(n, source, target) -> carry "-" n source target line
        | Action.EndForward
        | Action.EndReverse -> ()

        $"{System.String line}   {Action.toText action}"

    let private legend: string list =
        [ ""
          "|---> forward step   |===> recorded   <---| adjoint step"
          "+R restart data kept in RAM   =+D> dependencies kept on disk"
          "cR copied   -R moved   -Rx deleted"
          "R, r RAM   D, d disk   2, 3, … slower levels   W WORK"
          "small letters: held after the action" ]

    /// What the signs' meanings take.
    let private least: int = legend |> List.map _.Length |> List.max

    /// What a line takes: the steps, a gap, and the longest text of an action.
    let private needed (steps: int64) (text: int) : int64 =
        if steps < System.Int64.MaxValue / 8L then
            max (int64 least) (steps * cell + 4L + int64 text)
        else
            System.Int64.MaxValue

    let private fits (width: int) (text: int) (steps: int64) : Result<unit, PictureError> =
        if needed steps text <= int64 width then
            Ok()
        else
            Error(PictureError.TooWide(steps, needed steps text, width))

    /// Whether the steps alone are too many, seen without reading the stream; as much as the longest text takes is asked for.
    let private mayFit (width: int) (steps: int64) : Result<unit, PictureError> =
        let longest =
            Action.toText (Action.Forward(steps - 1L, steps, true, true, Storage.Level 9))

        fits width 0 steps
        |> Result.mapError (fun _ -> PictureError.TooWide(steps, needed steps longest.Length, width))

    /// The length, and that of the longest text of an action.
    let private measure (scene: Scene) : Result<struct (int64 * int), PictureError> =
        scene
        |> Scene.fold
            (fun (struct (steps, text)) action position ->
                struct (ValueOption.defaultValue steps position.Length, max text (Action.toText action).Length))
            (struct (0L, 0))

    /// The lines of a picture of at most `width` characters, at least 60, across (a title may be longer): title, step numbers, a
    /// line for each action, and what the signs mean. The stream is judged first; the lines are made as they are read. Errors: `width`
    /// out of range, a stream that is too wide or not valid.
    let lines (width: int) (scene: Scene) : Result<seq<string>, PictureError> =
        Check.range "width" (int64 least) (int64 System.Int32.MaxValue) (int64 width)
        |> Result.mapError PictureError.Refused
        |> Result.bind (fun () ->
            match scene.Length.Steps with
            | ValueSome steps -> mayFit width steps
            | ValueNone -> Ok())
        |> Result.bind (fun () -> measure scene)
        |> Result.bind (fun (struct (steps, text)) -> fits width text steps |> Result.map (fun () -> int steps))
        |> Result.map (fun steps ->
            seq {
                if scene.Title <> "" then
                    scene.Title
                    ""

                ruler steps

                for struct (action, position) in Scene.positions scene do
                    draw steps action position

                yield! legend
            })
