/// Every family, as rows: a new family is a new row here, and goes through everything.
module Schedules.Tests.Families

open Expecto
open FsCheck
open FsCheck.FSharp
open Schedules.FSharp

/// A calculation to be checked: a schedule, how many steps there are, and how many adjoint
/// calculations are to be done.
type Problem =
    { Spec: Spec
      Steps: int64
      Adjoints: int64 }

    override this.ToString() : string =
        $"{Spec.toText this.Spec} for {this.Steps} steps and {this.Adjoints} adjoints"

type Family =
    {
        Name: string
        /// All schedules for a number of steps, with all slots up to a number that makes no
        /// difference any more.
        Small: int64 -> Spec list
        /// A schedule for a number of steps that may be large.
        Random: int64 -> Gen<Spec>
    }

    override this.ToString() = this.Name

let trajectories = [ Trajectory.Largest; Trajectory.Maximum; Trajectory.Revolve ]

let private constant (name: string) (spec: Spec) : Family =
    { Name = name
      Small = fun _ -> [ spec ]
      Random = fun _ -> Gen.constant spec }

let private revolve: Family =
    { Name = "revolve"
      Small =
        fun n ->
            [ for trajectory in trajectories do
                  for slots in 1 .. int n + 1 do
                      Spec.Revolve(n, slots, trajectory) ]
      Random =
        fun n ->
            Gen.map2
                (fun slots trajectory -> Spec.Revolve(n, slots, trajectory))
                (Gen.choose (1, 60))
                (Gen.elements trajectories) }

let private multistage: Family =
    { Name = "multistage"
      Small =
        fun n ->
            [ for trajectory in trajectories do
                  for total in 1 .. int n + 1 do
                      // All ways to split a few slots; of many slots, a spread of them.
                      for ram in 0 .. (if total <= 8 then 1 else total / 4) .. total do
                          Spec.Multistage(n, ram, total - ram, trajectory) ]
      Random =
        fun n ->
            Gen.map3
                (fun ram disk trajectory -> Spec.Multistage(n, ram, disk, trajectory))
                (Gen.choose (0, 20))
                (Gen.choose (1, 20))
                (Gen.elements trajectories) }

let private twoLevel: Family =
    { Name = "two-level"
      Small =
        fun n ->
            [ for trajectory in trajectories do
                  for storage in [ Storage.Ram; Storage.Disk; Storage.Level 2 ] do
                      for period in [ 1L .. min 12L (n + 1L) ] @ [ n; n + 7L ] do
                          for snapshots in 0 .. min 5 (int period) do
                              Spec.TwoLevel(period, snapshots, storage, trajectory) ]
      Random =
        fun n ->
            gen {
                let! period = Gen.choose (1, int (min 5000L (n + 10L)))
                let! snapshots = Gen.choose (0, 12)
                let! storage = Gen.elements [ Storage.Ram; Storage.Disk ]
                let! trajectory = Gen.elements trajectories
                return Spec.TwoLevel(int64 period, snapshots, storage, trajectory)
            } }

let private periodicDisk: Family =
    { Name = "periodic-disk"
      Small = fun n -> [ for period in 1L .. n + 2L -> Spec.PeriodicDisk period ]
      Random = fun n -> Gen.choose (1, int (n + 10L)) |> Gen.map (fun period -> Spec.PeriodicDisk(int64 period)) }

/// Uses of RAM beneath slower levels, as published and others.
let largest: InRam = InRam.Binomial Trajectory.Largest

let private mixedInRam (restart: int64) (dependencies: int64) (stiff: bool) : InRam =
    InRam.Mixed
        { Restart = restart
          Dependencies = dependencies
          StifflyAccurate = stiff }

let binomials: InRam list = trajectories |> List.map InRam.Binomial

/// With the fewest units for which there is a schedule of any length, and some that are more.
let private mixeds: (InRam * int list) list =
    [ mixedInRam 1L 1L false, [ 1; 2; 3; 50 ]
      mixedInRam 2L 1L false, [ 2; 3; 4; 7 ]
      mixedInRam 1L 3L false, [ 1; 4; 5; 7 ]
      mixedInRam 1L 1L true, [ 1; 2; 3 ]
      mixedInRam 3L 1L true, [ 1; 2; 4; 7 ]
      mixedInRam 2L 3L true, [ 2; 3; 5; 8 ] ]

let private randomMixed: Gen<InRam * int> =
    gen {
        let! restart = Gen.choose (1, 4)
        let! dependencies = Gen.choose (1, 4)
        let! more = Gen.choose (0, 20)
        let! stiff = Gen.elements [ false; true ]
        return mixedInRam (int64 restart) (int64 dependencies) stiff, max restart dependencies + more
    }

let models: CostModel list =
    [ CostModel.standard
      CostModel.create 0.5 3.0 [ 0.0; 8.0; 16.0 ] [ 0.0; 0.25; 4.0 ]
      |> Result.defaultValue CostModel.standard
      CostModel.create 1.0 1.0 [ 0.0 ] [ 0.0 ] |> Result.defaultValue CostModel.standard ]

/// Costs that fall with the level, and a RAM that is not free.
let private awkward: CostModel =
    CostModel.create 1.0 0.5 [ 2.0; 4.0; 0.0 ] [ 1.0; 0.5; 8.0 ]
    |> Result.defaultValue CostModel.standard

let private uniform: Family =
    { Name = "uniform"
      Small =
        fun n ->
            [ for storage in [ Storage.Ram; Storage.Disk ] do
                  for snapshots in 0 .. int n + 1 -> Spec.Uniform(n, snapshots, storage) ]
      Random =
        fun n ->
            Gen.map2
                (fun snapshots storage -> Spec.Uniform(n, snapshots, storage))
                (Gen.choose (0, 60))
                (Gen.elements [ Storage.Ram; Storage.Disk; Storage.Level 2 ]) }

let private mixed: Family =
    { Name = "mixed"
      Small = fun n -> [ for units in 1 .. int n + 1 -> Spec.Mixed(n, units, Storage.Ram) ]
      Random =
        fun n ->
            Gen.map2
                (fun units storage -> Spec.Mixed(min n 3000L, units, storage))
                (Gen.choose (1, 40))
                (Gen.elements [ Storage.Ram; Storage.Disk; Storage.Level 3 ]) }

let private unitSizes: Family =
    { Name = "unit-sizes"
      Small =
        fun n ->
            [ for restart in 1L .. 3L do
                  for dependencies in 1L .. 3L do
                      for units in max restart dependencies .. min 9L (n * dependencies) do
                          Spec.UnitSizes(n, units, restart, dependencies, false, Storage.Disk) ]
      Random =
        fun n ->
            gen {
                let! restart = Gen.choose (1, 4)
                let! dependencies = Gen.choose (1, 4)
                let! more = Gen.choose (0, 20)
                let units = int64 (max restart dependencies + more)
                return Spec.UnitSizes(min n 1000L, units, int64 restart, int64 dependencies, false, Storage.Ram)
            } }

/// Dependencies restart the step after theirs.
let private stifflyAccurate: Family =
    { Name = "unit-sizes, stiffly accurate"
      Small =
        fun n ->
            [ for restart, dependencies in [ 1L, 1L; 1L, 2L; 3L, 1L; 2L, 3L ] do
                  for units in max restart dependencies .. min 7L (n * dependencies) do
                      Spec.UnitSizes(n, units, restart, dependencies, true, Storage.Disk) ]
      Random =
        fun n ->
            gen {
                let! restart = Gen.choose (1, 4)
                let! dependencies = Gen.choose (1, 4)
                let! more = Gen.choose (0, 20)
                let units = int64 (max restart dependencies + more)
                return Spec.UnitSizes(min n 1000L, units, int64 restart, int64 dependencies, true, Storage.Disk)
            } }

let private hRevolve: Family =
    { Name = "h-revolve"
      Small =
        fun n ->
            [ for model in awkward :: models do
                  for slots in
                      [ [ 1 ]
                        [ 3 ]
                        [ 1; 1 ]
                        [ 2; 3 ]
                        [ 0; 2 ]
                        [ 2; 0 ]
                        [ 1; 1; 1 ]
                        [ 1; 0; 3 ]
                        [ 50; 50 ] ] do
                      for inRam in binomials do
                          Spec.HRevolve(n, slots, inRam, model) ]
      Random =
        fun n ->
            Gen.map4
                (fun ram disk inRam model -> Spec.HRevolve(min n 2000L, [ ram; disk ], inRam, model))
                (Gen.choose (1, 10))
                (Gen.choose (0, 10))
                (Gen.elements binomials)
                (Gen.elements models) }

let private hRevolveOverMixed: Family =
    { Name = "h-revolve over mixed"
      Small =
        fun n ->
            [ for model in awkward :: models do
                  for inRam, units in mixeds do
                      for units in units do
                          for slower in [ []; [ 1 ]; [ 3 ]; [ 1; 1 ]; [ 0; 2 ] ] do
                              Spec.HRevolve(n, units :: slower, inRam, model)

                      Spec.HRevolve(n, [ 0; 2 ], inRam, model) ]
      Random =
        fun n ->
            Gen.map3
                (fun (inRam, units) disk model -> Spec.HRevolve(min n 600L, [ units; disk ], inRam, model))
                randomMixed
                (Gen.choose (0, 10))
                (Gen.elements models) }

/// Costs that neither rise nor fall from level to level, some of them free, some dear.
let private wild: CostModel list =
    [ 1.0, 1.0, [ 0.0; 2.0; 4.0 ], [ 0.0; 6.0; 2.0 ]
      0.5, 2.0, [ 6.0; 0.25; 3.0 ], [ 2.0; 8.0; 0.0 ]
      2.0, 0.0, [ 0.25; 40.0; 0.0 ], [ 0.0; 0.5; 6.0 ]
      1.0, 3.0, [ 3.0; 0.0; 16.0 ], [ 1.0; 0.25; 0.125 ] ]
    |> List.choose (fun (uf, ub, write, read) -> CostModel.create uf ub write read |> Result.toOption)

let private hRevolveOfThree: Family =
    let cost = Gen.elements [ 0.0; 0.0; 0.25; 0.5; 1.0; 2.0; 3.0; 6.0; 40.0 ]

    { Name = "h-revolve, three levels"
      Small =
        fun n ->
            [ for model in wild do
                  for slots in [ [ 1; 1; 1 ]; [ 2; 1; 3 ]; [ 0; 2; 1 ] ] do
                      Spec.HRevolve(n, slots, largest, model) ]
      Random =
        fun n ->
            gen {
                let! slots = Gen.listOfLength 3 (Gen.choose (0, 6))
                let! uf = cost
                let! ub = cost
                let! write = Gen.listOfLength 3 cost
                let! read = Gen.listOfLength 3 cost
                let model = CostModel.create uf ub write read |> Result.defaultValue wild.Head
                let slots = if List.sum slots > 0 then slots else [ 0; 0; 1 ]
                return Spec.HRevolve(min n 2000L, slots, largest, model)
            } }

let private diskRevolve: Family =
    { Name = "disk-revolve"
      Small =
        fun n ->
            [ for model in models do
                  for slots in [ 1; 2; 3; 5; 50 ] do
                      for oneRead in [ false; true ] do
                          for inRam in binomials do
                              Spec.DiskRevolve(n, slots, oneRead, inRam, false, model) ]
      Random =
        fun n ->
            Gen.map4
                (fun slots oneRead inRam model -> Spec.DiskRevolve(min n 4000L, slots, oneRead, inRam, false, model))
                (Gen.choose (1, 12))
                (Gen.elements [ false; true ])
                (Gen.elements binomials)
                (Gen.elements models) }

let private diskRevolveOverMixed: Family =
    { Name = "disk-revolve over mixed"
      Small =
        fun n ->
            [ for model in models do
                  for inRam, units in mixeds do
                      for units in units do
                          for oneRead in [ false; true ] do
                              Spec.DiskRevolve(n, units, oneRead, inRam, false, model) ]
      Random =
        fun n ->
            Gen.map3
                (fun (inRam, units) oneRead model -> Spec.DiskRevolve(min n 800L, units, oneRead, inRam, false, model))
                randomMixed
                (Gen.elements [ false; true ])
                (Gen.elements models) }

let private oneDRevolve: Family =
    { Name = "1d-revolve"
      Small =
        fun n ->
            [ for model in models do
                  for slots in [ 1; 2; 5 ] do
                      for oneRead in [ false; true ] do
                          for inRam in binomials do
                              Spec.OneDRevolve(n, slots, oneRead, inRam, false, model) ]
      Random =
        fun n ->
            Gen.map3
                (fun slots inRam model -> Spec.OneDRevolve(min n 2000L, slots, false, inRam, false, model))
                (Gen.choose (1, 12))
                (Gen.elements binomials)
                (Gen.elements models) }

let private oneDRevolveOverMixed: Family =
    { Name = "1d-revolve over mixed"
      Small =
        fun n ->
            [ for model in models do
                  for inRam, units in mixeds do
                      for units in units do
                          Spec.OneDRevolve(n, units, false, inRam, false, model) ]
      Random =
        fun n ->
            Gen.map2
                (fun (inRam, units) model -> Spec.OneDRevolve(min n 800L, units, false, inRam, false, model))
                randomMixed
                (Gen.elements models) }

let private periodicDiskRevolve: Family =
    { Name = "periodic-disk-revolve"
      Small =
        fun n ->
            [ for model in models do
                  for slots in [ 1; 2; 4 ] do
                      for oneRead in [ false; true ] do
                          for period in
                              [ DiskPeriod.Given 1L
                                DiskPeriod.Given 4L
                                DiskPeriod.OneRead
                                DiskPeriod.Searched
                                DiskPeriod.ClosedFormula ] do
                              for inRam in (if slots = 4 then binomials else [ largest ]) do
                                  Spec.PeriodicDiskRevolve(n, slots, period, oneRead, inRam, false, model) ]
      Random =
        fun n ->
            Gen.map4
                (fun slots period inRam model -> Spec.PeriodicDiskRevolve(n, slots, period, false, inRam, false, model))
                (Gen.choose (1, 8))
                (Gen.elements [ DiskPeriod.Given 17L; DiskPeriod.Searched; DiskPeriod.ClosedFormula ])
                (Gen.elements binomials)
                (Gen.elements models) }

let private periodicDiskRevolveOverMixed: Family =
    { Name = "periodic-disk-revolve over mixed"
      Small =
        fun n ->
            [ for model in models do
                  for inRam, units in mixeds do
                      for units in List.truncate 3 units do
                          for oneRead, period in
                              [ false, DiskPeriod.Given 1L
                                true, DiskPeriod.Given 4L
                                true, DiskPeriod.OneRead
                                false, DiskPeriod.Searched
                                false, DiskPeriod.ClosedFormula ] do
                              Spec.PeriodicDiskRevolve(n, units, period, oneRead, inRam, false, model) ]
      Random =
        fun n ->
            Gen.map3
                (fun (inRam, units) period model ->
                    Spec.PeriodicDiskRevolve(min n 3000L, units, period, false, inRam, false, model))
                randomMixed
                (Gen.elements [ DiskPeriod.Given 17L; DiskPeriod.Given 60L; DiskPeriod.OneRead ])
                (Gen.elements models) }

let private asyncDisk: Family =
    { Name = "async-disk"
      Small =
        fun n ->
            [ for model in models do
                  for slots in [ 1; 2; 3; 50 ] do
                      for inRam in binomials do
                          Spec.AsyncDisk(n, slots, inRam, false, model) ]
      Random =
        fun n ->
            Gen.map3
                (fun slots inRam model -> Spec.AsyncDisk(min n 2000L, slots, inRam, false, model))
                (Gen.choose (1, 12))
                (Gen.elements binomials)
                (Gen.elements models) }

let private asyncDiskOverMixed: Family =
    { Name = "async-disk over mixed"
      Small =
        fun n ->
            [ for model in models do
                  for inRam, units in mixeds do
                      for units in units do
                          Spec.AsyncDisk(n, units, inRam, false, model) ]
      Random =
        fun n ->
            Gen.map2
                (fun (inRam, units) model -> Spec.AsyncDisk(min n 500L, units, inRam, false, model))
                randomMixed
                (Gen.elements models) }

let private asyncPeriodicDisk: Family =
    let periods = [ DiskPeriod.Searched; DiskPeriod.OneRead; DiskPeriod.ClosedFormula ]

    { Name = "async-periodic-disk"
      Small =
        fun n ->
            [ for model in models do
                  for slots in [ 1; 2; 3; 50 ] do
                      for period in [ DiskPeriod.Given 1L; DiskPeriod.Given 4L; DiskPeriod.Given n ] @ periods do
                          for inRam in binomials do
                              Spec.AsyncPeriodicDisk(slots, period, inRam, false, model) ]
      Random =
        fun n ->
            Gen.map4
                (fun slots period inRam model -> Spec.AsyncPeriodicDisk(slots, period, inRam, false, model))
                (Gen.choose (1, 12))
                (Gen.oneof
                    [ Gen.elements periods
                      Gen.choose (1, int (min 5000L (n + 10L))) |> Gen.map (int64 >> DiskPeriod.Given) ])
                (Gen.elements binomials)
                (Gen.elements models) }

let private asyncPeriodicDiskOverMixed: Family =
    { Name = "async-periodic-disk over mixed"
      Small =
        fun n ->
            [ for model in models do
                  for inRam, units in mixeds do
                      for units in units do
                          for period in [ DiskPeriod.Given 1L; DiskPeriod.Given 5L; DiskPeriod.Searched ] do
                              Spec.AsyncPeriodicDisk(units, period, inRam, false, model) ]
      Random =
        fun n ->
            Gen.map3
                (fun (inRam, units) period model -> Spec.AsyncPeriodicDisk(units, period, inRam, false, model))
                randomMixed
                (Gen.elements [ DiskPeriod.Given 17L; DiskPeriod.Given 60L; DiskPeriod.Searched ])
                (Gen.elements models) }

let private optimal: Family =
    { Name = "optimal"
      Small =
        fun n ->
            [ for model in awkward :: models do
                  for slots in
                      [ [ 1 ]
                        [ 3 ]
                        [ 1; 1 ]
                        [ 2; 2 ]
                        [ 0; 2 ]
                        [ 2; 0; 1 ]
                        [ 1; 1; 1 ]
                        [ 50; 1 ] ] do
                      Spec.Optimal(n, slots, model) ]
      Random =
        fun n ->
            Gen.map3
                (fun ram disk model -> Spec.Optimal(min n 300L, [ ram; disk ], model))
                (Gen.choose (1, 3))
                (Gen.choose (0, 3))
                (Gen.elements (awkward :: models)) }

let private online: Family =
    let policies =
        [ OnlinePolicy.R2
          OnlinePolicy.R3
          OnlinePolicy.Dynamic
          OnlinePolicy.Hybrid
          OnlinePolicy.Greedy
          OnlinePolicy.Landmarks ]

    { Name = "online"
      Small =
        fun _ ->
            [ for policy in policies do
                  for slots in [ 1; 2; 3; 5; 50 ] do
                      Spec.Online(policy, slots, Storage.Ram, Trajectory.Maximum)

                  for trajectory in trajectories do
                      Spec.Online(policy, 3, Storage.Disk, trajectory) ]
      Random =
        fun _ ->
            Gen.map3
                (fun policy slots trajectory -> Spec.Online(policy, slots, Storage.Disk, trajectory))
                (Gen.elements policies)
                (Gen.choose (1, 20))
                (Gen.elements trajectories) }

let orFail (describe: 'Error -> string) (result: Result<'T, 'Error>) : 'T =
    match result with
    | Ok value -> value
    | Error error -> failtest (describe error)

/// The same whose checkpoints on disk stay; none where nothing is kept that could.
let keeping (spec: Spec) : Spec voption =
    let values =
        Spec.values spec |> List.map (fun (parameter, value) -> parameter.Name, value) |> Map.ofList

    let kept =
        values
        |> Map.add "keepDisk" (Value.Switch true)
        |> Schedules.FSharp.Family.spec (Spec.family spec).Name
        |> orFail string

    if (Spec.build kept).IsOk then ValueSome kept else ValueNone

/// Every third of them, and random ones, kept where that is possible.
let private kept (family: Family) : Family =
    { Name = family.Name + ", kept"
      Small =
        fun n ->
            [ for index, spec in List.indexed (family.Small n) do
                  if (index + int n) % 3 = 0 then
                      yield! keeping spec |> ValueOption.toList ]
      Random = fun n -> family.Random n |> Gen.map (fun spec -> keeping spec |> ValueOption.defaultValue spec) }

let all: Family list =
    [ constant "none" Spec.None
      constant "single-memory" Spec.SingleMemory
      constant "single-disk, copied" (Spec.SingleDisk false)
      constant "single-disk, moved" (Spec.SingleDisk true)
      revolve
      multistage
      twoLevel
      periodicDisk
      uniform
      mixed
      unitSizes
      stifflyAccurate
      hRevolve
      hRevolveOfThree
      hRevolveOverMixed
      diskRevolve
      diskRevolveOverMixed
      oneDRevolve
      oneDRevolveOverMixed
      periodicDiskRevolve
      periodicDiskRevolveOverMixed
      asyncDisk
      asyncDiskOverMixed
      asyncPeriodicDiskOverMixed
      asyncPeriodicDisk
      kept diskRevolve
      kept diskRevolveOverMixed
      kept oneDRevolve
      kept periodicDiskRevolve
      kept asyncDisk
      kept asyncPeriodicDisk
      optimal
      online ]

/// What the strict reading of the referee does not accept: checkpoints are dropped, and read
/// later than they say; or those that stay serve steps after the latest, which it has not seen.
let drops (spec: Spec) : bool =
    let keeps =
        Spec.values spec
        |> List.exists (fun (parameter, value) -> parameter.Name = "keepDisk" && value = Value.Switch true)

    spec.IsOnline || (keeps && (Spec.steps spec).IsSome)

/// One test for each family, under one sentence.
let testFamilies (families: Family list) (sentence: string) (test: Family -> unit) : Test =
    testList sentence [ for family in families -> testCase family.Name (fun () -> test family) ]

let build (spec: Spec) : Schedule = Spec.build spec |> orFail string

/// The schedule for a known number of steps.
let buildFor (problem: Problem) : Schedule =
    build problem.Spec |> Schedule.ofLength problem.Steps |> orFail string

/// One or more adjoint calculations: as many as are permitted, up to two.
let adjoints (spec: Spec) : int64 =
    match (build spec).Adjoints with
    | Adjoints.Times count -> count
    | Adjoints.AnyNumber -> 2L

let problem (steps: int64) (spec: Spec) : Problem =
    { Spec = spec
      Steps = steps
      Adjoints = adjoints spec }

/// Every problem of a family up to a number of steps.
let small (steps: int64) (family: Family) : seq<Problem> =
    seq {
        for n in 1L .. steps do
            for spec in family.Small n do
                problem n spec
    }

/// One of so many of them, and fewer in a sample: all kinds, not all slots.
let few (every: int) (steps: int64) (family: Family) : seq<Problem> =
    small steps family |> Effort.spread every |> Effort.oneOf 6

/// Families with large tables take fewer steps than they are asked for.
let private problemOf (steps: int64) (spec: Spec) : Problem =
    problem (ValueOption.defaultValue steps (Spec.steps spec)) spec

let private isOfFamily (name: string) (spec: Spec) : bool =
    match Spec.build spec with
    | Ok schedule -> schedule.Name = name
    | Error _ -> false

/// Problems with fewer steps or slots, or simpler costs.
let private smaller (from: Problem) : seq<Problem> =
    (from.Steps, from.Spec)
    |> Random.smaller
    |> Seq.filter (fun (steps, spec) -> steps >= 1L && isOfFamily (build from.Spec).Name spec)
    |> Seq.map (fun (steps, spec) -> problemOf steps spec)
    |> Seq.filter (fun problem -> problem <> from)

/// Problems of a family of up to so many steps, small ones more often.
let random (steps: int) (family: Family) : Arbitrary<Problem> =
    gen {
        let! most = Gen.elements [ 50; steps / 10; steps ]
        let! n = Gen.choose (1, most)
        let! spec = family.Random(int64 n)
        return problemOf (int64 n) spec
    }
    |> fun problems -> Arb.fromGenShrink (problems, smaller)

/// Checks a property of random problems, and fails with the problem where it does not hold.
let check (tests: int) (arbitrary: Arbitrary<Problem>) (property: Problem -> unit) : unit =
    Random.check tests arbitrary property
