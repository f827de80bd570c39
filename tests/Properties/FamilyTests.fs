/// Every invariant, for every family: exhaustively for small sizes, at random for large ones.
module Schedules.Tests.FamilyTests

open Expecto
open Schedules.FSharp
open Schedules.Tests.Families

/// All of them up to so many steps; half as many without the campaign.
let private exhaustively (steps: int64) (family: Family) (invariant: Problem -> unit) : unit =
    for problem in small (Effort.upTo steps) family do
        invariant problem

[<Tests>]
let tests =
    testList
        "Family"
        [ testFamilies
              Families.all
              "the referee finds nothing wrong, for all small numbers of steps and all slots"
              (fun family -> exhaustively 40L family Invariants.valid)

          testFamilies Families.all "the referee finds nothing wrong with large ones" (fun family ->
              check 60 (random 20000 family) Invariants.valid)

          testFamilies Families.all "every step is reversed once, in order" (fun family ->
              exhaustively 40L family Invariants.reversedOnce
              check 40 (random 20000 family) Invariants.reversedOnce)

          testFamilies Families.all "really run, it gives the right gradient and leaves nothing behind" (fun family ->
              exhaustively 24L family Invariants.gradient
              check 40 (random 2000 family) Invariants.gradient)

          testFamilies Families.all "enumerated twice, it gives the same actions" (fun family ->
              exhaustively 20L family Invariants.repeatable
              check 20 (random 2000 family) Invariants.repeatable)

          testFamilies Families.all "what is predicted is what is counted" (fun family ->
              exhaustively 40L family Invariants.predicted
              check 60 (random 20000 family) Invariants.predicted)

          testFamilies Families.all "the storages that it says it uses are those it uses" (fun family ->
              exhaustively 40L family Invariants.storages)

          testFamilies Families.all "a cursor can be gone back to, from any position" (fun family ->
              exhaustively 9L family Invariants.resumable
              check 20 (random 60 family) Invariants.resumable)

          testFamilies Families.all "a cursor stands where the referee says" (fun family ->
              exhaustively 24L family Invariants.positions
              check 20 (random 2000 family) Invariants.positions)

          testFamilies
              Families.all
              "while its length is open, it names the storages that some length uses"
              (fun family ->
                  let specs = family.Small 30L |> List.filter (fun spec -> (build spec).Length.IsOpen)

                  for spec in specs do
                      let some =
                          [ 1L .. 60L ]
                          |> List.collect (fun steps -> (buildFor (problem steps spec)).Storages)
                          |> List.distinct
                          |> List.sort

                      Assert.Equal<Storage list>(some, List.sort (build spec).Storages))

          // Numbers of slots that are never all of use: there are as many as one likes, or costs
          // do not pay for them.
          testFamilies
              Families.all
              "the limits that it states are met by some calculation, and hold no slack"
              (fun family ->
                  let tight (level: int) (problems: (Problem * Profile) list) : bool =
                      problems
                      |> List.exists (fun (problem, profile) ->
                          let limit = Limits.level level (buildFor problem).Limits
                          Map.tryFind level profile.Peaks |> Option.defaultValue 0L = limit)

                  let problems =
                      small 14L family
                      |> Seq.map (fun problem ->
                          problem, buildFor problem |> Schedule.profileOf problem.Adjoints |> orFail string)
                      |> List.ofSeq

                  // Of the problems that share a limit above 0, one at least uses it up.
                  for level in 0..2 do
                      let limited =
                          problems
                          |> List.groupBy (fun (problem, _) -> Limits.level level (buildFor problem).Limits)
                          |> List.filter (fun (limit, _) -> 0L < limit && limit < 6L)

                      for limit, some in limited do
                          Assert.True(
                              tight level some,
                              $"{family.Name}: no calculation uses {limit} slots on level {level}"
                          )

                  // RAM or disk that none of them uses is limited to nothing.
                  for level in 0..1 do
                      let peak (_, profile: Profile) : int64 =
                          Map.tryFind level profile.Peaks |> Option.defaultValue 0L

                      if problems |> List.forall (fun problem -> peak problem = 0L) then
                          for problem, _ in problems do
                              Assert.Equal(0L, Limits.level level (buildFor problem).Limits))

          testCase "WORK holds the whole calculation, or a period of it, and says so" (fun () ->
              for steps in 1L .. 12L do
                  let peak spec =
                      (buildFor (problem steps spec) |> Schedule.profile |> orFail string).WorkPeak

                  Assert.Equal(steps, peak Spec.SingleMemory)
                  Assert.Equal(1L, peak (Spec.SingleDisk true))

                  for period in 1L .. 5L do
                      Assert.Equal(min period steps, peak (Spec.PeriodicDisk period))) ]
