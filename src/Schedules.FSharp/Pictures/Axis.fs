namespace Schedules.FSharp

open System
open System.Globalization

/// Round numbers along an axis, and how to write them.
[<RequireQualifiedAccess>]
module internal Axis =
    /// The least 1, 2 or 5 times a power of ten that takes at most so many ticks
    /// from 0 to a maximum.
    let private spacing (count: int) (maximum: float) : float =
        let rough = maximum / float count
        let power = Math.Pow(10.0, Math.Floor(Math.Log10 rough))

        [ 1.0; 2.0; 5.0; 10.0 ]
        |> List.map (fun factor -> factor * power)
        |> List.tryFind (fun spacing -> spacing * 1.0000001 >= rough)
        |> Option.defaultValue (10.0 * power)

    /// From 0 to at most a maximum, with about so many in all.
    let ticks (count: int) (maximum: float) : float list =
        if maximum <= 0.0 || not (Double.IsFinite maximum) then
            [ 0.0 ]
        else
            let spacing = spacing count maximum

            [ for tick in 0 .. int (Math.Floor(maximum / spacing * 1.0000001)) -> float tick * spacing ]

    /// The same for what is counted: whole numbers only.
    let whole (count: int) (maximum: float) : float list =
        if maximum < float count then
            [ 0.0 .. maximum ]
        else
            ticks count maximum

    let private superscript (number: int) : string =
        String.map
            (fun digit ->
                match digit with
                | '1' -> '¹'
                | '2' -> '²'
                | '3' -> '³'
                | '-' -> '⁻'
                | digit -> char (int '⁰' + int digit - int '0'))
            (string number)

    let private plain (format: string) (value: float) : string =
        value.ToString(format, CultureInfo.InvariantCulture)

    /// As in print: 1 000 000 has thin spaces, 2·10⁹ a power.
    let label (value: float) : string =
        let magnitude = abs value

        if magnitude >= 9_999_999.5 || (magnitude < 0.0005 && magnitude > 0.0) then
            let power = int (Math.Floor(Math.Log10 magnitude + 1e-9))
            let mantissa = plain "0.##" (value / Math.Pow(10.0, float power))
            $"{mantissa}·10{superscript power}"
        else
            (plain "#,0.###" value).Replace(",", "\u202F")
