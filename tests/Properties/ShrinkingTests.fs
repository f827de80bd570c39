/// Every kind of random value becomes small where a property fails: here, properties
/// that are made to fail.
module Schedules.Tests.ShrinkingTests

open System.IO
open System.Text.RegularExpressions
open FsCheck
open Expecto
open Schedules.FSharp
open Schedules.Tests.Families

/// The counterexample to a property that fails for some of the values.
let private counterexample (values: Arbitrary<'T>) (property: 'T -> bool) : 'T =
    match Random.smallest 2000 values property with
    | Some value -> value
    | None -> failtest "no value makes the property fail"

[<Tests>]
let tests =
    testList
        "Shrinking"
        [ testCase "no random value stays as it is" (fun () ->
              let plain = Regex @"Arb\.fromGen\b"

              for file in Directory.GetFiles(__SOURCE_DIRECTORY__, "*Tests.fs", SearchOption.AllDirectories) do
                  if Path.GetFileName file <> __SOURCE_FILE__ && plain.IsMatch(File.ReadAllText file) then
                      failtest $"{file}: Random.among instead of Arb.fromGen")

          testFamilies
              (Families.all |> Effort.oneOf 8 |> List.ofSeq)
              "a problem comes down to the fewest steps that fail"
              (fun family ->
                  let problem = counterexample (random 100 family) (fun problem -> problem.Steps < 7L)

                  Assert.Equal(7L, problem.Steps))

          testCase "a problem comes down to the fewest slots, and the simplest costs" (fun () ->
              let hRevolve =
                  Families.all |> List.find (fun family -> family.Name = "h-revolve, three levels")

              let slots (problem: Problem) =
                  match problem.Spec with
                  | Spec.HRevolve(_, slots, _, costs) -> slots, costs.Uf :: costs.Ub :: costs.Writes @ costs.Reads
                  | other -> failtest $"{other}"

              let problem =
                  counterexample (random 200 hRevolve) (fun problem -> List.sum (fst (slots problem)) < 3)

              let slots, costs = slots problem
              Assert.Equal(1L, problem.Steps)
              Assert.Equal(3, List.sum slots)
              Assert.Equal(0.0, List.sum costs))

          testCase "costs come down to those that matter" (fun () ->
              let hierarchy =
                  counterexample (HRevolveTests.hierarchies 100 6 3) (fun hierarchy ->
                      hierarchy.Write.Length < 2 || hierarchy.Write[1] < 2.0)

              Assert.Equal(1L, hierarchy.Steps)
              Assert.Equal(2.0, hierarchy.Write[1])
              Assert.Equal(2.0, hierarchy.Uf + hierarchy.Ub + List.sum hierarchy.Write + List.sum hierarchy.Read)
              Assert.Equal(1, List.sum hierarchy.Slots))

          testCase "a stream comes down to one change of a small one" (fun () ->
              let revolve = Families.all |> List.find (fun family -> family.Name = "revolve")

              let spoiled =
                  counterexample (MutationTests.streams 60 revolve) (fun spoiled ->
                      let schedule = buildFor spoiled.Problem
                      (Replay.run schedule.Limits schedule.Length (MutationTests.stream spoiled)).IsOk)

              Assert.Equal(1L, spoiled.Problem.Steps)
              Assert.Equal(1, spoiled.Changes.Length))

          testCase "a crash comes down to a small calculation that has just lost what it needs" (fun () ->
              let twoLevels = Families.all |> List.find (fun family -> family.Name = "multistage")

              let accident =
                  counterexample (Crashes.accidents 60 twoLevels) (fun accident ->
                      let _, crash = Crashes.crashOf accident
                      List.length crash.Site.Survivors < 2)

              let _, crash = Crashes.crashOf accident
              Assert.Equal(2, crash.Site.Survivors.Length)
              Assert.Equal<int list>([], accident.Lost)
              Assert.InRange(accident.Problem.Steps, 2L, 4L)) ]
