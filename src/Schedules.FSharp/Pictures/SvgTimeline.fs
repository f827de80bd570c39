namespace Schedules.FSharp

/// The time-line: steps across, actions down. What is held are rails and bands behind; sweeps are
/// lines, with arrows where there is room; a disc (restart data) or square (dependencies) is full
/// where a checkpoint is written and hollow where it is read.
[<RequireQualifiedAccess>]
module internal SvgTimeline =
    let private join (pieces: string list) : string = System.String.Concat pieces

    let private mostLines: int64 = 40L

    let private axes (frame: Frame) : string list =
        // The start of each of a few steps; of many, round numbers: lines side by side say nothing.
        let ticks = Axis.whole 12 (float frame.Steps)

        let steps =
            if frame.HasSteps && frame.Steps < mostLines then
                [ 0.0 .. float frame.Steps ]
            else
                ticks

        let grid =
            steps |> List.map (fun step -> Svg.down (frame.X step) (frame.Top - 9.0) frame.Bottom)

        let actions = Axis.whole (max 2 (int (frame.Height / 45.0))) (float frame.Actions)

        let marks =
            actions
            |> List.map (fun action -> Svg.across (frame.Y action) (frame.Left - 11.0) (frame.Left - 6.0))

        [ yield! Svg.stroke "faint" Colour.faint 1.0 "" (join grid)
          yield! Svg.stroke "line" Colour.ink 1.0 "" (join marks)
          $"""<path class="line" fill="none" stroke="{Colour.ink}" d="{Svg.down (frame.Left - 6.0) frame.Top frame.Bottom}{Svg.across (frame.Top - 5.0) frame.Left frame.Right}"/>"""
          for tick in ticks do
              Svg.text "middle" 11 (frame.X tick) (frame.Top - 13.0) (Axis.label tick)

          for action in actions do
              Svg.text "end" 11 (frame.Left - 14.0) (frame.Y action + 4.0) (Axis.label action)

          Svg.text "middle" 12 (frame.Left + frame.Width / 2.0) (frame.Top - 30.0) "step"
          $"""<g transform="rotate(-90)">{Svg.text "middle" 12 (-(frame.Top + frame.Height / 2.0)) (frame.Left - 62.0) "action"}</g>""" ]

    /// Contents of a level: rails at the starts of steps (restart data), bands over
    /// steps (dependencies).
    let private held (frame: Frame) (sketch: Sketch) (gap: int) (level: int, track: Track) : string list =
        let draw (plane: Plane) (x: int -> float) (width: float) (opacity: string) : string list =
            plane.Down(sketch.Rows, gap)
            |> List.map (fun run ->
                let first, last =
                    if frame.HasArrows then
                        frame.RowMiddle run.First, frame.RowMiddle run.Last
                    else
                        frame.RowStart run.First, frame.RowStart(run.Last + 1)

                Svg.down (x run.Line) first last)
            |> join
            |> Svg.stroke $"level{min level 4}" (Colour.level level) width $" stroke-opacity=\"{opacity}\""

        let rails, bands = track.Restarts, track.Dependencies

        if frame.HasSteps then
            draw bands frame.ColumnMiddle (frame.Column * 0.5) "0.35" @ draw rails frame.ColumnStart 3.0 "0.6"
        else
            draw bands frame.ColumnMiddle frame.Column "0.45" @ draw rails frame.ColumnMiddle frame.Column "0.6"

    let private head (backwards: bool) (x: float) (y: float) : string =
        let back, half = (if backwards then 6.0 else -6.0), 3.6

        $"M{Svg.number x} {Svg.number y}l{Svg.number back} -{Svg.number half}v{Svg.number (2.0 * half)}z"

    /// A kind of steps that are gone over.
    let private sweep
        (frame: Frame)
        rows
        gap
        (style: string)
        colour
        (width: float)
        backwards
        (plane: Plane)
        : string list =
        let runs =
            plane.Across(rows, gap)
            |> List.map (fun run ->
                struct (frame.ColumnStart run.First, frame.ColumnStart(run.Last + 1), frame.RowMiddle run.Line))

        let lines (shorter: float) : string =
            runs
            |> List.map (fun (struct (first, last, y)) ->
                if backwards then
                    Svg.across y (first + shorter) last
                else
                    Svg.across y first (last - shorter))
            |> join

        if frame.HasArrows then
            let heads =
                runs
                |> List.map (fun (struct (first, last, y)) -> head backwards (if backwards then first else last) y)

            Svg.stroke style colour width "" (lines (if frame.Column >= 8.0 then 4.0 else 0.0))
            @ Svg.filled style colour "" (join heads)
        else
            Svg.stroke style colour (max 0.9 frame.Row) "" (lines 0.0)

    /// Writes to a level and reads from it: full and hollow marks, or small
    /// ones where rows are low.
    let private traffic (frame: Frame) rows gap (level: int, track: Track) : string list =
        let colour = Colour.level level
        let style = $"level{min level 4}"

        let marks (draw: Run -> float -> string) (plane: Plane) : string =
            plane.Across(rows, gap) |> List.map (fun run -> draw run (frame.RowMiddle run.Line)) |> join

        let restarts (run: Run) : bool =
            not frame.HasSteps || track.Restarts.Has(run.Line, run.First)

        let large (run: Run) (y: float) : string =
            if restarts run then
                Svg.disc 3.5 (frame.ColumnStart run.First) y
            else
                Svg.square 3.2 (frame.ColumnMiddle run.First) y

        let small (run: Run) (y: float) : string =
            let x =
                if restarts run then
                    frame.ColumnStart run.First
                else
                    frame.ColumnMiddle run.First

            $"M{Svg.number x} {Svg.number y}h0"

        let thinned (run: Run) (y: float) : string =
            Svg.across y (frame.ColumnStart run.First) (frame.ColumnStart(run.Last + 1))

        if frame.HasArrows then
            let attributes rim width =
                $" stroke=\"{rim}\" stroke-width=\"{width}\""

            Svg.filled $"{style} rim" colour (attributes Colour.paper "0.8") (marks large track.Written)
            @ Svg.filled $"{style} hollow" Colour.paper (attributes colour "1.6") (marks large track.Read)
        elif frame.RowSize = 1L then
            let round = " stroke-linecap=\"round\""

            Svg.stroke style colour 3.6 round (marks small track.Written + marks small track.Read)
            @ Svg.stroke "paper" Colour.paper 1.6 round (marks small track.Read)
        else
            Svg.stroke style colour (max 1.2 frame.Row) "" (marks thinned track.Written)
            @ Svg.stroke style colour (max 1.2 frame.Row) " stroke-opacity=\"0.6\"" (marks thinned track.Read)

    /// The runs that a picture is made of, over gaps of up to so many cells.
    let private runs (sketch: Sketch) (gap: int) : int =
        let rows = sketch.Rows

        [ sketch.Forward; sketch.Recorded; sketch.Adjoint ]
        @ (sketch.Levels |> List.collect (fun (_, track) -> [ track.Written; track.Read ]))
        |> List.sumBy (fun plane -> plane.Across(rows, gap).Length)
        |> (+) (
            sketch.Levels
            |> List.collect (fun (_, track) -> [ track.Restarts; track.Dependencies ])
            |> List.sumBy (fun plane -> plane.Down(rows, gap).Length)
        )

    /// The least gap to draw over, so that the picture has at most so many runs.
    let private gap (most: int) (sketch: Sketch) : int =
        Seq.initInfinite (fun power -> (1 <<< power) - 1)
        |> Seq.find (fun gap -> gap > 1000 || runs sketch gap <= most)

    /// The lines of the time-line.
    let draw (frame: Frame) (sketch: Sketch) : string list =
        let gap = gap 36000 sketch
        let rows = sketch.Rows

        let traffic = sketch.Levels |> List.collect (traffic frame rows gap)

        [ yield! axes frame
          for level in sketch.Levels do
              yield! held frame sketch gap level

          // Where a mark is as large as what it stands on, it must not hide it.
          if frame.RowSize > 1L then
              yield! traffic

          yield! sweep frame rows gap "forward" Colour.forward 1.6 false sketch.Forward
          yield! sweep frame rows gap "recorded" Colour.recorded 3.6 false sketch.Recorded
          yield! sweep frame rows gap "adjoint" Colour.adjoint 3.6 true sketch.Adjoint
          if frame.RowSize = 1L then
              yield! traffic ]
