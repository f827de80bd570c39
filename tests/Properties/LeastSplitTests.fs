/// The scan under the exact dynamic programmes.
module Schedules.Tests.LeastSplitTests

open System
open Expecto
open Schedules.FSharp

[<Tests>]
let tests =
    testList
        "LeastSplit"
        [
          // Every length of a row, so that whole vectors and what is left over are met, with ties and with infinite sums.
          testCase "the least split is the last of the least" (fun () ->
              let random = Random 1

              for length in 1..70 do
                  for _ in 1..50 do
                      let row () =
                          Array.init length (fun _ ->
                              match random.Next 8 with
                              | 0 -> infinity
                              | value -> float value)

                      let left, right = row (), row ()
                      let sums = Array.map2 (+) left right
                      let least = Array.min sums

                      Assert.Equal(
                          struct (least, Array.findIndexBack ((=) least) sums),
                          LeastSplit.find (ReadOnlySpan left) (ReadOnlySpan right)
                      )) ]
