/// The scans under the dynamic programmes, against plain loops.
module Schedules.Tests.MinPlusTests

open System
open Expecto
open Schedules.FSharp

/// Small whole numbers, for ties, and infinite ones.
let private cost (random: Random) : float =
    match random.Next 8 with
    | 0 -> infinity
    | value -> float value

/// v(l) = min over 0 < i < l of left(i) + right(l - i) with left(l) = v(l) + more(l), or more(l)
/// where that is infinite, and its minimisers from `first` on.
let private plain (first: int) (last: int) (left: float[]) (right: float[]) (more: float[]) : (float * int list) list =
    let left = Array.copy left

    [ for l in first..last do
          let sums =
              [ for i in max 1 (l + 1 - right.Length) .. l - 1 -> left[i] + right[l - i], i ]

          let least = sums |> List.map fst |> List.fold min infinity
          left[l] <- if least = infinity then more[l] else least + more[l]

          least,
          [ for sum, i in sums do
                if sum = least then
                    i ] ]

[<Tests>]
let tests =
    testList
        "MinPlus"
        [
          // Every length of a row, so that whole vectors and what is left over are met, with ties
          // and with infinite sums.
          testCase "the least split is the last of the least" (fun () ->
              let random = Random 1

              for length in 1..70 do
                  for _ in 1..50 do
                      let row () =
                          Array.init length (fun _ -> cost random)

                      let left, right = row (), row ()
                      let sums = Array.map2 (+) left right
                      let least = Array.min sums

                      Assert.Equal(
                          struct (least, Array.findIndexBack ((=) least) sums),
                          MinPlus.least (ReadOnlySpan left) (ReadOnlySpan right)
                      ))

          // Rows shorter and longer than a block, that start anywhere, with right
          // rows that end before.
          testCase "a row that refers to itself has the least sums, and their first or last split" (fun () ->
              let random = Random 2

              for _ in 1..600 do
                  let last = random.Next(1, 150)
                  let first = random.Next(1, last + 1)
                  let left = Array.init (last + 1) (fun _ -> cost random)
                  let more = Array.init (last + 1) (fun _ -> float (random.Next 3))

                  let right = Array.init (1 + random.Next(0, last + 20)) (fun _ -> cost random)

                  let expected = plain first last left right more

                  for tie in [ MinPlus.Tie.Smallest; MinPlus.Tie.Largest ] do
                      let left = Array.copy left
                      let found = ResizeArray<float * int option>()

                      MinPlus.fill tie left right first last (fun l least run ->
                          Assert.Equal(first + found.Count, l)

                          found.Add(
                              least,
                              if least = infinity then
                                  None
                              else
                                  Some(MinPlus.split tie left right l least run)
                          )

                          left[l] <- if least = infinity then more[l] else least + more[l])

                      let chosen (least, splits) =
                          least,
                          if least = infinity then None
                          elif tie = MinPlus.Tie.Smallest then Some(List.head splits)
                          else Some(List.last splits)

                      Assert.Equal<(float * int option) list>(List.map chosen expected, List.ofSeq found)) ]
