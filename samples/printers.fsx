// The core, and what F# Interactive prints of it beyond what its values say themselves. Loaded by repl.fsx.
#r "../src/Schedules.FSharp/bin/Release/net10.0/Schedules.FSharp.dll"

open System
open Schedules.FSharp

/// Ends a line with one sentence: F# Interactive prints what ToString gives.
[<Sealed>]
type Refused(sentence: string) =
    inherit Exception(sentence)
    override _.ToString() : string = sentence

/// What a Result holds; an error ends the line with its sentence.
let get (result: Result<'T, 'Error>) : 'T =
    match result with
    | Ok value -> value
    | Error error -> raise (Refused(string<obj | null>(box error)))

fsi.AddPrinter Action.toText
