/// Random tests: the one place where FsCheck is configured.
module Schedules.Tests.Random

open System
open Expecto
open FsCheck
open FsCheck.FSharp

/// A failure prints its seed as "seed,gamma"; SCHEDULES_SEED, set to it, replays it (in every property; filter for one).
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

let private runner =
    { new IRunner with
        member _.OnStartFixture _ = ()
        member _.OnArguments(_, _, _) = ()
        member _.OnShrink(_, _) = ()

        member _.OnFinished(name, result) =
            let message = Runner.onFinishedToString name result

            match result with
            | TestResult.Passed _ -> ()
            | TestResult.Failed(_, _, _, _, seed, _, _) ->
                failtest $"{message}\nSCHEDULES_SEED={seed.Seed},{seed.Gamma} replays it"
            | TestResult.Exhausted _ -> failtest message }

/// Checks a property of so many random values; where it does not hold, fails with the least counterexample and the seed.
let check (tests: int) (values: Arbitrary<'T>) (property: 'T -> 'Testable) : unit =
    let config =
        Config.Quick.WithMaxTest(tests).WithReplay(replay).WithQuietOnSuccess(true).WithRunner runner

    Check.One(config, Prop.forAll values property)
