/// A walk over all that a schedule permits stands where a cursor stands, is told its length as a
/// cursor is, and can be forked.
module Schedules.Tests.WalkTests

open System
open Expecto
open Schedules.FSharp
open Schedules.Tests.Families

let private same (cursor: Cursor) (walk: Walk) : unit =
    Assert.Equal(cursor.N, walk.N)
    Assert.Equal(cursor.R, walk.R)
    Assert.Equal(cursor.MaxN, walk.MaxN)
    Assert.Equal(cursor.IsRunning, walk.IsRunning)
    Assert.Equal(cursor.IsExhausted, walk.IsExhausted)
    Assert.Equal((Cursor.next cursor).IsAwaitingLength, walk.AwaitsLength)

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
let private tellAlike (cursor: Cursor) (walk: Walk) : unit =
    for length in lengths (ValueOption.defaultValue 5L cursor.N) do
        let fork = walk.Fork()
        let told = Cursor.finalise length cursor
        Assert.Equal(told |> Result.map ignore, fork.Finalise length)
        same (Result.defaultValue cursor told) fork

[<Tests>]
let tests =
    testList
        "Walk"
        [ testFamilies Families.all "it stands where a cursor stands, and is told its length alike" (fun family ->
              for schedule, problem in problems family do
                  let rec go (cursor: Cursor) (walk: Walk) (left: int64) : unit =
                      same cursor walk
                      tellAlike cursor walk

                      let ready =
                          schedule.Length.IsOpen && cursor.MaxN.IsNone && cursor.N >= ValueSome problem.Steps

                      if ready then
                          Assert.Equal(Ok(), walk.Finalise problem.Steps)
                          go (Cursor.finalise problem.Steps cursor |> orFail string) walk left
                      elif left > 0L then
                          match Cursor.next cursor with
                          | Next.Action(action, next) ->
                              Assert.True(walk.MoveNext())
                              Assert.Equal(action, walk.Current)
                              go next walk (if action.IsEndReverse then left - 1L else left)
                          | Next.AwaitingLength
                          | Next.Exhausted ->
                              Assert.False(walk.MoveNext())
                              same cursor walk

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
                          let walk = Schedule.walk problem.Adjoints schedule

                          for index in 0 .. expected.Length do
                              let fork = walk.Fork()

                              let found =
                                  [| while fork.MoveNext() do
                                         fork.Current |]

                              Assert.Equal<Action[]>(expected[index..], found)
                              Assert.Equal(index < expected.Length, walk.MoveNext()))

          testCase "forks that are told different lengths go their own ways" (fun () ->
              for spec in [ Spec.SingleMemory; Spec.PeriodicDisk 6L ] do
                  let walk = Schedule.run (build spec)
                  Assert.True(walk.MoveNext())
                  let forks = [ for length in 1L .. 6L -> length, walk.Fork() ]

                  for length, fork in forks do
                      Assert.Equal(Ok(), fork.Finalise length)
                      Assert.Equal((ValueSome length, ValueNone), (fork.MaxN, walk.MaxN))

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
                  let walk = Schedule.walk 1L (build (Spec.PeriodicDisk 3L))
                  Assert.True(walk.MoveNext())
                  Assert.False(walk.MoveNext())
                  Assert.True(walk.IsRunning && not walk.IsExhausted)
                  Assert.Equal(Error(FinaliseError.OutOfRange(4L, 1L, 3L)), walk.Finalise 4L)
                  Assert.Equal(Ok(), walk.Finalise 2L)

                  let found =
                      [ while walk.MoveNext() do
                            walk.Current ]

                  let told = Schedule.ofLength 2L (build (Spec.PeriodicDisk 3L)) |> orFail string
                  Assert.Equal<Action list>(Schedule.actions told |> List.ofSeq |> List.tail, found)
                  Assert.True(walk.IsExhausted && not walk.IsRunning))

          testSequenced (
              testCase "going and asking where it stands leaves no garbage but the checkpoints kept" (fun () ->
                  for spec in [ Spec.Revolve(1_000_000L, 30); Spec.SingleDisk true ] do
                      let schedule = Schedule.ofLength 1_000_000L (build spec) |> orFail string
                      let walk = Schedule.run schedule
                      let mutable sum = 0L

                      let go () =
                          for _ in 1..100_000 do
                              if walk.MoveNext() then
                                  sum <-
                                      sum
                                      + walk.R
                                      + ValueOption.defaultValue 0L walk.N
                                      + ValueOption.defaultValue 0L walk.MaxN

                      go ()
                      let before = GC.GetAllocatedBytesForCurrentThread()
                      go ()
                      let allocated = GC.GetAllocatedBytesForCurrentThread() - before
                      Assert.True(sum > 0L)
                      Assert.InRange(allocated, 0L, 16L * 100_000L))
          ) ]
