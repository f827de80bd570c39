namespace Schedules.FSharp

open System

/// Costs of segments of 0, 1, … advances (one fewer than steps), beyond ub for each step, and how
/// far each is advanced over before its first split: 0 if it is not split. ub is left out, since no
/// decision depends on it.
[<NoComparison; NoEquality>]
type internal DiskRow =
    private
        { Costs: float[]
          Advances: int[] }

    /// The longest segment, in advances.
    member this.Longest: int = this.Costs.Length - 1

    /// The extra costs of 0, 1, … advances.
    member this.All: float[] = this.Costs

    /// The extra cost of l advances, 0 ≤ l ≤ `Longest`.
    member this.Extra(l: int64) : float = this.Costs[int l]

    /// The first advance of l advances, 0 ≤ l ≤ `Longest`; 0 if they are not split.
    member this.Advance(l: int64) : int64 = int64 this.Advances[int l]

    /// Segment of no advances, which is not split.
    static member Empty: DiskRow =
        { Costs = Array.zeroCreate 1
          Advances = Array.zeroCreate 1 }

/// The rows of Disk-Revolve: Aupy, Herrmann, Hovland & Robert (2016), doi 10.1137/15M1019222.
/// `tick` is told now and then how many advances have been done, and may stop the work by an
/// exception.
[<RequireQualifiedAccess>]
module internal DiskRows =
    /// So many sums are looked at between two ticks.
    let private block = 1 <<< 22

    /// O1: the start is on disk, and all else is in RAM. O1(l) = min(O0(l), min over 1 ≤ j < l of
    /// D(j) + O0(l-j)) with D(j) = j·uf + rd + X(j-1), X = O0 if the disk is read once, else O1.
    ///
    /// O1 is not convex, and j has no bound but l; but O0 is convex, and only O0 depends on l. Then
    /// a later j that is as good as an earlier one for some l is so for all greater l, whatever D:
    /// each j has one interval of l where it is the largest minimiser, and the intervals lie in the
    /// order of j. They are kept as a queue, their borders found by bisection: O(l log l) instead
    /// of O(l²), exactly. Galil & Giancarlo (1989), doi 10.1016/0304-3975(89)90101-1.
    let single (tick: int -> unit) (ram: float[]) (oneRead: bool) (uf: float) (read: float) : DiskRow =
        let lmax = ram.Length - 1
        let costs = Array.copy ram
        let advances: int[] = Array.zeroCreate (lmax + 1)
        let start: float[] = Array.zeroCreate (lmax + 1)
        let queue: int[] = Array.zeroCreate (lmax + 1)
        let from: int[] = Array.zeroCreate (lmax + 1)
        let mutable head = 0
        let mutable tail = 0

        for l in 2..lmax do
            let j = l - 1
            start[j] <- float j * uf + read + (if oneRead then ram[j - 1] else costs[j - 1])

            // Who comes in before the new one would, and is no better there, never has its turn.
            while tail > head
                  && from[tail - 1] >= l
                  && start[j] + ram[from[tail - 1] - j]
                     <= start[queue[tail - 1]] + ram[from[tail - 1] - queue[tail - 1]] do
                tail <- tail - 1

            let mutable first = l

            if tail > head then
                let last = queue[tail - 1]
                let mutable beyond = lmax + 1

                while first < beyond do
                    let middle = first + (beyond - first) / 2

                    if start[j] + ram[middle - j] <= start[last] + ram[middle - last] then
                        beyond <- middle
                    else
                        first <- middle + 1

            if first <= lmax then
                queue[tail] <- j
                from[tail] <- first
                tail <- tail + 1

            while tail - head > 1 && from[head + 1] <= l do
                head <- head + 1

            let best = start[queue[head]] + ram[l - queue[head]]

            if best < ram[l] then
                costs[l] <- best
                advances[l] <- queue[head]

            if l % (block / 64) = 0 then
                tick l

        { Costs = costs; Advances = advances }

    /// O1 as by `single` of any O0, by looking at every j: O(l²).
    let scanned (tick: int -> unit) (ram: float[]) (oneRead: bool) (uf: float) (read: float) : DiskRow =
        let lmax = ram.Length - 1
        let costs = Array.copy ram
        let advances: int[] = Array.zeroCreate (lmax + 1)
        let start: float[] = Array.zeroCreate (lmax + 2)
        let often = max 1 (block / (lmax + 64))

        let price j =
            start[j] <- float j * uf + read + (if oneRead then ram[j - 1] else costs[j - 1])

        for j in 1 .. min 2 lmax do
            price j

        MinPlus.fill MinPlus.Tie.Largest start ram 2 lmax (fun l split run ->
            if split < ram[l] then
                costs[l] <- split
                advances[l] <- MinPlus.split MinPlus.Tie.Largest start ram l split run

            price (l + 1)

            if l % often = 0 then
                tick l)

        { Costs = costs; Advances = advances }

    /// No advance of O∞ need be longer, where a checkpoint on disk that serves l steps costs X(l -
    /// 1) = `served`: of more, two checkpoints of half of them each cost no more, with another
    /// write and read.
    let window (served: float[]) (writeAndRead: float) : int =
        let lmax = served.Length - 1

        let splits (j: int) : bool =
            let half = j / 2
            served[half - 1] + served[j - half - 1] + writeAndRead <= served[j - 1]

        let mutable j = lmax

        while j > 1 && splits j do
            j <- j - 1

        j

    /// O∞: any number of checkpoints on disk. O∞(l) = min(O0(l), min over 1 ≤ j < l of wd + j·uf +
    /// O∞(l-j) + rd + X(j-1)). Neither operand is convex, but j need not exceed `window` (mmax),
    /// which is exact, for the largest minimiser too. X is O1 if a row is given, else O0; it is
    /// needed as far as the window goes. With c `slots`, c advances are not split: no step is
    /// repeated in RAM as it is.
    let chain
        (tick: int -> unit)
        (ram: float[])
        (slots: int)
        (single: DiskRow voption)
        (window: int)
        (uf: float)
        (writeAndRead: float)
        : DiskRow =
        let lmax = ram.Length - 1

        let served =
            match single with
            | ValueSome row -> row.Costs
            | ValueNone -> ram

        // left(l - j) = O∞(l - j), and right(j) is what depends on j alone.
        let costs = Array.copy ram

        let starts =
            Array.init (1 + min window (max 0 (lmax - 1))) (fun j ->
                if j = 0 then
                    Double.PositiveInfinity
                else
                    writeAndRead + float j * uf + served[j - 1])

        let advances: int[] = Array.zeroCreate (lmax + 1)
        let often = max 1 (block / (starts.Length + 64))

        MinPlus.fill MinPlus.Tie.Smallest costs starts (max 2 (min lmax slots + 1)) lmax (fun l split run ->
            if split < ram[l] then
                costs[l] <- split
                advances[l] <- l - MinPlus.split MinPlus.Tie.Smallest costs starts l split run

            if l % often = 0 then
                tick l)

        { Costs = costs; Advances = advances }
