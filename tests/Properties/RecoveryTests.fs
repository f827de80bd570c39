/// Whatever survives a crash, the recovered schedule is valid, completes the calculation with the
/// right gradient, and does not cost more than to start again.
module Schedules.Tests.RecoveryTests

open Expecto
open Schedules.FSharp
open Schedules.Tests.Families
open Schedules.Tests.Crashes
open Schedules.Tests.Recovered

let private survivesCrashes (durables: Durable list) (again: int) (problem: Problem) : unit =
    let schedule = buildFor problem

    let history =
        Crashes.history problem.Steps problem.Adjoints (Toy.nothing problem.Steps) schedule

    for durable in durables do
        for corrupted in [ false; true ] do
            let keep (after: int) (level: int) (step: int64) =
                not corrupted || hash [ after; level; int step ] >>> 40 &&& 3UL <> 0UL

            for crash in crashes history durable (keep 0) do
                let context () = $"{problem}, {durable}, {crash}"
                let next = check schedule history crash context

                // The recovered one breaks off in its turn, here and there.
                for turn in 1..again do
                    let after =
                        int (hash [ crash.After; crash.Journal; turn ] >>> 33) % (next.Actions.Length + 1)

                    let entries = journals next after
                    let journal, reversed = entries[int (hash [ turn; after ] >>> 33) % entries.Length]

                    let second =
                        { After = after
                          Journal = journal
                          Reversed = reversed
                          Site = site next durable (keep turn) after journal reversed }

                    check schedule next second (fun () -> $"{context ()} then {second}") |> ignore

/// So many problems of all, spread over them.
let private spread (count: int) (problems: Problem list) : Problem list =
    let stride = max 1 (problems.Length / count)

    problems |> List.indexed |> List.filter (fun (i, _) -> i % stride = 0) |> List.map snd

let private some (count: int) (steps: int64) (family: Family) : Problem list =
    [ for n in 1L .. steps do
          yield! family.Small n |> List.map (problem n) |> spread count ]

/// Dependencies that also restart the next step.
let private stifflyAccurate: Problem list =
    [ for n in 1L .. 6L do
          for restart, dependencies in [ 1L, 1L; 1L, 2L; 3L, 1L ] do
              for units in 3L..2L..5L do
                  problem n (Spec.UnitSizes(n, units, restart, dependencies, true, Storage.Disk)) ]

/// The dependencies of all steps fit, but hardly restart data beside them; and the same with two
/// levels, and with a sweep.
let private subsets: Spec list =
    [ Spec.UnitSizes(7L, 6L, 4L, 1L, false, Storage.Disk)
      Spec.UnitSizes(7L, 5L, 3L, 1L, true, Storage.Disk)
      Spec.UnitSizes(7L, 6L, 2L, 1L, false, Storage.Disk)
      Spec.Mixed(8L, 4, Storage.Disk)
      Spec.HRevolve(9L, [ 1; 4 ], largest, CostModel.standard)
      Spec.DiskRevolve(
          9L,
          1,
          false,
          largest,
          false,
          CostModel.create 1.0 1.0 [ 0.0; 0.5 ] [ 0.0; 0.5 ] |> orFail string
      )
      Spec.TwoLevel(2L, 1, Storage.Disk, Trajectory.Maximum)
      Spec.PeriodicDisk 2L ]

[<Tests>]
let tests =
    testList
        "Recovery"
        [ testFamilies
              Families.all
              "from any crash of any small calculation, a valid schedule completes it"
              (fun family ->
                  for problem in some (Effort.some 6) 5L family do
                      survivesCrashes [ Disk; All; Nothing ] 1 problem)

          testCase "from any crash of a stiffly accurate calculation, too" (fun () ->
              for problem in Effort.oneOf 3 stifflyAccurate do
                  survivesCrashes [ Disk; Nothing ] 1 problem)

          testCase "whichever of the checkpoints are lost" (fun () ->
              for spec in subsets do
                  let problem = problem (ValueOption.defaultValue 9L (Spec.steps spec)) spec

                  let schedule = buildFor problem
                  let history = Crashes.history problem.Steps 1L (Toy.nothing problem.Steps) schedule

                  for after in 0 .. history.Actions.Length do
                      let here =
                          Store.contents history.Positions[after].Store
                          |> Seq.map (fun (struct (_, step, _)) -> step)
                          |> Seq.distinct
                          |> Array.ofSeq

                      for subset in 0 .. (1 <<< here.Length) - 1 do
                          let keep _ step =
                              subset >>> Array.findIndex ((=) step) here &&& 1 = 1

                          let reversed = history.Positions[after].Reversed % problem.Steps

                          for reversed in List.distinct [ 0L; reversed ] do
                              let crash =
                                  { After = after
                                    Journal = after
                                    Reversed = reversed
                                    Site = site history All keep after after reversed }

                              check schedule history crash (fun () -> $"{problem}, {crash}") |> ignore)

          testFamilies Families.all "from some crashes of a longer calculation, too" (fun family ->
              Random.check 240 (accidents 60 family) (fun accident ->
                  let history, crash = crashOf accident
                  check (buildFor accident.Problem) history crash (fun () -> $"{accident}") |> ignore))

          testCase "where the length is not known yet, it is told to the recovered schedule" (fun () ->
              let specs =
                  [ Spec.SingleMemory
                    Spec.SingleDisk false
                    Spec.PeriodicDisk 3L
                    Spec.TwoLevel(4L, 2, Storage.Disk, Trajectory.Maximum)
                    Spec.Online(OnlinePolicy.Landmarks, 3, Storage.Disk, Trajectory.Largest)
                    Spec.Online(OnlinePolicy.Dynamic, 4, Storage.Disk, Trajectory.Largest) ]

              for spec in specs do
                  let problem = problem 17L spec
                  let told = buildFor problem

                  let history = Crashes.history 17L problem.Adjoints (Toy.nothing 17L) told

                  for crash in crashes history Disk (fun _ _ -> true) do
                      let length = history.Positions[crash.After].Length

                      let unknown =
                          build spec |> Recovery.recover { crash.Site with Steps = length } |> orFail string

                      let expected = Recovery.recover crash.Site told |> orFail string
                      Assert.Equal(expected.StartPoint, unknown.StartPoint)
                      let found = Schedule.ofLength 17L unknown |> orFail string

                      Assert.Equal<Action list>(
                          Schedule.actions expected |> List.ofSeq,
                          Schedule.actions found |> List.ofSeq
                      )

                      if length.IsNone then
                          Assert.Equal(Length.Open, unknown.Length))

          testCase "a cursor and a walk stand where the recovered schedule does, from the start" (fun () ->
              let schedule = build (Spec.Multistage(20L, 2, 2, Trajectory.Maximum))
              let history = Crashes.history 20L 1L (Toy.nothing 20L) schedule

              for crash in crashes history Disk (fun _ _ -> true) do
                  let recovered = Recovery.recover crash.Site schedule |> orFail string
                  let cursor = Schedule.start recovered
                  Assert.Equal((ValueSome 0L, crash.Reversed, ValueSome 20L), (cursor.N, cursor.R, cursor.MaxN))
                  let walk = Schedule.run recovered
                  Assert.Equal((ValueSome 0L, crash.Reversed, ValueSome 20L), (walk.N, walk.R, walk.MaxN))

                  let mutable position = Schedule.position recovered

                  while walk.MoveNext() do
                      position <-
                          Replay.stepTold recovered.Limits recovered.Length position walk.Current |> orFail string

                      Assert.Equal((position.Forward, position.Reversed), (walk.N, walk.R))

                  Assert.True walk.IsExhausted)

          testCase "nothing that survives makes the whole again, or what remains of it" (fun () ->
              for spec in [ Spec.Revolve(9L, 3, Trajectory.Maximum); Spec.Mixed(9L, 3, Storage.Ram) ] do
                  let schedule = build spec
                  let actions = Schedule.actions schedule |> List.ofSeq

                  let nothing: InterruptedRun =
                      { Actions = int64 actions.Length - 1L
                        Steps = ValueSome 9L
                        Reversed = 0L
                        Survivors = [] }

                  let recovered = Recovery.recover nothing schedule |> orFail string
                  Assert.Equal(StartPoint.Initial, recovered.StartPoint)
                  Assert.Equal<Action list>(actions, Schedule.actions recovered |> List.ofSeq)
                  let rest = Recovery.recover { nothing with Reversed = 4L } schedule |> orFail string
                  Assert.Equal(StartPoint.Enter(9L, 5L), rest.StartPoint))

          testCase
              "where the start has to be written again, as many dependencies stay as leave room for it, and no fewer"
              (fun () ->
                  for steps in 4L .. 8L do
                      for restart in 2L .. 4L do
                          // The dependencies of all steps but the last fit.
                          for units in max restart (steps - 1L) .. steps + 2L do
                              let problem =
                                  problem steps (Spec.UnitSizes(steps, units, restart, 1L, false, Storage.Disk))

                              let schedule = buildFor problem
                              let history = Crashes.history steps 1L (Toy.nothing steps) schedule

                              let after =
                                  1 + Array.findIndex (fun (action: Action) -> action.IsReverse) history.Actions

                              let adjoint = steps - 1L

                              for lost in 1L .. adjoint - 2L do
                                  let crash =
                                      { After = after
                                        Journal = after
                                        Reversed = 1L
                                        Site = site history Disk (fun _ step -> step > lost) after after 1L }

                                  let survivors = adjoint - 1L - lost
                                  Assert.Equal(survivors, int64 crash.Site.Survivors.Length)
                                  check schedule history crash (fun () -> $"{problem}, {crash}") |> ignore
                                  let kept = min survivors (units - restart)

                                  match (Recovery.recover crash.Site schedule |> orFail string).StartPoint with
                                  | StartPoint.RewriteFirst(_, _, held, [ first ]) ->
                                      Assert.Equal((kept, Holding.RestartData), (int64 held.Length, first.Holding))
                                  | StartPoint.Enter _ -> Assert.Equal(0L, kept)
                                  | other -> failtest $"{other}, {problem}, {crash}")

          testCase "what a lost sweep had kept is kept again, but for the last period, and nothing between" (fun () ->
              let written (schedule: Schedule) =
                  [ for action in Schedule.actions schedule do
                        match action with
                        | Action.Forward(n0, _, true, _, Storage.Level 1) -> n0
                        | Action.Forward _
                        | Action.Reverse _
                        | Action.Copy _
                        | Action.Move _
                        | Action.EndForward
                        | Action.EndReverse -> () ]

              for spec in
                  [ Spec.PeriodicDisk 3L
                    Spec.TwoLevel(3L, 0, Storage.Ram, Trajectory.Maximum)
                    Spec.TwoLevel(3L, 2, Storage.Ram, Trajectory.Largest) ] do
                  let schedule = buildFor (problem 20L spec)
                  let history = Crashes.history 20L 1L (Toy.nothing 20L) schedule

                  for reversed in 1L .. 19L do
                      let journal =
                          history.Positions
                          |> Array.findIndex (fun (position: Position) -> position.Reversed >= reversed)

                      let adjoint = 20L - reversed

                      for survivors, again in
                          [ [], [ 0L .. 3L .. adjoint - 4L ]; [ 0L; 3L ], [ 6L .. 3L .. adjoint - 4L ] ] do
                          let keep _ step = List.contains step survivors

                          let recovered =
                              schedule
                              |> Recovery.recover (site history Disk keep journal journal reversed)
                              |> orFail string

                          // Of the last period, some families keep the start.
                          written recovered
                          |> List.filter (fun step -> adjoint - step > 3L)
                          |> fun found -> Assert.Equal<int64 list>(again, found))

          testCase "a run that is killed again and again in its sweep goes on from where it had got" (fun () ->
              for spec in
                  [ Spec.TwoLevel(10L, 2, Storage.Ram, Trajectory.Maximum)
                    Spec.PeriodicDisk 10L
                    Spec.SingleDisk false
                    Spec.Online(OnlinePolicy.Greedy, 6, Storage.Disk, Trajectory.Largest) ] do
                  let rec go (times: int) (history: History) : unit =
                      // Killed right after its first two actions, each time.
                      let crash =
                          crashes history Disk (fun _ _ -> true)
                          |> Seq.filter (fun crash -> crash.After = 2)
                          |> Seq.head

                      let next = check history.Schedule history crash (fun () -> $"{spec}, {times}")

                      let latest (schedule: Schedule) =
                          schedule.StartsWith |> List.map _.Step |> List.max

                      if times > 0 then
                          Assert.True(latest next.Schedule >= latest history.Schedule)
                          go (times - 1) next

                  let whole = buildFor (problem 45L spec)
                  let history = Crashes.history 45L 1L (Toy.nothing 45L) whole

                  let crash =
                      crashes history Disk (fun _ _ -> true) |> Seq.filter (fun crash -> crash.After = 4) |> Seq.head

                  go 5 (check whole history crash (fun () -> $"{spec}"))) ]
