/// Opens F# Interactive with the core, and short words for it; ends as one ends that, with `#quit;;` or the end of its input.
#load "shared/Steps.fsx"

open Shell
open Steps

helpOf "repl" (List.ofArray fsi.CommandLineArgs[1..])
let Built = restore () |> buildOnly "src/Schedules.FSharp"

say "The core in F# Interactive. Try:  Revolve.schedule 10 3 |> show;;"
say "                                  families 100 3 10 |> compare;;"
say "`help;;` lists the words, `#quit;;` ends."

// It gives 1 where its input ends, which is no failure.
foreground "dotnet" (List.ofArray ("fsi --nologo --use:samples/repl.fsx".Split ' ')) |> ignore
