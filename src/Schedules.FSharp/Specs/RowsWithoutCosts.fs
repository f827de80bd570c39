namespace Schedules.FSharp

/// The rows of the families that weigh no costs.
module internal RowsWithoutCosts =
    open FamilyParameters
    open FamilyRows

    let private restartData = [ Holding.RestartData ]

    let none = row "none" [] plain "nothing" [] (fun _ -> Spec.None)

    let singleMemory =
        row "single-memory" [ Holding.Dependencies ] plain "the dependencies of all steps in WORK" [] (fun _ ->
            Spec.SingleMemory)

    let singleDisk =
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

    let revolve =
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

    let multistage =
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

    let twoLevel =
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

    let periodicDisk =
        row
            "periodic-disk"
            restartData
            { plain with
                Clearing = Clearing.WhenFull }
            "restart data on disk each period, each period recorded at once"
            [ period [] Default.None ]
            (fun a -> Spec.PeriodicDisk(a.Whole "period"))

    let uniform =
        row
            "uniform"
            restartData
            plain
            "restart data at equal intervals, each recorded at once"
            [ steps
              needed "snapshots" (Kind.Slots(Place.At "storage", 0L, most)) "Slots"
              storage ]
            (fun a -> Spec.Uniform(a.Whole "steps", a.Count "snapshots", a.Level "storage"))

    let mixed =
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

    let unitSizes =
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

    let online =
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
