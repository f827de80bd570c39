/// A recovered schedule is drawn from where it starts, and written in other vocabularies or refused
/// with a reason that helps.
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
        [ testFamilies
              Families.all
              "it is drawn as text and as SVG, from what is there; a page says what to do instead"
              (fun family ->
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

          testFamilies
              Families.all
              "in other vocabularies it comes back as it was, or is refused with what cannot be said"
              (fun family ->
                  let reasons = System.Collections.Generic.HashSet<string>()

                  /// All words, or the first reason.
                  let words (translated: seq<Result<'Word, Untranslated>>) : 'Word list option =
                      let translated = List.ofSeq translated

                      for word in translated do
                          match word with
                          | Ok _ -> ()
                          | Error error -> reasons.Add(string error.Reason) |> ignore

                      if List.forall Result.isOk translated then
                          Some(List.map (orFail string) translated)
                      else
                          None

                  for schedule in recovered family do
                      let actions = Schedule.actions schedule |> List.ofSeq

                      for mode in [ ClassicMode.Offline; ClassicMode.Multistage ] do
                          match words (Classic.ofActions mode actions) with
                          | Some classic ->
                              Assert.EqualItems(actions, Classic.toActions classic |> Seq.map (orFail string))
                              Assert.Empty schedule.StartsWith
                          | None -> ()

                      match words (Operations.ofActions actions) with
                      | Some operations ->
                          Assert.EqualItems(actions, Operations.toActions operations |> Seq.map (orFail string))
                      | None -> ()

                  Assert.DoesNotContain(string Untranslatable.OutOfPlace, String.concat "; " reasons)) ]
