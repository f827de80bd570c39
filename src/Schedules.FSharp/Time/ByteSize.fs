namespace Schedules.FSharp

open System
open System.Globalization

/// Numbers of bytes as people write them: `4096`, `4GB`, `512MiB`, `1.5GB/s` for a bandwidth.
[<RequireQualifiedAccess>]
module ByteSize =
    let private prefixes = "KMGTPE"

    /// What is allowed, for people.
    let allowed: string =
        "bytes above 0, with a unit or without: 4096, 4GB, 512MiB, up to 9EB"

    let private factor (text: string) : float voption =
        let power =
            if text = "" then
                -1
            else
                prefixes.IndexOf(Char.ToUpperInvariant text[0])

        match power, (if power < 0 then text else text.Substring 1) with
        | -1, ("" | "B") -> ValueSome 1.0
        | -1, _ -> ValueNone
        | power, ("" | "B") -> ValueSome(Math.Pow(1000.0, float (power + 1)))
        | power, ("i" | "iB") -> ValueSome(Math.Pow(1024.0, float (power + 1)))
        | _ -> ValueNone

    /// The bytes, rounded down: at least 1 and within 64 bits.
    let parse (text: string) : int64 voption =
        let text = text.Trim()

        let text =
            if text.EndsWith("/s", StringComparison.OrdinalIgnoreCase) then
                text.Substring(0, text.Length - 2)
            else
                text

        let digits = text.TrimEnd("KMGTPEkmgtpeiBb".ToCharArray())

        match
            factor (text.Substring digits.Length),
            Double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture)
        with
        | ValueSome factor, (true, number) when number * factor >= 1.0 && number * factor < 9223372036854775807.0 ->
            ValueSome(int64 (number * factor))
        | _ -> ValueNone
