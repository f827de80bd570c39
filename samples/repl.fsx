// Loaded by `dotnet fsi build.fsx repl`, which references the core.
open Schedules.FSharp

/// What a Result holds; an error ends the line with what is wrong.
let get (result: Result<'T, 'Error>) : 'T =
    match result with
    | Ok value -> value
    | Error error -> failwith (string error)

/// Prints the actions of a schedule, one a line.
let show (schedule: Schedule) : unit =
    for action in Schedule.actions schedule do
        printfn "%s" (Action.toJson action)

printfn "For example:  Revolve.schedule 10L 3 |> get |> show"
