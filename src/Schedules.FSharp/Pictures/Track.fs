namespace Schedules.FSharp

/// Events in one place over rows of actions: how much it holds, and what is read and written
/// there at which steps.
[<Sealed>]
type internal Track(rows: int, columns: int) =
    let most: int64[] = Array.zeroCreate rows
    let least: int64[] = Array.zeroCreate rows

    /// Restart data: the column of their step.
    member val Restarts: Plane = Plane(rows, columns)
    /// Dependencies: the columns of their steps.
    member val Dependencies: Plane = Plane(rows, columns)
    member val Written: Plane = Plane(rows, columns)
    member val Read: Plane = Plane(rows, columns)

    /// Present contents.
    member val Units: int64 = 0L with get, set

    /// Most units held within each row, and least.
    member _.Most: int64[] = most
    member _.Least: int64[] = least

    /// Takes what is held now into a row.
    member this.Note(row: int, isFirst: bool) : unit =
        most[row] <- if isFirst then this.Units else max most[row] this.Units
        least[row] <- if isFirst then this.Units else min least[row] this.Units

    member this.HalveRows() : unit =
        for row in 0 .. rows / 2 - 1 do
            most[row] <- max most[2 * row] most[2 * row + 1]
            least[row] <- min least[2 * row] least[2 * row + 1]

        for row in rows / 2 .. rows - 1 do
            most[row] <- 0L
            least[row] <- 0L

        for plane in this.Planes do
            plane.HalveRows()

    member this.HalveColumns() : unit =
        for plane in this.Planes do
            plane.HalveColumns()

    member private this.Planes: Plane list =
        [ this.Restarts; this.Dependencies; this.Written; this.Read ]
