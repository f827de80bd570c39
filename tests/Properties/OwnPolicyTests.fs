/// Policies made up at random that answer what their own stream asks, and nothing else: recovered
/// after any crash, they are asked nothing else, keep their own limits, and complete the
/// calculation with the right gradient.
module Schedules.Tests.OwnPolicyTests

open System.Collections.Generic
open FsCheck.FSharp
open Expecto
open Schedules.FSharp
open Schedules.Tests.Families
open Schedules.Tests.Crashes
open Schedules.Tests.Recovered

let private pick (seed: int64) (l: int64) (context: Context) (salt: int64) (many: int64) : int64 =
    let mixed =
        uint64 (seed * 7919L + l * 104729L + context * 1299709L + salt) * 0x9E3779B97F4A7C15UL

    int64 ((mixed >>> 33) % uint64 many)

/// Answers from a hash of what is asked.
let private arbitrary (seed: int64) : Policy =
    let pick = pick seed

    { Enter =
        fun l context ->
            let level = int (pick l context 1L 3L)

            match pick l context 2L 8L with
            | 0L -> Entry.Record
            | 1L
            | 2L -> Entry.Store(level, context + 1L)
            | _ -> Entry.Keep(level, 1L + pick l context 3L (l - 1L), context + 2L, context + 3L)
      Resume =
        fun l context ->
            match pick l context 4L 3L with
            | 0L -> Resumption.Release(context + 1L)
            | _ -> Resumption.Advance(1L + pick l context 5L (l - 1L), context + 4L, context + 5L) }

/// Restart data at k equal intervals, each recorded at once into WORK; a last one that is longer
/// would not fit there.
let private uniform (length: int64) (intervals: int64) : Policy =
    let last (context: Context) : int64 = context * length / intervals

    { Enter =
        fun l context ->
            if context + 1L >= intervals then
                Entry.Record
            else
                let advance = last (context + 1L) - last context
                Entry.Keep(1, advance, -1L, context + 1L)
      Resume = fun _ _ -> Resumption.Release intervals }

/// The schedule of a policy that fails when it is asked what the schedule's own stream does not
/// ask; its limits are what that takes.
let private strict (steps: int64) (policy: Policy) : Schedule =
    let asked = HashSet<struct (bool * int64 * Context)>()
    let mutable learning = true

    let check (enters: bool) (l: int64) (context: Context) : unit =
        if learning then
            asked.Add(struct (enters, l, context)) |> ignore
        elif not (asked.Contains(struct (enters, l, context))) then
            let question = if enters then "entered" else "resumed"
            failtest $"{question} with {l} steps and context {context}, which its own stream does not ask"

    let policy: Policy =
        { Enter =
            fun l context ->
                check true l context
                policy.Enter l context
          Resume =
            fun l context ->
                check false l context
                policy.Resume l context }

    let schedule = Schedule.ofPolicy "own" steps policy 0L |> orFail string
    let profile = Schedule.profile schedule |> orFail string
    learning <- false

    { schedule with
        Allowed =
            { schedule.Allowed with
                Levels = Map.ofList [ 0, 0L; 1, 0L; 2, 0L ] |> Map.foldBack Map.add profile.Peaks
                WorkDependencies = profile.WorkPeak } }

let private check (history: History) (crash: Crash) (context: unit -> string) : History =
    let schedule = history.Schedule
    let recovered = Recovery.recover crash.Site schedule |> orFail string

    let describe () =
        $"{context ()}, {crash}, {recovered.StartPoint}"

    let fail (why: string) : 'T = failtest $"{why}: {describe ()}"

    for held in recovered.StartsWith do
        let has (survivor: Survivor) =
            survivor.Level = held.Level && survivor.Step = held.Step && survivor.Holding = held.Holding

        if not (List.exists has crash.Site.Survivors) then
            fail "starts with what has not survived"

    let profile =
        match Schedule.profile recovered with
        | Ok profile -> profile
        | Error violation -> fail (string violation)

    if Ok profile.Counts <> Schedule.predict recovered then
        fail $"predicted {Schedule.predict recovered}, counted {profile.Counts}"

    let next =
        Crashes.history history.Steps 1L (found history crash recovered) recovered

    if (Array.last next.Toys).Adjoint <> Toy.expected history.Steps then
        fail "a wrong gradient"

    let anew =
        Recovery.recover { crash.Site with Survivors = [] } schedule
        |> Result.map (Schedule.profile >> orFail string)
        |> orFail string

    if profile.Counts.ForwardSteps > anew.Counts.ForwardSteps then
        fail "dearer than without survivors"

    next

let private survives (schedule: Schedule) (steps: int64) (seed: int) : unit =
    let history = Crashes.history steps 1L (Toy.nothing steps) schedule
    let random (many: int) (salt: int list) : int = int (hash (seed :: salt) >>> 33) % many

    for turn in 1..8 do
        let crash (history: History) (salt: int) : Crash =
            let after = random (history.Actions.Length + 1) [ turn; salt; 1 ]
            let entries = journals history after
            let journal, reversed = entries[random entries.Length [ turn; salt; 2 ]]

            let keep level step =
                turn % 3 = 0 || random 4 [ turn; salt; level; int step ] > 0

            let durable = if turn % 2 = 0 then All else Disk

            { After = after
              Journal = journal
              Reversed = reversed
              Site = site history durable keep after journal reversed }

        let first = crash history 1
        let next = check history first (fun () -> $"seed {seed}, {steps} steps")
        // It breaks off in its turn.
        let context () =
            $"seed {seed}, {steps} steps, {first}, then"

        check next (crash next 2) context |> ignore

[<Tests>]
let tests =
    testList
        "Own policies"
        [ testCase "after a crash, a policy is asked nothing that its own stream would not ask" (fun () ->
              let problems =
                  Gen.zip (Gen.choose (0, 1_000_000)) (Gen.choose (1, 40))
                  |> Random.among (fun (seed, steps) -> seed >= 0 && steps >= 1)

              Random.check 400 problems (fun (seed, steps) ->
                  survives (strict (int64 steps) (arbitrary (int64 seed))) (int64 steps) seed))

          testCase "equal intervals, each recorded at once, keep their limits" (fun () ->
              for steps in 1L .. 24L do
                  for intervals in 1L .. steps do
                      survives (strict steps (uniform steps intervals)) steps (int (steps * 100L + intervals))) ]
