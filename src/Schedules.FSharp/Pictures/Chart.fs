namespace Schedules.FSharp

/// A point of a chart, and what is written beside it; "" for nothing.
type ChartPoint = { X: float; Y: float; Label: string }

/// Points over an axis: cost against slots, time against memory. Printed, it is a bar for each point.
[<NoComparison; StructuredFormatDisplay("{Displayed}")>]
type Chart =
    {
        Title: string
        /// What the axes are, with the unit.
        Across: string
        Up: string
        /// Not negative.
        Points: ChartPoint list
        /// Joined by a line.
        IsLine: bool
        /// What no point can be below.
        Bound: float voption
    }

    /// A bar for each point, the shortest at hand.
    member private this.Displayed: string = this.ToString()

    override this.ToString() : string =
        let most = this.Points |> List.fold (fun most point -> max most point.Y) 0.0
        let label = _.X >> Axis.label

        let room =
            this.Points |> List.fold (fun room point -> max room (label point).Length) this.Across.Length

        let bar (point: ChartPoint) : string =
            let length =
                if most > 0.0 then
                    int (round (40.0 * point.Y / most))
                else
                    0

            String.replicate length "█"

        [ this.Title
          this.Across.PadLeft room + "  " + this.Up
          for point in this.Points do
              $"{(label point).PadLeft room}  {bar point} {Axis.label point.Y} {point.Label}".TrimEnd() ]
        |> String.concat "\n"

/// Charts as SVG.
[<RequireQualifiedAccess; CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module Chart =
    let private left, top, width, height = 92.0, 44.0, 640.0, 300.0
    let private radius = 4.0

    /// Values up the page: where each is, from 0 to 1, and those that are written.
    type private Scale =
        { Part: float -> float
          Ticks: float list
          IsLogarithmic: bool }

    /// Logarithmic where the greatest value is many times the least.
    let private scale (values: float list) : Scale =
        let least, most = List.fold min infinity values, List.fold max 0.0 values

        if least > 0.0 && most > 20.0 * least then
            let low, high = floor (log10 least), ceil (log10 most)

            { Part = fun value -> (log10 value - low) / (high - low)
              Ticks =
                [ for power in low..high do
                      for digit in (if high - low <= 2.0 then [ 1.0; 2.0; 5.0 ] else [ 1.0 ]) do
                          if digit = 1.0 || power < high then
                              digit * 10.0 ** power ]
              IsLogarithmic = true }
        else
            { Part = fun value -> if most > 0.0 then value / most else 0.0
              Ticks = Axis.ticks 6 most
              IsLogarithmic = false }

    /// A box on the page: left, top, right, bottom.
    [<Struct>]
    type private Box =
        { Left: float
          Top: float
          Right: float
          Bottom: float }

    let private overlap (one: Box) (other: Box) : bool =
        one.Left < other.Right && other.Left < one.Right && one.Top < other.Bottom && other.Top < one.Bottom

    /// Labels where they hide neither a point nor each other: beside a point, below, or above it;
    /// one for which there is no room is left to the title of its point.
    let private labels (points: (float * float * string) list) : string list =
        let dots =
            [ for x, y, _ in points ->
                  { Left = x - radius
                    Top = y - radius
                    Right = x + radius
                    Bottom = y + radius } ]

        let place (taken: Box list, drawn: string list) (x: float, y: float, label: string) =
            let length = 6.2 * float label.Length

            let box (anchor: string) (x: float) (baseline: float) : string * float * float * Box =
                let start =
                    match anchor with
                    | "start" -> x
                    | "end" -> x - length
                    | _ -> x - length / 2.0

                anchor,
                x,
                baseline,
                { Left = start
                  Top = baseline - 10.0
                  Right = start + length
                  Bottom = baseline + 3.0 }

            [ box "start" (x + 8.0) (y + 4.0)
              box "end" (x - 8.0) (y + 4.0)
              box "middle" x (y + 18.0)
              box "middle" x (y - 9.0)
              box "end" (x - 4.0) (y + 18.0)
              box "end" (x - 4.0) (y - 9.0)
              box "start" (x + 4.0) (y + 18.0)
              box "start" (x + 4.0) (y - 9.0) ]
            |> List.tryFind (fun (_, _, _, box) ->
                box.Left >= left
                && box.Right <= left + width + 30.0
                && box.Bottom <= top + height
                && not (List.exists (overlap box) taken))
            |> function
                | Some(anchor, x, baseline, box) -> box :: taken, Svg.text anchor 11 x baseline label :: drawn
                | None -> taken, drawn

        points
        |> List.filter (fun (_, _, label) -> label <> "")
        |> List.fold place (dots, [])
        |> snd
        |> List.rev

    /// The lines of an SVG document.
    let lines (chart: Chart) : string list =
        let across = chart.Points |> List.fold (fun most point -> max most point.X) 0.0

        let ticksAcross =
            if chart.Points |> List.forall (fun point -> point.X = floor point.X) then
                Axis.whole 8 across
            else
                Axis.ticks 8 across

        let up =
            [ for point in chart.Points -> point.Y ] @ ValueOption.toList chart.Bound |> scale

        let x (value: float) : float =
            if across > 0.0 then left + width * value / across else left

        let y (value: float) : float = top + height * (1.0 - up.Part value)

        let points = [ for point in chart.Points -> x point.X, y point.Y, point.Label ]

        let line =
            points
            |> List.mapi (fun index (x, y, _) -> (if index = 0 then "M" else "L") + $"{Svg.number x} {Svg.number y}")
            |> String.concat ""

        let upwards =
            if up.IsLogarithmic then
                chart.Up + ", logarithmic"
            else
                chart.Up

        let page = $"{Svg.number (left + width + 40.0)} {Svg.number (top + height + 54.0)}"

        [ $"""<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {page}" font-family="Helvetica, Arial, sans-serif">"""
          $"""<title>{Svg.escape chart.Title}</title>"""
          $"""<rect class="paper" width="100%%" height="100%%" fill="{Colour.paper}"/>"""
          Svg.text "start" 14 left 20.0 chart.Title
          yield!
              [ for tick in up.Ticks -> Svg.across (y tick) left (left + width) ]
              |> String.concat ""
              |> Svg.stroke "faint" Colour.faint 1.0 ""
          yield!
              [ for tick in ticksAcross -> Svg.down (x tick) (top + height) (top + height + 5.0) ]
              |> String.concat ""
              |> Svg.stroke "line" Colour.ink 1.0 ""
          $"""<path class="line" fill="none" stroke="{Colour.ink}" d="{Svg.down left top (top + height)}{Svg.across (top + height) left (left + width)}"/>"""
          for tick in ticksAcross do
              Svg.text "middle" 11 (x tick) (top + height + 18.0) (Axis.label tick)

          for tick in up.Ticks do
              Svg.text "end" 11 (left - 8.0) (y tick + 4.0) (Axis.label tick)

          Svg.text "middle" 12 (left + width / 2.0) (top + height + 40.0) chart.Across
          $"""<g transform="rotate(-90)">{Svg.text "middle" 12 (-(top + height / 2.0)) (left - 62.0) upwards}</g>"""
          match chart.Bound with
          | ValueSome bound ->
              yield!
                  Svg.across (y bound) left (left + width)
                  |> Svg.stroke "line" Colour.ink 1.0 " stroke-dasharray=\"4 3\""

              Svg.text "end" 11 (left + width) (y bound - 4.0) $"no schedule is below {Axis.label bound}"
          | ValueNone -> ()

          if chart.IsLine then
              yield! Svg.stroke "recorded" Colour.recorded 1.6 "" line

          for point, (x, y, _) in List.zip chart.Points points do
              let said =
                  [ point.Label; Axis.label point.X; Axis.label point.Y ]
                  |> List.filter ((<>) "")
                  |> String.concat ", "

              $"""<circle class="recorded" fill="{Colour.recorded}" cx="{Svg.number x}" cy="{Svg.number y}" r="{Svg.number radius}"><title>{Svg.escape said}</title></circle>"""

          yield! labels points
          "</svg>" ]
