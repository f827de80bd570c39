namespace Schedules.FSharp

/// The rows of the families that weigh costs.
module internal RowsUnderCosts =
    open FamilyParameters
    open FamilyRows

    let private restartData = [ Holding.RestartData ]

    let hRevolve =
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

    let diskRevolve =
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

    let oneDRevolve =
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

    let periodicDiskRevolve =
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

    let asyncDisk =
        row
            "async-disk"
            restartData
            chain
            "restart data in a few slots in RAM, and on disk beside the computation, under costs"
            [ steps; ramSlots 1L; inRam Trajectory.Maximum; keepDisk; costs ]
            (fun a -> Spec.AsyncDisk(a.Whole "steps", a.Count "snapshotsInRam", a.InRam, a.Switch "keepDisk", a.Costs))
        |> withWork (fun n a -> BuildWork.asyncDisk n (a.Count "snapshotsInRam") a.InRam a.Costs)
        |> from "after Kukreja, Hückelheim, Louboutin, Hovland & Gorman (2018), arXiv 1806.01117"

    let asyncPeriodicDisk =
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

    let optimal =
        row
            "optimal"
            restartData
            plain
            "restart data on any number of levels: least cost, whatever the costs"
            [ steps; slots; costs ]
            (fun a -> Spec.Optimal(a.Whole "steps", a.Slots "slots", a.Costs))
        |> withTable (fun a -> Tables.optimal (a.Whole "steps") (a.Slots "slots") a.Costs)
        |> withWork (fun n a -> BuildWork.optimal n (a.Slots "slots"))
