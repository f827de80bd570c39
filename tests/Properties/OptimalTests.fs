/// The optimal multilevel schedule is sound, and its parameters are checked.
module Schedules.Tests.OptimalTests

open System
open System.Threading
open Expecto
open Schedules.FSharp
open Schedules.Tests.Families
open Schedules.Tests.OptimalCases

/// Valid within its limits, in the stricter reading too; the right gradient; nothing left; counted,
/// predicted and in the table the same cost; the storages that are named.
let private sound (case: Case) : unit =
    let schedule = schedule case
    let limits = { schedule.Limits with Strict = true }

    let profile =
        Profile.run limits schedule.Length (Schedule.actions schedule)
        |> orFail (fun violation -> $"{violation}: {case}")

    let steps = int64 case.Steps
    Assert.Equal((case, Ok profile.Counts), (case, Schedule.predict schedule))
    Assert.Equal((case, cost case), (case, Counts.makespan (model case) profile.Counts))
    Assert.Equal((case, Ok(cost case)), (case, Schedule.cost (model case) schedule))

    let gradients, left = Toy.run steps (Schedule.actions schedule)
    Assert.Equal((case, [ Toy.expected steps ], 0), (case, gradients, left))

    let named =
        Schedule.actions schedule
        |> Seq.collect (fun action ->
            match action with
            | Action.Forward(_, _, _, _, target) -> [ target ]
            | Action.Copy(_, source, target)
            | Action.Move(_, source, target) -> [ source; target ]
            | Action.Reverse _
            | Action.EndForward
            | Action.EndReverse -> [])
        |> Set.ofSeq

    Assert.Equal<Set<Storage>>(named, Set.ofList schedule.Storages)

/// Reads of checkpoints that are at once kept again, on another level.
let private moved (case: Case) : Action list =
    actions case
    |> List.pairwise
    |> List.filter (fun pair ->
        match pair with
        | Action.Move(moved, _, Storage.Work), Action.Forward(kept, _, true, false, _) -> moved = kept
        | _ -> false)
    |> List.map fst

[<Tests>]
let tests =
    testList
        "Optimal"
        [ testCase
              "every small schedule is valid, gives the right gradient, leaves nothing and costs what its table says"
              (fun () ->
                  for steps in 1..12 do
                      for ram in 0..4 do
                          for disk in 0..4 do
                              if ram + disk > 0 then
                                  for write, read in
                                      [ [ 0.0; 2.0 ], [ 0.0; 2.0 ]
                                        [ 3.0; 0.5 ], [ 0.0; 0.0 ]
                                        [ 0.0; 1.0 ], [ 2.0; 0.0 ]
                                        [ 0.0; 0.0 ], [ 0.0; 0.0 ] ] do
                                      sound
                                          { Steps = steps
                                            Slots = [ ram; disk ]
                                            Uf = 1.0
                                            Ub = 2.0
                                            Write = write
                                            Read = read })

          testCase "so is every schedule at random" (fun () ->
              forAll 300 (anyLevels 40 4) (fun case ->
                  sound case
                  true))

          testCase "checkpoints do move to another level after a read, and that pays" (fun () ->
              // Written where that is free; once read, they move to where reading is.
              Assert.NotEmpty(
                  moved
                      { Steps = 12
                        Slots = [ 1; 1 ]
                        Uf = 1.0
                        Ub = 1.0
                        Write = [ 2.0; 0.0 ]
                        Read = [ 0.0; 3.0 ] }
              ))

          testCase "where levels cost the same the lowest are used first, and checkpoints stay" (fun () ->
              for cost in [ 0.0; 1.0 ] do
                  let case =
                      { Steps = 20
                        Slots = [ 1; 2; 1 ]
                        Uf = 1.0
                        Ub = 1.0
                        Write = [ 0.0; 0.0; 0.0 ]
                        Read = [ cost; cost; cost ] }

                  let swept =
                      actions case
                      |> List.takeWhile (fun action -> not action.IsEndForward)
                      |> List.choose (fun action ->
                          match action with
                          | Action.Forward(_, _, true, _, target) -> Some target
                          | _ -> None)

                  Assert.Equal<Storage list>([ Storage.Ram; Storage.Disk; Storage.Disk; Storage.Level 2 ], swept)
                  Assert.Empty(moved case))

          testCase "slots that are never of use change nothing, however many there are" (fun () ->
              for steps in 1..9 do
                  for slots in [ [ 8 ]; [ 8; 8 ]; [ 0; 8; 1 ] ] do
                      let case =
                          { Steps = steps
                            Slots = slots
                            Uf = 1.0
                            Ub = 1.0
                            Write = [ 0.0; 2.0; 1.0 ]
                            Read = [ 0.0; 2.0; 1.0 ] }

                      let many =
                          { case with
                              Slots = slots |> List.map (fun slots -> if slots = 8 then Int32.MaxValue else slots) }

                      Assert.Equal<Action list>(actions case, actions many))

          testCase "costs whose sum is beyond any number still give a valid schedule" (fun () ->
              for write, read in [ [ 1e308; 1e308 ], [ 0.0; 1e308 ]; [ 1e308; 0.0 ], [ 1e308; 1e308 ] ] do
                  for slots in [ [ 1; 1 ]; [ 0; 2 ]; [ 3; 2 ] ] do
                      let case =
                          { Steps = 12
                            Slots = slots
                            Uf = 1e308
                            Ub = 1e308
                            Write = write
                            Read = read }

                      Assert.Equal(infinity, cost case)
                      Assert.True((Schedule.profile (schedule case)).IsOk)
                      Assert.Equal(([ Toy.expected 12L ], 0), Toy.run 12L (actions case)))

          testCase "one step needs no slots, more steps need one" (fun () ->
              for slots in [ []; [ 0 ]; [ 0; 0; 0 ]; [ 1 ] ] do
                  let one = Optimal.schedule 1L slots CostModel.standard |> orFail string
                  Assert.Equal<Storage list>([ Storage.Work ], one.Storages)
                  Assert.Equal(Ok 1.0, Optimal.cost 1L slots CostModel.standard)
                  Assert.Equal(([ Toy.expected 1L ], 0), Toy.run 1L (Schedule.actions one))

              for slots in [ []; [ 0 ]; [ 0; 0; 0 ] ] do
                  Assert.Equal(
                      Error(SpecError.OutOfRange("slots", 0L, 1L, int64 Int32.MaxValue)),
                      Optimal.cost 2L slots CostModel.standard
                  ))

          testCase "bad parameters are named" (fun () ->
              let refused steps slots =
                  match Optimal.schedule steps slots CostModel.standard with
                  | Ok _ -> "accepted"
                  | Error error -> $"{error.Parameter} {error.Value}"

              Assert.Equal("steps 0", refused 0L [ 1 ])
              Assert.Equal("steps -3", refused -3L [ 1 ])
              Assert.Equal("slots -1", refused 5L [ 1; -1 ])
              Assert.StartsWith("slots", refused 1_000_000_000_000_000_000L [ 10; 10 ]))

          testCase "where its table is too large it is H-Revolve's, if that is optimal; and says so" (fun () ->
              let falling =
                  CostModel.create 1.0 1.0 [ 0.0; 4.0; 2.0 ] [ 0.0; 4.0; 2.0 ] |> orFail string

              let large =
                  Optimal.schedule 1000L [ 60; 60; 60 ] CostModel.standard |> orFail string

              Assert.Equal("optimal, by h-revolve", large.Name)

              let same =
                  HRevolve.schedule 1000L [ 60; 60; 60 ] CostModel.standard |> orFail string

              Assert.EqualItems(Schedule.actions same, Schedule.actions large)
              // It would fit, and take half a minute.
              Assert.Equal(
                  "optimal, by h-revolve",
                  (Optimal.schedule 5000L [ 55; 55 ] CostModel.standard |> orFail string).Name
              )

              Assert.Equal("optimal", (Optimal.schedule 100L [ 3; 3 ] CostModel.standard |> orFail string).Name)
              // One slot in RAM for 10^18 steps: nothing is tabled.
              Assert.True((Optimal.schedule 1_000_000_000_000_000_000L [ 1 ] CostModel.standard).IsOk)

              match Optimal.schedule 1000L [ 60; 60; 60 ] falling with
              | Error(SpecError.TooManyStates("slots", _, _, _)) -> ()
              | other -> Assert.Fail $"{other |> Result.map _.Name}")

          testCase "a table that is too large is refused at once, and what would fit is said" (fun () ->
              for steps, slots in
                  [ 10_000_000L, [ 4; 4 ]
                    1_000L, [ 1_000_000; 1_000_000 ]
                    1_000_000_000_000L, [ 1 ] ] do
                  match Optimal.cost steps slots CostModel.standard with
                  | Error(SpecError.TooManyStates("slots", states, most, fits)) ->
                      Assert.Equal(OptimalTable.maxStates, most)
                      Assert.True(states > most)
                      Assert.InRange(fits, 2L, steps - 1L)
                      // Neither is built: what fits is told by the first refusal.
                      match Optimal.cost (fits + 1L) slots CostModel.standard with
                      | Error(SpecError.TooManyStates(_, more, _, same)) ->
                          Assert.True(more > most)
                          Assert.Equal(fits, same)
                      | other -> Assert.Fail $"{other}"
                  | other -> Assert.Fail $"{other}"

              // Slots are cut to one fewer than steps: 256·2·256² entries are just as many as there
              // may be, 257·2·257² are too many.
              Assert.Equal(256L * 2L * 256L * 256L, OptimalTable.maxStates)
              Assert.Equal(Ok(), OptimalTable.check 256L [ 1000; 1000 ])

              match Optimal.cost 257L [ 1000; 1000 ] CostModel.standard with
              | Error(SpecError.TooManyStates(_, states, _, fits)) ->
                  Assert.Equal(257L * 2L * 257L * 257L, states)
                  Assert.Equal(256L, fits)
              | other -> Assert.Fail $"{other}")

          testCase "building can be watched and cancelled" (fun () ->
              use source = new CancellationTokenSource()
              let seen = ResizeArray<float>()

              let stopAtHalf (part: float) : unit =
                  seen.Add part

                  if part > 0.5 then
                      source.Cancel()

              Assert.Throws<OperationCanceledException>(fun () ->
                  OptimalTable.buildWith source.Token stopAtHalf 1000L [ 2; 2 ] CostModel.standard |> ignore)

              Assert.InRange(Seq.last seen, 0.5, 0.6)

              let all = ResizeArray<float>()

              OptimalTable.buildWith CancellationToken.None all.Add 1000L [ 2; 2 ] CostModel.standard
              |> Result.map OptimalTable.cost
              |> fun built -> Assert.Equal(Optimal.cost 1000L [ 2; 2 ] CostModel.standard, built)

              Assert.Equal(1.0, Seq.last all)
              Assert.EqualItems(Seq.sort all, all)) ]
