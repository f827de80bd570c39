// What `dotnet fsi build.fsx repl` opens, and explore.fsx loads: the core with its words. From the package, the first lines are
// `#r "nuget: Schedules.FSharp"` and the two that open it. Whole numbers may be written without L: F# makes 64 bits of them where
// the core asks for that.
#r "../src/Schedules.FSharp/bin/Release/net10.0/Schedules.FSharp.dll"

open System
open Schedules.FSharp
open Schedules.FSharp.Repl

fsi.AddPrinter Action.toText

fsi.PrintWidth <-
    if Console.IsOutputRedirected || Console.WindowWidth <= 0 then
        130
    else
        Console.WindowWidth
