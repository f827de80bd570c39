/// Buffers of any size are filled with the actions that a cursor gives one by one, and stop where
/// somebody has to decide.
module Schedules.Tests.FillTests

open System
open Expecto
open Schedules.FSharp
open Schedules.Tests.Families

/// The actions of a schedule by buffers of so many; the length is told as soon as it may be, where
/// the schedule waits for it.
let private filled (size: int) (problem: Problem) (schedule: Schedule) : Action[] =
    let plan = schedule.Plan
    let mutable state = Plan.start plan
    let mutable stack = ArrayStack.ofList (Plan.stack plan)
    let buffer: Action[] = Array.zeroCreate size
    let actions = ResizeArray()
    let mutable left = problem.Adjoints
    let mutable more = true

    while more do
        let count = Engine.fill plan &state &stack (Span buffer)
        actions.AddRange buffer[.. count - 1]

        for index in 0 .. count - 2 do
            let decides =
                match buffer[index] with
                | Action.EndForward
                | Action.EndReverse -> true
                | Action.Forward _ -> schedule.Length.IsOpen && state.Length = Step.none
                | Action.Reverse _
                | Action.Copy _
                | Action.Move _ -> false

            if decides then
                failtest $"{problem}, {size}: goes on after {buffer[index]}"

        if count > 0 && buffer[count - 1].IsEndReverse then
            left <- left - 1L

        if state.Length = Step.none && state.Forward >= problem.Steps then
            Assert.Equal(Ok(), SetLengthError.tell plan true problem.Steps &state)
        elif count = 0 || (count > 0 && buffer[count - 1].IsEndReverse && left <= 0L) then
            more <- false

    actions.ToArray()

let private byCursor (problem: Problem) (schedule: Schedule) : Action[] =
    let rec go (cursor: Cursor) (left: int64) : Action list =
        if cursor.MaxN.IsNone && cursor.N >= ValueSome problem.Steps then
            go (Cursor.setLength problem.Steps cursor |> orFail string) left
        else
            match Cursor.next cursor with
            | Next.Action(Action.EndReverse, _) when left <= 1L -> [ Action.EndReverse ]
            | Next.Action(action, next) -> action :: go next (if action.IsEndReverse then left - 1L else left)
            | Next.AwaitingLength
            | Next.Exhausted -> []

    go (Schedule.start schedule) problem.Adjoints |> Array.ofList

let private alike (problem: Problem) (schedule: Schedule) : unit =
    let expected = byCursor problem schedule

    for size in [ 1..9 ] @ [ expected.Length; expected.Length + 1 ] do
        if size > 0 then
            Assert.Equal(expected, filled size problem schedule)

/// One pass that takes by turns so many actions at a time and as many as there are at once.
let private byTurns (single: int) (problem: Problem) (schedule: Schedule) : Action[] =
    let pass = Schedule.enumerate problem.Adjoints schedule
    let actions = ResizeArray()
    let mutable more = true

    while more do
        for _ in 1..single do
            if pass.MoveNext() then
                actions.Add pass.Current

        let next = pass.NextActions()
        more <- next.Length > 0

        for action in next.ToArray() do
            actions.Add action

    actions.ToArray()

/// Recovered after so many actions, of which the journal knew; every other checkpoint is
/// lost, in one case of two.
let private recovered (problem: Problem) (schedule: Schedule) : seq<Schedule> =
    seq {
        let history =
            Crashes.history problem.Steps problem.Adjoints (Toy.nothing problem.Steps) schedule

        for after in 0..3 .. history.Actions.Length do
            let reversed = history.Positions[after].Reversed % problem.Steps

            for lost in [ 1L; 2L ] do
                let keep (_: int) (step: int64) = lost = 1L || step % lost = 0L

                Crashes.site history Crashes.All keep after after reversed
                |> fun site -> Recovery.recover site schedule |> orFail string
    }

[<Tests>]
let tests =
    testList
        "Fill"
        [ testFamilies Families.all "a buffer of any size is filled with what a cursor gives" (fun family ->
              for steps in 1L .. 9L do
                  for spec in family.Small steps |> List.distinct |> List.truncate 12 do
                      let problem = problem steps spec
                      alike problem (buildFor problem)

                      if (build spec).Length.IsOpen then
                          alike problem (build spec))

          testFamilies Families.all "that of a recovered schedule, too" (fun family ->
              for steps in [ 3L; 6L; 8L ] do
                  for spec in family.Small steps |> List.distinct |> List.truncate 6 do
                      let problem = problem steps spec

                      for schedule in recovered problem (buildFor problem) do
                          let adjoints =
                              match schedule.Adjoints with
                              | Adjoints.Times count -> count
                              | Adjoints.AnyNumber -> 2L

                          alike { problem with Adjoints = adjoints } schedule

                          for adjoints in 0L .. adjoints do
                              let run = Schedule.runThrough adjoints schedule

                              let found =
                                  [| while run.MoveNext() do
                                         run.Current |]

                              Assert.Equal<Action[]>(Schedule.actionsOf adjoints schedule |> Array.ofSeq, found))

          testFamilies Families.all "one pass gives the same, one by one, many at a time, or by turns" (fun family ->
              Families.check 20 (Families.random 300 family) (fun problem ->
                  let schedule = buildFor problem
                  let expected = Schedule.actionsOf problem.Adjoints schedule |> Array.ofSeq

                  let folded =
                      (ResizeArray(), schedule)
                      ||> Schedule.foldOf problem.Adjoints (fun actions action ->
                          actions.Add action
                          actions)

                  Assert.Equal(expected, folded.ToArray())

                  for single in 0..3 do
                      Assert.Equal(expected, byTurns single problem schedule)))

          testFamilies Families.all "of long calculations of all kinds, too" (fun family ->
              Families.check 30 (Families.random 300 family) (fun problem -> alike problem (buildFor problem))) ]
