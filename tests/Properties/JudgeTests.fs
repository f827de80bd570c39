/// The judge that steps along says what the fold over immutable positions says, from wherever it
/// starts, and makes no garbage.
module Schedules.Tests.JudgeTests

open System
open Expecto
open Schedules.FSharp
open Schedules.Tests.Families

let private levels = [ 0..3 ]

/// Units of every level that holds any: one that is empty may be listed or not.
let private unitsOf (position: Position) =
    Store.allUnits position.Store |> Seq.filter (fun (KeyValue(_, units)) -> units > 0L) |> List.ofSeq

/// The judge stands where the position says, and its levels hold the same.
let private same (judge: Judge) (position: Position) : bool =
    let contents = Store.contents position.Store |> List.ofSeq
    let snapshot = judge.Position

    judge.Stage = position.Stage
    && judge.Forward = position.Forward
    && judge.Length = position.Length
    && judge.Reversed = position.Reversed
    && judge.Completed = position.Completed
    && judge.Adjoint = Position.adjoint position
    && judge.Work = position.Work
    && snapshot.ForwardEnd = position.ForwardEnd
    && List.ofSeq judge.Contents = contents
    && List.ofSeq (Store.contents snapshot.Store) = contents
    && unitsOf snapshot = unitsOf position
    && levels |> List.forall (fun level -> judge.Units level = Store.units level position.Store)
    && contents
       |> List.forall (fun (struct (level, step, kept)) -> judge.TryFind(level, step) = ValueSome kept)

let private require (what: unit -> string) (holds: bool) : unit =
    if not holds then
        failtest (what ())

let private reason (result: Result<Position, Reason>) : Reason voption =
    match result with
    | Ok _ -> ValueNone
    | Error reason -> ValueSome reason

/// Both take the same action and say the same; what is refused changes nothing.
/// The position after it.
let private step (schedule: Schedule) (judge: Judge) (position: Position) (action: Action) : Position =
    let result = Replay.stepTold schedule.Limits schedule.Length position action
    let index = judge.Index
    let said = judge.Step &action
    require (fun () -> $"{Action.toJson action}: {said}, not {reason result}") (said = reason result)
    let after = Result.defaultValue position result
    require (fun () -> $"stands elsewhere after {Action.toJson action}") (same judge after)
    require (fun () -> "another index") (judge.Index = if said.IsNone then index + 1L else index)
    require (fun () -> "another end") (judge.Finish() = reason (Replay.finish schedule.Limits after))
    after

let private start (schedule: Schedule) : Position = Position.before schedule.Length

let private sizes (family: Family) : seq<Problem> =
    seq {
        for steps in [ 1L .. 5L ] @ [ 8L ] do
            for spec in family.Small steps |> List.distinct |> List.truncate (Effort.some 8) do
                problem steps spec
    }

/// Bytes for each action, once as many again have been judged.
let private bytes (spec: Spec) : float =
    let schedule = build spec
    let actions = Schedule.actions schedule |> Seq.truncate 200_000 |> Array.ofSeq
    let judge = Judge(schedule.Limits, schedule.Length)
    let mutable refused = 0

    for index in 0 .. actions.Length / 2 - 1 do
        if (judge.Step &actions[index]).IsSome then
            refused <- refused + 1

    let before = GC.GetAllocatedBytesForCurrentThread()

    for index in actions.Length / 2 .. actions.Length - 1 do
        if (judge.Step &actions[index]).IsSome then
            refused <- refused + 1

    let allocated = GC.GetAllocatedBytesForCurrentThread() - before
    Assert.Equal(0, refused)
    Assert.InRange(actions.Length, 75_000, 200_000)
    float allocated / float (actions.Length - actions.Length / 2)

[<Tests>]
let tests =
    testList
        "Judge"
        [ testFamilies
              Families.all
              "it says the same as the fold, action by action, whatever is spoiled, and goes on after it"
              (fun family ->
                  let mutable refused = 0

                  for problem in sizes family do
                      let schedule = buildFor problem
                      let actions = schedule |> Schedule.actionsOf problem.Adjoints |> Array.ofSeq

                      for _, stream in
                          MutationTests.spoiled actions
                          |> Seq.indexed
                          |> Seq.filter (fun (index, _) -> index % 5 = 0)
                          |> Seq.map snd do
                          let judge = Judge(schedule.Limits, schedule.Length)
                          stream |> List.fold (step schedule judge) (start schedule) |> ignore

                          if judge.Index < int64 stream.Length then
                              refused <- refused + 1

                  Assert.True(refused > 0))

          testFamilies
              Families.all
              "started from every position of a stream, it judges the rest, and whatever else comes there"
              (fun family ->
                  for problem in sizes family do
                      let schedule = buildFor problem
                      let actions = schedule |> Schedule.actionsOf problem.Adjoints |> List.ofSeq

                      let rec go (position: Position) (rest: Action list) : unit =
                          let judge = Judge(schedule.Limits, schedule.Length, position)
                          rest |> List.fold (step schedule judge) position |> ignore

                          require
                              (fun () -> "does not come to the end")
                              (judge.Index = int64 rest.Length && judge.Finish().IsNone)

                          match rest with
                          | action :: rest ->
                              for other in MutationTests.altered action do
                                  let judge = Judge(schedule.Limits, schedule.Length, position)
                                  step schedule judge position other |> ignore

                              go
                                  (step schedule (Judge(schedule.Limits, schedule.Length, position)) position action)
                                  rest
                          | [] -> ()

                      go (start schedule) actions)

          testFamilies Families.all "forked anywhere, both judge the rest, and each goes its own way" (fun family ->
              for problem in sizes family do
                  let schedule = buildFor problem
                  let actions = schedule |> Schedule.actionsOf problem.Adjoints |> List.ofSeq
                  let judge = Judge(schedule.Limits, schedule.Length)

                  let rec go (position: Position) (rest: Action list) : unit =
                      let fork = judge.Fork()
                      require (fun () -> "the fork has another index") (fork.Index = judge.Index)
                      rest |> List.fold (step schedule fork) position |> ignore

                      require
                          (fun () -> "the fork does not end")
                          (fork.Finish().IsNone && fork.Index = int64 actions.Length)

                      require (fun () -> "it went where its fork did") (same judge position)

                      match rest with
                      | action :: rest -> go (step schedule judge position action) rest
                      | [] -> ()

                      // The start is that of the judge, wherever it was forked.
                      fork.Restart()
                      require (fun () -> "the fork has another start") (same fork (start schedule) && fork.Index = 0L)

                  go (start schedule) actions)

          testFamilies Families.all "a whole stream is judged and counted as by the fold" (fun family ->
              let compare (problem: Problem) : unit =
                  let schedule = buildFor problem
                  let actions = schedule |> Schedule.actionsOf problem.Adjoints |> Array.ofSeq

                  for stream in [ actions; actions[.. actions.Length / 2]; Array.append actions actions ] do
                      let folded =
                          Replay.fold schedule.Limits schedule.Length Profile.add Profile.zero stream

                      match Profile.run schedule.Limits schedule.Length stream, folded with
                      | Ok profile, Ok folded ->
                          Invariants.require problem (profile = folded) $"{profile}, not {folded}"
                      | Error one, Error other ->
                          Invariants.require problem (string one = string other) $"{one}, not {other}"
                      | Ok _, Error _
                      | Error _, Ok _ -> failtest $"another verdict: {problem}"

              for problem in few 1 7L family do
                  compare problem

              check 10 (random 5000 family) compare)

          testFamilies Families.all "from every position, what is left is judged, counted and timed" (fun family ->
              for problem in sizes family do
                  let schedule = buildFor problem
                  let actions = schedule |> Schedule.actionsOf problem.Adjoints |> Array.ofSeq
                  let limits, length = schedule.Limits, schedule.Length
                  let whole = Profile.run limits length actions |> orFail string
                  let moments = Profile.timeline limits length actions |> List.ofSeq

                  let rec go (index: int) (position: Position) (before: Counts) : unit =
                      let rest = actions[index..]
                      let profile = Profile.runFrom position limits length rest |> orFail string
                      Invariants.require problem (profile.Actions = int64 rest.Length) "another number of actions"
                      Invariants.require problem (Counts.plus before profile.Counts = whole.Counts) "other counts"

                      for KeyValue(level, units) in Store.allUnits position.Store do
                          Invariants.require problem (units = 0L || profile.Peaks[level] >= units) "another peak"

                      let timed =
                          Profile.timelineFrom position limits length rest
                          |> Seq.map (Result.map _.Units)
                          |> List.ofSeq

                      let expected = moments |> List.skip index |> List.map (Result.map _.Units)
                      Invariants.require problem (string timed = string expected) "other moments"

                      if index < actions.Length then
                          let after = Replay.stepTold limits length position actions[index] |> orFail string
                          go (index + 1) after (Counts.add before actions[index] after.Forward)

                  go 0 (start schedule) Counts.zero)

          testCase "a length told by hand is told as to a position" (fun () ->
              let forward = Action.Forward(0L, 5L, false, true, Storage.Work)

              let position =
                  Replay.step Limits.none (Position.start ValueNone) forward |> orFail string

              for length in [ Int64.MinValue; -1L; 0L; 1L; 3L; 5L; 6L; Int64.MaxValue ] do
                  let judge = Judge(Limits.none, Length.Open)
                  Assert.True((judge.Step &forward).IsNone)
                  let told = Replay.setLength length position
                  Assert.Equal(reason told, judge.SetLength length)
                  Assert.True(same judge (Result.defaultValue position told))
                  Assert.Equal(1L, judge.Index)
                  Assert.Equal(told.IsOk, (judge.SetLength 2L = ValueSome(Reason.LengthNotTold 2L))))

          testCase "what levels are said to hold at the start is judged" (fun () ->
              let restart: Kept =
                  { RestartEnd = Action.openEnd
                    DependenciesEnd = Step.none }

              let dependencies: Kept =
                  { RestartEnd = Step.none
                    DependenciesEnd = 4L }

              let limits =
                  { Limits.none with
                      Levels = Map.ofList [ 0, 2L ] }

              let holding contents =
                  Replay.holding
                      limits
                      contents
                      { Position.start (ValueSome 9L) with
                          Stage = Stage.Reversing
                          Reversed = 3L }

              let position =
                  holding
                      [ struct (1, 2L, dependencies)
                        struct (0, 5L, restart)
                        struct (0, 0L, restart) ]
                  |> orFail string

              let judge = Judge(limits, Length.Known 9L, position)
              Assert.True(same judge position)
              Assert.Equal((2L, 2L, 6L), (judge.Units 0, judge.Units 1, judge.Adjoint))
              let read = Action.Move(5L, Storage.Ram, Storage.Work)
              Assert.True((judge.Step &read).IsNone)

              for reason, contents in
                  [ Reason.KeyTaken(Storage.Ram, 1L), [ struct (0, 1L, restart); struct (0, 1L, restart) ]
                    Reason.LimitExceeded(Storage.Ram, 2L, 3L), [ for step in 0L .. 2L -> struct (0, step, restart) ]
                    Reason.NotAPlace(Storage.Level -1), [ struct (-1, 0L, restart) ]
                    Reason.EmptyRange(-1L, Action.openEnd), [ struct (0, -1L, restart) ]
                    Reason.EmptyRange(4L, 4L), [ struct (1, 4L, dependencies) ]
                    Reason.EmptyRange(4L, -1L), [ struct (1, 4L, { restart with RestartEnd = Step.none }) ] ] do
                  Assert.Equal(Error reason, holding contents |> Result.map ignore))

          testSequenced (
              testCase "once its levels have been full, it allocates nothing for an action" (fun () ->
                  for spec in
                      [ Spec.Revolve(1_000_000L, 30, Trajectory.Maximum)
                        Spec.Multistage(1_000_000L, 10, 20, Trajectory.Maximum)
                        Spec.Mixed(60_000L, 50, Storage.Ram)
                        Spec.HRevolve(20_000L, [ 10; 20 ], largest, CostModel.standard) ] do
                      // The compiler optimises behind the test: on a busy machine it may not
                      // have come to it yet.
                      let rec least (attempts: int) : float =
                          let found = bytes spec

                          if found < 1.0 || attempts = 1 then
                              found
                          else
                              System.Threading.Thread.Sleep 250
                              least (attempts - 1)

                      let bytes = least 10
                      Assert.True(bytes < 1.0, $"{bytes} bytes an action, {spec}"))
          ) ]
