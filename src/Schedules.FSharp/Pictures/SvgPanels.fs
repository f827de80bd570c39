namespace Schedules.FSharp

/// Below the time-line, over actions: what each place holds, and the cumulative cost.
[<RequireQualifiedAccess>]
module internal SvgPanels =
    let private height: float = 64.0
    let private distance: float = 40.0

    /// A curve over actions.
    type private Panel =
        {
            Name: string
            Style: string
            Colour: string
            /// The greatest and the least value within each row.
            Most: float[]
            Least: float[]
            /// A dashed line, and what it says.
            Limit: float voption
            IsCount: bool
        }

    let private x (frame: Frame) (row: int) : float =
        let actions = min (float frame.Actions) (float row * float frame.RowSize)
        frame.Left + frame.Width * actions / float (max 1L frame.Actions)

    /// A line in steps over rows.
    let private steps (frame: Frame) (y: float -> float) (rows: int) (values: float[]) : string =
        [ for row in 0 .. rows - 1 do
              let at = Svg.number (y values[row])

              if row = 0 then
                  $"M{Svg.number frame.Left} {at}"
              elif values[row] <> values[row - 1] then
                  $"V{at}"

              // The line goes on to where it changes.
              if row = rows - 1 || values[row] <> values[row + 1] then
                  $"H{Svg.number (x frame (row + 1))}" ]
        |> System.String.Concat

    let private panel (frame: Frame) (rows: int) (top: float) (panel: Panel) : string list =
        let most = Array.max (Array.truncate rows panel.Most)
        let high = ValueOption.fold max most panel.Limit
        let bottom = top + height

        let y (value: float) : float =
            if high <= 0.0 then
                bottom
            else
                bottom - height * value / high

        let ticks =
            if panel.IsCount then
                Axis.whole 3 high
            else
                Axis.ticks 3 high

        let line = steps frame y rows panel.Most

        [ yield!
              Svg.filled
                  panel.Style
                  panel.Colour
                  " fill-opacity=\"0.2\""
                  $"{line}V{Svg.number bottom}H{Svg.number frame.Left}z"
          if panel.Least <> panel.Most then
              yield! Svg.stroke panel.Style panel.Colour 1.0 " stroke-opacity=\"0.5\"" (steps frame y rows panel.Least)

          yield! Svg.stroke panel.Style panel.Colour 1.6 "" line
          yield!
              panel.Limit
              |> ValueOption.map (fun limit ->
                  Svg.stroke
                      "line"
                      Colour.ink
                      0.8
                      " stroke-dasharray=\"4 3\""
                      (Svg.across (y limit) frame.Left frame.Right))
              |> ValueOption.defaultValue []
          yield!
              ticks
              |> List.map (fun tick -> Svg.across (y tick) (frame.Left - 5.0) frame.Left)
              |> System.String.Concat
              |> Svg.stroke "line" Colour.ink 1.0 ""
          $"""<path class="line" fill="none" stroke="{Colour.ink}" d="M{Svg.number frame.Left} {Svg.number top}V{Svg.number bottom}H{Svg.number frame.Right}"/>"""
          for tick in ticks do
              Svg.text "end" 11 (frame.Left - 8.0) (y tick + 4.0) (Axis.label tick)

          Svg.text "start" 12 frame.Left (top - 8.0) panel.Name ]

    let private ofTrack (name: string) (style: string) (colour: string) (limit: int64) (track: Track) : Panel =
        { Name = name
          Style = style
          Colour = colour
          Most = Array.map float track.Most
          Least = Array.map float track.Least
          // A limit far above what is held would flatten the curve.
          Limit =
            if limit <= 2L * Array.max track.Most then
                ValueSome(float limit)
            else
                ValueNone
          IsCount = true }

    let private panels (sketch: Sketch) : Panel list =
        let peak (track: Track) : string =
            Axis.label (float (Array.max track.Most))

        [ for level, track in sketch.Levels do
              let traffic = Counts.level level sketch.Counts
              let writes, reads = float traffic.Writes, float traffic.Reads

              ofTrack
                  $"Held in {Storage.Level level}, units (most {peak track}; {Axis.label writes} written, {Axis.label reads} read)"
                  $"level{min level 4}"
                  (Colour.level level)
                  (Limits.level level sketch.Limits)
                  track

          ofTrack
              $"Recorded in WORK, steps (most {peak sketch.Work})"
              "recorded"
              Colour.recorded
              System.Int64.MaxValue
              sketch.Work
          { Name = $"Cumulative cost (in all {Axis.label (Array.max sketch.Cost)})"
            Style = "forward"
            Colour = Colour.forward
            Most = sketch.Cost
            Least = sketch.Cost
            Limit = ValueNone
            IsCount = false } ]

    /// The lines of the panels below a frame, and where they end.
    let draw (frame: Frame) (sketch: Sketch) : string list * float =
        let panels = panels sketch

        let top (index: int) : float =
            frame.Bottom + distance + float index * (height + distance)

        let bottom = top (panels.Length - 1) + height
        let ticks = Axis.whole 10 (float sketch.Actions)

        let at (action: float) : float =
            frame.Left + frame.Width * action / float (max 1L frame.Actions)

        [ for index, each in List.indexed panels do
              yield! panel frame sketch.Rows (top index) each

          yield!
              ticks
              |> List.map (fun tick -> Svg.down (at tick) bottom (bottom + 5.0))
              |> System.String.Concat
              |> Svg.stroke "line" Colour.ink 1.0 ""
          for tick in ticks do
              Svg.text "middle" 11 (at tick) (bottom + 18.0) (Axis.label tick)

          Svg.text "middle" 12 (frame.Left + frame.Width / 2.0) (bottom + 36.0) "action" ],
        bottom + 46.0
