namespace Schedules.FSharp

open System
open System.Threading

/// Least costs of reversing every segment with every vector of free slots, on any number of levels,
/// at any costs: the state is the length l, the free slots f and the level h that holds the start.
/// For 2 ≤ l, with e_g one slot on level g,
///
///     N(l, f)    = min over g with f_g > 0 of w_g + B(g, l, f - e_g)                nothing is kept at the start
///     B(h, l, f) = min over 1 ≤ j < l of uf·j + N(l - j, f) + r_h + P(h, j, f)      the start is kept, the forward advances
///     P(h, l, f) = min( B(h, l, f), N(l, f + e_h) )                                 the start has been read, and stays or moves
///
/// and N = B = P = ub for l = 1. It is its own source: no paper has the recurrence. Herrmann &
/// Pallez (2020), doi 10.1145/3378672, fix the order in which levels are used, which is not optimal
/// for arbitrary costs. Where there are ties, the decisions are: to stay, not to move; the lowest
/// level; the largest advance.
[<NoComparison; NoEquality>]
type OptimalTable =
    internal
        {
            Model: CostModel
            Steps: int
            /// Slots of each level, as given.
            Slots: int list
            /// The levels that have slots, the lowest first: a level is named by its index here in
            /// all that follows.
            Levels: int[]
            /// Slots of each of these levels: at most steps - 1, more are never of use.
            Capacities: int[]
            /// A vector of free slots is the number Σ f_k · stride_k; the next stride, last, is how
            /// many vectors there are.
            Strides: int[]
            /// For each vector, slots in use. They are on as many steps before the segment, which
            /// so is shorter.
            Used: int[]
            /// N(l, f) at [f, steps - l]: reversed, to run side by side with the rows of `Read`.
            Entered: float[]
            /// uf·l + r_h + P(h, l, f) at [h, f, l].
            Read: float[]
            /// The advance from a start kept on level h at [h, f, l]; negative if a start that is
            /// read there had better move.
            Advances: int[]
            /// The level on which to keep a start at [f, l].
            Choices: byte[]
        }

[<RequireQualifiedAccess>]
module OptimalTable =
    /// Table entries at most, steps × levels with slots × Π(slots + 1): about half a gigabyte.
    [<Literal>]
    let maxStates: int64 = 33_554_432L

    /// The levels that have slots, the lowest first, and their slots: more than steps - 1 are never
    /// of use.
    let private usable (steps: int64) (slots: int list) : (int * int) list =
        slots
        |> List.indexed
        |> List.map (fun (level, slots) -> level, int (min (int64 slots) (steps - 1L)))
        |> List.filter (fun (_, slots) -> slots > 0)

    /// Entries for so many steps, or `Int64.MaxValue` if there are more.
    let internal states (steps: int64) (slots: int list) : int64 =
        let usable = usable steps slots

        let times (product: Int128) (factor: int64) : Int128 =
            Int128.Min(product * Int128.op_Implicit factor, Int128.op_Implicit Int64.MaxValue)

        let all =
            (times (Int128.op_Implicit steps) (max 1L usable.Length), usable)
            ||> List.fold (fun product (_, slots) -> times product (int64 slots + 1L))

        Int128.op_Explicit all: int64

    /// The most steps whose tables fit with these slots, between some that fit and some that do
    /// not.
    let rec private mostSteps (fit: int64) (tooMany: int64) (slots: int list) : int64 =
        let middle = fit + (tooMany - fit) / 2L

        if tooMany - fit <= 1L then
            fit
        elif states middle slots > maxStates then
            mostSteps fit middle slots
        else
            mostSteps middle tooMany slots

    /// Errors name `steps` or `slots`.
    let internal check (steps: int64) (slots: int list) : Result<unit, SpecError> =
        let each =
            (Check.steps "steps" steps, slots)
            ||> List.fold (fun sofar slots -> sofar |> Result.bind (fun () -> Check.slots "slots" 0L slots))

        each
        |> Result.bind (fun () ->
            let fewest = if steps = 1L then 0L else 1L
            Check.slots "slots" fewest (List.fold max 0 slots))
        |> Result.bind (fun () ->
            let needed = states steps slots

            if needed > maxStates then
                Error(SpecError.TooManyStates("slots", needed, maxStates, mostSteps 1L steps slots))
            else
                Ok())

    let private empty (steps: int) (slots: int list) (model: CostModel) : OptimalTable =
        let levels, capacities = usable (int64 steps) slots |> Array.ofList |> Array.unzip

        let strides = capacities |> Array.scan (fun stride slots -> stride * (slots + 1)) 1

        let vectors = Array.last strides
        let width = steps + 1

        let used (vector: int) : int =
            capacities
            |> Seq.indexed
            |> Seq.sumBy (fun (level, slots) -> slots - vector / strides[level] % (slots + 1))

        { Model = model
          Steps = steps
          Slots = slots
          Levels = levels
          Capacities = capacities
          Strides = strides
          Used = Array.init vectors used
          Entered = Array.create (vectors * width) Double.PositiveInfinity
          Read = Array.create (levels.Length * vectors * width) Double.PositiveInfinity
          Advances = Array.zeroCreate (levels.Length * vectors * width)
          Choices = Array.zeroCreate (vectors * width) }

    let private free (table: OptimalTable) (level: int) (vector: int) : int =
        vector / table.Strides[level] % (table.Capacities[level] + 1)

    /// Whether a segment of l steps can be entered: each slot in use is on a step before it.
    let private isEntered (table: OptimalTable) (l: int) (vector: int) : bool = l + table.Used[vector] <= table.Steps

    /// Whether a start of l steps can be kept on a level: one slot there is its own, each other one
    /// in use is before it.
    let private isKept (table: OptimalTable) (level: int) (l: int) (vector: int) : bool =
        free table level vector < table.Capacities[level] && l + table.Used[vector] - 1 <= table.Steps

    /// Index of N(l, f).
    let private enteredAt (table: OptimalTable) (l: int) (vector: int) : int =
        (vector + 1) * (table.Steps + 1) - 1 - l

    /// Index of the entries for a start of l steps on a level.
    let private keptAt (table: OptimalTable) (level: int) (l: int) (vector: int) : int =
        (level * table.Used.Length + vector) * (table.Steps + 1) + l

    /// B(h, l, f), and its advance.
    let private split (table: OptimalTable) (level: int) (l: int) (vector: int) : struct (float * int) =
        if l = 1 then
            struct (table.Model.Ub, 0)
        else
            let read = ReadOnlySpan(table.Read, keptAt table level 1 vector, l - 1)
            let entered = ReadOnlySpan(table.Entered, enteredAt table (l - 1) vector, l - 1)
            let struct (cost, place) = MinPlus.least read entered
            struct (cost, place + 1)

    /// N(l, f), and on which level to keep the start, from the B(g, l, ·), which are where `Read`
    /// will be.
    let private place (table: OptimalTable) (l: int) (vector: int) : struct (float * int) =
        let mutable least = Double.PositiveInfinity
        let mutable chosen = -1

        for level in 0 .. table.Levels.Length - 1 do
            if free table level vector > 0 then
                let kept = table.Read[keptAt table level l (vector - table.Strides[level])]
                let cost = table.Model.Write table.Levels[level] + kept

                // Costs so large that their sum is infinite must not leave a segment without an
                // answer.
                if cost < least || chosen < 0 then
                    least <- cost
                    chosen <- level

        struct ((if l = 1 then table.Model.Ub else least), max 0 chosen)

    /// All states of l steps, from those of fewer.
    let private extend (table: OptimalTable) (l: int) : unit =
        let levels, vectors = table.Levels.Length, table.Used.Length

        for level in 0 .. levels - 1 do
            for vector in 0 .. vectors - 1 do
                if isKept table level l vector then
                    let at = keptAt table level l vector
                    let struct (cost, advance) = split table level l vector
                    table.Read[at] <- cost
                    table.Advances[at] <- advance

        for vector in 0 .. vectors - 1 do
            if isEntered table l vector then
                let struct (cost, level) = place table l vector
                table.Entered[enteredAt table l vector] <- cost
                table.Choices[vector * (table.Steps + 1) + l] <- byte level

        for level in 0 .. levels - 1 do
            let toHere = table.Model.Uf * float l + table.Model.Read table.Levels[level]

            for vector in 0 .. vectors - 1 do
                if isKept table level l vector then
                    let at = keptAt table level l vector
                    let moved = table.Entered[enteredAt table l (vector + table.Strides[level])]

                    if moved < table.Read[at] then
                        table.Advances[at] <- -table.Advances[at]

                    table.Read[at] <- toHere + min moved table.Read[at]

    /// The table for `steps` with so many `slots` on each level, level 0 first (each at least 0; at
    /// least one in all, unless there is one step). That takes about 0.2 ns × entries × steps, so
    /// that long calculations take a while even with few slots: `progress` is told the part that is
    /// done, from 0 to 1, every hundredth of the steps, and it raises OperationCanceledException
    /// when `cancellation` is requested. Errors name `steps`, or `slots` (too few, or more entries
    /// than `maxStates`).
    let buildWith
        (cancellation: CancellationToken)
        (progress: float -> unit)
        (steps: int64)
        (slots: int list)
        (model: CostModel)
        : Result<OptimalTable, SpecError> =
        check steps slots
        |> Result.map (fun () ->
            let table = empty (int steps) slots model
            let hundredth = max 1 (table.Steps / 100)

            for l in 1 .. table.Steps do
                cancellation.ThrowIfCancellationRequested()
                extend table l

                if l % hundredth = 0 || l = table.Steps then
                    let part = float l / float table.Steps
                    progress (part * part)

            table)

    /// The table, built in one go. Parameters and errors as for `buildWith`.
    let build (steps: int64) (slots: int list) (model: CostModel) : Result<OptimalTable, SpecError> =
        buildWith CancellationToken.None ignore steps slots model

    /// The vector of all slots free.
    let internal allFree (table: OptimalTable) : int = table.Used.Length - 1

    /// N(steps, all slots free): the least cost of the whole calculation.
    let cost (table: OptimalTable) : float =
        table.Entered[enteredAt table table.Steps (allFree table)]

    /// N(l, all slots free), for l = 1 … steps: the least cost of a shorter calculation.
    let internal costOf (l: int) (table: OptimalTable) : float =
        table.Entered[enteredAt table l (allFree table)]

    /// One more slot on a level.
    let internal release (table: OptimalTable) (level: int) (vector: int) : int = vector + table.Strides[level]

    /// One slot fewer on a level.
    let internal take (table: OptimalTable) (level: int) (vector: int) : int = vector - table.Strides[level]

    /// On which level (its index among those with slots) to keep the start of a segment.
    let internal choice (table: OptimalTable) (l: int) (vector: int) : int =
        int table.Choices[vector * (table.Steps + 1) + l]

    /// Advance from a start kept on a level; negative, once it has been read, if it had
    /// better move elsewhere.
    let internal advance (table: OptimalTable) (level: int) (l: int) (vector: int) : int =
        table.Advances[keptAt table level l vector]
