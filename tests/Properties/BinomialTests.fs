/// Binomial checkpointing: recurrence = closed form = dynamic programme = interval.
module Schedules.Tests.BinomialTests

open System
open System.Numerics
open FsCheck
open FsCheck.FSharp
open Expecto
open Schedules.FSharp
open Schedules.Tests.Families

let private longest = 200
let private mostSlots = 40

/// The fewest extra steps, by trying every first advance: t(l, s) = min { i + t(l -
/// i, s - 1) + t(i, s) }.
let private searched: int64[,] =
    let never = Int64.MaxValue / 4L
    let table = Array2D.create (longest + 1) (mostSlots + 1) never

    for s in 0..mostSlots do
        table[1, s] <- 0L

    for l in 2..longest do
        for s in 1..mostSlots do
            table[l, s] <- Seq.min (seq { for i in 1 .. l - 1 -> int64 i + table[l - i, s - 1] + table[i, s] })

    table

let private value (result: Result<'T, SpecError>) : 'T = orFail string result

/// C(s + t, s), with as many digits as it takes.
let private coefficient (s: int64) (t: int64) : BigInteger =
    let mutable product = BigInteger.One

    for k in 1L .. min s t do
        product <- product * BigInteger(max s t + k) / BigInteger k

    product

let private large: Arbitrary<int64 * int64> =
    let digits most =
        Gen.choose (0, most) |> Gen.bind (fun k -> Gen.choose64 (1L, pown 10L k))

    Gen.zip (digits 18) (Gen.oneof [ Gen.choose64 (1L, 100L); digits 9; digits 18 ])
    |> Random.among (fun (l, s) -> l >= 1L && s >= 1L)

[<Tests>]
let tests =
    testList
        "Binomial"
        [ testCase "the extra steps are what trying every advance gives, for all l ≤ 200 and s ≤ 40" (fun () ->
              for l in 1..longest do
                  for s in 1..mostSlots do
                      Assert.Equal(searched[l, s], value (Binomial.extraSteps l s))
                      Assert.Equal(searched[l, s] + int64 l, value (Binomial.totalSteps l s)))

          testCase "the optimal advances are exactly the interval" (fun () ->
              for l in 2..longest do
                  for s in 1..mostSlots do
                      let optimal =
                          [ for i in 1 .. l - 1 do
                                if int64 i + searched[l - i, s - 1] + searched[i, s] = searched[l, s] then
                                    int64 i ]

                      let struct (first, last) = value (Binomial.advances l s)
                      Assert.Equal<int64 list>([ first..last ], optimal))

          testCase "every trajectory advances within the interval, and the largest to its end" (fun () ->
              for l in 2..longest do
                  for s in 1..mostSlots do
                      let struct (first, last) = value (Binomial.advances l s)

                      for trajectory in trajectories do
                          Assert.InRange(value (Binomial.advance trajectory l s), first, last)

                      Assert.Equal(last, value (Binomial.advance Trajectory.Largest l s)))

          testCase "β satisfies Pascal's recurrence, and is zero for negative arguments" (fun () ->
              for s in 0L .. 70L do
                  for t in 0L .. 70L do
                      match Binomial.beta s t with
                      | Ok beta ->
                          Assert.Equal(coefficient s t, BigInteger beta)

                          if s > 0L && t > 0L then
                              Assert.Equal(beta, value (Binomial.beta (s - 1L) t) + value (Binomial.beta s (t - 1L)))
                      | Error error ->
                          Assert.Equal(SpecError.TooLarge("t", t), error)
                          Assert.True(coefficient s t >= BigInteger Int64.MaxValue)

              Assert.Equal(Ok 0L, Binomial.beta -1L 5L)
              Assert.Equal(Ok 0L, Binomial.beta 5L -1L))

          testCase "the repetition number is the least that is enough, up to 10^18" (fun () ->
              let holds (l: int64, s: int64) =
                  let r = value (Binomial.repetition l s)
                  coefficient s r >= BigInteger l && (r = 0L || coefficient s (r - 1L) < BigInteger l)

              // With one slot r = l - 1: counting factors of the check itself would take for ever.
              Random.check 3000 large (fun (l, s) -> s = 1L || holds (l, s))

              Assert.Equal(Ok 999_999_999_999_999_999L, Binomial.repetition 1_000_000_000_000_000_000L 1L))

          testCase "the extra steps are exact up to 10^18, or the error says that they do not fit" (fun () ->
              let holds (l: int64, s: int64) =
                  let r = value (Binomial.repetition l s)
                  let slots = if l = 1L then 1L else min s (l - 1L)

                  let exact =
                      if r = 0L then
                          BigInteger.Zero
                      else
                          BigInteger r * BigInteger l - coefficient (slots + 1L) (r - 1L)

                  match Binomial.extraSteps l s with
                  | Ok extra -> BigInteger extra = exact
                  | Error error -> error = SpecError.TooLarge("l", l) && exact > BigInteger Int64.MaxValue

              Random.check 3000 large (fun (l, s) -> s = 1L || holds (l, s))
              // One slot: l(l - 1) / 2.
              Assert.Equal(Ok 499_999_999_500_000_000L, Binomial.extraSteps 1_000_000_000L 1L)
              Assert.Equal(Error(SpecError.TooLarge("l", 10_000_000_000L)), Binomial.extraSteps 10_000_000_000L 1L))

          testCase "more slots never cost more, nor do fewer steps" (fun () ->
              let holds (l: int64, s: int64) =
                  match Binomial.extraSteps l s, Binomial.extraSteps l (s + 1L) with
                  | Ok fewer, Ok more -> more <= fewer && (l = 1L || value (Binomial.extraSteps (l - 1L) s) <= fewer)
                  | Error _, _ -> true
                  | Ok _, Error _ -> false

              Random.check 2000 large holds)

          testCase "the published values" (fun () ->
              // Griewank & Walther (2000) and the documentation of the packages that follow it.
              Assert.Equal(Ok 105L, Binomial.extraSteps 50L 7L)
              Assert.Equal(Ok 3636L, Binomial.extraSteps 1000L 10L)
              Assert.Equal(Ok 4658945L, Binomial.extraSteps 1_000_000L 50L))

          testCase "bad arguments are refused by name" (fun () ->
              let name (result: Result<'T, SpecError>) =
                  match result with
                  | Ok _ -> "accepted"
                  | Error error -> error.Parameter

              for l in [ 0L; -1L; Int64.MinValue; 1_000_000_000_000_000_001L; Int64.MaxValue ] do
                  Assert.Equal("l", name (Binomial.repetition l 3L))
                  Assert.Equal("l", name (Binomial.extraSteps l 3L))
                  Assert.Equal("l", name (Binomial.totalSteps l 3L))
                  Assert.Equal("l", name (Binomial.advances l 3L))
                  Assert.Equal("l", name (Binomial.advance Trajectory.Largest l 3L))

              for s in [ 0L; -1L; Int64.MinValue; Int64.MaxValue ] do
                  Assert.Equal("s", name (Binomial.repetition 5L s))
                  Assert.Equal("s", name (Binomial.extraSteps 5L s))
                  Assert.Equal("s", name (Binomial.advances 5L s))
                  Assert.Equal("s", name (Binomial.advance Trajectory.Maximum 5L s))

              for s, t in
                  [ Int64.MinValue, 3L
                    3L, Int64.MaxValue
                    Int64.MaxValue, Int64.MaxValue
                    100L, 100L ] do
                  Assert.True((Binomial.beta s t).IsError))

          testCase "the binomial families take the optimal number of steps" (fun () ->
              for l in 1L .. 60L do
                  for s in 1..20 do
                      for spec in
                          [ Spec.Revolve(l, s, Trajectory.Maximum)
                            for trajectory in trajectories do
                                Spec.Multistage(l, s / 2, s - s / 2, trajectory) ] do
                          let profile = build spec |> Schedule.profile |> orFail string
                          Assert.Equal(searched[int l, s] + l, profile.Counts.ForwardSteps)) ]
