namespace Schedules.FSharp

/// A schedule that may do.
[<NoComparison>]
type internal Candidate =
    {
        Spec: Spec
        /// Bytes of what a level counts as one.
        Unit: float
    }

/// The schedules that may do for a request: of each family, what its parameters may be there. Where
/// less may be better, as fewer slots on a slow level, or longer periods, each about half of, or
/// twice, the one before.
[<RequireQualifiedAccess>]
module internal Candidates =
    /// From a number down to 1, each half of the one before; few numbers all.
    let private halves (most: int64) : int64 list =
        most
        |> List.unfold (fun n ->
            if n < 1L then
                None
            else
                Some(n, (if n <= 16L then n - 1L else n / 2L)))

    let private finenesses = [ 1; 4; 16 ]

    /// Parts of what writes and reads cost that a schedule weighs: overlap hides the others.
    let private shares = [ 1.0; 0.25; 0.0 ]

    let all (request: PlanRequest) : Candidate list =
        let machine = request.Machine
        let n = request.Steps
        let restart, dependencies = machine.RestartBytes, machine.DependencyBytes
        let either = max restart dependencies

        /// Units that there is room for; more than there are steps are of no use, unless smaller
        /// than a checkpoint.
        let within (most: int64) (room: float) (unit: float) : int64 =
            if room < 0.0 then 0L
            elif unit = 0.0 then most
            else int64 (min (float most) (floor (room / unit)))

        let ram (disk: bool) (most: int64) (unit: float) : int64 =
            let buffers = if disk then request.BufferBytes unit else 0.0
            within most (request.Budget 0 - request.AdjointStates - dependencies - buffers) unit

        let level (index: int) (unit: float) : int64 = within n (request.Budget index) unit

        let count (slots: int64) : int =
            int (min slots (int64 System.Int32.MaxValue))

        let work = max 1L (within n (request.Budget 0 - request.AdjointStates) dependencies)
        let disk = level 1 restart
        let c, cWithDisk = count (ram false n restart), count (ram true n restart)
        // What is predicted slot by slot is predicted with so many at most.
        let modest = int (min (int64 System.Int32.MaxValue) (max 1L (request.Work / 600L)))

        let some slots =
            List.distinct [ slots; min slots modest ]

        let storages =
            [ Storage.Ram, false; (if disk > 0L then Storage.Disk else Storage.Ram), true ]
            |> List.distinctBy fst

        let slotsIn (storage: Storage) (unit: float) : int64 list =
            if storage = Storage.Ram then
                [ ram false n unit ]
            else
                halves (level 1 unit)

        let costs =
            match Machine.costs machine with
            | Error _ -> []
            | Ok costs when not request.Overlapped || disk = 0L -> [ costs ]
            | Ok costs ->
                shares
                |> List.choose (fun share ->
                    let part = List.mapi (fun level cost -> if level = 0 then cost else share * cost)
                    CostModel.create costs.Uf costs.Ub (part costs.Writes) (part costs.Reads) |> Result.toOption)

        /// A checkpoint on disk so often that its write is hidden, and those that there is room for.
        let periods =
            let step = machine.Advance
            let write = LevelSpeed.write restart (machine.Level 1)

            let hidden =
                if step > 0.0 && write > 0.0 then
                    ceil (write / step)
                else
                    1.0

            [ if hidden <= float n then
                  int64 hidden
              work
              for kept in halves disk do
                  (n - 1L) / kept + 1L ]
            |> List.filter (fun period -> period >= 1L)
            |> List.distinct

        let deeper = [ for index in 2 .. request.Budgets.Length - 1 -> level index restart ]

        let scales =
            if min restart dependencies >= 1.0 then
                finenesses |> List.map (UnitScale.create restart dependencies) |> List.distinct
            else
                []

        /// Uses of RAM beneath slower levels, with slots or units, and the bytes of one.
        let beneath =
            [ InRam.Binomial Trajectory.Maximum, cWithDisk, restart
              for scale in scales do
                  let room =
                      request.Budget 0 - request.AdjointStates - dependencies - request.BufferBytes restart

                  for stiff in List.distinct [ false; request.StifflyAccurate ] do
                      let size: UnitSize =
                          { Restart = scale.Restart
                            Dependencies = scale.Dependencies
                            StifflyAccurate = stiff }

                      InRam.Mixed size, count (within (System.Int64.MaxValue / 2L) room scale.Unit), scale.Unit ]

        let kept unit specs =
            specs |> List.map (fun spec -> { Spec = spec; Unit = unit })

        /// What is on disk stays for further adjoint calculations.
        let keepDisk = request.Adjoints > 1L

        let aboveDisk (specs: InRam -> int -> CostModel -> Spec list) : Candidate list list =
            [ if disk > 0L then
                  for inRam, slots, unit in beneath do
                      kept unit (List.collect (specs inRam slots) costs) ]

        let planned =
            aboveDisk (fun inRam slots costs ->
                [ Spec.DiskRevolve(n, slots, false, inRam, keepDisk, costs)
                  Spec.OneDRevolve(n, slots, false, inRam, keepDisk, costs)
                  Spec.AsyncDisk(n, slots, inRam, keepDisk, costs)

                  for period in [ DiskPeriod.Searched; DiskPeriod.OneRead ] @ List.map DiskPeriod.Given periods do
                      Spec.PeriodicDiskRevolve(n, slots, period, false, inRam, keepDisk, costs) ])

        [ kept dependencies [ Spec.SingleMemory ]
          if request.Budget 1 > 0.0 then
              kept dependencies [ Spec.SingleDisk(request.Adjoints = 1L) ]
              kept restart [ for period in periods -> Spec.PeriodicDisk period ]

              kept
                  restart
                  [ for period in periods do
                        for slots in some cWithDisk do
                            Spec.TwoLevel(period, slots, Storage.Ram, Trajectory.Maximum) ]
          if request.Adjoints = 1L then
              kept
                  restart
                  [ for policy in Words.policies do
                        for storage, _ in storages do
                            for slots in List.truncate 1 (slotsIn storage restart) do
                                Spec.Online(policy, count (min slots (1L <<< 20)), storage, Trajectory.Maximum) ]
          if request.Adjoints >= 1L then
              yield!
                  aboveDisk (fun inRam slots costs ->
                      [ for period in DiskPeriod.Searched :: List.map DiskPeriod.Given periods ->
                            Spec.AsyncPeriodicDisk(slots, period, inRam, keepDisk, costs) ])
          if request.IsKnown && request.Adjoints > 1L then
              yield! planned
          if request.IsKnown && request.Adjoints = 1L then
              kept restart [ for slots in some c -> Spec.Revolve(n, slots, Trajectory.Maximum) ]

              kept
                  restart
                  [ for storage, isOnDisk in storages do
                        for slots in 0L :: List.collect halves [ (if isOnDisk then disk else ram false n restart) ] do
                            Spec.Uniform(n, count slots, storage) ]

              kept
                  either
                  [ for storage, _ in storages do
                        for slots in slotsIn storage either do
                            for slots in some (count slots) do
                                Spec.Mixed(n, slots, storage) ]

              if restart <> dependencies then
                  yield!
                      [ for scale in scales do
                            let most = System.Int64.MaxValue / 2L

                            for storage, _ in storages do
                                let units =
                                    if storage = Storage.Ram then
                                        [ ram false most scale.Unit ]
                                    else
                                        halves (within most (request.Budget 1) scale.Unit) |> List.truncate 6

                                kept
                                    scale.Unit
                                    [ for units in units do
                                          for stiff in List.distinct [ false; request.StifflyAccurate ] do
                                              Spec.UnitSizes(
                                                  n,
                                                  units,
                                                  scale.Restart,
                                                  scale.Dependencies,
                                                  stiff,
                                                  storage
                                              ) ] ]

              if disk > 0L then
                  kept
                      restart
                      [ for slots in 0L :: halves disk do
                            for ram in some cWithDisk do
                                Spec.Multistage(n, ram, count slots, Trajectory.Maximum) ]

              yield! planned

              let slower =
                  [ for disk in (if disk > 0L then 0L :: halves disk else [ 0L ]) -> List.map count (disk :: deeper) ]

              yield!
                  [ for inRam, slots, unit in beneath do
                        kept
                            unit
                            [ for costs in costs do
                                  for slower in slower do
                                      Spec.HRevolve(n, slots :: slower, inRam, costs) ] ]

              kept
                  restart
                  [ for costs in costs do
                        for slower in slower do
                            Spec.Optimal(n, cWithDisk :: slower, costs) ] ]
        |> List.concat
