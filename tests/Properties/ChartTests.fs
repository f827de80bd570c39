/// Charts as text and as SVG.
module Schedules.Tests.ChartTests

open System
open System.Globalization
open System.Xml.Linq
open Expecto
open FsCheck.FSharp
open Schedules.FSharp
open Schedules.FSharp.Repl
open Schedules.Tests.Families

let private chart (points: (float * float * string) list) (bound: float voption) : Chart =
    { Title = "a < b"
      Across = "x"
      Up = "y"
      Points = [ for x, y, label in points -> { X = x; Y = y; Label = label } ]
      IsLine = true
      Bound = bound }

let private drawn (chart: Chart) : XElement list =
    let document = Chart.lines chart |> String.concat "\n" |> XDocument.Parse
    document.Descendants() |> List.ofSeq

let private named (name: string) (elements: XElement list) : XElement list =
    elements |> List.filter (fun element -> element.Name.LocalName = name)

let private number (name: string) (element: XElement) : float =
    match element.Attribute(XName.Get name) with
    | null -> failtest $"{element} has no {name}"
    | attribute -> Double.Parse(attribute.Value, CultureInfo.InvariantCulture)

[<Tests>]
let tests =
    testList
        "Chart"
        [ testCase "a point is where its values say, and says them" (fun () ->
              let points =
                  gen {
                      let! count = Gen.choose (1, 40)
                      return! Gen.listOfLength count (Gen.zip (Gen.choose (0, 1000)) (Gen.choose (0, 100_000)))
                  }
                  |> Random.among (List.forall (fun (x, y) -> min x y >= 0))

              Random.check 100 points (fun points ->
                  let circles =
                      chart [ for x, y in points -> float x, float y, $"{x}" ] ValueNone |> drawn |> named "circle"

                  let values = points |> List.map (snd >> float)
                  let least, most = List.min values, List.max values

                  let part: float -> float =
                      if least > 0.0 && most > 20.0 * least then
                          let low, high = floor (log10 least), ceil (log10 most)
                          fun value -> (log10 value - low) / (high - low)
                      elif most > 0.0 then
                          fun value -> value / most
                      else
                          fun _ -> 0.0

                  List.forall2
                      (fun value circle -> abs (number "cy" circle - (344.0 - 300.0 * part value)) < 0.01)
                      values
                      circles))

          testCase "labels hide neither points nor each other, and what has no room is in the point's title" (fun () ->
              let points =
                  [ for index in 0..30 -> float (index % 6), float (index % 5), $"label {index}" ]

              let elements = chart points ValueNone |> drawn

              let boxes =
                  [ for text in named "text" elements do
                        if text.Value.StartsWith "label" then
                            let length = 6.2 * float text.Value.Length
                            let x = number "x" text

                            let start =
                                match string (text.Attribute(XName.Get "text-anchor")) with
                                | anchor when anchor.Contains "start" -> x
                                | anchor when anchor.Contains "end" -> x - length
                                | _ -> x - length / 2.0

                            start, start + length, number "y" text ]

              Assert.True(boxes.Length >= 5)

              for one in 0 .. boxes.Length - 1 do
                  for other in 0 .. one - 1 do
                      let (start, stop, y), (start', stop', y') = boxes[one], boxes[other]
                      Assert.False(start < stop' && start' < stop && abs (y - y') < 13.0)

              let titles =
                  elements |> named "circle" |> List.map (fun circle -> circle.Value) |> Set.ofList

              for _, _, label in points do
                  Assert.True(titles |> Set.exists _.StartsWith(label)))

          testCase "the bound is a line, and nothing at all is a chart too" (fun () ->
              let said (elements: XElement list) =
                  elements |> named "text" |> List.map _.Value

              Assert.Contains("no schedule is below 3", said (drawn (chart [ 1.0, 4.0, "" ] (ValueSome 3.0))))
              Assert.Empty(drawn (chart [] ValueNone) |> named "circle")
              Assert.Equal("a < b\nx  y", string (chart [] ValueNone)))

          testCase "cost against slots, and against memory, is what the core says" (fun () ->
              let slots = bySlots (Revolve.schedule 50L) [ 0..4 ]

              Assert.Equal<(float * float) list>(
                  [ for count in 1..4 -> float count, Revolve.schedule 50L count |> cost ],
                  [ for point in slots.Points -> point.X, point.Y ]
              )

              let chosen = families 50L 3 10
              let memory = byMemory chosen
              Assert.Equal(chosen.Length, memory.Points.Length)

              for point in memory.Points do
                  Assert.True(
                      chosen |> List.exists (fun schedule -> schedule.Name = point.Label && cost schedule = point.Y)
                  )

              Assert.StartsWith($"{memory.Title}\n", $"%A{memory}"))

          testCase "a plan is drawn with a point for each of its schedules" (fun () ->
              let plan =
                  PlanRequest.create 100L Machine.standard [ 10.0; 100.0 ] |> Planner.plan |> orFail string

              let chart = PlanChart.ofResult "plan" plan
              Assert.Equal(plan.Ranking.Length, chart.Points.Length)
              Assert.True(chart.Points |> List.forall (fun point -> ValueSome point.Y >= chart.Bound))) ]
