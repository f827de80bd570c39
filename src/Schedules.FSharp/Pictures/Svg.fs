namespace Schedules.FSharp

open System.Globalization

/// Colours that colour-blind people can tell, after Okabe and Ito (2008). Levels beyond
/// those named share one.
[<RequireQualifiedAccess>]
module internal Colour =
    let ink = "#222222"
    let faint = "#d9d9d9"
    let paper = "#ffffff"
    let forward = "#555555"
    let recorded = "#0072b2"
    let adjoint = "#d55e00"

    let level (level: int) : string =
        match level with
        | 0 -> "#56b4e9"
        | 1 -> "#e69f00"
        | 2 -> "#009e73"
        | 3 -> "#cc79a7"
        | _ -> "#999999"

/// Pieces of SVG as text. Colours are attributes, not styles, so that any reader of SVG knows them
/// and a page can override them.
[<RequireQualifiedAccess>]
module internal Svg =
    /// Text for XML: marked up, and without what XML cannot hold.
    let escape (text: string) : string =
        let escaped = System.Text.StringBuilder(text.Length)

        for rune in text.EnumerateRunes() do
            match rune.Value with
            | value when value = int '<' -> escaped.Append "&lt;"
            | value when value = int '>' -> escaped.Append "&gt;"
            | value when value = int '&' -> escaped.Append "&amp;"
            | value when value = int '"' -> escaped.Append "&quot;"
            | value when value < 0x20 || value = 0xFFFE || value = 0xFFFF -> escaped.Append ' '
            | _ -> escaped.Append(rune.ToString())
            |> ignore

        string escaped

    /// A coordinate, to a hundredth.
    let number (value: float) : string =
        (System.Math.Round(value, 2) + 0.0).ToString("0.##", CultureInfo.InvariantCulture)

    let text (anchor: string) (size: int) (x: float) (y: float) (content: string) : string =
        $"""<text class="ink" fill="{Colour.ink}" x="{number x}" y="{number y}" text-anchor="{anchor}" font-size="{size}">{escape content}</text>"""

    /// A path that is drawn along, with a style of a class; nothing if it is empty.
    let stroke (style: string) (colour: string) (width: float) (more: string) (path: string) : string list =
        if path = "" then
            []
        else
            [ $"""<path class="{style}" fill="none" stroke="{colour}" stroke-width="{number width}"{more} d="{path}"/>""" ]

    /// A path that is filled.
    let filled (style: string) (colour: string) (more: string) (path: string) : string list =
        if path = "" then
            []
        else
            [ $"""<path class="{style}" fill="{colour}"{more} d="{path}"/>""" ]

    let across (y: float) (x0: float) (x1: float) : string = $"M{number x0} {number y}H{number x1}"

    let down (x: float) (y0: float) (y1: float) : string = $"M{number x} {number y0}V{number y1}"

    /// A disc, as a path.
    let disc (radius: float) (x: float) (y: float) : string =
        let r = number radius
        let d = number (2.0 * radius)
        $"M{number (x - radius)} {number y}a{r} {r} 0 1 0 {d} 0a{r} {r} 0 1 0 -{d} 0z"

    /// A square, as a path.
    let square (radius: float) (x: float) (y: float) : string =
        let d = number (2.0 * radius)
        $"M{number (x - radius)} {number (y - radius)}h{d}v{d}h-{d}z"
