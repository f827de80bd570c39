namespace Schedules.FSharp

open System
open System.Threading

/// A level that has slots.
[<NoComparison; NoEquality>]
type private Tier =
    {
        /// Which of the given levels it is.
        Level: int
        Slots: int
        Write: float
        Read: float
        /// None on the fastest, if its writes are free: binomial checkpointing has a closed form,
        /// and mixed checkpointing a table of its own.
        Rows: HRevolveRows voption
    }

/// The dynamic programme of H-Revolve for a number of levels, slots, costs, and for any length up
/// to the one it was built for: immutable, so that one table serves any number of schedules and
/// readers.
[<NoComparison; NoEquality>]
type HRevolveTable =
    private
        {
            CostModel: CostModel
            Longest: int64
            Given: int[]
            /// Forward steps that do not record, of l steps in RAM with all its units, if RAM holds
            /// mixed checkpoints.
            Mixed: (int64 -> Int128) voption
            /// The levels that have slots, the fastest first. A level without is as if it were not
            /// there.
            Tiers: Tier[]
        }

    /// The costs.
    member this.Model: CostModel = this.CostModel

    /// The number of steps of the longest calculation that it answers for.
    member this.MaxSteps: int64 = this.Longest

    /// The slots of each level, RAM first.
    member this.Slots: int list = List.ofArray this.Given

/// Herrmann & Pallez (2020), doi 10.1145/3378672, section 4: `O[k](l, m)`, the least cost of a
/// segment of l advances (l + 1 steps) whose start is only in WORK, with m free slots on level k
/// and all slots of the faster levels; `P[k](l, m)`, the same with the start kept on level k. Costs
/// are added up in floating point: those exact in binary give exact values and ties.
[<RequireQualifiedAccess>]
module HRevolveTable =
    /// Values that are kept at most: 12 bytes each.
    let private maxCells = 1L <<< 27

    /// However it is done there are l reads, so they change no decision.
    let private binomialCost (uf: float) (read: float) (slots: int64) (l: int64) : float =
        uf * float (Int128.op_Explicit (Binomial.extra (l + 1L) slots): float) + float l * read

    /// The same with mixed checkpoints in RAM.
    let private mixedCost (uf: float) (read: float) (extra: int64 -> Int128) (l: int64) : float =
        uf * (Int128.op_Explicit (extra (l + 1L)): float) + float l * read

    /// O(l, c) of a level with all its slots, for all l.
    let private whole (lmax: int) (uf: float) (mixed: (int64 -> Int128) voption) (tier: Tier) : float[] =
        match tier.Rows, mixed with
        | ValueNone, ValueSome extra when tier.Level = 0 ->
            Array.init (lmax + 1) (fun l -> mixedCost uf tier.Read extra (int64 l))
        | ValueNone, _ ->
            Binomial.row lmax (int64 tier.Slots) uf |> Array.mapi (fun l extra -> extra + float l * tier.Read)
        | ValueSome rows, _ ->
            let kept = rows.Kept[rows.Kept.Length - 1]

            if rows.Without.Length = 0 then
                Array.mapi (fun l value -> if l = 0 then value else tier.Write + value) kept
            else
                HRevolveRows.enter tier.Write rows.Without kept

    let private checkSlots (steps: int64) (slots: int list) : Result<unit, SpecError> =
        let most = int64 Int32.MaxValue

        (Ok(), slots)
        ||> List.fold (fun sofar count -> sofar |> Result.bind (fun () -> Check.slots "slots" 0L count))
        |> Result.bind (fun () ->
            if steps > 1L && List.forall ((=) 0) slots then
                Error(SpecError.OutOfRange("slots", 0L, 1L, most))
            else
                Ok())

    /// The levels that have slots, and those of them that have rows: not the fastest, if
    /// its writes are free, or if it holds mixed checkpoints.
    let private levels
        steps
        (slots: int list)
        (isMixed: bool)
        (model: CostModel)
        : (int * int) list * (int * int) list =
        let present =
            slots |> List.indexed |> List.filter (fun (_, count) -> count > 0 && steps > 1L)

        match present with
        | (level, _) :: slower when model.Write level = 0.0 || (isMixed && level = 0) -> present, slower
        | _ -> present, present

    /// Values that the table for these parameters keeps, or `Int64.MaxValue` if there are more.
    let internal entries (steps: int64) (slots: int list) (isMixed: bool) (model: CostModel) : int64 =
        let _, tabled = levels steps slots isMixed model
        let rows = tabled |> List.sumBy (fun (_, count) -> min (int64 count) (steps - 1L))

        if rows > 0L && steps > Int64.MaxValue / rows then
            Int64.MaxValue
        else
            rows * steps

    /// The number of entries of the table of these levels must fit.
    let private checkCells (steps: int64) (tabled: int list) : Result<unit, SpecError> =
        let row = tabled |> List.sumBy (fun slots -> min (int64 slots) (steps - 1L))

        if row = 0L || row <= maxCells / steps then
            Ok()
        else
            // So many steps fit, whatever the slots; or, with fewer slots than that, so many.
            let square = int64 (sqrt (float maxCells / float tabled.Length))
            Check.range "steps" 1L (max square (maxCells / row)) steps

    /// As `create`, over mixed checkpoints in RAM if there are any: the forward steps that do not
    /// record, of l steps with all units of level 0, whose writes are free.
    let internal over
        (cancellation: CancellationToken)
        (progress: float -> unit)
        (steps: int64)
        (slots: int list)
        (mixed: (int64 -> Int128) voption)
        (model: CostModel)
        : Result<HRevolveTable, SpecError> =
        let present, tabled = levels steps slots mixed.IsSome model
        let isMixed level = mixed.IsSome && level = 0

        let isFree level =
            isMixed level || model.Write level = 0.0

        Check.steps "steps" steps
        |> Result.bind (fun () -> checkSlots steps slots)
        |> Result.bind (fun () -> checkCells steps (List.map snd tabled))
        |> Result.map (fun () ->
            let fit count = int (min (int64 count) (steps - 1L))
            let lmax = if tabled.IsEmpty then 0 else int (steps - 1L)
            let rowsInAll = tabled |> List.sumBy (fun (_, count) -> float (fit count))

            let tick (before: int) (row: int) (l: int) : unit =
                cancellation.ThrowIfCancellationRequested()
                let part = float l / float lmax
                progress ((float (before + row - 1) + part * part) / rowsInAll)

            let add (tiers: Tier list, before: int) (level: int, count: int) : Tier list * int =
                let write = if isMixed level then 0.0 else model.Write level
                let read, count = model.Read level, fit count

                let rows =
                    match tiers with
                    | [] when isFree level -> ValueNone
                    | [] -> ValueSome(HRevolveRows.fastest lmax count model.Uf write read (tick before))
                    | faster :: _ ->
                        let without = whole lmax model.Uf mixed faster
                        ValueSome(HRevolveRows.slower lmax count model.Uf write read without (tick before))

                let tier =
                    { Level = level
                      Slots = count
                      Write = write
                      Read = read
                      Rows = rows }

                tier :: tiers, (if rows.IsSome then before + count else before)

            cancellation.ThrowIfCancellationRequested()
            let tiers, _ = (([], 0), present) ||> List.fold add
            progress 1.0

            { CostModel = model
              Longest = steps
              Given = Array.ofList slots
              Mixed = mixed
              Tiers = Array.ofList (List.rev tiers) })

    /// The table for up to `steps` steps (at least 1) and the slots of each level, RAM first (0 or
    /// more; at least one slot in all, unless there is one step). A level without slots is passed
    /// over, RAM too. All slots of levels above the fastest one, and those of the fastest if its
    /// writes cost anything, times the steps, are at most 2^27; there is no such limit with one
    /// level whose writes are free. Takes time in proportion to slots · steps². `progress` is told
    /// from time to time what part has been done, from 0 to 1. Errors name `steps` or `slots`.
    /// Raises OperationCanceledException if `cancellation` is requested, and nothing otherwise.
    let create
        (cancellation: CancellationToken)
        (progress: float -> unit)
        (steps: int64)
        (slots: int list)
        (model: CostModel)
        : Result<HRevolveTable, SpecError> =
        over cancellation progress steps slots ValueNone model

    /// Number of levels with slots: they are counted from 0 below, the fastest first.
    let internal tiers (table: HRevolveTable) : int = table.Tiers.Length

    /// Which of the given levels it is.
    let internal level (table: HRevolveTable) (tier: int) : int = table.Tiers[tier].Level

    /// The slots that it has, or as many as can be of use.
    let internal slots (table: HRevolveTable) (tier: int) : int = table.Tiers[tier].Slots

    /// The fastest level has no rows: what happens there is not for the table to say.
    let internal isFree (table: HRevolveTable) : bool =
        table.Tiers.Length > 0 && table.Tiers[0].Rows.IsNone

    /// Advance from a start that is kept, 2 ≤ l; 0 if no other checkpoint is to be kept
    /// on this level.
    let internal advance (table: HRevolveTable) (tier: int) (l: int64) (slots: int) : int64 =
        match table.Tiers[tier].Rows with
        | ValueNone -> 0L
        | ValueSome rows -> int64 (rows.Advances[slots - 1][int l])

    /// Keeping the start on a level other than the fastest costs less than doing without that
    /// level; 1 ≤ l.
    let internal keeps (table: HRevolveTable) (tier: int) (l: int64) (slots: int) : bool =
        let tier = table.Tiers[tier]

        match tier.Rows with
        | ValueNone -> true
        | ValueSome rows -> tier.Write + rows.Kept[slots - 1][int l] < rows.Without[int l]

    /// With two steps to go from a start that is kept on a level, another copy on the fastest is to
    /// be read for the last step.
    let internal copies (table: HRevolveTable) (tier: int) : bool =
        table.Tiers[0].Write + table.Tiers[0].Read < table.Tiers[tier].Read

    let private keptIn (table: HRevolveTable) (tier: Tier) (l: int64) (slots: int) : float =
        let slots = min slots tier.Slots

        match tier.Rows, table.Mixed with
        | ValueNone, ValueSome extra when tier.Level = 0 -> mixedCost table.CostModel.Uf tier.Read extra l
        | ValueNone, _ -> binomialCost table.CostModel.Uf tier.Read (int64 slots) l
        | ValueSome rows, _ -> rows.Kept[slots - 1][int l]

    let private enteredIn (table: HRevolveTable) (tier: Tier) (l: int64) (slots: int) : float =
        let kept = tier.Write + keptIn table tier l slots

        match tier.Rows with
        | ValueSome rows when rows.Without.Length > 0 -> Math.Min(rows.Without[int l], kept)
        | ValueSome _
        | ValueNone -> kept

    let private value level slots l (table: HRevolveTable) (find: Tier voption -> Tier voption -> float) =
        Check.range "level" 0L (int64 table.Given.Length - 1L) (int64 level)
        |> Result.bind (fun () -> Check.range "slots" 0L (int64 (table.Given[level])) (int64 slots))
        |> Result.bind (fun () -> Check.range "l" 0L (table.Longest - 1L) l)
        |> Result.map (fun () ->
            let last condition =
                match Array.tryFindBack condition table.Tiers with
                | Some tier -> ValueSome tier
                | None -> ValueNone

            let here =
                if slots = 0 then
                    ValueNone
                else
                    last (fun tier -> tier.Level = level)

            let faster = last (fun tier -> tier.Level < level)
            let rest = if l = 0L then 0.0 else find here faster
            float (l + 1L) * table.CostModel.Ub + rest)

    /// `O[level](l, slots)`: the start is only in WORK, `slots` are free on the level, and all on
    /// faster ones. Infinite if there is no slot at all, and l is not 0. Errors name `level`,
    /// `slots` (0 to those of the level) or `l` (0 to steps - 1).
    let entered (level: int) (slots: int) (l: int64) (table: HRevolveTable) : Result<float, SpecError> =
        value level slots l table (fun here faster ->
            match here, faster with
            | ValueSome tier, _ -> enteredIn table tier l slots
            | ValueNone, ValueSome tier -> enteredIn table tier l tier.Slots
            | ValueNone, ValueNone -> Double.PositiveInfinity)

    /// `P[level](l, slots)`: the start is kept on the level, in one of `slots`. Infinite without a
    /// slot, but for l = 0 and, on all levels but the fastest, l = 1. Errors as for `entered`.
    let kept (level: int) (slots: int) (l: int64) (table: HRevolveTable) : Result<float, SpecError> =
        value level slots l table (fun here faster ->
            match here, faster with
            | ValueSome tier, _ -> keptIn table tier l slots
            | ValueNone, ValueSome _ when l = 1L -> table.CostModel.Uf + table.Tiers[0].Read
            | ValueNone, _ -> Double.PositiveInfinity)

    /// The cost of a calculation of so many steps (1 to those of the table), with all slots of all
    /// levels: what the schedule takes, or more where reading a slower level costs less than a
    /// write and a read of the fastest that has slots, which the recurrences reckon with for the
    /// last step but one. The error names `steps`.
    let optimum (steps: int64) (table: HRevolveTable) : Result<float, SpecError> =
        Check.range "steps" 1L table.Longest steps
        |> Result.map (fun () ->
            let l = steps - 1L

            let rest =
                match Array.tryLast table.Tiers with
                | Some tier when l > 0L -> enteredIn table tier l tier.Slots
                | Some _
                | None -> 0.0

            float steps * table.CostModel.Ub + rest)
