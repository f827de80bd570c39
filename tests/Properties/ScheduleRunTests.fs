/// A run through all that a schedule permits stands where a cursor stands, is told its length as a
/// cursor is, and can be forked.
module Schedules.Tests.ScheduleRunTests

open System
open Expecto
open Schedules.FSharp
open Schedules.Tests.Families

let private same (cursor: Cursor) (run: ScheduleRun) : unit =
    Assert.Equal(cursor.N, run.N)
    Assert.Equal(cursor.R, run.R)
    Assert.Equal(cursor.MaxN, run.MaxN)
    Assert.Equal(cursor.IsRunning, run.IsRunning)
    Assert.Equal(cursor.IsExhausted, run.IsExhausted)
    Assert.Equal((Cursor.next cursor).IsAwaitingLength, run.AwaitsLength)

/// Schedules with and without a length, and the length that is told as soon as it may be.
let private problems (family: Family) : seq<Schedule * Problem> =
    seq {
        for steps in [ 1L .. 9L ] do
            for spec in family.Small steps |> List.distinct |> List.truncate 12 do
                let problem = problem steps spec
                buildFor problem, problem

                if (build spec).Length.IsOpen then
                    build spec, problem
    }

let private lengths (n: int64) : int64 list =
    [ Int64.MinValue; 0L; n - 2L; n - 1L; n; n + 1L; Int64.MaxValue ]

/// Every length that is refused is refused with the same error, and one that is
/// not is taken by a fork.
let private tellAlike (cursor: Cursor) (run: ScheduleRun) : unit =
    for length in lengths (ValueOption.defaultValue 5L cursor.N) do
        let fork = run.Fork()
        let told = Cursor.setLength length cursor
        Assert.Equal(told |> Result.map ignore, fork.SetLength length)
        same (Result.defaultValue cursor told) fork

[<Tests>]
let tests =
    testList
        "ScheduleRun"
        [ testFamilies Families.all "it stands where a cursor stands, and is told its length alike" (fun family ->
              for schedule, problem in problems family do
                  let rec go (cursor: Cursor) (run: ScheduleRun) (left: int64) : unit =
                      same cursor run
                      tellAlike cursor run

                      let ready =
                          schedule.Length.IsOpen && cursor.MaxN.IsNone && cursor.N >= ValueSome problem.Steps

                      if ready then
                          Assert.Equal(Ok(), run.SetLength problem.Steps)
                          go (Cursor.setLength problem.Steps cursor |> orFail string) run left
                      elif left > 0L then
                          match Cursor.next cursor with
                          | Next.Action(action, next) ->
                              Assert.True(run.MoveNext())
                              Assert.Equal(action, run.Current)
                              go next run (if action.IsEndReverse then left - 1L else left)
                          | Next.AwaitingLength
                          | Next.Exhausted ->
                              Assert.False(run.MoveNext())
                              same cursor run

                  go (Schedule.start schedule) (Schedule.run schedule) (problem.Adjoints + 1L))

          testFamilies
              Families.all
              "a fork gives the same rest, and does not disturb what it was forked from"
              (fun family ->
                  for steps in [ 1L .. 7L ] do
                      for spec in family.Small steps |> List.distinct |> List.truncate 12 do
                          let problem = problem steps spec
                          let schedule = buildFor problem
                          let expected = Schedule.actionsOf problem.Adjoints schedule |> Array.ofSeq
                          let run = Schedule.runThrough problem.Adjoints schedule

                          for index in 0 .. expected.Length do
                              let fork = run.Fork()

                              let found =
                                  [| while fork.MoveNext() do
                                         fork.Current |]

                              Assert.Equal<Action[]>(expected[index..], found)
                              Assert.Equal(index < expected.Length, run.MoveNext()))

          testCase "forks that are told different lengths go their own ways" (fun () ->
              for spec in [ Spec.SingleMemory; Spec.PeriodicDisk 6L ] do
                  let run = Schedule.run (build spec)
                  Assert.True(run.MoveNext())
                  let forks = [ for length in 1L .. 6L -> length, run.Fork() ]

                  for length, fork in forks do
                      Assert.Equal(Ok(), fork.SetLength length)
                      Assert.Equal((ValueSome length, ValueNone), (fork.MaxN, run.MaxN))

                  for length, fork in forks do
                      let told = Schedule.ofLength length (build spec) |> orFail string
                      let expected = Schedule.actionsOf 2L told |> List.ofSeq |> List.tail

                      let found =
                          [ for _ in expected do
                                Assert.True(fork.MoveNext())
                                fork.Current ]

                      Assert.Equal<Action list>(expected, found))

          testCase
              "one pass over an open schedule stops after its first Forward, and goes on once it is told"
              (fun () ->
                  let run = Schedule.runThrough 1L (build (Spec.PeriodicDisk 3L))
                  Assert.True(run.MoveNext())
                  Assert.False(run.MoveNext())
                  Assert.True(run.IsRunning && not run.IsExhausted)
                  Assert.Equal(Error(SetLengthError.OutOfRange(4L, 1L, 3L)), run.SetLength 4L)
                  Assert.Equal(Ok(), run.SetLength 2L)

                  let found =
                      [ while run.MoveNext() do
                            run.Current ]

                  let told = Schedule.ofLength 2L (build (Spec.PeriodicDisk 3L)) |> orFail string
                  Assert.Equal<Action list>(Schedule.actions told |> List.ofSeq |> List.tail, found)
                  Assert.True(run.IsExhausted && not run.IsRunning))

          testSequenced (
              testCase "going and asking where it stands leaves no garbage but the checkpoints kept" (fun () ->
                  for spec in [ Spec.Revolve(1_000_000L, 30, Trajectory.Maximum); Spec.SingleDisk true ] do
                      let schedule = Schedule.ofLength 1_000_000L (build spec) |> orFail string
                      let run = Schedule.run schedule
                      let mutable sum = 0L

                      let go () =
                          for _ in 1..100_000 do
                              if run.MoveNext() then
                                  sum <-
                                      sum
                                      + run.R
                                      + ValueOption.defaultValue 0L run.N
                                      + ValueOption.defaultValue 0L run.MaxN

                      go ()
                      let before = GC.GetAllocatedBytesForCurrentThread()
                      go ()
                      let allocated = GC.GetAllocatedBytesForCurrentThread() - before
                      Assert.True(sum > 0L)
                      Assert.InRange(allocated, 0L, 16L * 100_000L))
          ) ]
