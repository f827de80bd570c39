namespace Schedules.FSharp

open System
open System.Threading
open System.Collections.Generic

/// The dynamic programme of checkpoints that hold either restart data (wr units) or the
/// dependencies of one step (wa units), with s units in all: the recurrence of Maddison (2024) with
/// sizes. The fewest forward steps, the recording ones included:
///
///     M(1, s) = 1
///     M(n, s) = min( 1 + M(n-1, s-wa) if s ≥ wa,
///                    min over 1 ≤ i < n of i + M(i, s) + M(n-i, s-wr) if s ≥ wr )
///
/// Stiffly accurate, with R for a segment whose start can be restarted from the dependencies of the
/// step before it:
///
///     R(1, s) = M(1, s) = 1
///     R(n, s) = min( 1 + R(n-1, s-wa) if s ≥ wa, min over 1 ≤ i < n of i + R(i, s) + M(n-i, s) )
///     M(n, s) = min( 1 + R(n-1, s-wa) if s ≥ wa,
///                    min over 1 ≤ i < n of i + M(i, s) + M(n-i, s-wr) if s ≥ wr )
///
/// In general neither is convex in n (M(·, 4) of equal units is 5, 8, 10 at n = 5, 6, 7), and
/// neither argmin is monotone, which was looked at for n ≤ 600 and several sizes: the usual
/// shortcuts are not exact, and every minimum is found by a full scan (MinPlus): O(n²) a row. Units
/// of equal size have a closed form: see MixedSteps and MixedAdvance.
[<RequireQualifiedAccess>]
module MixedTable =
    /// Most entries of a table: 1 GiB. As n < 2^27, M(n, s) ≤ n(n+1)/2 < 2^53: floating point holds
    /// all of them exactly.
    let private maxEntries: int64 = 1L <<< 27

    /// Rows are numbered by the units that are free, ascending: the last row is entered first.
    [<NoComparison; NoEquality>]
    type internal Table =
        private
            {
                /// The row after restart data, or dependencies, have been kept: -1 if they do not
                /// fit.
                AfterRestart: int[]
                AfterDependencies: int[]
                /// M by row and n, infinite where there is no schedule.
                Entered: float[][]
                /// R by row and n: the same as M unless stiffly accurate.
                Restarted: float[][]
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

    /// A row v(1) = 1, v(n) = min( 1 + stored(n-1), min over i of i + v(i) + right(n-i) ), either
    /// part only if it is there.
    let private fill (last: int) (stored: float[] voption) (right: float[] voption) : float[] =
        let row = Array.create (last + 1) infinity
        // i + v(i).
        let left = Array.zeroCreate (last + 1)

        let settle n split _ =
            row[n] <-
                match stored with
                | ValueSome stored -> min split (1.0 + stored[n - 1])
                | ValueNone -> split

            left[n] <- float n + row[n]

        row[1] <- 1.0
        left[1] <- 2.0

        match right with
        | ValueSome right -> MinPlus.fill MinPlus.Tie.Largest left right 2 last settle
        | ValueNone ->
            for n in 2..last do
                settle n infinity 0

        row

    let private row (rows: float[][]) (index: int) : float[] voption =
        if index < 0 then ValueNone else ValueSome rows[index]

    let private entriesPerStep (size: UnitSize) (rows: int64) : int64 =
        rows * (if size.StifflyAccurate then 2L else 1L)

    /// Values that the table for these parameters keeps, or more than a table may have if
    /// there are more than that.
    let internal entries (steps: int64) (units: int64) (size: UnitSize) : int64 =
        let free = reachable units size (maxEntries / steps)
        entriesPerStep size (int64 free.Length) * (steps + 1L)

    /// The table for n ≤ steps and the units that can be free when there are so many to begin with.
    /// `progress` is told what part of the rows is there.
    let internal create
        (cancellation: CancellationToken)
        (progress: float -> unit)
        (steps: int64)
        (units: int64)
        (size: UnitSize)
        : Result<Table, SpecError> =
        // If there are more rows than that, the table is refused whatever their number.
        let free = reachable units size (maxEntries / steps)

        // Both factors are small enough for their product.
        Check.range "steps" 1L (maxEntries / entriesPerStep size (int64 free.Length) - 1L) steps
        |> Result.map (fun () ->
            let last = int steps

            let link (taken: int64) : int[] =
                free |> Array.map (fun free' -> max -1 (Array.BinarySearch(free, free' - taken)))

            let afterRestart = link size.Restart
            let afterDependencies = link size.Dependencies
            let entered: float[][] = Array.zeroCreate free.Length

            let restarted: float[][] =
                if size.StifflyAccurate then
                    Array.zeroCreate free.Length
                else
                    entered

            for index in 0 .. free.Length - 1 do
                cancellation.ThrowIfCancellationRequested()
                progress (float index / float free.Length)

                let stored = row restarted afterDependencies[index]
                entered[index] <- fill last stored (row entered afterRestart[index])

                if size.StifflyAccurate then
                    restarted[index] <- fill last stored (ValueSome entered[index])

            progress 1.0

            { AfterRestart = afterRestart
              AfterDependencies = afterDependencies
              Entered = entered
              Restarted = restarted })

    /// The number of steps of the longest calculation that it answers for.
    let internal longest (table: Table) : int64 = int64 table.Entered[0].Length - 1L

    /// The row that is entered first.
    let internal first (table: Table) : int = table.Entered.Length - 1

    /// The row after restart data have been kept.
    let internal afterRestart (row: int) (table: Table) : int = table.AfterRestart[row]

    /// The row after the dependencies of a step have been kept.
    let internal afterDependencies (row: int) (table: Table) : int = table.AfterDependencies[row]

    /// M(l, s), or R(l, s).
    let internal value (row: int) (restarts: bool) (l: int64) (table: Table) : int64 =
        let rows = if restarts then table.Restarted else table.Entered
        int64 (rows[row][int l])

    /// So many steps can be entered.
    let internal serves (row: int) (l: int64) (table: Table) : bool =
        Double.IsFinite(table.Entered[row][int l])

    /// The largest i at which the minimum for l ≥ 2 steps is reached by advancing i steps, or 0
    /// where it is reached only by recording the first step's dependencies. Only values are kept:
    /// it is found again, from above.
    let internal advance (row: int) (restarts: bool) (l: int64) (table: Table) : int64 =
        let right = if restarts then row else table.AfterRestart[row]

        let own =
            if restarts then
                table.Restarted[row]
            else
                table.Entered[row]

        let target = own[int l]

        if right < 0 || target = float l then
            0L
        else
            let right = table.Entered[right]
            let mutable i = int l - 1

            while i > 0 && float i + own[i] + right[int l - i] <> target do
                i <- i - 1

            int64 i

    /// The fewest forward steps for 1 … `steps` steps with checked units, all of them from one
    /// table, if there is need of one. Errors as for `optimalSteps`.
    let internal optimalUpTo
        (steps: int64)
        (units: int64)
        (size: UnitSize)
        : Result<int64 -> Result<int64 voption, SpecError>, SpecError> =
        let table =
            match UnitSize.classify steps units size with
            | Enough.Recomputing when not (UnitSize.isMixed size) ->
                create CancellationToken.None ignore steps units size |> Result.map ValueSome
            | Enough.Recomputing
            | Enough.Ample
            | Enough.Never _ -> Ok ValueNone

        table
        |> Result.map (fun table n ->
            match UnitSize.classify n units size, table with
            | Enough.Ample, _ -> Ok(ValueSome n)
            | Enough.Never _, _ -> Ok ValueNone
            | Enough.Recomputing, ValueSome table -> Ok(ValueSome(value (first table) false n table))
            | Enough.Recomputing, ValueNone -> MixedSteps.fewest n (units / size.Restart))

    /// The fewest forward steps, the recording ones included, for `steps` (1 to 10^18) with `units`
    /// (0 to 10^18) of storage, when the restart data of a step take `restartUnits` and its
    /// dependencies `dependencyUnits` (1 to 10^18 each): none where there is no schedule. The error
    /// names `steps` where the table would have more than 2^27 entries: one for each step and each
    /// number of units that can be free, two if stiffly accurate. Equal sizes, not stiffly
    /// accurate, need no table; there the error is `TooLarge` where the answer needs more than 64
    /// bits.
    let optimalSteps
        (steps: int64)
        (units: int64)
        (restartUnits: int64)
        (dependencyUnits: int64)
        (stifflyAccurate: bool)
        : Result<int64 voption, SpecError> =
        Check.steps "steps" steps
        |> Result.bind (fun () -> UnitSize.create units restartUnits dependencyUnits stifflyAccurate)
        |> Result.bind (fun size -> optimalUpTo steps units size)
        |> Result.bind (fun optimal -> optimal steps)
