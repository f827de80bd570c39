/// Opens F# Interactive with the core, and short words for it; ends as one ends that, with `#quit;;` or the end of its input.
#load "shared/Steps.fsx"

open Shell
open Steps

helpOf "repl" (List.ofArray fsi.CommandLineArgs[1..])
let Built = restore () |> buildOnly "src/Schedules.FSharp"

// It gives 1 where its input ends, which is no failure.
foreground "dotnet" (List.ofArray ("fsi --nologo --use:samples/repl.fsx".Split ' ')) |> ignore
