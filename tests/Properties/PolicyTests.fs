/// The engine under policies made up at random: whatever they answer, as long as they keep their
/// promises, what comes out is a valid schedule that leaves nothing behind. And with policies
/// that do not, it ends.
module Schedules.Tests.PolicyTests

open FsCheck
open FsCheck.FSharp
open Expecto
open Schedules.FSharp
open Schedules.Tests.Families

/// Answers from a hash of what is asked: any level, any advance, dependencies stored or recorded,
/// re-entered after a read.
let private arbitrary (seed: int64) : Policy =
    let pick (l: int64) (context: Context) (salt: int64) (many: int64) : int64 =
        let mixed =
            uint64 (seed * 7919L + l * 104729L + context * 1299709L + salt) * 0x9E3779B97F4A7C15UL

        int64 ((mixed >>> 33) % uint64 many)

    { Enter =
        fun l context ->
            let level = int (pick l context 1L 3L)

            match pick l context 2L 6L with
            | 0L -> Entry.Record
            | 1L -> Entry.Store(level, context + 1L)
            | _ -> Entry.Keep(level, 1L + pick l context 3L (l - 1L), context + 2L, context + 3L)
      Resume =
        fun l context ->
            match pick l context 4L 3L with
            | 0L -> Resumption.Release(context + 1L)
            | _ -> Resumption.Advance(1L + pick l context 5L (l - 1L), context + 4L, context + 5L) }

[<Tests>]
let tests =
    testList
        "Policy"
        [ testCase "whatever a policy answers, the engine gives a valid schedule that leaves nothing behind" (fun () ->
              let holds (seed: int, steps: int) =
                  let steps = int64 steps

                  let schedule =
                      Schedule.ofPolicy "arbitrary" steps (arbitrary (int64 seed)) 0L |> orFail string

                  let counted = (Schedule.profile schedule |> orFail string).Counts
                  let predicted = Schedule.predict schedule |> orFail string
                  let gradients, left = Toy.run steps (Schedule.actions schedule)
                  gradients = [ Toy.expected steps ] && left = 0 && predicted = counted

              let problems =
                  Gen.zip (Gen.choose (0, 1_000_000)) (Gen.choose (1, 80))
                  |> Random.among (fun (seed, steps) -> seed >= 0 && steps >= 1)

              Random.check 3000 problems holds)

          testCase "a policy that breaks its promises is found out by the referee" (fun () ->
              for advance in [ -1L; 0L; 5L; 100L ] do
                  let policy: Policy =
                      { Enter = fun _ context -> Entry.Keep(0, advance, context, context)
                        Resume = fun _ context -> Resumption.Release context }

                  let schedule = Schedule.ofPolicy "broken" 5L policy 0L |> orFail string
                  Assert.True((Schedule.profile schedule).IsError)
                  // What such a policy takes means nothing, but asking for it ends.
                  Assert.True((Schedule.predict schedule).IsOk)) ]
