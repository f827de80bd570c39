namespace Schedules.FSharp

open System

/// The rows of one level of an H-Revolve table, by the number of advances l (one fewer than steps).
/// All values leave out (l + 1) ub, which every alternative has: less to add up, and nothing to
/// round away.
[<NoComparison; NoEquality>]
type internal HRevolveRows =
    {
        /// P(l, m), the start being kept here, at [m - 1][l].
        Kept: float[][]
        /// The largest minimiser of P(l, m), at [m - 1][l]; 0 where it is better not to keep a
        /// second checkpoint here.
        Advances: int[][]
        /// O(l, c) of the level above in speed, at [l]: what it takes not to use this level.
        /// Nothing on the fastest level.
        Without: float[]
    }

/// Fills the rows, from few slots to many: Herrmann & Pallez (2020), doi 10.1145/3378672. `tick m
/// l` is called at the start of each row, and now and then within it.
[<RequireQualifiedAccess>]
module internal HRevolveRows =
    /// So many values of l are computed between two ticks.
    let private block = 1024

    /// A row with m slots, for l from `first` = max(2, m) on: P(l, m) = min(without(l), v(l)),
    /// where `entered` is O(l, m - 1), and
    ///
    ///     v(l) = min over 1 ≤ j < l of j·uf + r + P(j - 1, m) + O(l - j, m - 1),
    ///
    /// advancing by the largest such j, if v(l) is less. HRevolveRecurrenceTests has the same in
    /// plain loops.
    let private fill lmax uf read (without: float[]) (entered: float[]) first (kept: float[]) (advances: int[]) tick =
        let left: float[] = Array.zeroCreate (lmax + 2)

        let price j =
            left[j] <- float j * uf + read + kept[j - 1]

        for j in 1 .. min first lmax do
            price j

        tick first

        MinPlus.fill MinPlus.Tie.Largest left entered first lmax (fun l split run ->
            if split < without[l] then
                kept[l] <- split
                advances[l] <- MinPlus.split MinPlus.Tie.Largest left entered l split run
            else
                kept[l] <- without[l]

            price (l + 1)

            if (l - first) % block = block - 1 then
                tick l)

    /// A row, m ≥ 2 slots: as many slots as advances are enough, so up to m - 1 it is the row
    /// before.
    let private next lmax uf read without entered m (kept: float[][]) (advances: int[][]) tick =
        let first = min (lmax + 1) m
        Array.blit kept[m - 2] 0 kept[m - 1] 0 first
        Array.blit advances[m - 2] 0 advances[m - 1] 0 first
        fill lmax uf read without entered first kept[m - 1] advances[m - 1] (tick m)

    let private empty lmax slots : struct (float[][] * int[][]) =
        struct (Array.init slots (fun _ -> Array.zeroCreate (lmax + 1)),
                Array.init slots (fun _ -> Array.zeroCreate (lmax + 1)))

    /// With one slot on the fastest level: every step is advanced to from the start.
    let private oneSlot (uf: float) (read: float) (l: int) : float =
        // Whichever of l and l + 1 is even is halved: exact as long as a float can hold it.
        let pairs =
            if l % 2 = 0 then
                float (l / 2) * float (l + 1)
            else
                float l * float ((l + 1) / 2)

        uf * pairs + float l * read

    /// The fastest level, c ≥ 1 slots, where its writes cost something. A row is convex only if
    /// they do not: where it starts to pay to keep a second checkpoint it has a kink, and the
    /// minimisers jump. O(l²) a row.
    let fastest lmax slots uf (write: float) read (tick: int -> int -> unit) : HRevolveRows =
        let struct (kept, advances) = empty lmax slots
        let single = Array.init (lmax + 1) (oneSlot uf read)
        Array.blit single 0 kept[0] 0 (lmax + 1)

        for m in 2..slots do
            let entered = kept[m - 2] |> Array.map (fun value -> write + value)
            next lmax uf read single entered m kept advances tick

        { Kept = kept
          Advances = advances
          Without = [||] }

    /// O(l, m) of a slower level: not to use it, or to write here and go on.
    let enter (write: float) (without: float[]) (kept: float[]) : float[] =
        Array.map2 (fun without kept -> Math.Min(without, write + kept)) without kept

    /// A slower level, c ≥ 1 slots, over one whose O(l, c) is given. Nothing is convex here: O(l²)
    /// a row.
    let slower lmax slots uf write read (without: float[]) (tick: int -> int -> unit) : HRevolveRows =
        let struct (kept, advances) = empty lmax slots
        let first = min (lmax + 1) 2
        Array.blit without 0 kept[0] 0 first
        fill lmax uf read without without first kept[0] advances[0] (tick 1)

        for m in 2..slots do
            next lmax uf read without (enter write without kept[m - 2]) m kept advances tick

        { Kept = kept
          Advances = advances
          Without = without }
