namespace Schedules.FSharp

open System
open System.Threading
open System.Collections.Generic
open System.Numerics
open System.Runtime.InteropServices

/// The dynamic programme of checkpoints that hold either restart data (wr units) or the dependencies of one step (wa units), with
/// s units in all: the recurrence of Maddison (2024) with sizes. The fewest forward steps, the recording ones included:
///
/// M(1, s) = 1; M(n, s) = min( 1 + M(n-1, s-wa) if s ≥ wa, min over 1 ≤ i < n of i + M(i, s) + M(n-i, s-wr) if s ≥ wr ).
///
/// Stiffly accurate, with R for a segment whose start can be restarted from the dependencies of the step before it:
/// R(1, s) = 1; R(n, s) = min( 1 + R(n-1, s-wa) if s ≥ wa, min over 1 ≤ i < n of i + R(i, s) + M(n-i, s) );
/// M(n, s) = min( 1 + R(n-1, s-wa) if s ≥ wa, min over 1 ≤ i < n of i + M(i, s) + M(n-i, s-wr) if s ≥ wr ).
///
/// In general neither is convex in n (M(·, 4) of equal units is 5, 8, 10 at n = 5, 6, 7), and neither argmin is monotone, which was
/// looked at for n ≤ 600 and several sizes: the usual shortcuts are not exact, and every minimum is found by a full scan, which
/// is vectorised: O(n²) a row. Units of equal size have a closed form, O(n) a row: see MixedSteps.
[<RequireQualifiedAccess>]
module MixedTable =
    /// No schedule. Sums of three such numbers still fit in 64 bits.
    let private infinite: int64 = Int64.MaxValue / 4L

    /// Most entries of a table: 1 GiB.
    let private maxEntries: int64 = 1L <<< 27

    /// Rows are numbered by the units that are free, ascending: the last row is entered first.
    [<NoComparison; NoEquality>]
    type internal Table =
        private
            {
                /// The row after restart data, or dependencies, have been kept: -1 if they do not fit.
                AfterRestart: int[]
                AfterDependencies: int[]
                /// M by row and n.
                Entered: int64[][]
                /// R by row and n: the same as M unless stiffly accurate.
                Restarted: int64[][]
            }

    /// All numbers of free units that can occur, ascending; stops once there are more than `most`.
    let private reachable (units: int64) (size: UnitSize) (most: int64) : int64[] =
        let found = HashSet<int64>()
        let waiting = Queue<int64>()

        let visit (free: int64) : unit =
            if free >= 0L && found.Add free then
                waiting.Enqueue free

        visit units

        while waiting.Count > 0 && int64 found.Count <= most do
            let free = waiting.Dequeue()
            visit (free - size.Restart)
            visit (free - size.Dependencies)

        let rows = Seq.toArray found
        Array.sortInPlace rows
        rows

    let inline private vector (values: int64[]) (index: int) : Vector<int64> =
        Vector.LoadUnsafe(&MemoryMarshal.GetArrayDataReference values, unativeint index)

    /// The least own[i] + other[shift + i], 1 ≤ i ≤ count.
    let private least (own: int64[]) (other: int64[]) (shift: int) (count: int) : int64 =
        let width = Vector<int64>.Count
        let mutable low = Vector<int64>(infinite)
        let mutable high = low
        let mutable i = 1

        while i + 2 * width <= count + 1 do
            low <- Vector.Min(low, vector own i + vector other (shift + i))
            high <- Vector.Min(high, vector own (i + width) + vector other (shift + i + width))
            i <- i + 2 * width

        let both = Vector.Min(low, high)
        let mutable least = infinite

        for lane in 0 .. width - 1 do
            least <- min least both[lane]

        while i <= count do
            least <- min least (own[i] + other[shift + i])
            i <- i + 1

        least

    let private reversed (last: int) (row: int64[]) : int64[] =
        Array.init (last + 1) (fun index -> row[last - index])

    /// A row v(1) = 1, v(n) = min( 1 + stored(n-1), min over i of i + v(i) + right(n-i) ), either part only if it is there.
    let private fill (last: int) (stored: int64[] voption) (right: int64[] voption) : int64[] =
        let row = Array.create (last + 1) infinite
        row[1] <- 1L
        // i + v(i), and the right parts backwards, so that both are read forwards.
        let own = Array.zeroCreate (last + 1)
        own[1] <- 2L
        let right = right |> ValueOption.map (reversed last)

        for n in 2..last do
            let store =
                match stored with
                | ValueSome stored -> 1L + stored[n - 1]
                | ValueNone -> infinite

            let restart =
                match right with
                | ValueSome right -> least own right (last - n) (n - 1)
                | ValueNone -> infinite

            let value = min infinite (min store restart)
            row[n] <- value
            own[n] <- int64 n + value

        row

    let private row (rows: int64[][]) (index: int) : int64[] voption =
        if index < 0 then ValueNone else ValueSome rows[index]

    /// The table for n ≤ steps and the units that can be free when there are so many to begin with. `progress` is told what part of the rows is there.
    let internal create
        (cancellation: CancellationToken)
        (progress: float -> unit)
        (steps: int64)
        (units: int64)
        (size: UnitSize)
        : Result<Table, SpecError> =
        let entriesPerStep rows =
            rows * (if size.StifflyAccurate then 2L else 1L)

        // If there are more rows than that, the table is refused whatever their number.
        let free = reachable units size (maxEntries / steps)

        // Both factors are small enough for their product.
        Check.range "steps" 1L (maxEntries / entriesPerStep (int64 free.Length) - 1L) steps
        |> Result.map (fun () ->
            let last = int steps

            let link (taken: int64) : int[] =
                free |> Array.map (fun free' -> max -1 (Array.BinarySearch(free, free' - taken)))

            let afterRestart = link size.Restart
            let afterDependencies = link size.Dependencies
            let entered: int64[][] = Array.zeroCreate free.Length

            let restarted: int64[][] =
                if size.StifflyAccurate then
                    Array.zeroCreate free.Length
                else
                    entered

            for index in 0 .. free.Length - 1 do
                cancellation.ThrowIfCancellationRequested()
                progress (float index / float free.Length)

                if size.Restart = size.Dependencies && not size.StifflyAccurate && free[index] >= size.Restart then
                    entered[index] <- MixedSteps.row last (int (min (int64 last) (free[index] / size.Restart)))
                else
                    let stored = row restarted afterDependencies[index]
                    entered[index] <- fill last stored (row entered afterRestart[index])

                    if size.StifflyAccurate then
                        restarted[index] <- fill last stored (ValueSome entered[index])

            progress 1.0

            { AfterRestart = afterRestart
              AfterDependencies = afterDependencies
              Entered = entered
              Restarted = restarted })

    /// The row that is entered first.
    let internal first (table: Table) : int = table.Entered.Length - 1

    /// The row after restart data have been kept.
    let internal afterRestart (row: int) (table: Table) : int = table.AfterRestart[row]

    /// The row after the dependencies of a step have been kept.
    let internal afterDependencies (row: int) (table: Table) : int = table.AfterDependencies[row]

    /// M(l, s), or R(l, s).
    let internal value (row: int) (restarts: bool) (l: int64) (table: Table) : int64 =
        let rows = if restarts then table.Restarted else table.Entered
        rows[row][int l]

    /// The largest i at which the minimum for l ≥ 2 steps is reached by advancing i steps, or 0 where it is reached only by
    /// recording the first step's dependencies. Only values are kept: it is found again, from above.
    let internal advance (row: int) (restarts: bool) (l: int64) (table: Table) : int64 =
        let right = if restarts then row else table.AfterRestart[row]

        let own =
            if restarts then
                table.Restarted[row]
            else
                table.Entered[row]

        let target = own[int l]

        if right < 0 || target = l then
            0L
        else
            let right = table.Entered[right]
            let mutable i = int l - 1

            while i > 0 && int64 i + own[i] + right[int l - i] <> target do
                i <- i - 1

            int64 i

    /// The fewest forward steps, the recording ones included, for `steps` (1 to 10^18) with `units` (0 to 10^18) of storage, when
    /// the restart data of a step take `restartUnits` and its dependencies `dependencyUnits` (1 to 10^18 each): none where there
    /// is no schedule. The error names `steps` where the table would have more than 2^27 entries: one for each step and each
    /// number of units that can be free, two if stiffly accurate.
    let optimalSteps
        (steps: int64)
        (units: int64)
        (restartUnits: int64)
        (dependencyUnits: int64)
        (stifflyAccurate: bool)
        : Result<int64 voption, SpecError> =
        Check.steps "steps" steps
        |> Result.bind (fun () -> UnitSize.create units restartUnits dependencyUnits stifflyAccurate)
        |> Result.bind (fun size ->
            match UnitSize.classify steps units size with
            | Enough.Ample -> Ok(ValueSome steps)
            | Enough.Never _ -> Ok ValueNone
            | Enough.Recomputing ->
                create CancellationToken.None ignore steps units size
                |> Result.map (fun table -> ValueSome(value (first table) false steps table)))
