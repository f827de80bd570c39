namespace Schedules.FSharp

/// A stream of any length as text: a line for several actions and a column for several steps,
/// where there are too many.
[<RequireQualifiedAccess>]
module internal TextOverview =
    /// Even: two lines become one when there are more.
    let private maxRows: int = 60

    let private sign (levels: (int * Track) list) (sketch: Sketch) (row: int) (column: int) : char =
        let has (plane: Plane) : bool = plane.Has(row, column)

        let first (isThere: Track -> bool) : int voption =
            levels |> List.tryFind (fun (_, track) -> isThere track) |> Option.map fst |> Option.toValueOption

        if has sketch.Adjoint then
            '<'
        else
            match first (fun track -> has track.Written) with
            | ValueSome level -> TextSigns.letter (Storage.Level level)
            | ValueNone when has sketch.Recorded -> '='
            | ValueNone when has sketch.Forward -> '-'
            | ValueNone ->
                match first (fun track -> has track.Restarts || has track.Dependencies) with
                | ValueSome level -> TextSigns.small level
                | ValueNone -> ' '

    let private upTo (count: int64) (what: string) : string =
        if count = 1L then $"1 {what}" else $"up to {count} {what}s"

    let private compose (width: int) (sketch: Sketch) : seq<string> =
        seq {
            let columns = 1 + int ((sketch.Steps - 1L) / sketch.ColumnSize)
            let levels = sketch.Levels
            TextLines.ruler width sketch.Steps (fun step -> step / sketch.ColumnSize)

            for row in 0 .. sketch.Rows - 1 do
                System.String(Array.init columns (sign levels sketch row)).TrimEnd()

            ""

            let size =
                [ $"""a line: {upTo sketch.RowSize "action"}"""
                  $"""a column: {upTo sketch.ColumnSize "step"}""" ]

            for pieces in size :: TextSigns.merged do
                yield! TextLines.wrap width "   " pieces
        }

    /// Step numbers, at most 60 lines of at most `width` characters, and what the signs mean. The
    /// stream is read once.
    let lines (width: int) (scene: Scene) : Result<seq<string>, PictureError> =
        Sketch.ofScene maxRows width scene |> Result.map (compose width)
