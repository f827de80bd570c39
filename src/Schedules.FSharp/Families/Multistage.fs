namespace Schedules.FSharp

open System
open System.Collections.Immutable

/// Binomial checkpointing over RAM and disk together: Stumm & Walther (2009), doi
/// 10.1137/080718036, also known as MultistageCheckpointSchedule and, in Algorithm 799's
/// successors, "multistage". Offline, one adjoint. As few forward steps as binomial checkpointing
/// with all slots of both kinds; the positions of the stack that are written and read most often
/// are in RAM. It does not weigh recomputation against reads and writes: H-Revolve and its kin do.
[<RequireQualifiedAccess>]
module Multistage =
    /// Positions to be ranked at most: their counts are kept while the schedule is built.
    let private maxRanked = 1L <<< 24

    /// Writes and reads of each position of the stack, from the bottom.
    let private weigh (trajectory: Trajectory) (steps: int64) (slots: int64) : int64[] =
        let weights =
            Traffic.fold
                (fun (weights: ResizeArray<int64>) _ writes reads ->
                    weights.Add(writes + reads)
                    weights)
                (ResizeArray())
                trajectory
                steps
                slots

        weights.ToArray()

    let private check (steps: int64) (snapshotsInRam: int) (snapshotsOnDisk: int) : Result<int64, SpecError> =
        let ram, disk = int64 snapshotsInRam, int64 snapshotsOnDisk

        /// Both together may be no more than this: the larger one is at fault.
        let together (most: int64) : Result<unit, SpecError> =
            if ram + disk <= most then
                Ok()
            elif ram > disk then
                Check.range "snapshotsInRam" 0L (max 0L (most - disk)) ram
            else
                Check.range "snapshotsOnDisk" 0L (max 0L (most - ram)) disk

        Check.steps "steps" steps
        |> Result.bind (fun () -> Check.ramAndDisk steps snapshotsInRam snapshotsOnDisk)
        |> Result.bind (fun () -> together (int64 Int32.MaxValue))
        |> Result.bind (fun () ->
            if ram > 0L && disk > 0L && ram + disk < steps - 1L then
                together maxRanked
            else
                Ok())
        |> Result.map (fun () -> ram + disk)

    /// For each position of the stack, from the bottom: how often it is written and read.
    /// Parameters and errors as for `placement`.
    let weights
        (trajectory: Trajectory)
        (steps: int64)
        (snapshotsInRam: int)
        (snapshotsOnDisk: int)
        : Result<ImmutableArray<int64>, SpecError> =
        check steps snapshotsInRam snapshotsOnDisk
        |> Result.bind (fun total ->
            if min total (steps - 1L) > maxRanked then
                Error(SpecError.OutOfRange("steps", steps, 1L, maxRanked + 1L))
            else
                Ok(weigh trajectory steps total |> ImmutableArray.CreateRange))

    /// The level of each position of the stack: RAM for those of the greatest weight and, where
    /// weights are equal, for the lower ones. Where there is only one kind of slot, or a slot for
    /// each step, nothing is weighed.
    let private place (trajectory: Trajectory) (steps: int64) (ram: int) (total: int64) : int -> int =
        if int64 ram = total || ram = 0 || total >= steps - 1L then
            fun position -> if position < ram then 0 else 1
        else
            let weights = weigh trajectory steps total
            let sorted = Array.sort weights
            let least = sorted[sorted.Length - ram]
            let above = weights |> Seq.filter (fun weight -> weight > least) |> Seq.length
            let mutable equals = ram - above

            let levels =
                weights
                |> Array.map (fun weight ->
                    if weight > least then
                        0uy
                    elif weight = least && equals > 0 then
                        equals <- equals - 1
                        0uy
                    else
                        1uy)

            fun position -> int levels[position]

    /// The storage of each position of the stack, from the bottom, as deep as it grows. Parameters
    /// as for `schedule`; the error names `steps` where more than 2^24 positions are asked for.
    let placement
        (trajectory: Trajectory)
        (steps: int64)
        (snapshotsInRam: int)
        (snapshotsOnDisk: int)
        : Result<ImmutableArray<Storage>, SpecError> =
        check steps snapshotsInRam snapshotsOnDisk
        |> Result.bind (fun total ->
            let depth = min total (steps - 1L)

            if depth > maxRanked then
                Error(SpecError.OutOfRange("steps", steps, 1L, maxRanked + 1L))
            else
                let level = place trajectory steps snapshotsInRam total
                Ok(ImmutableArray.CreateRange(Seq.init (int depth) (fun position -> Storage.Level(level position)))))

    /// The schedule for `steps` (1 to 10^18) with `snapshotsInRam` and `snapshotsOnDisk` slots: at
    /// least one together, none for one step; 2^24 together at most, if both kinds are there and
    /// fewer than steps - 1. `trajectory` is `Maximum` elsewhere.
    let schedule
        (trajectory: Trajectory)
        (steps: int64)
        (snapshotsInRam: int)
        (snapshotsOnDisk: int)
        : Result<Schedule, SpecError> =
        check steps snapshotsInRam snapshotsOnDisk
        |> Result.map (fun total ->
            let depth = min total (steps - 1L)
            let level = place trajectory steps snapshotsInRam total
            let storage position = Storage.Level(level position)
            // Fewer positions than RAM slots: the disk is not used. Otherwise RAM is full,
            // and the rest on disk.
            let inRam = min depth (int64 snapshotsInRam)

            { Plan =
                { Plan.offline steps total (Shared.binomial trajectory (fun free -> level (int (total - free)))) with
                    AnyLength = true }
              Family = "multistage"
              Permitted = Adjoints.Times 1L
              Places =
                fun _ ->
                    [ Storage.Work
                      if inRam > 0L then
                          Storage.Ram
                      if depth > inRam then
                          Storage.Disk ]
              Allowed =
                { Limits.none with
                    Levels = Map.ofList [ 0, int64 snapshotsInRam; 1, int64 snapshotsOnDisk ]
                    WorkDependencies = 1L }
              Prediction =
                fun _ _ ->
                    if inRam = depth then
                        Shared.offlineIn trajectory Storage.Ram steps (max 1L total)
                    elif inRam = 0L then
                        Shared.offlineIn trajectory Storage.Disk steps (max 1L total)
                    else
                        Shared.offline trajectory storage steps (max 1L total) })
        |> Result.map (Shared.madeFrom (Spec.Multistage(steps, snapshotsInRam, snapshotsOnDisk, trajectory)))
