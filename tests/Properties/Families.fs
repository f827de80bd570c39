/// Every family, as rows: a new family is a new row here, and goes through everything.
module Schedules.Tests.Families

open FsCheck
open FsCheck.FSharp
open Schedules.FSharp

/// A calculation to be checked: a schedule, how many steps there are, and how many adjoint calculations are to be done.
type Problem =
    { Spec: Spec
      Steps: int64
      Adjoints: int64 }

type Family =
    {
        Name: string
        /// All schedules for a number of steps, with all slots up to a number that makes no difference any more.
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
      Small = fun n -> [ for slots in 1 .. int n + 1 -> Spec.Revolve(n, slots) ]
      Random = fun n -> Gen.choose (1, 60) |> Gen.map (fun slots -> Spec.Revolve(n, slots)) }

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

let all: Family list =
    [ constant "none" Spec.None
      constant "single-memory" Spec.SingleMemory
      constant "single-disk, copied" (Spec.SingleDisk false)
      constant "single-disk, moved" (Spec.SingleDisk true)
      revolve
      multistage
      twoLevel
      periodicDisk ]

/// For theories: one row a family.
let rows: seq<objnull[]> = all |> Seq.map (fun family -> [| box family |])

let orFail (describe: 'Error -> string) (result: Result<'T, 'Error>) : 'T =
    match result with
    | Ok value -> value
    | Error error -> failwith (describe error)

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

/// Problems of a family of up to so many steps, small ones more often.
let random (steps: int) (family: Family) : Arbitrary<Problem> =
    gen {
        let! most = Gen.elements [ 50; steps / 10; steps ]
        let! n = Gen.choose (1, most)
        let! spec = family.Random(int64 n)
        return problem (int64 n) spec
    }
    |> Arb.fromGen

/// Checks a property of random problems, and throws with the problem where it does not hold.
let check (tests: int) (arbitrary: Arbitrary<Problem>) (property: Problem -> unit) : unit =
    Check.One(Config.QuickThrowOnFailure.WithMaxTest tests, Prop.forAll arbitrary property)
