namespace Schedules.FSharp

/// The time-line picture as SVG, for any number of actions: steps across and actions down, below it
/// what each level holds and the cumulative cost over actions. Long schedules are thinned: a row
/// then stands for several actions and says so. At most about a megabyte.
[<RequireQualifiedAccess>]
module SvgPicture =
    let private left: float = 92.0
    let private right: float = 36.0

    /// One stroke or mark, and what it means.
    type private Key = { Sample: string list; Label: string }

    let private sweep (style: string) (colour: string) (width: float) (label: string) : Key =
        { Sample = Svg.stroke style colour width "" "M0 0H24"
          Label = label }

    let private keys (frame: Frame) (sketch: Sketch) : Key list =
        [ sweep "forward" Colour.forward 1.6 "forward"
          sweep "recorded" Colour.recorded 3.6 "forward, recorded"
          sweep "adjoint" Colour.adjoint 3.6 "adjoint"
          for level, _ in sketch.Levels do
              let colour, style = Colour.level level, $"level{min level 4}"

              { Sample =
                  Svg.stroke style colour 6.0 " stroke-opacity=\"0.5\"" "M0 0H24"
                  @ (if frame.RowSize = 1L then
                         Svg.filled style colour "" (Svg.disc 3.5 5.0 0.0)
                         @ Svg.filled
                             $"{style} hollow"
                             Colour.paper
                             $" stroke=\"{colour}\" stroke-width=\"1.6\""
                             (Svg.disc 3.5 19.0 0.0)
                     else
                         [])
                Label =
                  if frame.RowSize = 1L then
                      $"{Storage.Level level}: written, held, read"
                  else
                      $"held in {Storage.Level level}" } ]

    /// The keys in lines of a width, and how many lines there are.
    let private legend (width: float) (top: float) (keys: Key list) : string list * int =
        let place (x: float, line: int, sofar: string list) (key: Key) =
            let room = 34.0 + 6.3 * float key.Label.Length + 16.0

            let x, line =
                if x > 0.0 && x + room > width then
                    0.0, line + 1
                else
                    x, line

            let y = top + 18.0 * float line

            let drawn =
                [ $"""<g transform="translate({Svg.number (left + x)} {Svg.number y})">"""
                  yield! key.Sample
                  Svg.text "start" 12 32.0 4.0 key.Label
                  "</g>" ]

            x + room, line, sofar @ drawn

        let _, line, drawn = List.fold place (0.0, 0, []) keys
        drawn, line + 1

    /// Description for a reader who does not see it, and all are told of its thinning.
    let private describe (scene: Scene) (sketch: Sketch) : string =
        $"Time-line of {sketch.Actions} actions over {sketch.Steps} steps. {sketch.Counts}. Makespan {Axis.label (Counts.makespan scene.Costs sketch.Counts)}."

    let private note (sketch: Sketch) : string list =
        [ if sketch.RowSize > 1L then
              $"a row stands for {Axis.label (float sketch.RowSize)} actions"

          if sketch.ColumnSize > 1L then
              $"a column for {Axis.label (float sketch.ColumnSize)} steps" ]

    let internal compose (scene: Scene) (sketch: Sketch) : string list =
        let probe = Frame.create left 0.0 sketch
        let width = left + probe.Width + right
        let above = if scene.Title = "" then 18.0 else 50.0
        let legend, keyLines = keys probe sketch |> legend probe.Width above
        let note = note sketch
        let top = above + 18.0 * float (keyLines + min 1 note.Length) + 42.0
        let frame = { probe with Top = top }
        let panels, bottom = SvgPanels.draw frame sketch

        let title =
            if scene.Title = "" then
                "Time-line of a schedule"
            else
                scene.Title

        let size = $"{Svg.number width} {Svg.number bottom}"

        [ $"""<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="picture-title picture-description" viewBox="0 0 {size}" width="{Svg.number width}" height="{Svg.number bottom}" font-family="Helvetica, Arial, sans-serif">"""
          $"""<title id="picture-title">{Svg.escape title}</title>"""
          $"""<desc id="picture-description">{Svg.escape (describe scene sketch)}</desc>"""
          $"""<rect class="paper" width="100%%" height="100%%" fill="{Colour.paper}"/>"""
          if scene.Title <> "" then
              Svg.text "start" 16 left 28.0 scene.Title

          yield! legend
          if not note.IsEmpty then
              Svg.text "start" 11 left (above + 18.0 * float keyLines + 3.0) (System.String.Join("; ", note))

          // A page that marks an action reads from here where it is.
          $"""<g id="picture-frame" data-left="{Svg.number frame.Left}" data-top="{Svg.number frame.Top}" data-width="{Svg.number frame.Width}" data-height="{Svg.number frame.Height}" data-bottom="{Svg.number (bottom - 46.0)}">"""
          yield! SvgTimeline.draw frame sketch
          "</g>"
          yield! panels
          "</svg>" ]

    let internal sketch (scene: Scene) : Result<Sketch, PictureError> = Sketch.ofScene 720 840 scene

    /// The lines of an SVG document. The stream is read once. The error is that it is not valid.
    let lines (scene: Scene) : Result<seq<string>, PictureError> =
        sketch scene |> Result.map (fun sketch -> compose scene sketch :> seq<string>)
