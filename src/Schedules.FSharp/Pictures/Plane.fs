namespace Schedules.FSharp

/// A run of marked cells: in a row from a column to a column, or in a column from a row to a row; both ends included.
[<Struct>]
type internal Run = { Line: int; First: int; Last: int }

[<Struct>]
type internal Span = { From: int; To: int }

/// Which rows of actions touch which columns of steps, as a bitmap of fixed size. It changes while a picture is being made.
[<Sealed>]
type internal Plane(rows: int, columns: int) =
    let mutable cells: bool[] = Array.zeroCreate (rows * columns)

    /// The rows last marked in each column: most of a column's checkpoints are held for the same time.
    let spans: Span[] = Array.create columns { From = 0; To = -1 }

    /// Marks columns of a row, both ends included.
    member _.Mark(row: int, first: int, last: int) : unit =
        System.Array.Fill(cells, true, row * columns + first, last - first + 1)

    /// Marks rows of a column, both ends included.
    member _.MarkDown(column: int, first: int, last: int) : unit =
        let span = spans[column]

        if first < span.From || span.To < last then
            for row in first..last do
                cells[row * columns + column] <- true

            spans[column] <- { From = first; To = last }

    member _.Has(row: int, column: int) : bool = cells[row * columns + column]

    /// Two rows become one: what was in either is in both.
    member _.HalveRows() : unit =
        let half = Array.zeroCreate (rows * columns)

        for row in 0 .. rows - 1 do
            for column in 0 .. columns - 1 do
                if cells[row * columns + column] then
                    half[row / 2 * columns + column] <- true

        cells <- half
        System.Array.Fill(spans, { From = 0; To = -1 })

    /// Two columns become one.
    member _.HalveColumns() : unit =
        let half = Array.zeroCreate (rows * columns)

        for row in 0 .. rows - 1 do
            for column in 0 .. columns - 1 do
                if cells[row * columns + column] then
                    half[row * columns + column / 2] <- true

        cells <- half
        System.Array.Fill(spans, { From = 0; To = -1 })

    /// The runs of a line of cells, over gaps of up to so many.
    static member private Line(line: int, length: int, gap: int, has: int -> bool) : Run list =
        let folder (runs: Run list) (at: int) : Run list =
            match runs with
            | _ when not (has at) -> runs
            | last :: earlier when at - last.Last - 1 <= gap -> { last with Last = at } :: earlier
            | _ -> { Line = line; First = at; Last = at } :: runs

        List.fold folder [] [ 0 .. length - 1 ] |> List.rev

    /// The runs along the first rows.
    member this.Across(used: int, gap: int) : Run list =
        [ for row in 0 .. used - 1 do
              yield! Plane.Line(row, columns, gap, (fun column -> this.Has(row, column))) ]

    /// The runs down the columns, over the first rows.
    member this.Down(used: int, gap: int) : Run list =
        [ for column in 0 .. columns - 1 do
              yield! Plane.Line(column, used, gap, (fun row -> this.Has(row, column))) ]
