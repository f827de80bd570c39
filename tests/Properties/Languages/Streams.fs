/// What the tests of the vocabularies share.
module Schedules.Tests.Languages.Streams

open System.Text.Json
open Schedules.FSharp
open Schedules.Tests
open Schedules.Tests.Families

/// All of a stream, or where it stopped.
let all (stream: seq<Result<'T, 'Error>>) : Result<'T list, 'Error> =
    let said, wrong = stream |> List.ofSeq |> List.partition Result.isOk

    match wrong with
    | [] -> Ok(said |> List.map (orFail string))
    | first :: _ -> Result.map (fun _ -> []) first

/// The first thing wrong with a stream.
let firstError (stream: seq<Result<'T, 'Error>>) : 'Error option =
    match all stream with
    | Ok _ -> None
    | Error error -> Some error

let actions (problem: Problem) : Action list =
    buildFor problem |> Schedule.actionsOf problem.Adjoints |> List.ofSeq

/// The lines of a row of the reference data, without spaces.
let linesOf (row: JsonElement) : string list =
    [ for line in row.GetProperty("actions").EnumerateArray() -> line.GetRawText().Replace(" ", "") ]

/// The referee's verdict and counts of a translated stream, for a schedule's own limits.
let profile (schedule: Schedule) (stream: seq<Action>) : Profile =
    Profile.run schedule.Limits schedule.Length stream |> orFail string

/// Families whose every schedule keeps restart data only, records one step at a time, and is for
/// one adjoint calculation.
let classical: Family list =
    let names =
        [ "revolve"
          "multistage"
          "h-revolve"
          "disk-revolve"
          "1d-revolve"
          "periodic-disk-revolve"
          "async-disk"
          "async-periodic-disk"
          "optimal"
          "online" ]

    Families.all |> List.filter (fun family -> List.contains family.Name names)
