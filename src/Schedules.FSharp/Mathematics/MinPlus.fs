namespace Schedules.FSharp

open System
open System.Numerics
open System.Runtime.CompilerServices
open System.Runtime.InteropServices

/// Rows of dynamic programmes over split points: v(l) = min over 0 < i < l of left(i) + right(l -
/// i), where left(l) follows from v(l) or from earlier values. Neither row is convex and the
/// minimisers are not monotone, so that every sum is looked at, many at a time. Costs have no NaN,
/// so the minimum of the machine will do.
[<RequireQualifiedAccess>]
module internal MinPlus =
    /// Which of several minimisers is wanted.
    [<Struct; RequireQualifiedAccess>]
    type Tie =
        | Smallest
        | Largest

    /// A minimiser is known to be within a run of so many until it is asked for.
    [<Literal>]
    let private Run = 16

    /// The least sums over from ≤ i < until for a block of neighbouring l, the first of which is
    /// `l`, and the first i of the runs that have them. right(k) is at k + the size of the block.
    [<MethodImpl(MethodImplOptions.AggressiveOptimization)>]
    let private scan tie (left: float[]) (right: float[]) l from until (least: float[]) (runs: float[]) : unit =
        let width = Vector<float>.Count
        let a = &MemoryMarshal.GetArrayDataReference left
        let b = &MemoryMarshal.GetArrayDataReference right
        // Indices are selected with the sums, so they are in floating point, too: exact, as they
        // are below 2^31.
        let mutable least0 = Vector<float>(Double.PositiveInfinity)
        let mutable least1 = least0
        let mutable least2 = least0
        let mutable least3 = least0
        let mutable run0 = Vector<float>(float from)
        let mutable run1 = run0
        let mutable run2 = run0
        let mutable run3 = run0
        let mutable i = from

        while i < until do
            let run = Vector<float>(float i)
            let last = min until (i + Run)
            let mutable sum0 = Vector<float>(Double.PositiveInfinity)
            let mutable sum1 = sum0
            let mutable sum2 = sum0
            let mutable sum3 = sum0

            while i < last do
                let value = Vector<float>(Unsafe.Add(&a, i))
                let at = unativeint (l - i + 4 * width)
                sum0 <- Vector.MinNative(sum0, value + Vector.LoadUnsafe(&b, at))
                sum1 <- Vector.MinNative(sum1, value + Vector.LoadUnsafe(&b, at + unativeint width))
                sum2 <- Vector.MinNative(sum2, value + Vector.LoadUnsafe(&b, at + unativeint (2 * width)))
                sum3 <- Vector.MinNative(sum3, value + Vector.LoadUnsafe(&b, at + unativeint (3 * width)))
                i <- i + 1

            let inline better (sum: Vector<float>) (least: Vector<float>) =
                match tie with
                | Tie.Smallest -> Vector.LessThan(sum, least)
                | Tie.Largest -> Vector.LessThanOrEqual(sum, least)

            run0 <- Vector.ConditionalSelect(better sum0 least0, run, run0)
            run1 <- Vector.ConditionalSelect(better sum1 least1, run, run1)
            run2 <- Vector.ConditionalSelect(better sum2 least2, run, run2)
            run3 <- Vector.ConditionalSelect(better sum3 least3, run, run3)
            least0 <- Vector.MinNative(least0, sum0)
            least1 <- Vector.MinNative(least1, sum1)
            least2 <- Vector.MinNative(least2, sum2)
            least3 <- Vector.MinNative(least3, sum3)

        least0.CopyTo(least, 0)
        least1.CopyTo(least, width)
        least2.CopyTo(least, 2 * width)
        least3.CopyTo(least, 3 * width)
        run0.CopyTo(runs, 0)
        run1.CopyTo(runs, width)
        run2.CopyTo(runs, 2 * width)
        run3.CopyTo(runs, 3 * width)

    /// One more i, within the block: of use for later l only.
    [<MethodImpl(MethodImplOptions.AggressiveOptimization)>]
    let private extend tie (left: float[]) (right: float[]) l i (least: float[]) (runs: float[]) : unit =
        let width = Vector<float>.Count
        let value = Vector<float>(left[i])
        let run = Vector<float>(float i)

        for part in (i + 1 - l) / width .. 3 do
            let at = part * width
            let sum = value + Vector<float>(right, l - i + 4 * width + at)
            let before = Vector<float>(least, at)

            let better =
                match tie with
                | Tie.Smallest -> Vector.LessThan(sum, before)
                | Tie.Largest -> Vector.LessThanOrEqual(sum, before)

            Vector.MinNative(sum, before).CopyTo(least, at)
            Vector.ConditionalSelect(better, run, Vector<float>(runs, at)).CopyTo(runs, at)

    /// Calls `settle l value run` for l = first … last in order, with v(l) (infinite if there is
    /// nothing to split) and the start of a run in which it is reached, for `split`. When it
    /// returns left(l) is set, as left(1) … left(first - 1) are before. `right` is infinite past
    /// its end; right(0) is not used.
    let fill
        tie
        (left: float[])
        (right: float[])
        (first: int)
        (last: int)
        (settle: int -> float -> int -> unit)
        : unit =
        let block = 4 * Vector<float>.Count
        let padded = Array.create (right.Length + 2 * block) Double.PositiveInfinity
        Array.blit right 1 padded (block + 1) (right.Length - 1)
        let least = Array.zeroCreate block
        let runs = Array.zeroCreate block

        for start in first..block..last do
            scan tie left padded start (max 1 (start + 1 - right.Length)) start least runs

            for l in start .. min last (start + block - 1) do
                settle l least[l - start] (int runs[l - start])
                extend tie left padded start l least runs

    /// The i, 0 < i < l, at which v(l) = `value` is reached, within a run.
    let split tie (left: float[]) (right: float[]) (l: int) (value: float) (run: int) : int =
        let first = max run (l + 1 - right.Length)
        let last = min l (run + Run) - 1

        match tie with
        | Tie.Smallest ->
            let mutable i = first

            while i < last && left[i] + right[l - i] <> value do
                i <- i + 1

            i
        | Tie.Largest ->
            let mutable i = last

            while i > first && left[i] + right[l - i] <> value do
                i <- i - 1

            i

    /// The first places, one in each lane. Places are counted in floating point (exact to 2^53), to
    /// be selected with the sums.
    let private lanes: Vector<float> =
        Vector<float>(Array.init Vector<float>.Count float)

    let private later (struct (least: float, last: float)) (value: float) (place: float) : struct (float * float) =
        if value < least || (value = least && place > last) then
            struct (value, place)
        else
            struct (least, last)

    /// One value alone, where both rows grow with l: the least of left[i] + right[i] in two spans
    /// of the same length, at least 1, that run side by side (so one row is kept backwards), and
    /// the largest such i.
    let least (left: ReadOnlySpan<float>) (right: ReadOnlySpan<float>) : struct (float * int) =
        let width = Vector<float>.Count
        let lefts = MemoryMarshal.Cast<float, Vector<float>> left
        let rights = MemoryMarshal.Cast<float, Vector<float>> right
        let stride = Vector<float>(float width)
        let mutable place = lanes
        // Even and odd vectors apart: neither waits for the other's comparison.
        let mutable even = Vector<float>(Double.PositiveInfinity)
        let mutable evenAt = Vector<float>(-1.0)
        let mutable odd = even
        let mutable oddAt = evenAt
        let mutable index = 0

        while index + 1 < lefts.Length do
            let sum = lefts[index] + rights[index]
            let better = Vector.LessThanOrEqual(sum, even)
            even <- Vector.ConditionalSelect(better, sum, even)
            evenAt <- Vector.ConditionalSelect(better, place, evenAt)
            place <- place + stride
            let sum = lefts[index + 1] + rights[index + 1]
            let better = Vector.LessThanOrEqual(sum, odd)
            odd <- Vector.ConditionalSelect(better, sum, odd)
            oddAt <- Vector.ConditionalSelect(better, place, oddAt)
            place <- place + stride
            index <- index + 2

        let mutable found = struct (Double.PositiveInfinity, -1.0)

        if index > 0 then
            for lane in 0 .. width - 1 do
                found <- later found even[lane] evenAt[lane]
                found <- later found odd[lane] oddAt[lane]

        for rest in index * width .. left.Length - 1 do
            found <- later found (left[rest] + right[rest]) (float rest)

        let struct (least, last) = found
        struct (least, int last)
