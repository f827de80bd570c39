/// The streams of the mixed families: valid, as many steps as the tables say, whatever the sizes.
module Schedules.Tests.MixedTests

open System
open FsCheck
open FsCheck.FSharp
open Expecto
open Schedules.FSharp
open Schedules.Tests.Families
open Schedules.Tests.MixedProblems

/// Answers from a hash of what is asked; odd contexts are those of segments that the dependencies
/// of the step before restart.
let private arbitrary (seed: int64) : Policy =
    let pick (l: int64) (context: Context) (salt: int64) (many: int64) : int64 =
        let mixed =
            uint64 (seed * 7919L + l * 104729L + context * 1299709L + salt) * 0x9E3779B97F4A7C15UL

        int64 ((mixed >>> 33) % uint64 many)

    let even l context salt = 2L * pick l context salt 50L
    let odd l context salt = even l context salt + 1L

    { Enter =
        fun l context ->
            let level = int (pick l context 1L 3L)
            let advance = 1L + pick l context 3L (l - 1L)

            match pick l context 2L 8L with
            | 0L -> Entry.Record
            | 1L
            | 2L
            | 3L -> Entry.Store(level, odd l context 4L)
            | 4L
            | 5L
            | 6L when context % 2L = 1L -> Entry.Advance(advance, odd l context 5L, even l context 6L)
            | _ -> Entry.Keep(level, advance, even l context 7L, even l context 8L)
      Resume =
        fun l context ->
            let same l context salt =
                if context % 2L = 1L then
                    odd l context salt
                else
                    even l context salt

            match pick l context 9L 3L with
            | 0L -> Resumption.Release(same l context 10L)
            | _ -> Resumption.Advance(1L + pick l context 11L (l - 1L), same l context 12L, even l context 13L) }

[<Tests>]
let tests =
    testList
        "Mixed"
        [ testCase
              "for all sizes and all units, the stream is valid, takes what the table says, and gives the right gradient"
              (fun () ->
                  for problem in small 14L do
                      let value =
                          fewest
                              problem.Steps
                              problem.Units
                              problem.Restart
                              problem.Dependencies
                              problem.StifflyAccurate

                      match build problem, value with
                      | Ok schedule, ValueSome value ->
                          judged problem value schedule |> ignore
                          gradient problem schedule
                      | Error error, ValueNone -> Assert.Equal("units", error.Parameter)
                      | Ok _, ValueNone -> failtest $"a schedule: {problem}"
                      | Error error, ValueSome _ -> failtest $"{error}: {problem}")

          testCase "the fewest units that an error names are the fewest" (fun () ->
              for problem in small 8L do
                  match build problem with
                  | Error(SpecError.OutOfRange("units", _, minimum, _)) ->
                      Assert.True((build { problem with Units = minimum }).IsOk)
                      Assert.True((build { problem with Units = minimum - 1L }).IsError)
                  | Error error -> failtest $"{error}: {problem}"
                  | Ok _ -> ())

          testCase "units of equal size in a stream of unit sizes are mixed checkpointing, whatever the unit" (fun () ->
              for steps in 1L .. 30L do
                  for snapshots in 1L .. 31L do
                      let expected =
                          mixed steps (int snapshots) Storage.Ram |> Schedule.actions |> List.ofSeq

                      for unit in [ 1L; 1000L ] do
                          let schedule =
                              UnitSizes.schedule
                                  steps
                                  (snapshots * unit + unit / 2L)
                                  (size unit unit false)
                                  Storage.Ram
                              |> orFail string

                          Assert.Equal<Action list>(expected, Schedule.actions schedule |> List.ofSeq))

          testCase "large ones are valid, and take what the table says" (fun () ->
              let problems =
                  gen {
                      let! steps = Gen.choose (1, 3000)
                      let! wr = Gen.choose (1, 9)
                      let! wa = Gen.choose (1, 9)
                      let! restarts = Gen.choose (1, 12)
                      let! odd = Gen.choose (0, 8)
                      let! stifflyAccurate = Gen.elements [ false; true ]

                      return
                          { Steps = int64 steps
                            Units = int64 (wr * restarts + odd)
                            Restart = int64 wr
                            Dependencies = int64 wa
                            StifflyAccurate = stifflyAccurate }
                  }

              let isFeasible (problem: Sized) =
                  problem.Restart >= 1L && problem.Dependencies >= 1L && (build problem).IsOk

              let holds (problem: Sized) =
                  let value =
                      fewest problem.Steps problem.Units problem.Restart problem.Dependencies problem.StifflyAccurate

                  let schedule = build problem |> orFail string
                  judged problem value.Value schedule |> ignore
                  gradient problem schedule

              Random.check 60 (Random.among isFeasible problems) holds)

          testCase "large ones of equal units are valid, and take what the closed form says" (fun () ->
              let holds (steps: int, snapshots: int) =
                  let value = MixedSteps.optimalSteps steps snapshots |> orFail string
                  judged (steps, snapshots) value.Value (mixed steps snapshots Storage.Ram) |> ignore

              let problems =
                  Gen.zip (Gen.choose (2, 20_000)) (Gen.choose (1, 60))
                  |> Random.among (fun (steps, snapshots) -> steps >= 2 && snapshots >= 1)

              Random.check 20 problems holds)

          testCase "many steps need no table, and are predicted at once" (fun () ->
              for steps, snapshots in [ 300_000L, 1; 1_000_000_000L, 2; 1_000_000_000L, 5; 1_000_000_000_000L, 1000 ] do
                  let before = GC.GetAllocatedBytesForCurrentThread()
                  let schedule = mixed steps snapshots Storage.Ram
                  let counts = Schedule.predict schedule |> orFail string
                  let allocated = GC.GetAllocatedBytesForCurrentThread() - before
                  Assert.Equal(MixedSteps.optimalSteps steps snapshots, Ok(ValueSome counts.ForwardSteps))
                  Assert.Equal(steps - 1L, (Counts.level 0 counts).Reads)
                  Assert.InRange(allocated, 0L, 10_000_000L)

              // More forward steps than 64 bits count.
              let far = mixed 1_000_000_000_000_000_000L 3 Storage.Ram |> Schedule.predict
              Assert.Equal(Error(SpecError.TooLarge("steps", 1_000_000_000_000_000_000L)), far |> Result.map ignore)

              // One unit: the start is kept, and moved when the last two steps are left, which are
              // stored and reversed.
              let one = mixed 300_000L 1 Storage.Ram |> Schedule.predict |> orFail string
              Assert.Equal(2L, (Counts.level 0 one).Writes))

          testCase "units in bytes need a row only for what can be free" (fun () ->
              let schedule =
                  UnitSizes.schedule 500L 20_000_000_000L (size 800_000_000L 3_100_000_000L true) (Storage.Level 3)
                  |> orFail string

              let value = fewest 500L 20_000_000_000L 800_000_000L 3_100_000_000L true
              Assert.True((judged "bytes" value.Value schedule).Peaks[3] <= 20_000_000_000L))

          testCase "one step needs no units, and a unit for every step but the last records them all" (fun () ->
              for schedule in
                  [ mixed 1L 0 Storage.Ram
                    UnitSizes.schedule 1L 0L (size 5L 7L false) Storage.Ram |> orFail string
                    UnitSizes.schedule 1L 0L (size 5L 7L true) Storage.Ram |> orFail string ] do
                  judged "one step" 1L schedule |> ignore
                  Assert.Equal<Storage list>([ Storage.Work ], schedule.Storages)

              let schedule = mixed 1_000_000L 2_000_000 Storage.Disk
              let profile = judged "all" 1_000_000L schedule
              Assert.Equal(999_999L, profile.Peaks[1]))

          testCase "parameters out of range are refused by name" (fun () ->
              let refused (result: Result<Schedule, SpecError>) =
                  match result with
                  | Ok _ -> "accepted"
                  | Error error -> error.Parameter

              Assert.Equal("steps", refused (Mixed.schedule 0L 1 Storage.Ram))
              Assert.Equal("snapshots", refused (Mixed.schedule 2L 0 Storage.Ram))
              Assert.Equal("snapshots", refused (Mixed.schedule 2L -1 Storage.Ram))
              Assert.Equal("storage", refused (Mixed.schedule 2L 1 Storage.Work))
              Assert.Equal("storage", refused (Mixed.schedule 2L 1 (Storage.Level -1)))
              Assert.Equal("steps", refused (Mixed.schedule 1_000_000_000_000_000_001L 1_000_000_000 Storage.Ram))
              Assert.Equal("units", refused (UnitSizes.schedule 2L -1L (size 1L 1L false) Storage.Ram))
              Assert.Equal("restartUnits", refused (UnitSizes.schedule 2L 1L (size 0L 1L false) Storage.Ram))
              Assert.Equal("dependencyUnits", refused (UnitSizes.schedule 2L 1L (size 1L 0L false) Storage.Ram))

              Assert.Equal(
                  "steps",
                  refused (UnitSizes.schedule 1_000_000_000L 1_000_000_000L (size 7L 5L false) Storage.Ram)
              ))

          testCase "a cursor stands where the referee says, where dependencies restart the next step" (fun () ->
              for problem in small 7L do
                  match build problem with
                  | Error _ -> ()
                  | Ok schedule ->
                      let rec go (cursor: Cursor) (position: Position) =
                          match Cursor.next cursor with
                          | Next.Action(action, cursor) ->
                              let position = Replay.step schedule.Limits position action |> orFail string
                              require problem (cursor.N = position.Forward) $"N is {cursor.N}, not {position.Forward}"
                              go cursor position
                          | Next.AwaitingLength
                          | Next.Exhausted -> ()

                      go (Schedule.start schedule) (Position.start (ValueSome problem.Steps)))

          testCase "without stiff accuracy, the referee refuses a restart from dependencies" (fun () ->
              // Three steps, one unit: the dependencies of step 0 restart step 1.
              let schedule =
                  UnitSizes.schedule 3L 1L (size 2L 1L true) Storage.Ram |> orFail string

              let limits =
                  { schedule.Limits with
                      StifflyAccurate = false }

              match Profile.run limits schedule.Length (Schedule.actions schedule) with
              | Ok _ -> failtest "accepted"
              | Error violation -> Assert.Equal(Reason.ForwardElsewhere ValueNone, violation.Reason))

          testCase
              "whatever a stiffly accurate policy answers, the stream is valid, and what is predicted is counted"
              (fun () ->
                  let holds (seed: int, steps: int) =
                      let policy = arbitrary (int64 seed)
                      let schedule = Schedule.ofPolicy "arbitrary" steps policy 0L |> orFail string

                      let schedule =
                          { schedule with
                              Plan =
                                  { schedule.Plan with
                                      StifflyAccurate = true }
                              Allowed =
                                  { schedule.Allowed with
                                      StifflyAccurate = true } }

                      let counted = (Schedule.profile schedule |> orFail string).Counts
                      let predicted = Schedule.predict schedule |> orFail string
                      require (seed, steps) (predicted = counted) $"predicted {predicted}, counted {counted}"
                      gradient (seed, steps) schedule

                  let problems =
                      Gen.zip (Gen.choose (0, 1_000_000)) (Gen.choose (1, 80))
                      |> Random.among (fun (seed, steps) -> seed >= 0 && steps >= 1)

                  Random.check 3000 problems holds) ]
