namespace Schedules.FSharp

open System
open System.Threading

/// Costs of reversals of l advances (one fewer than the steps) with some slots in RAM, which is
/// free, and any number on disk: the dynamic programmes of Aupy, Herrmann, Hovland & Robert (2016),
/// doi 10.1137/15M1019222. Immutable.
[<NoComparison; NoEquality>]
type DiskRevolveTable =
    private
        { CostModel: CostModel
          RamSlots: int
          ReadOnce: bool
          SingleRow: DiskRow
          ChainRow: DiskRow }

    /// The costs: uf, ub, and those of the disk. RAM is free here, whatever it costs in the model.
    member this.Model: CostModel = this.CostModel

    /// Slots in RAM.
    member this.SnapshotsInRam: int = this.RamSlots

    /// Each checkpoint on disk is read once.
    member this.OneReadDisk: bool = this.ReadOnce

    /// Schedules of so many steps can be had from it.
    member this.MaxSteps: int64 = int64 this.ChainRow.Longest + 1L

[<RequireQualifiedAccess>]
module DiskRevolveTable =
    /// The most steps that a table is built for, 2^26: about 24 bytes each while it is built.
    let maxSteps: int64 = 1L <<< 26

    let private work (cancellation: CancellationToken) (progress: float -> unit) (from: float) (upTo: float) lmax =
        cancellation.ThrowIfCancellationRequested()
        progress from

        fun (l: int) ->
            cancellation.ThrowIfCancellationRequested()
            progress (from + (upTo - from) * float l / float lmax)

    /// O1 alone, of a row O0.
    let internal singleOf
        (cancellation: CancellationToken)
        (progress: float -> unit)
        (ram: float[])
        (isConvex: bool)
        (oneReadDisk: bool)
        (model: CostModel)
        : DiskRow =
        let tick = work cancellation progress 0.0 1.0 (ram.Length - 1)
        let rows = if isConvex then DiskRows.single else DiskRows.scanned
        let row = rows tick ram oneReadDisk model.Uf (model.Read 1)
        progress 1.0
        row

    /// O1 alone, for 0 … lmax advances, with slots in RAM.
    let internal single
        (cancellation: CancellationToken)
        (progress: float -> unit)
        (lmax: int)
        (slots: int64)
        (oneReadDisk: bool)
        (model: CostModel)
        : DiskRow =
        singleOf cancellation progress (Binomial.row lmax slots model.Uf) true oneReadDisk model

    /// The parameters that the three families have in common. No slot is needed in RAM for one
    /// step.
    let internal check (maxSteps: int64) (steps: int64) (snapshotsInRam: int) : Result<unit, SpecError> =
        Check.range "steps" 1L maxSteps steps
        |> Result.bind (fun () -> Check.slots "snapshotsInRam" (if steps = 1L then 0L else 1L) snapshotsInRam)

    /// The table for as many steps as a row O0 has. A window is the longest advance of O∞, where it
    /// is known.
    let internal over
        (cancellation: CancellationToken)
        (progress: float -> unit)
        (ram: float[])
        (isConvex: bool)
        (window: int64 voption)
        (snapshotsInRam: int)
        (oneReadDisk: bool)
        (model: CostModel)
        : DiskRevolveTable =
        let lmax = ram.Length - 1
        let both = model.Write 1 + model.Read 1

        // A checkpoint on disk serves no more steps than the window has.
        let near =
            match window with
            | ValueSome window -> Array.truncate (int (min (int64 lmax) window) + 1) ram
            | ValueNone -> ram

        let row =
            if oneReadDisk then
                ValueNone
            else
                let progress part = progress (0.5 * part)
                ValueSome(singleOf cancellation progress near isConvex false model)

        let window =
            if window.IsSome then
                near.Length - 1
            else
                DiskRows.window (row |> ValueOption.map _.All |> ValueOption.defaultValue ram) both

        let tick = work cancellation progress 0.5 1.0 lmax

        // With fewer advances than slots, no step is repeated in RAM as it is.
        let unsplit = if isConvex then max 1 snapshotsInRam else 1
        let chain = DiskRows.chain tick ram unsplit row window model.Uf both
        progress 1.0

        { CostModel = model
          RamSlots = snapshotsInRam
          ReadOnce = oneReadDisk
          SingleRow = ValueOption.defaultValue DiskRow.Empty row
          ChainRow = chain }

    /// The table for up to `steps` steps (1 to `maxSteps`) with `snapshotsInRam` slots (at least 1;
    /// 0 if there is one step). `oneReadDisk`: each checkpoint on disk is read once (X = O0 in the
    /// paper); otherwise as often as pays (X = O1). `progress` is told from time to time what part
    /// has been done, from 0 to 1. Errors name `steps` or `snapshotsInRam`. Raises
    /// OperationCanceledException if `cancellation` is requested, and nothing otherwise. Takes time
    /// in proportion to steps · min(steps, mmax), where mmax follows from the slots and from (wd +
    /// rd) / uf.
    let create
        (cancellation: CancellationToken)
        (progress: float -> unit)
        (steps: int64)
        (snapshotsInRam: int)
        (oneReadDisk: bool)
        (model: CostModel)
        : Result<DiskRevolveTable, SpecError> =
        check maxSteps steps snapshotsInRam
        |> Result.map (fun () ->
            let slots = int64 (max 1 snapshotsInRam)
            // Where forward steps are free, nothing on disk can save any.
            let window = if model.Uf = 0.0 then 0L else DiskBounds.mmax slots model
            let ram = Binomial.row (int (steps - 1L)) slots model.Uf
            over cancellation progress ram true (ValueSome window) snapshotsInRam oneReadDisk model)

    /// O∞ of `steps` steps (1 to those of the table): the least makespan. The error names `steps`.
    let cost (steps: int64) (table: DiskRevolveTable) : Result<float, SpecError> =
        Check.range "steps" 1L table.MaxSteps steps
        |> Result.map (fun () -> table.Model.Ub * float steps + table.ChainRow.Extra(steps - 1L))

    /// Advance from a state of which nothing is kept, keeping it on disk: 0 if RAM will
    /// do. Steps, not advances.
    let internal chained (table: DiskRevolveTable) (steps: int64) : int64 = table.ChainRow.Advance(steps - 1L)

    /// Advance from a checkpoint on disk that stays: 0 if it is read for the last time.
    /// Steps, not advances. More than the window has, RAM will do.
    let internal again (table: DiskRevolveTable) (steps: int64) : int64 =
        if table.ReadOnce || steps - 1L > int64 table.SingleRow.Longest then
            0L
        else
            table.SingleRow.Advance(steps - 1L)
