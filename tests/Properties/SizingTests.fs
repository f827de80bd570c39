/// Slots for steps and steps for slots: each answer is enough, and one less is not.
module Schedules.Tests.SizingTests

open System
open FsCheck
open FsCheck.FSharp
open Expecto
open Schedules.FSharp
open Schedules.Tests.Families

let private value (result: Result<'T, SpecError>) : 'T = orFail string result

let private lengths: Arbitrary<int64> =
    Gen.choose (0, 18)
    |> Gen.bind (fun digits -> Gen.choose64 (1L, pown 10L digits))
    |> Random.among (fun length -> length >= 1L)

let private holds (property: int64 -> bool) : unit = Random.check 500 lengths property

[<Tests>]
let tests =
    testList
        "Sizing"
        [ testCase "the slots for a repetition number are enough, and one less is not" (fun () ->
              for r in [ 1L; 2L; 3L; 7L; 40L; 1000L ] do
                  holds (fun l ->
                      let s = value (Sizing.slotsForRepetition l r)

                      let enough slots =
                          value (Binomial.repetition l slots) <= r

                      (l = 1L && s = 0L) || (enough s && (s = 1L || not (enough (s - 1L))))))

          testCase "the slots for a number of extra steps are enough, and one less is not" (fun () ->
              for factor in [ 1.0; 1.5; 3.0; 20.0 ] do
                  holds (fun l ->
                      let extra = max (l - 1L) (int64 (min 9e18 (factor * float l)))
                      let s = value (Sizing.slotsForExtraSteps l extra)

                      let enough slots =
                          match Binomial.extraSteps l slots with
                          | Ok steps -> steps <= extra
                          | Error _ -> false

                      (l = 1L && s = 0L) || (enough s && (s = 1L || not (enough (s - 1L))))))

          testCase "the balanced number of slots is the least that needs no more repetitions than slots" (fun () ->
              holds (fun l ->
                  let s = value (Sizing.balanced l)

                  let fits slots =
                      slots > 0L && value (Binomial.repetition l slots) <= slots

                  fits s && not (fits (s - 1L))))

          testCase "slots are shared out over windows as well as can be" (fun () ->
              let extra length slots =
                  Binomial.extraSteps length (int64 slots) |> value

              let rec all (lengths: int64 list) (slots: int) : int64 seq =
                  seq {
                      match lengths with
                      | [] -> 0L
                      | length :: rest ->
                          for own in (if length = 1L then 0 else 1) .. slots do
                              for others in all rest (slots - own) do
                                  (if length = 1L then 0L else extra length own) + others
                  }

              for lengths in [ [ 7L ]; [ 5L; 30L ]; [ 30L; 30L; 1L ]; [ 12L; 40L; 23L ]; [ 2L; 3L; 100L ] ] do
                  for slots in 3..12 do
                      let shared = value (Sizing.windows lengths slots)
                      Assert.InRange(List.sum shared, 0, slots)

                      let found =
                          List.map2 (fun length own -> if length = 1L then 0L else extra length own) lengths shared
                          |> List.sum

                      Assert.Equal(Seq.min (all lengths slots), found)

              Assert.Equal(
                  "slots",
                  (match Sizing.windows [ 5L; 5L ] 1 with
                   | Error error -> error.Parameter
                   | Ok _ -> "")
              )

              Assert.Equal(
                  "lengths",
                  (match Sizing.windows [] 1 with
                   | Error error -> error.Parameter
                   | Ok _ -> "")
              ))

          testCase "the longest calculation has that repetition number, and one step more has the next" (fun () ->
              for s in 1L .. 12L do
                  for r in 0L .. 12L do
                      let l = value (Sizing.longest s r)
                      Assert.Equal(Ok r, Binomial.repetition l s)
                      Assert.Equal(Ok(r + 1L), Binomial.repetition (l + 1L) s))

          testCase "the expense ratio is the extra steps for each step" (fun () ->
              Assert.Equal(Ok 3.636, Sizing.expense 1000L 10L)
              Assert.Equal(Ok 0.0, Sizing.expense 1L 0L)
              // Where the number of extra steps is beyond 64 bits, their ratio is not.
              Assert.Equal(499_999_999_999_999_999.5, value (Sizing.expense 1_000_000_000_000_000_000L 1L), 1e3))

          testCase "bad arguments are refused by name" (fun () ->
              let name (result: Result<'T, SpecError>) =
                  match result with
                  | Ok _ -> "accepted"
                  | Error error -> error.Parameter

              for bad in [ Int64.MinValue; -1L; 0L; Int64.MaxValue ] do
                  Assert.Equal("l", name (Sizing.slotsForRepetition bad 2L))
                  Assert.Equal("r", name (Sizing.slotsForRepetition 9L bad))
                  Assert.Equal("l", name (Sizing.slotsForExtraSteps bad 9L))
                  Assert.Equal("l", name (Sizing.balanced bad))
                  Assert.Equal("l", name (Sizing.expense bad 2L))
                  Assert.Equal("s", name (Sizing.expense 9L bad))
                  Assert.Equal("s", name (Sizing.longest bad 2L))

              Assert.Equal("extra", name (Sizing.slotsForExtraSteps 9L 7L))
              Assert.Equal("r", name (Sizing.longest 2L -1L))
              Assert.Equal("t", name (Sizing.longest 1000L 1000L))) ]
