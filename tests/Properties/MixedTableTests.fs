/// The fewest steps with checkpoints that hold restart data or dependencies: against an exhaustive
/// search, against each other and against what others do with the same storage.
module Schedules.Tests.MixedTableTests

open System
open Expecto
open Schedules.FSharp
open Schedules.Tests.Families
open Schedules.Tests.MixedProblems

/// M(n, s) by the recurrence, as it is written.
let private recurrence (last: int) (snapshots: int) : int64[][] =
    let table: int64[][] =
        Array.init (snapshots + 1) (fun _ -> Array.zeroCreate (last + 1))

    for s in 1..snapshots do
        table[s][1] <- 1L

        for n in 2..last do
            table[s][n] <-
                if n <= s + 1 then
                    int64 n
                elif s = 1 then
                    int64 n * int64 (n + 1) / 2L - 1L
                else
                    let mutable least = 1L + table[s - 1][n - 1]

                    for i in 2 .. n - 1 do
                        least <- min least (int64 i + table[s][i] + table[s - 1][n - i])

                    least

    table

/// M(1, s) … M(last, s) at their indices, one step after the other: r each, and one more at
/// the first of each gap.
let private summed (last: int) (s: int) : int64[] =
    let differences =
        seq {
            yield! Seq.replicate s 1L

            for r in Seq.initInfinite (fun index -> int64 index + 2L) do
                for j in 0 .. s - 1 do
                    // C(r-2+j, j) gaps, as β(r-2, j).
                    for _ in 1L .. (Binomial.beta (r - 2L) (int64 j) |> orFail string) do
                        r + 1L
                        yield! Seq.replicate (s - j - 1) r
        }

    let values = differences |> Seq.truncate (last - 1) |> Seq.scan (+) 1L
    Array.append [| 0L |] (Array.ofSeq values)

/// The largest minimiser of i + M(i, s) + M(n-i, s-1), or 0 where storing the first step takes
/// fewer, by trying all.
let private largest (table: int64[][]) (n: int) (s: int) : int64 =
    let mutable least = 1L + table[s - 1][n - 1]
    let mutable advance = 0

    if n <= s + 1 then
        0L
    elif s = 1 then
        int64 n - 1L
    else
        for i in 2 .. n - 1 do
            let value = int64 i + table[s][i] + table[s - 1][n - i]

            if value <= least then
                least <- value
                advance <- i

        int64 advance

/// Checkpoints that hold only dependencies, as in CAMS, Zhang & Constantinescu (2021), defined
/// here: the start can be restarted at no cost. A checkpoint takes w units; it holds the
/// dependencies of a step and restarts the next one, so that it is the first step of what follows
/// an advance (unless that is one step) or the first step of all. In a stiffly accurate scheme w =
/// wa; otherwise the checkpoint holds the state after the step as well, and w = wa + wr.
let private cams (last: int) (units: int) (w: int) : int64[][] =
    let infinite = Int64.MaxValue / 4L

    let table: int64[][] =
        Array.init (units + 1) (fun _ -> Array.create (last + 1) infinite)

    for s in 0..units do
        table[s][1] <- 1L

        let stored n =
            if n = 1 then 1L
            elif s >= w then 1L + table[s - w][n - 1]
            else infinite

        for n in 2..last do
            let mutable least = stored n

            for i in 1 .. n - 1 do
                least <- min least (int64 i + table[s][i] + stored (n - i))

            table[s][n] <- least

    table

[<Tests>]
let tests =
    testList
        "MixedTable"
        [ testCase "no way to do the calculation takes fewer steps, for all sizes and all units" (fun () ->
              for problem in small 7L |> Effort.oneOf 3 do
                  let found =
                      MixedSearch.fewestSteps
                          (int problem.Steps)
                          (int problem.Units)
                          (int problem.Restart)
                          (int problem.Dependencies)
                          problem.StifflyAccurate

                  let value =
                      fewest problem.Steps problem.Units problem.Restart problem.Dependencies problem.StifflyAccurate

                  require
                      problem
                      (value = (found |> Option.map int64 |> ValueOption.ofOption))
                      $"found {found}, not {value}")

          testCase "no way to do 8 steps with units of equal size takes fewer steps" (fun () ->
              for units in 0..8 do
                  for stifflyAccurate in [ false; true ] do
                      let found = MixedSearch.fewestSteps 8 units 1 1 stifflyAccurate |> Option.map int64
                      Assert.Equal(ValueOption.ofOption found, fewest 8L units 1L 1L stifflyAccurate))

          testCase "the closed form for units of equal size is the recurrence" (fun () ->
              for last, snapshots in [ 250, 40; 1500, 12; 4000, 3 ] do
                  let expected = recurrence last snapshots

                  for s in 1..snapshots do
                      let row = expected[s]
                      Assert.EqualItems(row, summed last s)

                      for n in 1..last do
                          Assert.Equal(Ok(ValueSome row[n]), MixedSteps.optimalSteps (int64 n) s))

          testCase "the closed form of the advance is the largest one of the recurrence" (fun () ->
              for last, snapshots in [ 400, 40; 1200, 12; 3000, 4 ] do
                  let table = recurrence last snapshots

                  for s in 1..snapshots do
                      for n in 2..last do
                          require
                              (n, s)
                              (MixedAdvance.largest (int64 n) (int64 s) = largest table n s)
                              "another advance")

          testCase "beyond any recurrence the advance reaches the least, and one step more does not" (fun () ->
              for n in [ 100_003L; 1_000_000_007L; 999_999_999_999L; 123_456_789_012_345_678L ] do
                  for s in [ 2L; 3L; 4L; 7L; 10L; 31L; 1000L; 1_000_000L; int64 Int32.MaxValue ] do
                      let sum (i: int64) : Int128 =
                          Int128.op_Implicit (i: int64) + MixedSteps.total i s + MixedSteps.total (n - i) (s - 1L)

                      let advance = MixedAdvance.largest n s

                      if n - 1L <= s then
                          Assert.Equal(0L, advance)
                      else
                          require (n, s) (sum advance = MixedSteps.total n s) "not the least"

                          for further in [ 1L; 2L; 3L; s; 2L * s; (n - advance) / 2L ] do
                              if 0L < further && further < n - advance then
                                  require (n, s) (sum (advance + further) > MixedSteps.total n s) "not the largest")

          testCase "a table of equal units, which no schedule needs, says what the closed forms say" (fun () ->
              let size: UnitSize =
                  { Restart = 1L
                    Dependencies = 1L
                    StifflyAccurate = false }

              let table =
                  MixedTable.create Threading.CancellationToken.None ignore 300L 12L size |> orFail string

              let context = MixedTable.first table

              for s in 1..12 do
                  for n in 2L .. 300L do
                      let row = context - 12 + s

                      Assert.True(
                          (MixedSteps.total n (int64 s) = Int128.op_Implicit (MixedTable.value row false n table))
                      )

                      Assert.Equal(MixedAdvance.largest n (int64 s), MixedTable.advance row false n table))

          testCase "the closed form holds together for large sizes, and refuses what needs more than 64 bits" (fun () ->
              for s in [ 1; 2; 3; 7; 40; 500 ] do
                  let row = summed 200_000 s

                  for n in [ 1..97..200_000 ] do
                      Assert.Equal(Ok(ValueSome row[n]), MixedSteps.optimalSteps (int64 n) s)

              // Beyond any table: one step more costs r or r + 1, and recording the first of them
              // is no better than the best.
              for n in [ 1_000_000_007L; 999_999_999_999L; 123_456_789_012_345_678L ] do
                  for s in [ 2; 3; 10; 31; 1000; 1_000_000; Int32.MaxValue ] do
                      let at n s = MixedSteps.total n (int64 s)
                      let r = Binomial.repetition n s |> orFail string
                      let step = at n s - at (n - 1L) s
                      Assert.True((step = Int128.op_Implicit r || step = Int128.op_Implicit (r + 1L)))
                      Assert.True(at n s <= Int128.One + at (n - 1L) (s - 1))

              Assert.True((MixedSteps.optimalSteps 1_000_000_000_000_000_000L 1).IsError))

          testCase "one size for both kinds of data needs no table" (fun () ->
              // No table would have so many steps, whatever the unit.
              for unit in [ 1L; 1_000L ] do
                  for steps, units in [ 1_000_000_000_000L, 1000L; 123_456_789_012_345L, 5_000_000_000L ] do
                      let expected = MixedSteps.total steps units

                      match MixedTable.optimalSteps steps (units * unit + unit - 1L) unit unit false with
                      | Ok(ValueSome fewest) -> Assert.True((expected = Int128.op_Implicit fewest))
                      | other -> failtest $"{other}")

          testCase
              "checkpoints of dependencies alone are never better: with the initial state's storage, unit sizes cover them"
              (fun () ->
                  for wr, wa, stifflyAccurate in sizes do
                      let w = if stifflyAccurate then wa else wa + wr
                      let only = cams 60 24 (int w)
                      let mutable better = 0

                      for units in 0L .. 24L do
                          for steps in 1L .. 60L do
                              let other = only[int units][int steps]
                              let value = fewest steps (units + wr) wr wa stifflyAccurate

                              require
                                  (steps, units, wr, wa)
                                  (value.IsSome && value.Value <= other)
                                  "dependencies alone are better"

                              if value.Value < other then
                                  better <- better + 1

                      // They are not the same thing.
                      Assert.True(better > 0))

          testCase "more units never cost more, nor do smaller ones, nor do restarts from dependencies" (fun () ->
              let orMax (value: int64 voption) =
                  ValueOption.defaultValue Int64.MaxValue value

              for problem in small 20L do
                  let cost problem =
                      fewest problem.Steps problem.Units problem.Restart problem.Dependencies problem.StifflyAccurate
                      |> orMax

                  let value = cost problem

                  require
                      problem
                      (cost
                          { problem with
                              Units = problem.Units + 1L }
                       <= value)
                      "more units cost more"

                  require
                      problem
                      (cost
                          { problem with
                              Restart = problem.Restart + 1L }
                       >= value)
                      "larger restart data cost less"

                  require
                      problem
                      (cost
                          { problem with
                              Dependencies = problem.Dependencies + 1L }
                       >= value)
                      "larger ones cost less"

                  require
                      problem
                      (cost { problem with StifflyAccurate = true } <= value)
                      "more ways to restart cost more")

          testCase
              "units of equal size never cost more than binomial checkpointing, and less once there are two steps"
              (fun () ->
                  for steps in [ 1L .. 400L ] @ [ 1_000_000L; 1_000_000_000_000L ] do
                      for snapshots in [ 1..40 ] @ [ 1000 ] do
                          match MixedSteps.optimalSteps steps snapshots, Binomial.totalSteps steps snapshots with
                          | Ok(ValueSome mixed), Ok binomial ->
                              Assert.True(mixed <= binomial)
                              Assert.Equal(steps >= 2L, (mixed < binomial))
                          | Error _, Error _ -> Assert.True(steps > 1_000_000L)
                          | mixed, binomial -> failtest $"{mixed}, {binomial}: {steps} steps, {snapshots} units") ]
