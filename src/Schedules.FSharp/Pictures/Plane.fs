namespace Schedules.FSharp

/// A run of marked cells: in a row from a column to a column, or in a column from a row to a
/// row; both ends included.
[<Struct>]
type internal Run = { Line: int; First: int; Last: int }

[<Struct>]
type internal Span = { From: int; To: int }

/// Which rows of actions touch which columns of steps, as a bitmap of fixed size. It changes while
/// a picture is being made.
[<Sealed>]
type internal Plane(rows: int, columns: int) =
    /// None until the first mark: most places have no dependencies, or no restart data.
    let mutable cells: bool[] = [||]

    /// The rows last marked in each column: most of a column's checkpoints are
    /// held for the same time.
    let mutable spans: Span[] = [||]

    let forget () : unit =
        spans <- Array.create columns { From = 0; To = -1 }

    let prepare () : unit =
        if cells.Length = 0 then
            cells <- Array.zeroCreate (rows * columns)
            forget ()

    /// Every cell goes where it is told, and meets others there.
    let gather (place: int -> int -> int) : unit =
        if cells.Length > 0 then
            let gathered = Array.zeroCreate (rows * columns)

            for row in 0 .. rows - 1 do
                for column in 0 .. columns - 1 do
                    if cells[row * columns + column] then
                        gathered[place row column] <- true

            cells <- gathered
            forget ()

    /// The runs along so many lines of so many cells, over gaps of up to so many.
    let runs (lines: int) (toNextLine: int) (length: int) (toNextCell: int) (gap: int) : Run list =
        [ if cells.Length > 0 then
              for line in 0 .. lines - 1 do
                  let mutable first = -1
                  let mutable last = -1

                  for at in 0 .. length - 1 do
                      if cells[line * toNextLine + at * toNextCell] then
                          if first < 0 then
                              first <- at
                          elif at - last - 1 > gap then
                              { Line = line
                                First = first
                                Last = last }

                              first <- at

                          last <- at

                  if first >= 0 then
                      { Line = line
                        First = first
                        Last = last } ]

    /// Marks columns of a row, both ends included.
    member _.Mark(row: int, first: int, last: int) : unit =
        prepare ()
        System.Array.Fill(cells, true, row * columns + first, last - first + 1)

    /// Marks rows of a column, both ends included.
    member _.MarkDown(column: int, first: int, last: int) : unit =
        prepare ()
        let span = spans[column]

        if first < span.From || span.To < last then
            for row in first..last do
                cells[row * columns + column] <- true

            spans[column] <- { From = first; To = last }

    member _.Has(row: int, column: int) : bool =
        cells.Length > 0 && cells[row * columns + column]

    /// Two rows become one: what was in either is in both.
    member _.HalveRows() : unit =
        gather (fun row column -> row / 2 * columns + column)

    /// Two columns become one.
    member _.HalveColumns() : unit =
        gather (fun row column -> row * columns + column / 2)

    /// The runs along the first rows.
    member _.Across(used: int, gap: int) : Run list = runs used columns columns 1 gap

    /// The runs down the columns, over the first rows.
    member _.Down(used: int, gap: int) : Run list = runs columns 1 used columns gap
