/// The SVG: well-formed for every family, of bounded size, accessible, and for small schedules as
/// it has been looked at.
module Schedules.Tests.SvgPictureTests

open System
open System.IO
open System.Xml.Linq
open Expecto
open Schedules.FSharp
open Schedules.Tests.Families

type private Action = Schedules.FSharp.Action

let private scene (problem: Problem) : Scene =
    buildFor problem |> Scene.ofSchedule CostModel.standard problem.Adjoints |> orFail string

let private svg (scene: Scene) : string =
    SvgPicture.lines scene |> orFail string |> String.concat "\n"

let private parse (text: string) : XElement =
    match XDocument.Parse(text).Root with
    | null -> failtest "no root"
    | root -> root

let private attribute (name: string) (element: XElement) : string =
    match element.Attribute(XName.Get name) with
    | null -> ""
    | attribute -> attribute.Value

let private named (name: string) (root: XElement) : XElement list =
    root.Descendants() |> Seq.filter (fun element -> element.Name.LocalName = name) |> List.ofSeq

/// What holds of every picture.
let private sound (scene: Scene) : unit =
    let text = svg scene
    Assert.True(text.Length < 1_000_000, $"{text.Length} characters")
    let root = parse text
    Assert.Equal("http://www.w3.org/2000/svg", root.Name.NamespaceName)
    Assert.Equal("img", attribute "role" root)

    let ids = root.Descendants() |> Seq.map (attribute "id") |> Set.ofSeq

    for id in (attribute "aria-labelledby" root).Split ' ' do
        Assert.Contains(id, ids)

    Assert.NotEmpty((List.exactlyOne (named "title" root)).Value)
    Assert.NotEmpty((List.exactlyOne (named "desc" root)).Value)

    // No coordinate is negative or not a number, but for turned text.
    for path in named "path" root do
        Assert.DoesNotContain("NaN", attribute "d" path)
        Assert.DoesNotContain("∞", attribute "d" path)

/// A stream that reads every other step over and over: each row of it has gaps everywhere.
let private worst (steps: int64) (rounds: int) : Action list =
    let starts = [ 0L .. 2L .. steps - 1L ]

    let forward n0 n1 ics deps =
        Action.Forward(n0, n1, ics, deps, (if ics then Storage.Disk else Storage.Work))

    [ for n in starts do
          forward n (n + 2L) true false

      Action.EndForward
      for _ in 1..rounds do
          for n in starts do
              Action.Copy(n, Storage.Disk, Storage.Work)
              forward n (n + 1L) false false

      for n in List.rev starts do
          Action.Copy(n, Storage.Disk, Storage.Work)
          forward n (n + 1L) false false
          forward (n + 1L) (n + 2L) false true
          Action.Reverse(n + 2L, n + 1L, true)
          Action.Move(n, Storage.Disk, Storage.Work)
          forward n (n + 1L) false true
          Action.Reverse(n + 1L, n, true)

      Action.EndReverse ]

/// Snapshots: small schedules as text and SVG, in files beside the tests.
let private snapshots: (string * Problem) list =
    [ "revolve", problem 5L (Spec.Revolve(5L, 2, Trajectory.Largest))
      "multistage", problem 6L (Spec.Multistage(6L, 1, 1, Trajectory.Maximum))
      "two-level", problem 7L (Spec.TwoLevel(3L, 1, Storage.Ram, Trajectory.Maximum))
      "mixed", problem 5L (Spec.Mixed(5L, 2, Storage.Level 2))
      "single-disk", problem 3L (Spec.SingleDisk false)
      "single-memory", problem 4L Spec.SingleMemory
      "none", problem 3L Spec.None
      "periodic-disk", problem 5L (Spec.PeriodicDisk 2L)
      "h-revolve", problem 8L (Spec.HRevolve(8L, [ 1; 2 ], largest, CostModel.standard))
      "online", problem 7L (Spec.Online(OnlinePolicy.Greedy, 2, Storage.Ram, Trajectory.Largest)) ]

[<Tests>]
let tests =
    testList
        "SvgPicture"
        [ testFamilies Families.all "it is well-formed and accessible for small schedules" (fun family ->
              for problem in few 11 6L family do
                  sound (scene problem))

          testFamilies Families.all "it is well-formed, accessible and of bounded size for large ones" (fun family ->
              check 4 (random 20000 family) (scene >> sound))

          testCase "ten to the eighteen steps are drawn" (fun () ->
              sound (scene (problem 1_000_000_000_000_000_000L Spec.SingleMemory)))

          testCase "a title of any characters is well-formed, and comes through" (fun () ->
              let title = "a < b & \"c\" > d\u0001\uD800\uFFFE é 𝒙"

              let root =
                  parse (
                      svg
                          { scene (problem 3L Spec.SingleMemory) with
                              Title = title }
                  )

              Assert.Equal("a < b & \"c\" > d \uFFFD  é 𝒙", (List.exactlyOne (named "title" root)).Value))

          testCase "no stream makes it larger than a megabyte" (fun () ->
              sound (Scene.ofActions "worst" CostModel.standard Limits.none (Length.Known 840L) (worst 840L 300)))

          testList
              "small schedules look as they did when they were looked at"
              [ for name, _ in snapshots do
                    for kind in [ "txt"; "svg" ] ->
                        testCase $"{name}.{kind}" (fun () ->
                            let folder = Path.Combine(AppContext.BaseDirectory, "Pictures")
                            let file = $"{name}.{kind}"
                            Directory.CreateDirectory folder |> ignore
                            let scene = snapshots |> List.find (fun (other, _) -> other = name) |> snd |> scene

                            let lines =
                                if kind = "txt" then
                                    TextPicture.lines 120 scene |> orFail string
                                else
                                    SvgPicture.lines scene |> orFail string

                            let drawn = String.Join('\n', lines) + "\n"
                            let received = Path.Combine(folder, $"{name}.received.{kind}")
                            File.WriteAllText(received, drawn)
                            let expected = Path.Combine(folder, file)

                            let looked =
                                if File.Exists expected then
                                    File.ReadAllText expected
                                else
                                    ""

                            Assert.True(
                                (looked = drawn),
                                $"{file} has changed: look at {received}, and copy it over tests/Properties/Pictures/{file}"
                            )

                            File.Delete received) ] ]
