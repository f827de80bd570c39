/// A recovered schedule is drawn from where it starts, and written in other vocabularies or refused with a reason that helps.
module Schedules.Tests.RecoveredPictureTests

open Expecto
open Schedules.FSharp
open Schedules.Tests.Families

/// Small calculations of a family, recovered after every other action.
let private recovered (family: Family) : seq<Schedule> =
    seq {
        for spec in family.Small 6L |> List.distinct |> List.truncate 4 do
            let problem = problem 6L spec
            let schedule = buildFor problem
            let history = Crashes.history 6L problem.Adjoints (Toy.nothing 6L) schedule

            for after in 0..2 .. history.Actions.Length do
                let reversed = history.Positions[after].Reversed % 6L

                Crashes.site history Crashes.All (fun _ _ -> true) after after reversed
                |> fun site -> Recovery.recover site schedule |> orFail string
    }

let private scene (schedule: Schedule) : Scene =
    let adjoints = if schedule.Adjoints = Adjoints.Times 0L then 0L else 1L
    Scene.ofSchedule CostModel.standard adjoints schedule |> orFail string

[<Tests>]
let tests =
    testList
        "Recovered pictures"
        [ testFamilies Families.all "it is drawn as text and as SVG, from what is there; a page says what to do instead" (fun family ->
              for schedule in recovered family do
                  let scene = scene schedule
                  let positions = Scene.positions scene |> List.ofSeq
                  Assert.Equal(List.length (List.ofSeq scene.Actions), positions.Length)
                  Assert.NotEmpty(TextPicture.lines 200 scene |> orFail string)
                  let sketch = SvgPicture.sketch scene |> orFail string

                  for level, track in sketch.Levels do
                      let held =
                          positions |> List.map (fun (struct (_, position)) -> Store.units level position.Store)

                      Assert.Equal(held, List.ofArray track.Most[.. positions.Length - 1])

                  match HtmlPicture.lines scene with
                  | Ok lines -> Assert.NotEmpty lines
                  | Error error ->
                      Assert.Equal(PictureError.StartsElsewhere.ToString(), string error)
                      Assert.True(not schedule.StartsWith.IsEmpty || scene.Start.Reversed > 0L))

          testFamilies Families.all "what other vocabularies cannot say of it, they refuse as such" (fun family ->
              let reasons = System.Collections.Generic.HashSet<string>()

              for schedule in recovered family do
                  for translated in Classic.ofActions ClassicMode.Revolve (Schedule.actions schedule) do
                      match translated with
                      | Ok _ -> ()
                      | Error error -> reasons.Add($"classic: {error.Reason}") |> ignore

              for reason in reasons do
                  printfn $"{family.Name}: {reason}") ]
