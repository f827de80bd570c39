namespace Schedules.FSharp

open System.Threading

/// The tables behind the families as text: one line for each entry, `name(arguments) = value`,
/// computed as they are read. l counts advances, one fewer than steps, where the papers do.
[<RequireQualifiedAccess>]
module Tables =
    /// A table of that size would be longer than anybody reads.
    let private maxRows: int64 = 1L <<< 26

    let private rows (parameter: string) (minimum: int64) (count: int64) : Result<unit, SpecError> =
        Check.range parameter minimum maxRows count

    /// β(s, t) for s = 0 … `slots` and t = 0 … `repetitions`; entries that need more than
    /// 64 bits are left out.
    let beta (slots: int64) (repetitions: int64) : Result<seq<string>, SpecError> =
        rows "slots" 0L slots
        |> Result.bind (fun () -> rows "repetitions" 0L repetitions)
        |> Result.map (fun () ->
            seq {
                for s in 0L .. slots do
                    for t in 0L .. repetitions do
                        match Binomial.beta s t with
                        | Ok value -> $"beta({s},{t}) = {value}"
                        | Error _ -> ()
            })

    /// t(l, s), the extra forward steps of binomial checkpointing, for l = 1 … `steps`
    /// and s = 1 … `slots`.
    let binomial (steps: int64) (slots: int64) : Result<seq<string>, SpecError> =
        rows "steps" 1L steps
        |> Result.bind (fun () -> rows "slots" 1L slots)
        |> Result.map (fun () ->
            seq {
                for l in 1L .. steps do
                    for s in 1L .. slots do
                        $"t({l},{s}) = {Binomial.extra l s}"
            })

    /// M(n, s), the forward steps of mixed checkpointing, for n = 1 … `steps` and
    /// s = 1 … `snapshots`.
    let mixed (steps: int64) (snapshots: int) : Result<seq<string>, SpecError> =
        rows "steps" 1L steps
        |> Result.bind (fun () -> rows "snapshots" 1L snapshots)
        |> Result.map (fun () ->
            seq {
                for n in 1L .. steps do
                    for s in 1..snapshots do
                        $"M({n},{s}) = {MixedSteps.total n (int64 s)}"
            })

    /// `O[k](l, m)` and `P[k](l, m)` of H-Revolve for each level k, m = 0 … its slots and l = 0 …
    /// steps - 1; of mixed checkpoints in RAM with all units only. Parameters as for
    /// `HRevolve.over`.
    let hRevolve (steps: int64) (slots: int list) (inRam: InRam) (model: CostModel) : Result<seq<string>, SpecError> =
        HRevolve.table BuildOptions.standard inRam steps slots model
        |> Result.map (fun table ->
            seq {
                for level, count in List.indexed slots do
                    for m in (if level = 0 && inRam.IsMixed then count else 0) .. count do
                        for l in 0L .. steps - 1L do
                            match HRevolveTable.entered level m l table, HRevolveTable.kept level m l table with
                            | Ok entered, Ok kept ->
                                $"O[{level}]({l},{m}) = {entered}"
                                $"P[{level}]({l},{m}) = {kept}"
                            | Error _, _
                            | _, Error _ -> ()
            })

    /// O0(l), O1(l) and O∞(l) of Disk-Revolve, written Oinf, for l = 0 … steps - 1. Parameters as
    /// for `DiskRevolve.over`.
    let diskRevolve
        (steps: int64)
        (snapshotsInRam: int)
        (oneReadDisk: bool)
        (inRam: InRam)
        (model: CostModel)
        : Result<seq<string>, SpecError> =
        Check.slots "snapshotsInRam" 1L snapshotsInRam
        |> Result.bind (fun () -> DiskRevolve.table BuildOptions.standard inRam steps snapshotsInRam oneReadDisk model)
        |> Result.map (fun (struct (segment, table)) ->
            let ram = segment.Row (int (steps - 1L)) model.Uf

            let single =
                DiskRevolveTable.singleOf CancellationToken.None ignore ram segment.IsConvex oneReadDisk model

            seq {
                for l in 0L .. steps - 1L do
                    let reversed = model.Ub * float (l + 1L)
                    $"O0({l}) = {reversed + ram[int l]}"
                    $"O1({l}) = {reversed + single.Extra l}"

                    match DiskRevolveTable.cost (l + 1L) table with
                    | Ok cost -> $"Oinf({l}) = {cost}"
                    | Error _ -> ()
            })

    /// N(l), the least cost with all slots free, for l = 1 … `steps`. Parameters as for
    /// `OptimalTable.build`.
    let optimal (steps: int64) (slots: int list) (model: CostModel) : Result<seq<string>, SpecError> =
        OptimalTable.build steps slots model
        |> Result.map (fun table ->
            seq {
                for l in 1 .. int steps do
                    $"N({l}) = {OptimalTable.costOf l table}"
            })

    /// M(n, u), the forward steps with u units, for u = 0 … `units` and n = 1 … `steps`, where
    /// there is a schedule: a table of all n for each u. Parameters as for `UnitSizes.schedule`.
    let unitSizes
        (steps: int64)
        (units: int64)
        (restartUnits: int64)
        (dependencyUnits: int64)
        (stifflyAccurate: bool)
        : Result<seq<string>, SpecError> =
        rows "steps" 1L steps
        |> Result.bind (fun () -> rows "units" 0L units)
        |> Result.bind (fun () -> UnitSize.create units restartUnits dependencyUnits stifflyAccurate)
        |> Result.bind (fun size -> MixedTable.optimalUpTo steps units size |> Result.map (fun _ -> size))
        |> Result.map (fun size ->
            seq {
                for u in 0L .. units do
                    match MixedTable.optimalUpTo steps u size with
                    | Ok optimal ->
                        for n in 1L .. steps do
                            match optimal n with
                            | Ok(ValueSome value) -> $"M({n},{u}) = {value}"
                            | Ok ValueNone
                            | Error _ -> ()
                    | Error _ -> ()
            })
