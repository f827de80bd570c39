namespace Schedules.FSharp

/// The one list of families, and the row of each spec.
[<RequireQualifiedAccess>]
module internal FamilyTable =
    open FamilyParameters
    open FamilyRows
    open RowsWithoutCosts
    open RowsUnderCosts

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
