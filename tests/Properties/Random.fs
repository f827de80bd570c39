/// Random tests: the one place where FsCheck is configured, and where what it
/// generates is made smaller.
module Schedules.Tests.Random

open System
open Expecto
open FsCheck
open FsCheck.FSharp
open Schedules.FSharp

/// A failure prints its seed as "seed,gamma"; SCHEDULES_SEED, set to it, replays it (in every
/// property; filter for one).
let private replay: Replay option =
    match Environment.GetEnvironmentVariable "SCHEDULES_SEED" with
    | null
    | "" -> None
    | text ->
        let seed =
            match text.Split ',' |> Array.map UInt64.TryParse with
            | [| true, seed |] -> Rnd seed
            | [| true, seed; true, gamma |] -> Rnd(seed, gamma)
            | _ -> invalidArg "SCHEDULES_SEED" $"\"{text}\" is not a seed: one number, or two with a comma between"

        Some { Rnd = seed; Size = None }

let private run (replay: Replay option) (tests: int) (values: Arbitrary<'T>) (property: 'T -> 'Testable) : TestResult =
    let mutable finished = ValueNone

    let runner =
        { new IRunner with
            member _.OnStartFixture _ = ()
            member _.OnArguments(_, _, _) = ()
            member _.OnShrink(_, _) = ()
            member _.OnFinished(_, result) = finished <- ValueSome result }

    Check.One(Config.Quick.WithMaxTest(tests).WithReplay(replay).WithRunner runner, Prop.forAll values property)
    finished.Value

/// Checks a property of so many random values, a fourth of them without the campaign; where it does
/// not hold, fails with the smallest counterexample and the seed.
let check (tests: int) (values: Arbitrary<'T>) (property: 'T -> 'Testable) : unit =
    match run replay (Effort.some tests) values property with
    | TestResult.Passed _ -> ()
    | TestResult.Failed(_, _, _, _, seed, _, _) as result ->
        failtest $"{Runner.onFinishedToString String.Empty result}\nSCHEDULES_SEED={seed.Seed},{seed.Gamma} replays it"
    | TestResult.Exhausted _ as result -> failtest (Runner.onFinishedToString String.Empty result)

/// The counterexample that a failure of `check` shows, if there is one. Always of the same random
/// values: what is smaller than all its neighbours need not be the smallest.
let smallest (tests: int) (values: Arbitrary<'T>) (property: 'T -> bool) : 'T option =
    match run (Some { Rnd = Rnd 1UL; Size = None }) tests values property with
    | TestResult.Failed(_, _, shrunk, _, _, _, _) -> Some(unbox<'T> shrunk.Head)
    | TestResult.Passed _
    | TestResult.Exhausted _ -> None

/// Whole numbers rather than fractions, and sums of these stay exact.
let private floats: Arbitrary<float> =
    let smaller (value: float) =
        [ 0.0; floor (value / 2.0); floor value; value - 1.0 ]
        |> Seq.filter (fun other -> 0.0 <= other && other < value)
        |> Seq.distinct

    Arb.fromGenShrink (Gen.constant 1.0, smaller)

/// Costs as their numbers.
let private models (numbers: Arbitrary<float * float * float list * float list>) : Arbitrary<CostModel> =
    let create (uf, ub, write, read) =
        CostModel.create uf ub write read |> Result.toOption

    let smaller (model: CostModel) =
        (model.Uf, model.Ub, model.Writes, model.Reads) |> Arb.toShrink numbers |> Seq.choose create

    Arb.fromGenShrink (Gen.constant CostModel.standard, smaller)

/// What FsCheck derives from the types of records, unions, lists and tuples: each number towards
/// zero, each list shorter.
let private derived: IArbMap =
    let map = ArbMap.defaults |> ArbMap.mergeArb floats
    map |> ArbMap.mergeArb (models (ArbMap.arbitrary map))

/// Smaller values, by their type alone.
let smaller<'T> : 'T -> seq<'T> = Arb.toShrink (derived |> ArbMap.arbitrary<'T>)

/// Random values which, where a property fails, become smaller as long as they
/// are still `valid` ones.
let among (isValid: 'T -> bool) (values: Gen<'T>) : Arbitrary<'T> =
    Arb.fromGenShrink (values, smaller >> Seq.filter isValid)
