/// The referee on streams written by hand: each violation, what each option changes,
/// and what is counted.
module Schedules.Tests.RefereeTests

open System
open Expecto
open Schedules.FSharp
open Schedules.Tests.Families

let private forward n0 n1 =
    Action.Forward(n0, n1, false, false, Storage.Work)

let private keep n0 n1 storage =
    Action.Forward(n0, n1, true, false, storage)

let private record n0 n1 =
    Action.Forward(n0, n1, false, true, Storage.Work)

let private recordTo n0 n1 storage =
    Action.Forward(n0, n1, false, true, storage)

let private reverse n1 n0 = Action.Reverse(n1, n0, true)
let private copy n source = Action.Copy(n, source, Storage.Work)
let private move n source = Action.Move(n, source, Storage.Work)
let private ram = Storage.Ram
let private disk = Storage.Disk

/// Three steps, one slot: the start is read twice.
let private valid: Action list =
    [ keep 0L 2L ram
      record 2L 3L
      Action.EndForward
      reverse 3L 2L
      copy 0L ram
      forward 0L 1L
      record 1L 2L
      reverse 2L 1L
      move 0L ram
      record 0L 1L
      reverse 1L 0L
      Action.EndReverse ]

let private judgeWith limits length actions : (int64 * Reason) option =
    match Replay.run limits length actions with
    | Ok _ -> None
    | Error violation -> Some(violation.Index, violation.Reason)

let private judge actions =
    judgeWith Limits.none (Length.Known 3L) actions

let private start = List.take 4 valid

/// A stream, what the referee says, and where.
let private violations: (string * Action list * int64 * Reason) list =
    [ "empty range", [ forward 0L 0L ], 0L, Reason.EmptyRange(0L, 0L)
      "backwards", start @ [ copy 0L ram; forward 0L -1L ], 5L, Reason.EmptyRange(0L, -1L)
      "elsewhere", [ forward 1L 2L ], 0L, Reason.ForwardElsewhere(ValueSome 0L)
      "nowhere",
      [ recordTo 0L 1L ram
        record 1L 3L
        Action.EndForward
        reverse 3L 1L
        move 0L ram
        forward 0L 1L ],
      5L,
      Reason.ForwardElsewhere ValueNone
      "past the end", [ forward 0L 4L ], 0L, Reason.PastAdjoint 3L
      "past the adjoint", start @ [ copy 0L ram; forward 0L 3L ], 5L, Reason.PastAdjoint 2L
      "lost", [ keep 0L 1L Storage.Nowhere ], 0L, Reason.NotAPlace Storage.Nowhere
      "a level below zero", [ keep 0L 1L (Storage.Level -1) ], 0L, Reason.NotAPlace(Storage.Level -1)
      "from WORK", start @ [ Action.Copy(0L, Storage.Work, ram) ], 4L, Reason.NotAPlace Storage.Work
      "copied to nowhere", start @ [ Action.Copy(0L, ram, Storage.Nowhere) ], 4L, Reason.NotAPlace Storage.Nowhere
      "taken", start @ [ copy 0L ram; keep 0L 1L ram ], 5L, Reason.KeyTaken(ram, 0L)
      "copied onto another", start @ [ Action.Copy(0L, ram, ram) ], 4L, Reason.KeyTaken(ram, 0L)
      "not there", start @ [ copy 1L ram ], 4L, Reason.NoCheckpoint(ram, 1L)
      "on another level", start @ [ copy 0L disk ], 4L, Reason.NoCheckpoint(disk, 0L)
      "past the adjoint: a checkpoint",
      [ keep 0L 2L ram
        Action.Forward(2L, 3L, true, true, Storage.Work)
        Action.EndForward ]
      @ [ reverse 3L 2L; copy 0L ram ],
      4L,
      Reason.WorkNotEmpty
      "at the adjoint",
      [ keep 0L 2L ram
        keep 2L 3L ram
        Action.EndForward
        copy 2L ram
        record 2L 3L
        reverse 3L 2L
        copy 2L ram ],
      6L,
      Reason.CheckpointPastAdjoint 2L
      "in use", start @ [ copy 0L ram; copy 0L ram ], 5L, Reason.WorkNotEmpty
      "the adjoint elsewhere", start @ [ reverse 3L 2L ], 4L, Reason.ReverseElsewhere 2L
      "reversed by nothing", List.take 3 valid @ [ reverse 3L 3L ], 3L, Reason.EmptyRange(3L, 3L)
      "no dependencies", [ keep 0L 3L ram; Action.EndForward; reverse 3L 2L ], 2L, Reason.NoDependencies 2L
      "too few dependencies", List.take 3 valid @ [ reverse 3L 1L ], 3L, Reason.NoDependencies 1L
      "cleared dependencies",
      [ record 0L 3L; Action.EndForward; reverse 3L 2L; reverse 2L 1L ],
      3L,
      Reason.NoDependencies 1L
      "no EndForward", [ record 0L 3L; reverse 3L 0L ], 1L, Reason.EndForwardMissing
      "EndForward early", [ forward 0L 2L; Action.EndForward ], 1L, Reason.EndForwardMisplaced
      "EndForward twice", [ record 0L 3L; Action.EndForward; Action.EndForward ], 2L, Reason.EndForwardMisplaced
      "not reversing", [ record 0L 2L; reverse 2L 0L ], 1L, Reason.NotReversing
      "EndReverse in the sweep", [ forward 0L 2L; Action.EndReverse ], 1L, Reason.NotReversing
      "EndReverse early", start @ [ Action.EndReverse ], 4L, Reason.EndReverseEarly 2L
      "after the end", valid @ [ Action.EndReverse ], 12L, Reason.AfterEnd
      "unfinished", List.take 11 valid, 11L, Reason.Unfinished
      "nothing", [], 0L, Reason.Unfinished
      "left behind",
      List.take 8 valid @ [ copy 0L ram; record 0L 1L; reverse 1L 0L; Action.EndReverse ],
      12L,
      Reason.LeftBehind(ram, 0L) ]

[<Tests>]
let tests =
    testList
        "Referee"
        [ testCase "the forward does not stand at the end where neither is known" (fun () ->
              let actions =
                  [ recordTo 0L 1L disk
                    move 0L disk
                    Action.EndForward
                    reverse 1L 0L
                    Action.EndReverse ]

              Assert.Equal(Some(2L, Reason.EndForwardMisplaced), judgeWith Limits.none Length.Open actions))

          testCase "a checkpoint that the adjoint has passed may still be deleted" (fun () ->
              let passed =
                  [ keep 0L 2L ram
                    keep 2L 3L ram
                    Action.EndForward
                    copy 2L ram
                    record 2L 3L
                    reverse 3L 2L
                    Action.Move(2L, ram, Storage.Nowhere) ]

              Assert.Equal(Some(7L, Reason.Unfinished), judgeWith Limits.none (Length.Known 3L) passed))

          testCase "a valid stream is valid, and counted" (fun () ->
              let profile = Profile.run Limits.none (Length.Known 3L) valid |> orFail string
              Assert.Equal(12L, profile.Actions)
              Assert.Equal(3L, profile.Length)
              Assert.Equal(6L, profile.Counts.ForwardSteps)
              Assert.Equal(3L, profile.Counts.RecordedSteps)
              Assert.Equal(3L, profile.Counts.ReversedSteps)
              Assert.Equal<Map<int, int64>>(Map.ofList [ 0, 1L ], profile.Peaks)
              Assert.Equal(1L, profile.WorkPeak)

              let expected: LevelCounts =
                  { Writes = 1L
                    Reads = 2L
                    Deletes = 1L }

              Assert.Equal(expected, Counts.level 0 profile.Counts)
              let model = CostModel.create 1.0 10.0 [ 100.0 ] [ 1000.0 ] |> orFail string
              Assert.Equal(3.0 + 30.0 + 100.0 + 2000.0, Counts.makespan model profile.Counts)
              Assert.Equal(2.0, Counts.recomputationRatio 3L profile.Counts))

          testCase "each violation is found, where it is" (fun () ->
              for name, actions, index, reason in violations do
                  match judge actions with
                  | Some found -> Assert.Equal((name, (index, reason)), (name, found))
                  | None -> failtest $"{name}: nothing found")

          testCase "each violation reads as a sentence with the action" (fun () ->
              for _, actions, _, reason in violations do
                  match Replay.run Limits.none (Length.Known 3L) actions with
                  | Ok _ -> failtest "valid"
                  | Error violation ->
                      Assert.Contains(string reason, string violation)
                      Assert.DoesNotContain("Reason", string violation)
                      Assert.Equal(violation.Action.IsNone, (violation.Index = int64 actions.Length)))

          testCase "a level holds no more than its limit, in units" (fun () ->
              let limited level limit =
                  { Limits.none with
                      Levels = Map.ofList [ level, limit ] }

              Assert.Equal(None, judgeWith (limited 0 1L) (Length.Known 3L) valid)
              let none = Some(0L, Reason.LimitExceeded(ram, 0L, 1L))
              Assert.Equal(none, judgeWith (limited 0 0L) (Length.Known 3L) valid)
              let twice = { limited 0 2L with RestartUnits = 3L }
              Assert.Equal(Some(0L, Reason.LimitExceeded(ram, 2L, 3L)), judgeWith twice (Length.Known 3L) valid)
              // Dependencies take units for each step; they are given back when they are moved.
              let recorded =
                  [ recordTo 0L 2L disk
                    record 2L 3L
                    Action.EndForward
                    reverse 3L 2L
                    move 0L disk
                    reverse 2L 0L
                    Action.EndReverse ]

              Assert.Equal(None, judgeWith (limited 1 2L) (Length.Known 3L) recorded)
              let small = Some(0L, Reason.LimitExceeded(disk, 1L, 2L))
              Assert.Equal(small, judgeWith (limited 1 1L) (Length.Known 3L) recorded)

              let heavy =
                  { limited 1 2L with
                      DependencyUnits = 2L }

              Assert.Equal(Some(0L, Reason.LimitExceeded(disk, 2L, 4L)), judgeWith heavy (Length.Known 3L) recorded))

          testCase "WORK holds dependencies of no more steps than its limit" (fun () ->
              let limits =
                  { Limits.none with
                      WorkDependencies = 2L }

              let found = judgeWith limits (Length.Known 3L) [ record 0L 3L ]
              Assert.Equal(Some(0L, Reason.LimitExceeded(Storage.Work, 2L, 3L)), found)
              // The same, when they come from a level.
              let stored = [ recordTo 0L 3L ram; Action.EndForward; move 0L ram ]
              let found = judgeWith limits (Length.Known 3L) stored
              Assert.Equal(Some(2L, Reason.LimitExceeded(Storage.Work, 2L, 3L)), found))

          testCase "strictly read, restart data serve only the steps of the Forward that wrote them" (fun () ->
              let stream =
                  [ keep 0L 1L ram
                    forward 1L 2L
                    record 2L 3L
                    Action.EndForward
                    reverse 3L 2L
                    copy 0L ram
                    forward 0L 1L
                    record 1L 2L
                    reverse 2L 1L
                    move 0L ram
                    record 0L 1L
                    reverse 1L 0L
                    Action.EndReverse ]

              Assert.Equal(None, judge stream)
              let strict = { Limits.none with Strict = true }
              Assert.Equal(Some(7L, Reason.PastRestartData 1L), judgeWith strict (Length.Known 3L) stream)
              Assert.Equal(None, judgeWith strict (Length.Known 3L) valid))

          testCase "a length is known, told, or found where the forward stops" (fun () ->
              let overshot = [ record 0L 5L; Action.EndForward; reverse 3L 0L; Action.EndReverse ]
              Assert.Equal(None, judgeWith Limits.none (Length.Told 3L) overshot)
              Assert.Equal(Some(0L, Reason.PastAdjoint 3L), judge overshot)
              Assert.Equal(Some(2L, Reason.ReverseElsewhere 5L), judgeWith Limits.none Length.Open overshot)
              Assert.Equal(None, judgeWith Limits.none Length.Open valid)

              let openEnd =
                  [ record 0L Action.openEnd
                    Action.EndForward
                    reverse 3L 0L
                    Action.EndReverse ]

              Assert.Equal(None, judgeWith Limits.none (Length.Told 3L) openEnd)
              Assert.Equal(Some(1L, Reason.EndForwardMisplaced), judgeWith Limits.none Length.Open openEnd))

          testCase "the length is told while the forward stands at or past it, and again if it is the same" (fun () ->
              let position =
                  Replay.step Limits.none (Position.start ValueNone) (record 0L 5L) |> orFail string

              for length in [ 0L; -1L; 6L; Int64.MaxValue ] do
                  Assert.Equal(
                      Error(Reason.LengthNotTold length),
                      Replay.setLength length position |> Result.map ignore
                  )

              let told = Replay.setLength 3L position |> orFail string
              Assert.Equal(ValueSome 3L, told.Forward)
              Assert.Equal(Error(Reason.LengthNotTold 2L), Replay.setLength 2L told |> Result.map ignore)
              Assert.Equal(Ok told.Forward, Replay.setLength 3L told |> Result.map _.Forward))

          testCase "any number of adjoints may leave checkpoints; a number of them may not, and ends" (fun () ->
              let once = [ copy 0L disk; record 0L 2L; reverse 2L 0L; Action.EndReverse ]
              let sweep = [ keep 0L 2L disk; Action.EndForward ]

              let any =
                  { Limits.none with
                      Adjoints = Adjoints.AnyNumber }

              Assert.Equal(None, judgeWith any (Length.Known 2L) (sweep @ once @ once @ once))

              let two =
                  { Limits.none with
                      Adjoints = Adjoints.Times 2L }

              let found = judgeWith two (Length.Known 2L) (sweep @ once @ once)
              Assert.Equal(Some(10L, Reason.LeftBehind(disk, 0L)), found)
              let last = move 0L disk :: List.tail once
              Assert.Equal(None, judgeWith two (Length.Known 2L) (sweep @ once @ last))
              let found = judgeWith two (Length.Known 2L) (sweep @ once)
              Assert.Equal(Some(6L, Reason.Unfinished), found)

              let none =
                  { Limits.none with
                      Adjoints = Adjoints.Times 0L }

              Assert.Equal(None, judgeWith none (Length.Known 2L) [ forward 0L 2L; Action.EndForward ]))

          testCase "the time-line shows what each level holds after each action, up to the violation" (fun () ->
              let moments =
                  Profile.timeline Limits.none (Length.Known 3L) (valid @ valid) |> List.ofSeq

              let units =
                  moments
                  |> List.choose (fun moment ->
                      match moment with
                      | Ok moment -> Some(Map.find 0 moment.Units)
                      | Error _ -> None)

              Assert.Equal<int64 list>([ 1L; 1L; 1L; 1L; 1L; 1L; 1L; 1L; 0L; 0L; 0L; 0L ], units)
              Assert.Equal(13, moments.Length)

              match List.last moments with
              | Error violation -> Assert.Equal((12L, Reason.AfterEnd), (violation.Index, violation.Reason))
              | Ok _ -> failtest "no violation")

          testCase "a stream is read once, no further than its first violation, and never kept" (fun () ->
              let mutable given = 0

              let endless =
                  Seq.initInfinite (fun index ->
                      given <- given + 1

                      if index < 1_000_000 then
                          keep (int64 index) (int64 index + 1L) ram
                      else
                          forward 0L 1L)
                  |> Seq.map (fun action ->
                      match action with
                      | Action.Forward(n0, n1, _, _, _) when n0 > 0L -> forward n0 n1
                      | action -> action)

              let found = judgeWith Limits.none Length.Open endless
              Assert.Equal(Some(1_000_000L, Reason.ForwardElsewhere(ValueSome 1_000_000L)), found)
              Assert.Equal(1_000_001, given))

          testCase "units that no number holds are too many for any limit" (fun () ->
              let heavy units =
                  { Limits.none with
                      DependencyUnits = units
                      Levels = Map.ofList [ 1, 5L ] }

              let most = System.Int64.MaxValue

              let found =
                  judgeWith (heavy 1_000_000_000_000_000_000L) (Length.Known 10L) [ recordTo 0L 10L disk ]

              Assert.Equal(Some(0L, Reason.LimitExceeded(disk, 5L, most)), found)
              // Each fits, both together do not, though the level has no limit.
              let unlimited =
                  { Limits.none with
                      DependencyUnits = 1L <<< 62 }

              let found =
                  judgeWith unlimited (Length.Known 3L) [ recordTo 0L 1L ram; recordTo 1L 2L ram ]

              Assert.Equal(Some(1L, Reason.LimitExceeded(ram, most, most)), found))

          testCase "what a Forward recorded past the end counts no further than to the end" (fun () ->
              let stream =
                  [ recordTo 0L 5L disk
                    Action.EndForward
                    move 0L disk
                    reverse 3L 0L
                    Action.EndReverse ]

              Assert.Equal(
                  None,
                  judgeWith
                      { Limits.none with
                          WorkDependencies = 3L }
                      (Length.Told 3L)
                      stream
              )

              let one = Some(2L, Reason.LimitExceeded(Storage.Work, 2L, 3L))

              Assert.Equal(
                  one,
                  judgeWith
                      { Limits.none with
                          WorkDependencies = 2L }
                      (Length.Told 3L)
                      stream
              )

              let recorded =
                  [ record 0L Action.openEnd
                    Action.EndForward
                    reverse 3L 0L
                    Action.EndReverse ]

              let profile = Profile.run Limits.none (Length.Told 3L) recorded |> orFail string
              Assert.Equal(3L, profile.WorkPeak)
              // Told of an end before what WORK holds, WORK holds nothing.
              let position =
                  [ keep 0L 3L ram; record 3L 5L ]
                  |> List.fold
                      (fun position action -> Replay.step Limits.none position action |> orFail string)
                      (Position.start ValueNone)

              Assert.True(Work.isEmpty (Replay.setLength 2L position |> orFail string).Work))

          testCase "a calculation has a step, and nothing is moved to where it is" (fun () ->
              let found =
                  judgeWith Limits.none (Length.Known 0L) [ Action.EndForward; Action.EndReverse ]

              Assert.Equal(Some(0L, Reason.EndForwardMisplaced), found)
              Assert.Equal(Some(4L, Reason.NotAPlace ram), judge (start @ [ Action.Move(0L, ram, ram) ]))) ]
