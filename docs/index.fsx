(**
---
title: x
---
# Hello
*)
#r "../src/Schedules.FSharp/bin/Release/net10.0/Schedules.FSharp.dll"
open Schedules.FSharp
Revolve.schedule 10L 3 |> Result.map Schedule.predict |> printfn "%A"
(*** include-output ***)
