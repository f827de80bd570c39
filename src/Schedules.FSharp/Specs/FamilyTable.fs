namespace Schedules.FSharp

/// The one list of families: a row for each, and the row of each spec.
[<RequireQualifiedAccess>]
module internal FamilyTable =
    open FamilyParameters
    open FamilyRows

    let private restartData = [ Holding.RestartData ]

    let private none = row "none" [] plain "nothing" [] (fun _ -> Spec.None)

    let private singleMemory =
        row "single-memory" [ Holding.Dependencies ] plain "the dependencies of all steps in WORK" [] (fun _ ->
            Spec.SingleMemory)

    let private singleDisk =
        row
            "single-disk"
            [ Holding.Dependencies ]
            plain
            "the dependencies of each step on disk"
            [ usual
                  "moveData"
                  Kind.Switch
                  (Value.Switch false)
                  "Take the data off the disk as they are read: one adjoint" ]
            (fun a -> Spec.SingleDisk(a.Switch "moveData"))

    let private revolve =
        row
            "revolve"
            restartData
            { plain with
                Levels = LevelNames.MemoryAndDisk }
            "restart data in RAM, binomially: the fewest forward steps"
            [ steps; ramSlots 1L; trajectory ]
            (fun a ->
                Spec.Revolve(
                    a.Whole "steps",
                    a.Count "snapshotsInRam",
                    a.Word("trajectory", Words.trajectory, Words.trajectories)
                ))
        |> withTable (fun a -> Tables.binomial (a.Whole "steps") (a.Whole "snapshotsInRam"))
        |> withWork (fun n a -> BuildWork.binomial n (a.Count "snapshotsInRam"))
        |> from "Griewank & Walther (2000), Algorithm 799, doi 10.1145/347837.347846"

    let private multistage =
        row
            "multistage"
            restartData
            plain
            "restart data in RAM and on disk, binomially; those used most in RAM"
            [ steps; ramSlots 0L; onDisk; trajectory ]
            (fun a ->
                Spec.Multistage(
                    a.Whole "steps",
                    a.Count "snapshotsInRam",
                    a.Count "snapshotsOnDisk",
                    a.Word("trajectory", Words.trajectory, Words.trajectories)
                ))
        |> withWork (fun n a ->
            BuildWork.binomial n (a.Count "snapshotsInRam") + BuildWork.binomial n (a.Count "snapshotsOnDisk"))
        |> from "Stumm & Walther (2009), doi 10.1137/080718036"

    let private twoLevel =
        row
            "two-level"
            restartData
            plain
            "restart data on disk each period, each period reversed binomially"
            [ period [] Default.None
              needed
                  "binomialSnapshots"
                  (Kind.Slots(Place.At "binomialStorage", 0L, most - 1L))
                  "Additional slots to reverse each period with"
              usual "binomialStorage" Kind.Level (Value.Level Storage.Disk) "Where those are"
              trajectory ]
            (fun a ->
                Spec.TwoLevel(
                    a.Whole "period",
                    a.Count "binomialSnapshots",
                    a.Level "binomialStorage",
                    a.Word("trajectory", Words.trajectory, Words.trajectories)
                ))
        |> withWork (fun n a -> BuildWork.binomial n (a.Count "binomialSnapshots"))
        |> from
            "Pringle, Jones, Goswami, Narayanan & Goldberg (2016), Providing the ARCHER community with adjoint modelling tools"

    let private periodicDisk =
        row
            "periodic-disk"
            restartData
            { plain with
                Clearing = Clearing.WhenFull }
            "restart data on disk each period, each period recorded at once"
            [ period [] Default.None ]
            (fun a -> Spec.PeriodicDisk(a.Whole "period"))

    let private uniform =
        row
            "uniform"
            restartData
            plain
            "restart data at equal intervals, each recorded at once"
            [ steps
              needed "snapshots" (Kind.Slots(Place.At "storage", 0L, most)) "Slots"
              storage ]
            (fun a -> Spec.Uniform(a.Whole "steps", a.Count "snapshots", a.Level "storage"))

    let private mixed =
        row
            "mixed"
            [ Holding.RestartData; Holding.Dependencies ]
            plain
            "restart data or dependencies, whichever is cheaper, a unit each"
            [ steps; snapshots most; storage ]
            (fun a -> Spec.Mixed(a.Whole "steps", a.Count "snapshots", a.Level "storage"))
        |> withTable (fun a -> Tables.mixed (a.Whole "steps") (a.Count "snapshots"))
        |> withWork (fun n a -> BuildWork.binomial n (a.Count "snapshots"))
        |> from "Maddison (2024), Step-based checkpointing with high-level algorithmic differentiation"

    let private unitSizes =
        row
            "unit-sizes"
            [ Holding.RestartData; Holding.Dependencies ]
            plain
            "restart data or dependencies, whichever is cheaper, in units of storage"
            [ steps
              needed "units" (Kind.Slots(Place.At "storage", 0L, Check.maxSteps)) "Units of storage"
              needed "restartUnits" (Kind.UnitsOf Holding.RestartData) "Units that restart data take"
              needed "dependencyUnits" (Kind.UnitsOf Holding.Dependencies) "Units that the dependencies of a step take"
              usual
                  "stifflyAccurate"
                  Kind.Switch
                  (Value.Switch false)
                  "The dependencies of a step also restart the next one"
              storage ]
            (fun a ->
                Spec.UnitSizes(
                    a.Whole "steps",
                    a.Whole "units",
                    a.Whole "restartUnits",
                    a.Whole "dependencyUnits",
                    a.Switch "stifflyAccurate",
                    a.Level "storage"
                ))
        |> withTable (fun a ->
            Tables.unitSizes
                (a.Whole "steps")
                (a.Whole "units")
                (a.Whole "restartUnits")
                (a.Whole "dependencyUnits")
                (a.Switch "stifflyAccurate"))
        |> withWork (fun n a -> BuildWork.unitSizes n (a.Whole "units") (a.Whole "dependencyUnits"))
        |> from "after Maddison (2024), and Zhang & Constantinescu (2021), each of which it contains"

    let private hRevolve =
        row
            "h-revolve"
            restartData
            plain
            "restart data on any number of levels, under costs"
            [ steps; slots; inRam Trajectory.Largest; costs ]
            (fun a -> Spec.HRevolve(a.Whole "steps", a.Slots "slots", a.InRam, a.Costs))
        |> withTable (fun a -> Tables.hRevolve (a.Whole "steps") (a.Slots "slots") a.InRam a.Costs)
        |> withWork (fun n a -> BuildWork.hRevolve n (a.Slots "slots") a.InRam)
        |> from "Herrmann & Pallez (2020), doi 10.1145/3378672"

    let private diskRevolve =
        row
            "disk-revolve"
            restartData
            chain
            "restart data in a few slots in RAM, and any number on disk, under costs"
            [ steps; ramSlots 1L; oneReadDisk; inRam Trajectory.Largest; keepDisk; costs ]
            (fun a ->
                Spec.DiskRevolve(
                    a.Whole "steps",
                    a.Count "snapshotsInRam",
                    a.Switch "oneReadDisk",
                    a.InRam,
                    a.Switch "keepDisk",
                    a.Costs
                ))
        |> withTable (fun a ->
            Tables.diskRevolve (a.Whole "steps") (a.Count "snapshotsInRam") (a.Switch "oneReadDisk") a.InRam a.Costs)
        |> withWork (fun n a -> BuildWork.diskRevolve n (a.Count "snapshotsInRam") a.InRam a.Costs)
        |> from "Aupy, Herrmann, Hovland & Robert (2016), doi 10.1137/15M1019222"

    let private oneDRevolve =
        row
            "1d-revolve"
            restartData
            chain
            "restart data in a few slots in RAM, and the initial state on disk, under costs"
            [ steps; ramSlots 1L; oneReadDisk; inRam Trajectory.Largest; keepDisk; costs ]
            (fun a ->
                Spec.OneDRevolve(
                    a.Whole "steps",
                    a.Count "snapshotsInRam",
                    a.Switch "oneReadDisk",
                    a.InRam,
                    a.Switch "keepDisk",
                    a.Costs
                ))
        |> withWork (fun n a -> BuildWork.diskRevolve n (a.Count "snapshotsInRam") a.InRam a.Costs)
        |> from "Aupy, Herrmann, Hovland & Robert (2016), doi 10.1137/15M1019222"

    let private periodicDiskRevolve =
        row
            "periodic-disk-revolve"
            restartData
            chain
            "restart data in a few slots in RAM, and on disk each period, under costs"
            [ steps
              ramSlots 1L
              period
                  (List.map fst Words.periods)
                  (Default.Of("oneReadDisk", Value.Word "searched", Value.Word "one-read"))
              oneReadDisk
              inRam Trajectory.Largest
              keepDisk
              costs ]
            (fun a ->
                Spec.PeriodicDiskRevolve(
                    a.Whole "steps",
                    a.Count "snapshotsInRam",
                    a.Period "period",
                    a.Switch "oneReadDisk",
                    a.InRam,
                    a.Switch "keepDisk",
                    a.Costs
                ))
        |> withWork (fun n a ->
            BuildWork.periodicDiskRevolve n (a.Count "snapshotsInRam") (a.Period "period") a.InRam a.Costs)
        |> from "Aupy & Herrmann (2017), doi 10.1080/10556788.2016.1230612"

    let private asyncDisk =
        row
            "async-disk"
            restartData
            chain
            "restart data in a few slots in RAM, and on disk beside the computation, under costs"
            [ steps; ramSlots 1L; inRam Trajectory.Maximum; keepDisk; costs ]
            (fun a -> Spec.AsyncDisk(a.Whole "steps", a.Count "snapshotsInRam", a.InRam, a.Switch "keepDisk", a.Costs))
        |> withWork (fun n a -> BuildWork.asyncDisk n (a.Count "snapshotsInRam") a.InRam a.Costs)
        |> from "after Kukreja, Hückelheim, Louboutin, Hovland & Gorman (2018), arXiv 1806.01117"

    let private asyncPeriodicDisk =
        row
            "async-periodic-disk"
            restartData
            plain
            "restart data on disk each period beside the computation, and in a few slots in RAM, under costs"
            [ ramSlots 1L
              period (List.map fst Words.periods) (Default.Value(Value.Word "searched"))
              inRam Trajectory.Maximum
              keepDisk
              costs ]
            (fun a ->
                Spec.AsyncPeriodicDisk(
                    a.Count "snapshotsInRam",
                    a.Period "period",
                    a.InRam,
                    a.Switch "keepDisk",
                    a.Costs
                ))
        |> withWork (fun n a ->
            BuildWork.asyncPeriodicDisk n (a.Count "snapshotsInRam") (a.Period "period") a.InRam a.Costs)
        |> from "after Kukreja, Hückelheim, Louboutin, Hovland & Gorman (2018), arXiv 1806.01117"

    let private optimal =
        row
            "optimal"
            restartData
            plain
            "restart data on any number of levels: least cost, whatever the costs"
            [ steps; slots; costs ]
            (fun a -> Spec.Optimal(a.Whole "steps", a.Slots "slots", a.Costs))
        |> withTable (fun a -> Tables.optimal (a.Whole "steps") (a.Slots "slots") a.Costs)
        |> withWork (fun n a -> BuildWork.optimal n (a.Slots "slots"))

    let private online =
        row
            "online"
            restartData
            { plain with
                Classic = ValueSome ClassicMode.Online }
            "restart data in a fixed number of slots, dropped for later ones as the forward goes"
            [ needed
                  "policy"
                  (Kind.Word(List.map Words.policy Words.policies))
                  "What to hold while the end is not known"
              snapshots (1L <<< 20)
              storage
              trajectory ]
            (fun a ->
                Spec.Online(
                    a.Word("policy", Words.policy, Words.policies),
                    a.Count "snapshots",
                    a.Level "storage",
                    a.Word("trajectory", Words.trajectory, Words.trajectories)
                ))
        |> withWork (fun n a -> BuildWork.online n (a.Count "snapshots"))
        |> from "Stumm & Walther (2010), doi 10.1137/080742439; Wang, Moin & Iaccarino (2009), doi 10.1137/080727890"

    /// Every family, in the order of the documentation.
    let all: FamilyRow list =
        [ none
          singleMemory
          singleDisk
          revolve
          multistage
          twoLevel
          periodicDisk
          uniform
          mixed
          unitSizes
          hRevolve
          diskRevolve
          oneDRevolve
          periodicDiskRevolve
          asyncDisk
          asyncPeriodicDisk
          optimal
          online ]

    /// The row and the values of a spec, and how it is built: the only place that
    /// tells families apart.
    let describe (spec: Spec) : Described =
        match spec with
        | Spec.None -> described none [] (fun _ -> Ok None.schedule)
        | Spec.SingleMemory -> described singleMemory [] (fun _ -> Ok SingleMemory.schedule)
        | Spec.SingleDisk moveData ->
            described singleDisk [ onOff moveData ] (fun _ -> Ok(SingleDisk.schedule moveData))
        | Spec.Revolve(steps, ram, trajectory) ->
            described revolve [ whole steps; count ram; advances trajectory ] (fun _ ->
                Revolve.along trajectory steps ram)
        | Spec.Multistage(steps, ram, disk, trajectory) ->
            described multistage [ whole steps; count ram; count disk; advances trajectory ] (fun _ ->
                Multistage.schedule trajectory steps ram disk)
        | Spec.TwoLevel(period, snapshots, storage, trajectory) ->
            described twoLevel [ whole period; count snapshots; Value.Level storage; advances trajectory ] (fun _ ->
                TwoLevel.schedule trajectory period snapshots storage)
        | Spec.PeriodicDisk period -> described periodicDisk [ whole period ] (fun _ -> PeriodicDisk.schedule period)
        | Spec.Uniform(steps, snapshots, storage) ->
            described uniform [ whole steps; count snapshots; Value.Level storage ] (fun _ ->
                Uniform.schedule steps snapshots storage)
        | Spec.Mixed(steps, snapshots, storage) ->
            described mixed [ whole steps; count snapshots; Value.Level storage ] (fun _ ->
                Mixed.schedule steps snapshots storage)
        | Spec.UnitSizes(steps, units, restartUnits, dependencyUnits, stifflyAccurate, storage) ->
            described
                unitSizes
                [ whole steps
                  whole units
                  whole restartUnits
                  whole dependencyUnits
                  onOff stifflyAccurate
                  Value.Level storage ]
                (fun options ->
                    UnitSizes.create
                        options
                        steps
                        units
                        { Restart = restartUnits
                          Dependencies = dependencyUnits
                          StifflyAccurate = stifflyAccurate }
                        storage)
        | Spec.HRevolve(steps, slots, inRam, costs) ->
            described hRevolve [ whole steps; Value.Slots slots; Value.InRam inRam; Value.Costs costs ] (fun options ->
                HRevolve.create options inRam steps slots costs)
        | Spec.DiskRevolve(steps, ram, oneReadDisk, inRam, keepDisk, costs) ->
            described
                diskRevolve
                [ whole steps
                  count ram
                  onOff oneReadDisk
                  Value.InRam inRam
                  onOff keepDisk
                  Value.Costs costs ]
                (fun options -> DiskRevolve.create options inRam steps ram oneReadDisk keepDisk costs)
        | Spec.OneDRevolve(steps, ram, oneReadDisk, inRam, keepDisk, costs) ->
            described
                oneDRevolve
                [ whole steps
                  count ram
                  onOff oneReadDisk
                  Value.InRam inRam
                  onOff keepDisk
                  Value.Costs costs ]
                (fun options -> OneDRevolve.create options inRam steps ram oneReadDisk keepDisk costs)
        | Spec.PeriodicDiskRevolve(steps, ram, period, oneReadDisk, inRam, keepDisk, costs) ->
            described
                periodicDiskRevolve
                [ whole steps
                  count ram
                  rule period
                  onOff oneReadDisk
                  Value.InRam inRam
                  onOff keepDisk
                  Value.Costs costs ]
                (fun options -> PeriodicDiskRevolve.create options inRam steps ram period oneReadDisk keepDisk costs)
        | Spec.AsyncDisk(steps, ram, inRam, keepDisk, costs) ->
            described
                asyncDisk
                [ whole steps; count ram; Value.InRam inRam; onOff keepDisk; Value.Costs costs ]
                (fun options -> AsyncDisk.create options inRam steps ram keepDisk costs)
        | Spec.AsyncPeriodicDisk(ram, period, inRam, keepDisk, costs) ->
            described
                asyncPeriodicDisk
                [ count ram; rule period; Value.InRam inRam; onOff keepDisk; Value.Costs costs ]
                (fun options -> AsyncPeriodicDisk.create options inRam ram period keepDisk costs)
        | Spec.Optimal(steps, slots, costs) ->
            described optimal [ whole steps; Value.Slots slots; Value.Costs costs ] (fun options ->
                Optimal.create options steps slots costs)
        | Spec.Online(policy, snapshots, storage, trajectory) ->
            described
                online
                [ Value.Word(Words.policy policy)
                  count snapshots
                  Value.Level storage
                  advances trajectory ]
                (fun _ -> Online.along trajectory policy snapshots storage)
