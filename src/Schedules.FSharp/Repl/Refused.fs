namespace Schedules.FSharp.Repl

open System

/// Ends a line of F# Interactive with one sentence, which is all that is printed of it.
[<Sealed>]
type Refused(sentence: string) =
    inherit Exception(sentence)
    override _.ToString() : string = sentence
