/// The referee is tested by spoiling valid streams: an action dropped, doubled, swapped with the
/// next, or altered. What it still accepts must be harmless: a calculation really run under it has
/// everything that it needs, and gets the right gradient.
module Schedules.Tests.MutationTests

open FsCheck
open FsCheck.FSharp
open Expecto
open Schedules.FSharp
open Schedules.Tests.Families

let private storages =
    [ Storage.Nowhere; Storage.Work; Storage.Ram; Storage.Disk; Storage.Level 2 ]

/// Every action that differs from one in one field, steps by one or two.
let altered (action: Action) : Action list =
    let near n = [ n - 2L; n - 1L; n + 1L; n + 2L ]
    let others storage = List.except [ storage ] storages

    match action with
    | Action.Forward(n0, n1, ics, deps, target) ->
        [ for n in near n0 do
              Action.Forward(n, n1, ics, deps, target)
          if n1 <> Action.openEnd then
              for n in near n1 do
                  Action.Forward(n0, n, ics, deps, target)
          Action.Forward(n0, n1, not ics, deps, target)
          Action.Forward(n0, n1, ics, not deps, target)
          for other in others target do
              Action.Forward(n0, n1, ics, deps, other) ]
    | Action.Reverse(n1, n0, clear) ->
        [ for n in near n1 do
              Action.Reverse(n, n0, clear)
          for n in near n0 do
              Action.Reverse(n1, n, clear)
          Action.Reverse(n1, n0, not clear) ]
    | Action.Copy(n, source, target) ->
        [ Action.Move(n, source, target)
          for n in near n do
              Action.Copy(n, source, target)
          for other in others source do
              Action.Copy(n, other, target)
          for other in others target do
              Action.Copy(n, source, other) ]
    | Action.Move(n, source, target) ->
        [ Action.Copy(n, source, target)
          for n in near n do
              Action.Move(n, source, target)
          for other in others source do
              Action.Move(n, other, target)
          for other in others target do
              Action.Move(n, source, other) ]
    | Action.EndForward -> [ Action.EndReverse ]
    | Action.EndReverse -> [ Action.EndForward ]

/// Every stream that differs from one at one action: how, and its actions from there on.
let private spoiledFrom (index: int) (actions: Action[]) : (Lazy<string> * Action list) list =
    let here, after = actions[index], List.ofArray actions[index + 1 ..]

    [ lazy $"{index} dropped", after
      lazy $"{index} doubled", here :: here :: after

      match after with
      | next :: rest when next <> here -> lazy $"{index} swapped", next :: here :: rest
      | _ -> ()

      for other in altered here do
          lazy $"{index} altered to {Action.toJson other}", other :: after ]

/// Every stream that differs from one at one action, and how.
let private spoiledAt (index: int) (actions: Action[]) : (string * Action list) list =
    [ for what, rest in spoiledFrom index actions -> what.Value, [ yield! actions[.. index - 1]; yield! rest ] ]

/// Every stream that differs from one in one place, and how.
let spoiled (actions: Action[]) : seq<string * Action list> =
    seq { 0 .. actions.Length - 1 } |> Seq.collect (fun index -> spoiledAt index actions)

let private actionsFor (problem: Problem) : Action[] =
    buildFor problem |> Schedule.actionsOf problem.Adjoints |> Array.ofSeq

/// Whether a spoiled stream is rejected; if not, it must be harmless.
let private isRejected (problem: Problem) (what: string) (stream: Action list) : bool =
    let schedule = buildFor problem

    match Replay.run schedule.Limits schedule.Length stream with
    | Error _ -> true
    | Ok position ->
        let gradients, left =
            try
                Toy.runOf schedule.Limits.StifflyAccurate problem.Steps stream
            with Toy.Impossible reason ->
                failtest $"accepted, but {reason}: {what} in {problem}"

        let right = List.replicate (int position.Completed) (Toy.expected problem.Steps)
        Invariants.require problem (gradients = right) $"accepted, but the gradient is wrong: {what}"

        if schedule.Adjoints <> Adjoints.AnyNumber then
            Invariants.require problem (left = 0) $"accepted, but something is left behind: {what}"

        false

/// How many spoiled streams there were, and how many of them were rejected: by a referee that goes
/// on where the action that differs is.
let private spoil (problem: Problem) : int * int =
    let schedule, actions = buildFor problem, actionsFor problem
    let along = Judge(schedule.Limits, schedule.Length)
    let mutable tried, rejected = 0, 0

    for index in 0 .. actions.Length - 1 do
        let position = along.Position

        for what, rest in spoiledFrom index actions do
            let judge = Judge(schedule.Limits, schedule.Length, position)
            tried <- tried + 1

            if List.forall (fun action -> (judge.Step &action).IsNone) rest && judge.Finish().IsNone then
                let stream = [ yield! actions[.. index - 1]; yield! rest ]
                Assert.False(isRejected problem what.Value stream)
            else
                rejected <- rejected + 1

        Assert.True((along.Step &actions[index]).IsNone)

    tried, rejected

/// A stream spoiled here and there: where, and which of the ways there are, both
/// modulo how many there are.
type Spoiled =
    { Problem: Problem
      Changes: (int * int) list }

let stream (spoiled: Spoiled) : Action list =
    let change (stream: Action list) (index: int, way: int) =
        match stream with
        | [] -> []
        | _ ->
            let ways = spoiledAt (index % stream.Length) (Array.ofList stream)
            snd ways[way % ways.Length]

    (List.ofArray (actionsFor spoiled.Problem), spoiled.Changes) ||> List.fold change

/// Streams of a family's problems of up to so many steps.
let streams (steps: int) (family: Family) : Arbitrary<Spoiled> =
    let problems = random steps family

    let smaller (from: Spoiled) =
        seq {
            for problem in Arb.toShrink problems from.Problem -> { from with Problem = problem }
            for changes in Random.smaller from.Changes -> { from with Changes = changes }
        }
        |> Seq.filter (fun spoiled -> spoiled.Changes |> List.forall (fun (index, way) -> min index way >= 0))

    let change = Gen.zip (Gen.choose (0, 10_000)) (Gen.choose (0, 100))

    Gen.map2
        (fun problem changes -> { Problem = problem; Changes = changes })
        (Arb.toGen problems)
        (Gen.choose (1, 3) |> Gen.bind (fun count -> Gen.listOfLength count change))
    |> fun streams -> Arb.fromGenShrink (streams, smaller)

[<Tests>]
let tests =
    testList
        "Mutation"
        [ testCase "of valid streams spoiled in one place, what is not rejected is harmless" (fun () ->
              let mutable tried, rejected = 0, 0

              for family in all do
                  for steps in [ 1L .. 6L ] @ [ 9L ] do
                      for spec in family.Small steps |> List.distinct |> List.truncate 60 do
                          let some = spoil (problem steps spec)
                          tried <- tried + fst some
                          rejected <- rejected + snd some

              Assert.InRange(tried, 100_000, System.Int32.MaxValue)
              // Nearly everything is rejected: what is left is data that nobody reads, in WORK or
              // on another level for a while.
              Assert.InRange(float rejected / float tried, 0.9, 1.0))

          testCase "of large streams spoiled at random, too" (fun () ->
              for family in all do
                  check 5 (random 40 family) (fun problem -> spoil problem |> ignore))

          testFamilies all "of streams spoiled in up to three places, what is not rejected is harmless" (fun family ->
              Random.check 300 (streams 30 family) (fun spoiled ->
                  isRejected spoiled.Problem $"{spoiled.Changes}" (stream spoiled) |> ignore)) ]
