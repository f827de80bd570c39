/// Sweeps of unknown length that drop checkpoints: every invariant of the families, and what is
/// claimed of each policy.
module Schedules.Tests.OnlineTests

open System
open System.IO
open FsCheck
open FsCheck.FSharp
open Expecto
open Schedules.FSharp
open Schedules.Tests.Families

let private policies =
    [ OnlinePolicy.R2
      OnlinePolicy.R3
      OnlinePolicy.Dynamic
      OnlinePolicy.Hybrid
      OnlinePolicy.Greedy
      OnlinePolicy.Landmarks ]

let private build policy slots storage : Schedule =
    Online.schedule policy slots storage |> orFail string

let private told (steps: int64) (schedule: Schedule) : Schedule =
    Schedule.ofLength steps schedule |> orFail string

/// Every policy, for so many slots: name of the problem, and the schedule of open length.
let private all (slots: int list) (storages: Storage list) : (string * Schedule) list =
    [ for policy in policies do
          for slots in slots do
              for storage in storages do
                  $"{policy}, {slots} slots, {storage}", build policy slots storage ]

let private require (name: string) (steps: int64) (holds: bool) (what: string) : unit =
    if not holds then
        failtest $"{what}: {name}, {steps} steps"

/// The steps held at the end of each length from 1 on, the earliest first, from the actions of the
/// sweep alone; without end.
let private heldAt (policy: OnlinePolicy) (slots: int) : seq<int64 * int64 list> =
    let rec go (cursor: Cursor) (held: int64 list) (length: int64) : seq<int64 * int64 list> =
        seq {
            match Cursor.next cursor with
            | Next.Action(Action.Forward(n0, n1, _, _, _), cursor) ->
                let held = n0 :: held
                let inOrder = List.rev held

                for length in length .. (if n1 = Action.openEnd then length + 100_000L else n1) do
                    length, inOrder

                if n1 <> Action.openEnd then
                    yield! go cursor held (n1 + 1L)
            | Next.Action(Action.Move(n, _, _), cursor) ->
                yield! go cursor (List.filter (fun step -> step <> n) held) length
            | Next.Action _
            | Next.AwaitingLength
            | Next.Exhausted -> failtest "the sweep does not go on"
        }

    go (Schedule.start (build policy slots Storage.Ram)) [] 1L

let private upTo (steps: int64) (policy: OnlinePolicy) (slots: int) : (int64 * int64 list) list =
    heldAt policy slots |> Seq.takeWhile (fun (length, _) -> length <= steps) |> List.ofSeq

let private score slots (steps: int64, held: int64 list) : int64 =
    Online.score held steps slots |> orFail string

let private optimum (slots: int) (steps: int64) : int64 =
    Binomial.extraSteps steps slots |> orFail string

let private beta (slots: int) (repetitions: int64) : int64 =
    Binomial.beta slots repetitions |> orFail string

let private check (name: string) (steps: int64) (schedule: Schedule) : unit =
    let schedule = told steps schedule
    let actions = Schedule.actions schedule |> List.ofSeq
    let profile = Profile.run schedule.Limits schedule.Length actions |> orFail string
    let require = require name steps
    require (profile.Length = steps) "another length"

    let reversed =
        (steps, actions)
        ||> List.fold (fun at action ->
            match action with
            | Action.Reverse(n1, n0, _) when n1 = at && n0 < n1 -> n0
            | Action.Reverse _ -> failtest $"reversed out of order: {name}"
            | Action.Forward _
            | Action.Copy _
            | Action.Move _
            | Action.EndForward
            | Action.EndReverse -> at)

    require (reversed = 0L) "not all reversed"
    require (List.last actions = Action.EndReverse) "does not end"
    let predicted = Schedule.predict schedule |> orFail string
    require (predicted = profile.Counts) $"predicted {predicted}, counted {profile.Counts}"

    let named =
        actions
        |> List.collect (fun action ->
            match action with
            | Action.Forward(_, _, _, _, target) -> [ target ]
            | Action.Copy(_, source, target)
            | Action.Move(_, source, target) -> [ source; target ]
            | Action.Reverse _
            | Action.EndForward
            | Action.EndReverse -> [])
        |> List.distinct

    require (List.sort named = List.sort schedule.Storages) $"says {schedule.Storages}, names {named}"

let private gradient (name: string) (steps: int64) (schedule: Schedule) : unit =
    let gradients, left = Toy.run steps (Schedule.actions (told steps schedule))
    require name steps (gradients = [ Toy.expected steps ]) "a wrong gradient"
    require name steps (left = 0) "checkpoints left behind"

/// Total forward steps against the offline optimum, l + extra, at each length from (c +
/// 1)(c + 2) / 2 to 5000.
let private ratios (policy: OnlinePolicy) (slots: int) : float list =
    upTo 5000L policy slots
    |> List.filter (fun (steps, _) -> steps >= beta slots 2L)
    |> List.map (fun (steps, held) -> float (steps + score slots (steps, held)) / float (steps + optimum slots steps))

[<Tests>]
let tests =
    testList
        "Online"
        [ testCase
              "every length up to 40 is reversed right, with few slots and many, and takes what is predicted"
              (fun () ->
                  for name, schedule in
                      all [ 1..6 ] [ Storage.Ram; Storage.Disk; Storage.Level 3 ]
                      @ all [ 39; 40; 41; 1000 ] [ Storage.Ram ] do
                      for steps in 1L .. 40L do
                          check name steps schedule
                          gradient name steps schedule)

          testCase "large ones are reversed right, and take what is predicted" (fun () ->
              let problems =
                  gen {
                      let! policy = Gen.elements policies

                      let! slots =
                          Gen.frequency [ 1, Gen.choose (1, 3); 3, Gen.choose (4, 60); 1, Gen.choose (61, 3000) ]

                      let! most = Gen.elements [ 100; 2000; 20000 ]
                      // One slot for many steps takes too long to count.
                      let! steps = Gen.choose (1, (if slots < 3 then min most 1000 else most))
                      return policy, slots, int64 steps
                  }
                  |> Random.among (fun (_, slots, steps) ->
                      slots >= 1 && steps >= 1L && (slots >= 3 || steps <= 1000L))

              let holds (policy: OnlinePolicy, slots: int, steps: int64) =
                  let schedule = build policy slots Storage.Disk
                  check $"{policy}, {slots} slots" steps schedule

                  if steps <= 2000L then
                      gradient $"{policy}, {slots} slots" steps schedule

              Random.check 60 problems holds)

          testCase
              "a length told by hand gives the actions of one told beforehand, as early and as late as may be"
              (fun () ->
                  let rec reach (steps: int64) (cursor: Cursor) (sofar: Action list) : Cursor * Action list =
                      match Cursor.next cursor with
                      | Next.Action(action, cursor) ->
                          let sofar = action :: sofar

                          if action.IsForward && cursor.N >= ValueSome steps then
                              cursor, List.rev sofar
                          else
                              reach steps cursor sofar
                      | Next.AwaitingLength
                      | Next.Exhausted -> failtest "the forward does not get there"

                  for name, schedule in all [ 1..6 ] [ Storage.Ram ] do
                      for steps in 1L .. 40L do
                          let cursor, forward = reach steps (Schedule.start schedule) []
                          let last = cursor.N
                          let cursor = Cursor.setLength steps cursor |> orFail string
                          require name steps (last >= ValueSome steps && cursor.N = ValueSome steps) "stands elsewhere"
                          require name steps (cursor.MaxN = ValueSome steps) "another length"
                          let rest = Invariants.follow 1L cursor |> List.map snd
                          let expected = Schedule.actions (told steps schedule) |> List.ofSeq
                          require name steps (forward @ rest = expected) "other actions")

          testCase "a length told after a drop, before the slot is written again, is reversed right" (fun () ->
              let mutable count = 0

              for name, schedule in all [ 2..6 ] [ Storage.Ram ] do
                  let rec go (cursor: Cursor) (sofar: Action list) (left: int) : unit =
                      match Cursor.next cursor with
                      | Next.Action(action, next) ->
                          let sofar = action :: sofar

                          if action.IsMove then
                              let steps = ValueOption.defaultValue 0L next.N

                              let rest =
                                  Cursor.setLength steps next |> orFail string |> Invariants.follow 1L |> List.map snd

                              let gradients, left = Toy.run steps (List.rev sofar @ rest)
                              require name steps (gradients = [ Toy.expected steps ] && left = 0) "a wrong gradient"
                              count <- count + 1

                          if left > 0 then
                              go next sofar (left - 1)
                      | Next.AwaitingLength
                      | Next.Exhausted -> failtest "the sweep does not go on"

                  go (Schedule.start schedule) [] 60

              Assert.True(count > 500))

          testCase "a cursor can be gone back to, and stands where the referee says" (fun () ->
              for name, schedule in all [ 1..4 ] [ Storage.Ram ] do
                  for steps in 1L .. 16L do
                      let schedule = told steps schedule
                      let expected = Schedule.actions schedule |> List.ofSeq
                      let path = Invariants.follow 1L (Schedule.start schedule)
                      require name steps (List.map snd path = expected) "a cursor gives other actions"

                      require
                          name
                          steps
                          (List.ofSeq (Schedule.actions schedule) = expected)
                          "other actions the second time"

                      let mutable position = Position.start ValueNone

                      for index, (cursor, action) in List.indexed path do
                          let again = Invariants.follow 1L cursor |> List.map snd
                          require name steps (again = List.skip index expected) "another rest"

                          if index > 0 then
                              require name steps (cursor.N = position.Forward) "stands elsewhere"

                              require
                                  name
                                  steps
                                  (cursor.R = position.Reversed && cursor.MaxN = position.Length)
                                  "another position"

                          position <- Replay.stepTold schedule.Limits schedule.Length position action |> orFail string)

          testCase "while its length is open, it names the storages that some length uses" (fun () ->
              for name, schedule in all [ 1..4 ] [ Storage.Ram; Storage.Disk ] do
                  let some =
                      [ 1L .. 20L ] |> List.collect (fun steps -> (told steps schedule).Storages) |> List.distinct

                  require name 0L (List.sort some = List.sort schedule.Storages) "other storages"
                  require name 0L (Schedule.predict schedule).IsError "predicted")

          testCase
              "the forward steps counted are l, the score, and the way from the latest checkpoint to the end once more"
              (fun () ->
                  for policy in policies do
                      for slots in 1..6 do
                          for steps, held in upTo 60L policy slots do
                              let schedule = told steps (build policy slots Storage.Ram)
                              let counted = (Schedule.profile schedule |> orFail string).Counts.ForwardSteps
                              Assert.Equal(steps + score slots (steps, held) + (steps - List.last held), counted))

          testCase "no placement scores less than the offline optimum" (fun () ->
              for policy in policies do
                  for slots in 1..12 do
                      for steps, held in upTo 500L policy slots do
                          Assert.InRange(score slots (steps, held), optimum slots steps, Int64.MaxValue)
                          Assert.InRange(held.Length, 1, slots))

          testCase "the best of the policies is at most what is published, in all 108 rows" (fun () ->
              let rows =
                  Reference.lines "online.csv"
                  |> Array.ofList
                  |> Array.skip 1
                  |> Array.map (fun line -> line.Split(',') |> Array.map int64)

              Assert.Equal(108, rows.Length)

              for slots, rows in rows |> Array.groupBy (fun row -> int row[0]) do
                  // Without Landmarks: what the literature names, and greedy, must do.
                  let placements =
                      policies
                      |> List.except [ OnlinePolicy.Landmarks ]
                      |> List.map (fun policy -> upTo 2000L policy slots |> Map.ofList)

                  for row in rows do
                      let steps, offline, published = row[1], row[2], row[3]
                      Assert.Equal(offline, optimum slots steps)

                      let best =
                          placements |> List.map (fun held -> score slots (steps, held[steps])) |> List.min

                      Assert.InRange(best, offline, published))

          testCase "greedy and landmarks stay within 5 % of the offline optimum, and within 1 % on average" (fun () ->
              for policy in [ OnlinePolicy.Greedy; OnlinePolicy.Landmarks ] do
                  for slots in [ 5..20 ] @ [ 30; 50 ] do
                      let ratios = ratios policy slots
                      require $"{policy}, {slots} slots" 0L (List.max ratios <= 1.05) $"max {List.max ratios}"

                      require
                          $"{policy}, {slots} slots"
                          0L
                          (List.average ratios <= 1.01)
                          $"average {List.average ratios}")

          testCase "r = 2 takes the offline optimum or one step more, up to its end, and there the optimum" (fun () ->
              for policy in [ OnlinePolicy.R2; OnlinePolicy.Hybrid; OnlinePolicy.Landmarks ] do
                  for slots in 1..12 do
                      let last = beta slots 2L

                      for steps, held in upTo last policy slots do
                          let over = score slots (steps, held) - optimum slots steps
                          Assert.InRange(over, 0L, (if steps <= int64 slots || steps = last then 0L else 1L)))

          testCase "r = 2 takes as few forward steps as any placement, but for one length at most" (fun () ->
              // Of the steps counted, 2 l + Σ t, no choice of at most c steps to hold can save any.
              let rec least (slots: int64) (steps: int64) : int64 =
                  if slots = 1L then
                      optimum 1 steps
                  else
                      [ 1L .. steps - 1L ]
                      |> List.map (fun first -> optimum (int slots) first + least (slots - 1L) (steps - first))
                      |> List.append [ optimum (int slots) steps ]
                      |> List.min

              for slots in 2..4 do
                  let over =
                      upTo (beta slots 2L) OnlinePolicy.R2 slots
                      |> List.map (fun (steps, held) ->
                          let recomputed = score slots (steps, held) - List.last held
                          recomputed - least slots steps)

                  Assert.InRange(List.sum over, 0L, 1L)
                  Assert.Equal(0L, List.min over))

          testCase
              "r = 3 takes the offline optimum or at most four steps more, up to its end, and there the optimum"
              (fun () ->
                  for policy in [ OnlinePolicy.R3; OnlinePolicy.Hybrid; OnlinePolicy.Landmarks ] do
                      for slots in 1..20 do
                          let last = beta slots 3L

                          for steps, held in upTo last policy slots do
                              let over = score slots (steps, held) - optimum slots steps
                              Assert.InRange(over, 0L, (if steps = last then 0L else 4L)))

          testCase "the optimum is taken at β(c, r) steps, for any r" (fun () ->
              for policy in
                  [ OnlinePolicy.Dynamic
                    OnlinePolicy.Landmarks
                    OnlinePolicy.R2
                    OnlinePolicy.R3
                    OnlinePolicy.Hybrid ] do
                  for slots in 2..8 do
                      let first =
                          match policy with
                          | OnlinePolicy.R3 -> 3L
                          | OnlinePolicy.Dynamic -> 1L
                          | OnlinePolicy.R2
                          | OnlinePolicy.Hybrid
                          | OnlinePolicy.Landmarks
                          | OnlinePolicy.Greedy -> 2L

                      let placements = upTo 3000L policy slots |> Map.ofList

                      for repetitions in first .. 60L do
                          let steps = beta slots repetitions

                          if steps <= 3000L then
                              Assert.Equal(optimum slots steps, score slots (steps, placements[steps])))

          testCase "dynamic drops what its algorithm says, of few slots and of many" (fun () ->
              for slots in [ 2L; 3L; 7L; 65L; 66L; 67L; 200L ] do
                  // As it is published: levels in the order of the steps.
                  let steps = ResizeArray [ 0L .. slots - 1L ]

                  let levels =
                      ResizeArray [ for step in steps -> if step = 0L then Int64.MaxValue else 0L ]

                  let mutable placement = Dynamic.start slots

                  for _ in 2L .. slots do
                      placement <- placement.Next()

                  let mutable at, level = slots, 0L

                  for _ in 1..6000 do
                      let dispensable =
                          Seq.tryFindBack
                              (fun i ->
                                  level > levels[i] || Seq.exists (fun later -> later > levels[i]) (Seq.skip i levels))
                              [ 0 .. levels.Count - 1 ]

                      let index = defaultArg dispensable (levels.Count - 1)

                      if dispensable.IsNone then
                          at <- at + levels[index] + 1L - level
                          level <- levels[index] + 1L

                      let dropped = steps[index]
                      steps.RemoveAt index
                      levels.RemoveAt index
                      steps.Add at
                      levels.Add level
                      at <- at + 1L
                      level <- 0L
                      placement <- placement.Next()
                      Assert.Equal(dropped, placement.Dropped)
                      Assert.Equal<int64 list>(List.rev (List.ofSeq steps), placement.Held()))

          testCase "dynamic has the least repetition number, at every length" (fun () ->
              for slots in 1..12 do
                  for steps, held in upTo 1500L OnlinePolicy.Dynamic slots do
                      let repetitions l (s: int) : int64 =
                          Binomial.repetition l s |> orFail string

                      // The sweep goes once over what lies before the latest checkpoint, and is the
                      // first advance over what lies after.
                      let most =
                          List.zip held (List.tail held @ [ steps ])
                          |> List.mapi (fun i (first, next) ->
                              repetitions (next - first) (slots - i) + (if next < steps then 1L else 0L))
                          |> List.max

                      Assert.Equal((if steps = 1L then 0L else repetitions steps slots), most))

          testCase "beyond their ranges, r = 2, r = 3 and the hybrid hold what dynamic holds" (fun () ->
              for policy, range in [ OnlinePolicy.R2, 2L; OnlinePolicy.R3, 3L; OnlinePolicy.Hybrid, 3L ] do
                  for slots in 2..6 do
                      let beyond policy =
                          upTo 600L policy slots |> List.filter (fun (steps, _) -> steps >= beta slots range)

                      Assert.Equal<(int64 * int64 list) list>(beyond OnlinePolicy.Dynamic, beyond policy))

          testCase "greedy changes what it holds as one that tries every change does" (fun () ->
              for slots in 2..6 do
                  let recomputed (steps: int64) (held: int64 list) =
                      score slots (steps, held) - List.last held

                  let expected =
                      ([ 0L ], [ 1L .. 400L ])
                      ||> List.scan (fun held n ->
                          if held.Length < slots then
                              held @ [ n ]
                          else
                              // Ties: a change rather than none, the earliest drop.
                              let changes =
                                  [ for drop in List.tail held -> List.filter (fun step -> step <> drop) held @ [ n ] ]

                              changes @ [ held ] |> List.minBy (recomputed (n + 1L)))

                  let found = upTo 401L OnlinePolicy.Greedy slots |> List.map snd
                  Assert.Equal<int64 list list>(expected, found))

          testCase
              "many slots neither overflow the stack nor, while they suffice, cost more than recording does"
              (fun () ->
                  for policy in policies do
                      let forward steps =
                          let schedule = build policy 100_000 Storage.Ram |> told steps
                          let profile = Schedule.profile schedule |> orFail string
                          Assert.InRange(profile.Peaks[0], 1L, 100_000L)
                          profile.Counts.ForwardSteps

                      Assert.Equal(200_000L, forward 100_000L)
                      Assert.InRange(forward 100_040L, 200_080L, 200_160L))

          testCase "parameters out of range are named, with what is allowed" (fun () ->
              let error result =
                  match result with
                  | Ok _ -> "accepted"
                  | Error(error: SpecError) -> string error

              for policy in policies do
                  Assert.Equal(
                      "snapshots is 0; allowed: from 1 to 1048576",
                      error (Online.schedule policy 0 Storage.Ram)
                  )

                  for storage in [ Storage.Work; Storage.Nowhere; Storage.Level -1 ] do
                      Assert.Contains("storage", error (Online.schedule policy 1 storage))

                  Assert.True((Online.schedule policy (1 <<< 20) Storage.Ram).IsOk)
                  Assert.True((Online.schedule policy Int32.MaxValue Storage.Ram).IsError)

              Assert.Equal("steps is 0; allowed: from 1 to 1000000000000000000", error (Online.score [ 0L ] 0L 1))
              Assert.Equal("slots is 1; allowed: from 2 to 2147483647", error (Online.score [ 0L; 1L ] 5L 1))
              Assert.Equal("held is 1; allowed: from 0 to 0", error (Online.score [ 1L ] 5L 1))
              Assert.Equal("held is 2; allowed: from 3 to 4", error (Online.score [ 0L; 2L; 2L ] 5L 3))
              Assert.Equal("held is 5; allowed: from 1 to 4", error (Online.score [ 0L; 5L ] 5L 3))
              Assert.True((Online.score [] 5L 3).IsError)) ]
