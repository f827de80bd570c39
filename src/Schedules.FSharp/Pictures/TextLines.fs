namespace Schedules.FSharp

/// The lines around the drawing of a text picture.
[<RequireQualifiedAccess>]
module internal TextLines =
    /// Pieces on lines of at most `width` characters, broken between pieces; only a piece
    /// longer than a line is cut.
    let wrap (width: int) (separator: string) (pieces: string list) : string list =
        let cut (piece: string) : string list =
            if piece.Length <= width then
                [ piece ]
            else
                piece |> Seq.chunkBySize width |> Seq.map System.String |> List.ofSeq

        ([], pieces |> List.collect cut)
        ||> List.fold (fun (lines: string list) piece ->
            match lines with
            | line :: above when line.Length + separator.Length + piece.Length <= width ->
                line + separator + piece :: above
            | _ -> piece :: lines)
        |> List.rev

    /// Step numbers at 1, 2, 5, 10, … steps from each other, the closest that do not touch, on a
    /// line of at most `room` characters.
    let ruler (room: int) (steps: int64) (column: int64 -> int64) : string =
        let digits = (string steps).Length

        let every =
            Seq.initInfinite (fun power -> [| 1L; 2L; 5L |][power % 3] * pown 10L (power / 3))
            |> Seq.find (fun every -> column every > int64 digits)

        let line = Array.create room ' '

        for index in 0L .. steps / every do
            let label = string (index * every)
            let start = column (index * every)

            if start + int64 label.Length <= int64 room then
                label.CopyTo(0, line, int start, label.Length)

        System.String(line).TrimEnd()
