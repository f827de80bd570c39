namespace Schedules.FSharp

open System
open System.Collections.Generic

/// Differences of Disk-Revolve, 1D-Revolve and Periodic-Disk-Revolve. All numbers are steps.
[<NoComparison; NoEquality>]
type internal DiskChain =
    {
        /// What happens in RAM.
        Ram: RamSegment
        /// Advance from a state of which nothing is kept, keeping it on disk and going
        /// on likewise: 0 if that is over.
        Chain: int64 -> int64
        /// Advance when that is over, keeping this state on disk and going on in RAM: 0
        /// if RAM does from here.
        Last: int64 -> int64
        /// Advance from a checkpoint on disk that stays: 0 if it is read for the last
        /// time, and RAM does the rest.
        Again: int64 -> int64
    }

/// Disk traffic of a schedule with any number of checkpoints on disk, and the lengths
/// that it leaves to RAM.
[<NoComparison; NoEquality>]
type internal DiskUse =
    {
        Writes: Int128
        Reads: Int128
        /// Step of the latest that the forward calculation writes, if it does.
        Latest: Int128
        /// Steps advanced over from the disk's checkpoints, when they are kept
        /// and when they are read.
        Advanced: Int128
        /// Number of reversals with all slots in RAM, for each number of steps.
        InRam: Map<int64, Int128>
    }

/// Policy and counts common to the families with any number of checkpoints on disk.
///
/// Once the checkpoint in question is on disk, or on the way to RAM, all happens in RAM, which is
/// free. A checkpoint of two steps that is read from disk is moved, and its state kept in RAM as
/// well: reading the disk again would pay in no case (H-Revolve reads it again where its read costs
/// nothing: the same cost, another stream).
[<RequireQualifiedAccess>]
module internal DiskChain =
    /// Use of RAM of the published streams.
    let published: InRam = InRam.Binomial Trajectory.Largest

    /// The context of a segment that is entered with the disk. In RAM they are at least 0.
    [<Literal>]
    let private entered = -1L

    /// The context of a checkpoint on disk, from which so many steps are to be reversed: below -1.
    let private onDisk (steps: int64) : Context = -1L - steps

    let private stepsOf (context: Context) : int64 = -1L - context

    let private enter (chain: DiskChain) (l: int64) (context: Context) : Entry =
        if context = entered then
            match chain.Chain l with
            | 0L ->
                match chain.Last l with
                | 0L -> chain.Ram.Enter.Invoke(l, chain.Ram.Start)
                | advance -> Entry.Keep(1, advance, onDisk advance, chain.Ram.Start)
            | advance -> Entry.Keep(1, advance, onDisk advance, entered)
        else
            chain.Ram.Enter.Invoke(l, context)

    let private resume (chain: DiskChain) (l: int64) (context: Context) : Resumption =
        if context < entered then
            // More steps than that: checkpoints after this one are no longer there, and what was done
            // from here when it was kept is done again.
            let isLonger = l > stepsOf context

            match (if isLonger then chain.Chain l else 0L) with
            | 0L ->
                match (if isLonger then chain.Last l else 0L) with
                | 0L ->
                    match chain.Again l with
                    | 0L -> Resumption.Release chain.Ram.Start
                    | advance -> Resumption.Advance(advance, context, chain.Ram.Start)
                | advance -> Resumption.Advance(advance, onDisk advance, chain.Ram.Start)
            | advance -> Resumption.Advance(advance, onDisk advance, entered)
        else
            chain.Ram.Resume.Invoke(l, context)

    /// `Last` of a schedule whose disk serves as by O1: how far to advance from a state of which
    /// nothing is kept, where keeping it on disk pays with its write; 0 elsewhere.
    let paying (row: DiskRow) (ram: RamSegment) (model: CostModel) (l: int64) : int64 =
        let inRam: float = Int128.op_Explicit (ram.Extra l)

        if model.Write 1 + row.Extra(l - 1L) < model.Uf * inRam then
            row.Advance(l - 1L)
        else
            0L

    let policy (chain: DiskChain) : Policy =
        { Enter = enter chain
          Resume = resume chain }

    let private none: DiskUse =
        { Writes = Int128.Zero
          Reads = Int128.Zero
          Latest = Int128.Zero
          Advanced = Int128.Zero
          InRam = Map.empty }

    let private inRam (l: int64) (times: Int128) (used: DiskUse) : DiskUse =
        let before = Map.tryFind l used.InRam |> Option.defaultValue Int128.Zero

        { used with
            InRam = Map.add l (before + times) used.InRam }

    /// Adds checkpoints on disk of l steps each: written once, read until nothing is left.
    let private addKept (chain: DiskChain) (times: Int128) (l: int64) (used: DiskUse) : DiskUse =
        let rec go (l: int64) (used: DiskUse) : DiskUse =
            let used = { used with Reads = used.Reads + times }

            match (if l = 1L then 0L else chain.Again l) with
            | 0L -> inRam l times used
            | advance ->
                { used with
                    Advanced = used.Advanced + times * Int128.op_Implicit advance }
                |> inRam (l - advance) times
                |> go advance

        go
            l
            { used with
                Writes = used.Writes + times
                Advanced = used.Advanced + times * Int128.op_Implicit l }

    /// Counts of the last l of all steps, which are entered when the chain is over; `before` is the
    /// step of its last checkpoint.
    let private addLast (chain: DiskChain) (steps: int64) (l: int64) (before: int64) (used: DiskUse) : DiskUse =
        match (if l = 1L then 0L else chain.Last l) with
        | 0L ->
            { used with
                Latest = Int128.op_Implicit before }
            |> inRam l Int128.One
        | advance ->
            { used with
                Latest = Int128.op_Implicit (steps - l) }
            |> addKept chain Int128.One advance
            |> inRam (l - advance) Int128.One

    /// Counts of l steps, by following the chain: its checkpoints serve few different lengths.
    let follow (chain: DiskChain) (l: int64) : DiskUse =
        let lengths = Dictionary<int64, int64>()

        let rec go (left: int64) (before: int64) : DiskUse =
            match (if left = 1L then 0L else chain.Chain left) with
            | 0L -> addLast chain l left before none
            | advance ->
                let found, times = lengths.TryGetValue advance
                lengths[advance] <- if found then times + 1L else 1L
                go (left - advance) (l - left)

        let used = go l 0L

        (used, lengths)
        ||> Seq.fold (fun used length -> addKept chain (Int128.op_Implicit length.Value) length.Key used)

    /// Counts of l steps if each checkpoint of the chain serves `period` of
    /// them: no pass over them.
    let periodic (chain: DiskChain) (period: int64) (l: int64) : DiskUse =
        // As many as leave at most a period of the l - 1 advances.
        let whole = max 0L (l - 2L) / period

        none
        |> addLast chain l (l - whole * period) ((max 1L whole - 1L) * period)
        |> if whole = 0L then
               id
           else
               addKept chain (Int128.op_Implicit whole) period

    /// Counts of a schedule of l steps, both levels together. The error is `TooLarge` for `steps`.
    let private count (chain: DiskChain) (l: int64) (used: DiskUse) : Result<Counts, SpecError> =
        let steps = Int128.op_Implicit l

        let forward =
            (used.Advanced, used.InRam)
            ||> Map.fold (fun sum length times -> sum + times * (Int128.op_Implicit length + chain.Ram.Extra length))

        // All else that is counted is no more than the forward steps, which fit.
        Shared.counts l forward steps steps
        |> Result.bind (fun counts ->
            let narrow (value: Int128) : int64 = Int128.op_Explicit value
            let writes = narrow used.Writes
            let disk = Counts.touch Storage.Disk writes (narrow used.Reads) writes counts

            (Ok disk, used.InRam)
            ||> Map.fold (fun sum length times ->
                sum
                |> Result.bind (fun sum ->
                    chain.Ram.Count length
                    |> Result.map (fun once ->
                        let ram, times = Counts.level 0 once, narrow times
                        Counts.touch Storage.Ram (ram.Writes * times) (ram.Reads * times) (ram.Deletes * times) sum))))

    /// The schedule of `steps` steps, of which at most so many are on disk at a time. Where it
    /// `keeps` those of the forward calculation, any number of adjoint calculations start from them;
    /// the error names `keepDisk` if it cannot.
    let schedule
        (family: string)
        (mostOnDisk: int64 voption)
        (keeps: bool)
        (chain: DiskChain)
        (steps: int64)
        (snapshotsInRam: int)
        (used: unit -> DiskUse)
        : Result<Schedule, SpecError> =
        let used = lazy (used ())
        let adjoints = if keeps then Adjoints.AnyNumber else Adjoints.Times 1L

        let further (adjoints: int64) (once: Counts) : Result<Counts, SpecError> =
            if keeps then
                FurtherAdjoints.count steps used.Value.Latest used.Value.Writes adjoints once
            else
                Ok once

        { Plan =
            { Plan.offline steps entered (policy chain) with
                AnyLength = true
                StifflyAccurate = chain.Ram.Size.StifflyAccurate }
          Family = family
          Permitted = adjoints
          Places =
            fun _ ->
                [ Storage.Work
                  if used.Value.InRam |> Map.exists (fun l _ -> l > 1L) then
                      Storage.Ram
                  if used.Value.Writes > Int128.Zero then
                      Storage.Disk ]
          Allowed =
            { RamSegment.limits chain.Ram snapshotsInRam [ for most in ValueOption.toList mostOnDisk -> 1, most ] with
                Adjoints = adjoints }
          Prediction = fun _ adjoints -> count chain steps used.Value |> Result.bind (further adjoints) }
        |> fun schedule ->
            if keeps then
                FurtherAdjoints.keeping chain.Ram steps schedule
            else
                Ok schedule
