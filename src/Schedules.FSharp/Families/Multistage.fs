namespace Schedules.FSharp

open System
open System.Collections.Immutable

/// Binomial checkpointing over RAM and disk together: Stumm & Walther (2009), doi 10.1137/080718036, also known as
/// MultistageCheckpointSchedule and, in Algorithm 799's successors, "multistage". Offline, one adjoint. As few forward steps as
/// binomial checkpointing with all slots of both kinds; the positions of the stack that are written and read most often are
/// in RAM. It does not weigh recomputation against reads and writes: H-Revolve and its kin do.
[<RequireQualifiedAccess>]
module Multistage =
    /// Positions to be ranked at most: their counts are kept while the schedule is built.
    let private maxRanked = 1L <<< 24

    /// How often each position of the stack is written and read, from the bottom: ties go to the lower position.
    let private rank (trajectory: Trajectory) (steps: int64) (slots: int64) : struct (int64 * int)[] =
        let weights =
            Traffic.fold
                (fun (weights: ResizeArray<struct (int64 * int)>) position writes reads ->
                    weights.Add(struct (writes + reads, position))
                    weights)
                (ResizeArray())
                trajectory
                steps
                slots

        weights.ToArray()

    let private check (steps: int64) (snapshotsInRam: int) (snapshotsOnDisk: int) : Result<int64, SpecError> =
        let total = int64 snapshotsInRam + int64 snapshotsOnDisk
        let most = int64 Int32.MaxValue

        Check.steps "steps" steps
        |> Result.bind (fun () -> Check.slots "snapshotsOnDisk" 0L snapshotsOnDisk)
        |> Result.bind (fun () ->
            // One slot of either kind is enough, and none is needed for one step.
            let fewest = if steps = 1L || snapshotsOnDisk > 0 then 0L else 1L
            Check.range "snapshotsInRam" fewest (most - int64 snapshotsOnDisk) (int64 snapshotsInRam))
        |> Result.bind (fun () ->
            if snapshotsInRam > 0 && snapshotsOnDisk > 0 && total < steps - 1L && total > maxRanked then
                Check.range "snapshotsOnDisk" 0L (max 0L (maxRanked - int64 snapshotsInRam)) (int64 snapshotsOnDisk)
            else
                Ok())
        |> Result.map (fun () -> total)

    /// For each position of the stack, from the bottom: how often it is written and read. Parameters as for `schedule`.
    let weights
        (trajectory: Trajectory)
        (steps: int64)
        (snapshotsInRam: int)
        (snapshotsOnDisk: int)
        : Result<ImmutableArray<int64>, SpecError> =
        check steps snapshotsInRam snapshotsOnDisk
        |> Result.map (fun total ->
            rank trajectory steps total
            |> Array.map (fun (struct (weight, _)) -> weight)
            |> ImmutableArray.CreateRange)

    /// The level of each position of the stack. Where there is only one kind of slot, or a slot for each step, nothing is ranked.
    let private place (trajectory: Trajectory) (steps: int64) (ram: int) (total: int64) : int -> int =
        if int64 ram = total || ram = 0 || total >= steps - 1L then
            fun position -> if position < ram then 0 else 1
        else
            let onDisk = Array.create (int total) 1uy
            let ranked = rank trajectory steps total
            Array.sortInPlaceBy (fun (struct (weight, position)) -> struct (-weight, position)) ranked

            for struct (_, position) in Array.truncate ram ranked do
                onDisk[position] <- 0uy

            fun position -> int onDisk[position]

    /// The schedule for `steps` (1 to 10^18) with `snapshotsInRam` and `snapshotsOnDisk` slots: at least one together, none for
    /// one step; 2^24 together at most, if both kinds are there and fewer than steps - 1. `trajectory` is `Maximum` elsewhere.
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
            // Fewer positions than RAM slots: the disk is not used. Otherwise RAM is full, and the rest on disk.
            let inRam = min depth (int64 snapshotsInRam)

            { Plan =
                { Plan.create
                      (Sweep.Planned total)
                      (Shared.binomial trajectory (fun free -> level (int (total - free)))) with
                    Length = Length.Known steps }
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
              Prediction = fun _ _ -> Shared.offline trajectory storage steps (max 1L total) })
