/// What holds for every schedule of every family. Each invariant throws, with the problem,
/// where it does not hold.
module Schedules.Tests.Invariants

open Expecto
open Schedules.FSharp
open Schedules.Tests.Families

let require (problem: Problem) (holds: bool) (what: string) : unit =
    if not holds then
        failtest $"{what}: {problem}"

let private actions (problem: Problem) : Action list =
    buildFor problem |> Schedule.actionsOf problem.Adjoints |> List.ofSeq

/// The referee finds nothing wrong, within the schedule's own limits, in the stricter reading too.
let valid (problem: Problem) : unit =
    let schedule = buildFor problem

    let limits =
        { schedule.Limits with
            Strict = not (drops problem.Spec) }

    match Profile.run limits schedule.Length (Schedule.actionsOf problem.Adjoints schedule) with
    | Ok profile -> require problem (profile.Length = problem.Steps) "another length"
    | Error violation -> failtest $"{violation}: {problem}"

/// Every step is reversed exactly once, in order, in each adjoint calculation.
let reversedOnce (problem: Problem) : unit =
    let folder (at: int64, ends: int64) (action: Action) =
        match action with
        | Action.Reverse(n1, n0, _) ->
            require problem (n1 = at && n0 < n1) "reversed out of order"
            n0, ends
        | Action.EndReverse ->
            require problem (at = 0L) "not all reversed"
            problem.Steps, ends + 1L
        | Action.Forward _
        | Action.Copy _
        | Action.Move _
        | Action.EndForward -> at, ends

    let _, ends = actions problem |> List.fold folder (problem.Steps, 0L)
    require problem (ends = problem.Adjoints) "another number of adjoint calculations"

/// Really run, it gives the right gradient each time, and leaves nothing behind
/// unless it can be repeated.
let gradient (problem: Problem) : unit =
    let schedule = buildFor problem

    let gradients, left =
        Toy.runOf schedule.Limits.StifflyAccurate problem.Steps (actions problem)

    let expected = Toy.expected problem.Steps
    require problem (gradients = List.replicate (int problem.Adjoints) expected) "a wrong gradient"

    if schedule.Adjoints <> Adjoints.AnyNumber then
        require problem (left = 0) "checkpoints left behind"

/// Enumerating twice, and folding, gives the same actions.
let repeatable (problem: Problem) : unit =
    let schedule = buildFor problem
    let once = Schedule.actionsOf problem.Adjoints schedule
    let first = List.ofSeq once
    require problem (List.ofSeq once = first) "other actions the second time"

    let folded =
        schedule |> Schedule.foldOf problem.Adjoints (fun actions action -> action :: actions) []

    require problem (List.rev folded = first) "other actions in the fold"

/// What is predicted from the parameters is what is counted; and the makespan, for
/// costs exact in binary.
let predicted (problem: Problem) : unit =
    let schedule = buildFor problem

    let model =
        CostModel.create 0.5 3.0 [ 0.25; 8.0; 16.0 ] [ 0.125; 4.0; 32.0 ] |> orFail string

    let predicted = Schedule.predictOf problem.Adjoints schedule |> orFail string
    let counted = (Schedule.profileOf problem.Adjoints schedule |> orFail string).Counts
    require problem (predicted = counted) $"predicted {predicted}, counted {counted}"
    require problem (Counts.makespan model predicted = Counts.makespan model counted) "another makespan"

/// The storages that it says it uses are those that its actions name.
let storages (problem: Problem) : unit =
    let named =
        actions problem
        |> List.collect (fun action ->
            match action with
            | Action.Forward(_, _, _, _, target) -> [ target ]
            | Action.Copy(_, source, target)
            | Action.Move(_, source, target) -> [ source; target ]
            | Action.Reverse _
            | Action.EndForward
            | Action.EndReverse -> [])
        |> List.distinct
        |> List.sort

    let said = (buildFor problem).Storages |> List.sort
    require problem (named = said) $"says {said}, names {named}"

/// All actions from a cursor on, with the cursor before each, up to the end of the
/// adjoint calculations.
let rec follow (adjoints: int64) (cursor: Cursor) : (Cursor * Action) list =
    let rec go left cursor reversed =
        match Cursor.next cursor with
        | Next.Action(action, next) ->
            let left = if action.IsEndReverse then left - 1L else left
            let reversed = (cursor, action) :: reversed

            if (action.IsEndReverse || action.IsEndForward) && left = 0L then
                List.rev reversed
            else
                go left next reversed
        | Next.AwaitingLength
        | Next.Exhausted -> List.rev reversed

    go adjoints cursor []

/// From every position, a cursor gives the same rest of the actions, however often it is asked.
let resumable (problem: Problem) : unit =
    let all = buildFor problem |> Schedule.start |> follow problem.Adjoints
    require problem (List.map snd all = actions problem) "a cursor gives other actions"

    let rec check (rest: (Cursor * Action) list) : unit =
        match rest with
        | [] -> ()
        | (cursor, _) :: next ->
            let ended = all.Length - rest.Length

            let done' =
                all |> List.truncate ended |> List.filter (fun (_, action) -> action.IsEndReverse) |> List.length

            for _ in 1..2 do
                let again = follow (problem.Adjoints - int64 done') cursor |> List.map snd
                require problem (again = List.map snd rest) $"another rest from action {ended}"

            check next

    check all

/// A cursor says where the calculation stands just as the referee does.
let positions (problem: Problem) : unit =
    let schedule = buildFor problem

    let rec go (cursor: Cursor) (position: Position) (left: int64) : unit =
        match Cursor.next cursor with
        | Next.Action(action, cursor) ->
            let position =
                Replay.stepTold schedule.Limits schedule.Length position action |> orFail string

            require problem (cursor.N = position.Forward) $"N is {cursor.N}, not {position.Forward}"
            require problem (cursor.R = position.Reversed) $"R is {cursor.R}, not {position.Reversed}"
            require problem (cursor.MaxN = position.Length) $"MaxN is {cursor.MaxN}, not {position.Length}"
            let ended = (position.Stage = Stage.Ended)
            require problem (cursor.IsExhausted = ended && cursor.IsRunning = not ended) "running or exhausted"
            let left = if action.IsEndReverse then left - 1L else left

            if left > 0L || not action.IsEndReverse then
                go cursor position left
        | Next.Exhausted -> require problem cursor.IsExhausted "exhausted"
        | Next.AwaitingLength -> failtest $"awaits its length: {problem}"

    let cursor = Schedule.start schedule
    require problem (not cursor.IsRunning && not cursor.IsExhausted) "running before it is started"

    let known =
        match schedule.Length with
        | Length.Known steps -> ValueSome steps
        | Length.Told _
        | Length.Open -> ValueNone

    go cursor (Position.start known) problem.Adjoints
