namespace Schedules.FSharp.Repl

open System

/// Ends a line of F# Interactive with one sentence, which is all that is printed of it.
[<Sealed>]
type Refused(sentence: string) =
    inherit Exception(sentence)
    override _.ToString() : string = sentence

[<AutoOpen>]
module Getting =
    /// What a Result holds; an error ends the line with its sentence.
    let get (result: Result<'T, 'Error>) : 'T =
        match result with
        | Ok value -> value
        | Error error -> raise (Refused(string<obj | null>(box error)))
