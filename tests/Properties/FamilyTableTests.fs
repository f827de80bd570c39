/// The table of families: complete, true of the constructors, and read and written as text.
module Schedules.Tests.FamilyTableTests

open System.Reflection
open Expecto
open FSharp.Reflection
open Schedules.FSharp
open Schedules.Tests.Families

let private specs: Spec list =
    [ for family in Families.all do
          for n in [ 1L; 7L ] do
              yield! family.Small n ]

/// A spec of a family that has slots for 10 steps, and its values by name.
let private usual: (Schedules.FSharp.Family * Map<string, Value>) list =
    let roomy (spec: Spec) : Map<string, Value> =
        Spec.values spec |> List.map (fun (parameter, value) -> parameter.Name, value) |> Map.ofList

    [ for family in Family.all do
          let spec =
              Families.all
              |> List.collect (fun row -> row.Small 10L)
              |> List.findBack (fun spec -> (Spec.family spec).Name = family.Name && (Spec.build spec).IsOk)

          family, roomy spec ]

let private build (family: Schedules.FSharp.Family) (values: Map<string, Value>) : Result<Schedule, SpecError> =
    Family.spec family.Name values |> orFail string |> Spec.build

let private tagOf: obj -> int =
    FSharpValue.PreComputeUnionTagReader(typeof<Spec>, BindingFlags.Public)

let private ofCase (case: UnionCaseInfo) (spec: Spec) : bool = tagOf spec = case.Tag

[<Tests>]
let tests =
    testList
        "Table of families"
        [ testCase "no other place tells families apart" (fun () ->
              let core =
                  System.IO.Path.Combine(__SOURCE_DIRECTORY__, "..", "..", "src", "Schedules.FSharp")

              let arms (file: string) : int =
                  System.IO.File.ReadLines file
                  |> Seq.filter (fun line -> line.TrimStart().StartsWith "| Spec.")
                  |> Seq.length

              let places =
                  [ for folder in [ "Planning"; "Specs"; "Time"; "Recovery"; "Languages"; "Pictures"; "Engine" ] do
                        for file in System.IO.Directory.GetFiles(System.IO.Path.Combine(core, folder), "*.fs") do
                            if arms file > 0 then
                                System.IO.FileInfo(file).Name ]

              Assert.Equal<string list>([ "FamilyTable.fs" ], places))

          testCase "each case of a spec is a row, and each row a case" (fun () ->
              let cases = FSharpType.GetUnionCases typeof<Spec> |> List.ofArray

              let names =
                  [ for case in cases ->
                        specs
                        |> List.filter (ofCase case)
                        |> List.map (fun spec -> (Spec.family spec).Name)
                        |> List.distinct ]

              Assert.Equal<string list list>(
                  [ for family in Family.all -> [ family.Name ] ] |> List.sort,
                  List.sort names
              ))

          testCase "a spec comes back from its values, and from the words of its values" (fun () ->
              for spec in specs do
                  let family = (Spec.family spec).Name

                  let values =
                      Spec.values spec |> List.map (fun (parameter, value) -> parameter.Name, value)

                  let words =
                      values
                      |> List.choose (fun (name, value) ->
                          match Parameter.write value with
                          | ValueSome word -> Some(name, word)
                          | ValueNone -> None)

                  let costs = Spec.costs spec |> ValueOption.defaultValue CostModel.standard

                  Assert.Equal(spec, Family.spec family (Map.ofList values) |> orFail string)

                  Assert.Equal(
                      spec,
                      Family.values family words costs |> Result.bind (Family.spec family) |> orFail string
                  ))

          testCase "a spec and its schedule come back from text, and the text is the same" (fun () ->
              for spec in specs do
                  let text = Spec.toText spec
                  Assert.Equal(spec, Spec.ofText text |> orFail string)
                  let schedule = Families.build spec
                  Assert.Equal(ValueSome text, ScheduleText.write schedule)
                  let read = ScheduleText.read BuildOptions.standard text |> orFail string
                  Assert.Equal(ValueSome text, ScheduleText.write read))

          testCase "what is not of a spec is refused in its text" (fun () ->
              let refused (text: string) : string =
                  match Spec.ofText text with
                  | Ok spec -> failtest $"accepted: {spec}"
                  | Error error -> string error

              Assert.Contains("start", refused """{"format":1,"family":"none","start":{"by":"rejoin","step":1}}""")
              Assert.Contains("steps", refused """{"format":1,"family":"none","steps":3}""")
              Assert.Contains("no family", refused """{"format":1,"family":"all"}""")
              Assert.Contains("no JSON", refused """{"format":1,"family":"none"} x"""))

          testCase
              "a number is allowed from the least to the largest of its range, and the constructor refuses others"
              (fun () ->
                  for family, values in usual do
                      for parameter in family.Parameters do
                          match parameter.Range, parameter.Kind with
                          | ValueSome(struct (least, most)), kind ->
                              let at (value: int64) =
                                  build family (Map.add parameter.Name (Value.Whole value) values)

                              let refuses (value: int64) =
                                  // The whole 64 bits, but 32 where the parameter has no more.
                                  if Parameter.fits most value then
                                      match at value with
                                      | Ok _ -> failtest $"{family.Name} takes {value} for {parameter.Name}"
                                      | Error(SpecError.OutOfRange(name, found, _, _)) ->
                                          Assert.Equal((parameter.Name, value), (name, found))
                                      | Error(SpecError.NoSlot(name, _)) -> Assert.Equal(parameter.Name, name)
                                      | Error error -> failtest $"{family.Name}: {error}"

                              refuses (least - 1L)

                              if most < System.Int64.MaxValue then
                                  refuses (most + 1L)

                              // One that is longer than a table may refuse the largest.
                              match kind, at most with
                              | _, Ok _
                              | (Kind.Steps | Kind.UnitsOf _ | Kind.Slots _), Error _ -> ()
                              | _, Error error -> failtest $"{family.Name}: {error}"
                          | ValueNone, _ -> ())

          testCase "what is not given is as it usually is, and what is needed is missed" (fun () ->
              for family, values in usual do
                  for parameter in family.Parameters do
                      let without = Map.remove parameter.Name values

                      match Family.spec family.Name without, parameter.Default with
                      | Error(TextError.Missing(_, name)), Default.None -> Assert.Equal(parameter.Name, name)
                      | Ok spec, Default.Value value ->
                          Assert.Equal(
                              value,
                              Spec.values spec |> List.find (fun (found, _) -> found.Name = parameter.Name) |> snd
                          )
                      | Ok _, Default.Of _ -> ()
                      | found, _ -> failtest $"{family.Name} without {parameter.Name}: {found}")

          testCase "values of another kind, or of no parameter, are refused" (fun () ->
              for family, values in usual do
                  for parameter in family.Parameters do
                      let wrong =
                          if parameter.Kind.IsSwitch then
                              Value.Whole 1L
                          else
                              Value.Switch true

                      match Family.spec family.Name (Map.add parameter.Name wrong values) with
                      | Error(TextError.Wrong(_, name, _)) -> Assert.Equal(parameter.Name, name)
                      | found -> failtest $"{family.Name}, {parameter.Name}: {found}"

                  match Family.spec family.Name (Map.add "colour" (Value.Word "red") values) with
                  | Error(TextError.NotExpected(_, "colour")) -> ()
                  | found -> failtest $"{family.Name}: {found}")

          testCase
              "a table of more entries than are allowed is refused before it is built, and one of as many is built"
              (fun () ->
                  let costs = CostModel.create 1.0 1.0 [ 0.5; 2.0 ] [ 0.0; 2.0 ] |> orFail string

                  for spec in
                      [ Spec.UnitSizes(100L, 9L, 2L, 3L, true, Storage.Disk)
                        Spec.HRevolve(100L, [ 3; 4 ], largest, costs)
                        Spec.DiskRevolve(100L, 3, false, largest, false, costs)
                        Spec.OneDRevolve(100L, 3, false, largest, false, costs)
                        Spec.PeriodicDiskRevolve(100L, 3, DiskPeriod.Searched, false, largest, false, costs)
                        Spec.PeriodicDiskRevolve(100L, 3, DiskPeriod.Given 50L, false, largest, false, costs)
                        Spec.Optimal(100L, [ 2; 2 ], costs) ] do
                      let build most =
                          Spec.buildWith
                              { BuildOptions.standard with
                                  MostEntries = most }
                              spec

                      match build 3L with
                      | Error(SpecError.TooManyStates(parameter, entries, 3L, fitting)) ->
                          Assert.Equal((if spec.IsPeriodicDiskRevolve then "period" else "steps"), parameter)
                          Assert.True(entries > 3L && fitting < 100L)
                          Assert.True((build (4L * entries)).IsOk)
                          Assert.True((build entries).IsOk || spec.IsPeriodicDiskRevolve)
                      | Error error -> failtest $"{spec}: {error}"
                      | Ok _ -> failtest $"built: {spec}"

                  let none =
                      { BuildOptions.standard with
                          MostEntries = 0L }

                  Assert.True((Spec.buildWith none (Spec.Revolve(1_000_000L, 5, Trajectory.Maximum))).IsOk)

                  Assert.True(
                      (Spec.buildWith none (Spec.HRevolve(1_000_000L, [ 5 ], largest, CostModel.standard))).IsOk
                  ))

          testCase "multistage without any slot says that one of either kind is needed" (fun () ->
              match Multistage.schedule Trajectory.Maximum 10L 0 0 with
              | Error error ->
                  Assert.Equal(SpecError.NoSlot("snapshotsInRam", "snapshotsOnDisk"), error)
                  Assert.Contains("at least one slot of either kind", string error)
              | Ok _ -> failtest "accepted") ]
