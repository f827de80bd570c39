/// The classic vocabulary.
module Schedules.Tests.Languages.ClassicTests

open System.Text.Json
open Expecto
open Schedules.FSharp
open Schedules.Tests
open Schedules.Tests.Families
open Schedules.Tests.Reference
open Schedules.Tests.Languages.Streams

let private others: Family list =
    Families.all
    |> List.filter (fun family -> classical |> List.forall (fun other -> other.Name <> family.Name))

let private ofMode (mode: string) : JsonElement list =
    rowsOf "classic-dialect.jsonl" "mode" mode

let private lines (mode: ClassicMode) (actions: seq<Action>) : string list =
    Classic.ofActions mode actions |> all |> orFail string |> List.map ClassicAction.toJson

/// As revolve does, the slots that are taken first are on disk, whatever is read most often.
let private stacked (steps: int64) (slots: int) (inRam: int) : seq<Action> =
    let place (free: int64) : int = if free > int64 inRam then 1 else 0

    Schedule.ofPolicy "stacked" steps (Shared.binomial Trajectory.Revolve place) (int64 slots)
    |> orFail string
    |> Schedule.actions

let private mode (row: JsonElement) : ClassicMode =
    match text "mode" row with
    | "offline" -> ClassicMode.Offline
    | "multistage" -> ClassicMode.Multistage
    | _ -> ClassicMode.Online

let private rejected (expected: Untranslatable) (lines: string list) : unit =
    match lines |> List.map (Json.parseClassic >> orFail string) |> Classic.toActions |> firstError with
    | Some error -> Assert.Equal((int64 lines.Length - 1L, expected), (error.Index, error.Reason))
    | None -> failtest $"accepted: {lines}"

[<Tests>]
let tests =
    testList
        "Classic"
        [ testCase "the reference rows of the mode offline, action by action, and back" (fun () ->
              let rows = ofMode "offline"

              for row in rows do
                  let steps, slots = whole "steps" row, int (whole "snaps" row)

                  let ours =
                      actions (problem steps (Spec.Multistage(steps, slots, 0, Trajectory.Revolve)))

                  Assert.Equal<string list>(linesOf row, lines ClassicMode.Offline ours)

              Assert.Equal(8, rows.Length))

          testCase "the reference rows of the mode multistage, action by action" (fun () ->
              let rows = ofMode "multistage"

              for row in rows do
                  let ours =
                      stacked (whole "steps" row) (int (whole "snaps" row)) (int (whole "snaps_in_ram" row))

                  Assert.Equal<string list>(linesOf row, lines ClassicMode.Multistage ours)

              Assert.Equal(5, rows.Length))

          testCase "all reference rows are valid, and the same when they have been there and back" (fun () ->
              let rows = Reference.rows "classic-dialect.jsonl"

              for row in rows do
                  let classic = linesOf row |> List.map (Json.parseClassic >> orFail string)
                  let ours = Classic.toActions classic |> all |> orFail string

                  let levels =
                      match row.TryGetProperty "snaps_in_ram" with
                      | true, ram -> Map.ofList [ 0, ram.GetInt64(); 1, whole "snaps" row - ram.GetInt64() ]
                      | false, _ -> Map.ofList [ 0, whole "snaps" row ]

                  // An online row drops checkpoints, and reads others later than they say.
                  let limits =
                      { Limits.none with
                          Levels = levels
                          WorkDependencies = 1L
                          Strict = (mode row <> ClassicMode.Online) }

                  Profile.run limits (Length.Known(whole "steps" row)) ours |> orFail string |> ignore
                  Assert.Equal<string list>(linesOf row, lines (mode row) ours)

              Assert.Equal(19, rows.Length))

          testFamilies classical "there and back, a stream is the same" (fun family ->
              let comesBack (problem: Problem) : unit =
                  let ours = actions problem
                  let classic = Classic.ofActions ClassicMode.Multistage ours |> all

                  match classic |> Result.bind (Classic.toActions >> all) with
                  | Ok back -> Assert.Equal<Action list>(ours, back)
                  | Error error -> failtest $"{error}: {problem}"

              for problem in small 20L family do
                  comesBack problem

              check 30 (random 5000 family) comesBack)

          // What it does say of other families, it says as it is.
          testCase "what cannot be said of the other families is an error" (fun () ->
              let mutable refused = 0

              for family in others do
                  for problem in small 14L family do
                      let ours = actions problem

                      match Classic.ofActions ClassicMode.Multistage ours |> all with
                      | Ok classic ->
                          Assert.Equal<Action list>(ours, Classic.toActions classic |> all |> orFail string)
                      | Error _ -> refused <- refused + 1

              Assert.True(refused > 1000))

          testCase "the mode online leaves out the way to the end, and nothing else" (fun () ->
              let policies =
                  [ OnlinePolicy.R2
                    OnlinePolicy.R3
                    OnlinePolicy.Dynamic
                    OnlinePolicy.Hybrid
                    OnlinePolicy.Greedy ]

              for policy in policies do
                  for slots in 1..5 do
                      for steps in 1L .. 40L do
                          let problem =
                              problem steps (Spec.Online(policy, slots, Storage.Ram, Trajectory.Largest))

                          let ours = actions problem
                          let before = profile (buildFor problem) ours
                          let classic = Classic.ofActions ClassicMode.Online ours |> all |> orFail string
                          let back = Classic.toActions classic |> all |> orFail string

                          // What comes back knows its length from the start.
                          let limits = (buildFor problem).Limits
                          let after = Profile.run limits (Length.Known steps) back |> orFail string

                          let latest =
                              ours
                              |> List.takeWhile (fun action -> not action.IsEndForward)
                              |> List.choose (fun action ->
                                  match action with
                                  | Action.Forward(n0, _, true, _, _) -> Some n0
                                  | _ -> None)
                              |> List.last

                          // A snapshot of the last step itself is read at once, so that there is
                          // no way to leave out.
                          let way = if latest = steps - 1L then 0L else steps - latest
                          let read = if latest = steps - 1L then 0L else 1L
                          Assert.Equal(before.Counts.ForwardSteps - way, after.Counts.ForwardSteps)
                          let ram (profile: Profile) = Counts.level 0 profile.Counts
                          Assert.Equal((ram before).Reads - read, (ram after).Reads)
                          Assert.Equal((ram before).Writes, (ram after).Writes)

                          Assert.Equal<string list>(
                              List.map ClassicAction.toJson classic,
                              lines ClassicMode.Online back
                          ))

          testCase "the mode online leaves nothing out where the way to the end is not one advance" (fun () ->
              let advance n0 n1 =
                  Action.Forward(n0, n1, false, false, Storage.Work)

              let turn n =
                  [ Action.Forward(n, n + 1L, false, true, Storage.Work)
                    Action.Reverse(n + 1L, n, true) ]

              let copy = Action.Copy(0L, Storage.Ram, Storage.Work)

              let ours =
                  [ Action.Forward(0L, 2L, true, false, Storage.Ram)
                    advance 2L 3L
                    Action.EndForward ]
                  @ [ copy; advance 0L 2L ]
                  @ turn 2L
                  @ [ copy; advance 0L 1L ]
                  @ turn 1L
                  @ [ Action.Move(0L, Storage.Ram, Storage.Work) ]
                  @ turn 0L
                  @ [ Action.EndReverse ]

              Assert.True(Result.isOk (Profile.run Limits.none (Length.Known 3L) ours))
              let classic = Classic.ofActions ClassicMode.Online ours |> all |> orFail string
              Assert.Equal<Action list>(ours, Classic.toActions classic |> all |> orFail string))

          testCase "what is wrong with a stream is said with its index" (fun () ->
              let shot = """["takeshot",0,0]"""
              let advance = """["advance",0,4]"""
              rejected (Untranslatable.OtherInSlot(1, ValueNone)) [ shot; advance; """["restore",0,1]""" ]
              rejected (Untranslatable.OtherInSlot(0, ValueSome 0L)) [ shot; advance; """["restore",2,0]""" ]
              rejected (Untranslatable.PlaceNotNamed Storage.Disk) [ shot; advance; """["restore",0,0,"DISK"]""" ]
              rejected (Untranslatable.OtherStep 0L) [ shot; """["advance",1,2]""" ]
              rejected Untranslatable.NotUsed [ shot; shot ]
              rejected Untranslatable.OutOfPlace [ shot; advance; """["youturn",4]""" ]
              rejected Untranslatable.OutOfPlace [ shot; advance; """["firsturn",4]"""; """["firsturn",3]""" ]

              rejected
                  Untranslatable.NotUsed
                  [ shot
                    advance
                    """["firsturn",4]"""
                    """["restore",0,0]"""
                    """["restore",0,0]""" ]

              rejected Untranslatable.AfterEnd [ """["firsturn",0]"""; """["terminate"]"""; """["terminate"]""" ]
              rejected Untranslatable.OutOfPlace [ """["terminate"]""" ])

          testCase "a stream that stops is unfinished" (fun () ->
              let stops (lines: string list) =
                  match lines |> List.map (Json.parseClassic >> orFail string) |> Classic.toActions |> firstError with
                  | Some error ->
                      Assert.Equal((int64 lines.Length, Untranslatable.Unfinished), (error.Index, error.Reason))
                  | None -> failtest $"accepted: {lines}"

              stops []
              stops [ """["takeshot",0,0]""" ]
              stops [ """["firsturn",0]""" ])

          testCase "what cannot be said is an error with its index" (fun () ->
              let rejected (expected: Untranslatable) (mode: ClassicMode) (actions: Action list) =
                  match Classic.ofActions mode actions |> firstError with
                  | Some error -> Assert.Equal((int64 actions.Length - 1L, expected), (error.Index, error.Reason))
                  | None -> failtest $"said: {actions}"

              let keep = Action.Forward(0L, 1L, true, false, Storage.Disk)

              let turn =
                  [ Action.Forward(1L, 2L, false, true, Storage.Work)
                    Action.EndForward
                    Action.Reverse(2L, 1L, true) ]

              let dependencies = Action.Forward(0L, 1L, false, true, Storage.Ram)
              rejected (Untranslatable.DependenciesOnLevel Storage.Ram) ClassicMode.Offline [ dependencies ]
              rejected (Untranslatable.PlaceNotNamed Storage.Disk) ClassicMode.Offline [ keep ]

              rejected
                  Untranslatable.BetweenLevels
                  ClassicMode.Multistage
                  [ keep; Action.Copy(0L, Storage.Disk, Storage.Ram) ]

              rejected
                  (Untranslatable.OtherThanOneStep(0L, 2L))
                  ClassicMode.Offline
                  [ Action.Forward(0L, 2L, false, true, Storage.Work) ]

              let again = Action.Forward(0L, 1L, false, true, Storage.Work)
              let copy = Action.Copy(0L, Storage.Disk, Storage.Work)
              let move = Action.Move(0L, Storage.Disk, Storage.Work)
              let advance = Action.Forward(0L, 1L, false, false, Storage.Work)
              rejected (Untranslatable.CheckpointStays 0L) ClassicMode.Multistage (keep :: turn @ [ copy; again ])
              rejected (Untranslatable.CheckpointGone 0L) ClassicMode.Multistage (keep :: turn @ [ move; advance ])

              rejected
                  Untranslatable.Deletion
                  ClassicMode.Multistage
                  (keep :: turn @ [ Action.Move(0L, Storage.Disk, Storage.Nowhere); Action.EndReverse ])) ]
