namespace Schedules.FSharp

/// The time-line picture of the literature as text: steps across and actions down, a line each. A
/// step takes four characters, or two, or one, as there is room; where there is less, lines stand
/// for several actions, and columns for several steps.
///
/// With four characters, `|--->` is a forward step, `|===>` one that records,
/// `<---|` an adjoint step; `+R` stands where restart data are kept (R in RAM, D on disk, a digit on a slower level, W in WORK), `=+D>`
/// is a step whose dependencies are; `cR` copied from RAM to WORK, `-R` moved, `-R>D` moved to
/// disk, `-Rx` deleted. What is held after the action stands in each line in small letters: at the
/// start of a step its restart data, within it its dependencies.
[<RequireQualifiedAccess>]
module TextPicture =
    /// The least width of a picture, in characters.
    [<Literal>]
    let MinWidth = 40

    let private gap: string = "   "

    /// Held checkpoints, in small letters.
    let private held (signs: TextSigns) (steps: int) (store: Store) (line: char[]) : unit =
        let cell = signs.Cell

        for struct (level, step, kept) in Store.contents store do
            let mark = TextSigns.small level

            if Kept.restarts kept then
                let column = int step * cell
                // Two levels may hold the same step: side by side, if there is room.
                let column =
                    if line[column] = ' ' || cell = 1 then
                        column
                    else
                        column + 1

                line[column] <- mark

            if Kept.hasDependencies kept then
                for within in int step .. min steps (int (min kept.DependenciesEnd (int64 System.Int32.MaxValue))) - 1 do
                    let column = within * cell + cell / 2

                    if cell > 1 || line[column] = ' ' then
                        line[column] <- mark

    let private put (signs: TextSigns) (step: int64) (offset: int) (text: string) (line: char[]) : unit =
        text.CopyTo(0, line, int step * signs.Cell + offset, text.Length)

    let private forward (signs: TextSigns) (n0: int64) (n1: int64) ics deps (target: Storage) (line: char[]) : unit =
        let step =
            if not deps then signs.Forward
            elif target.IsLevel then signs.Kept target
            else signs.Recorded

        for at in n0 .. n1 - 1L do
            line |> put signs at signs.Edge step

        if ics then
            line |> put signs n0 0 (signs.Restart target)
        elif signs.Edge = 1 then
            line |> put signs n0 0 "|"

    let private reverse (signs: TextSigns) (n1: int64) (n0: int64) (line: char[]) : unit =
        for step in n0 .. n1 - 1L do
            line |> put signs step 0 signs.Adjoint

        if signs.Edge = 1 then
            line |> put signs n1 0 "|"

    let private draw
        (signs: TextSigns)
        (caption: Action -> string)
        (steps: int)
        (action: Action)
        (position: Position)
        : string =
        let line = Array.create (steps * signs.Cell + signs.Edge) ' '
        held signs steps position.Store line

        match action with
        | Action.Forward(n0, n1, ics, deps, target) ->
            // A last Forward that went past the end has gone to the end.
            forward signs n0 (min n1 (int64 steps)) ics deps target line
        | Action.Reverse(n1, n0, _) -> reverse signs n1 n0 line
        | Action.Copy(n, source, target) -> line |> put signs n 0 (signs.Carried false source target)
        | Action.Move(n, source, target) -> line |> put signs n 0 (signs.Carried true source target)
        | Action.EndForward
        | Action.EndReverse -> ()

        System.String line + gap + caption action

    /// The length, and those of the longest captions; captions are not looked at where the
    /// steps alone are too many.
    let private measure (width: int) (scene: Scene) : Result<struct (int64 * int * int), PictureError> =
        scene
        |> Scene.fold
            (fun (struct (steps, long, short)) action position ->
                let steps = ValueOption.defaultValue steps position.Length

                if steps > int64 width then
                    struct (steps, long, short)
                else
                    let long = max long (Action.toText action).Length
                    struct (steps, long, max short (TextCaption.short action).Length))
            (struct (0L, 0, 0))

    /// Signs and captions for a line each action; none if there are too many steps.
    let private choose (width: int) (steps: int64) (long: int) (short: int) : (TextSigns * (Action -> string)) option =
        let fits (caption: int) (signs: TextSigns) : bool =
            steps <= int64 width && int steps * signs.Cell + signs.Edge + gap.Length + caption <= width

        match TextSigns.all |> List.tryFind (fits short) with
        | Some signs when fits long signs -> Some(signs, Action.toText)
        | Some signs -> Some(signs, TextCaption.short)
        | None -> None

    let private exact (width: int) (scene: Scene) (steps: int64) signs caption : seq<string> =
        seq {
            TextLines.ruler width steps (fun step -> step * int64 signs.Cell)

            for struct (action, position) in Scene.positions scene do
                draw signs caption (int steps) action position

            ""

            for pieces in signs.Legend do
                yield! TextLines.wrap width gap pieces
        }

    let private drawing (width: int) (scene: Scene) : Result<seq<string>, PictureError> =
        match scene.Length.Steps with
        | ValueSome steps when steps > int64 width -> TextOverview.lines width scene
        | ValueSome _
        | ValueNone ->
            measure width scene
            |> Result.bind (fun (struct (steps, long, short)) ->
                match choose width steps long short with
                | Some(signs, caption) -> Ok(exact width scene steps signs caption)
                | None -> TextOverview.lines width scene)

    /// The lines of a picture of at most `width` characters, at least 40, across: title, step
    /// numbers, a line for each action (at most 60 lines where there are too many steps for that),
    /// and what the signs mean. The stream is judged first; it is read again as the lines are.
    /// Errors: `width` out of range, a stream that is not valid.
    let lines (width: int) (scene: Scene) : Result<seq<string>, PictureError> =
        Check.range "width" (int64 MinWidth) (int64 System.Int32.MaxValue) (int64 width)
        |> Result.mapError PictureError.Refused
        |> Result.bind (fun () -> drawing width scene)
        |> Result.map (fun drawing ->
            seq {
                if scene.Title <> "" then
                    yield! TextLines.wrap width " " (List.ofArray (scene.Title.Split ' '))
                    ""

                yield! drawing
            })
