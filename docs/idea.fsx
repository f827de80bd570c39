(**
---
title: The idea in five minutes
category: Start
categoryindex: 1
index: 3
---
# The idea in five minutes

A simulation takes *n* steps. Step *i* takes the state from the start of step *i* to the start of step *i* + 1. Its adjoint goes
from step *n* − 1 back to step 0, and at each step it needs forward data of that step. There are two kinds of data to keep:

 * **restart data**, from which the forward starts again at the beginning of a step, and
 * **adjoint dependencies**, which the adjoint needs to go back over a step.

If the dependencies of all steps fit in memory, record them all. If they do not, keep restart data now and then, go back to them,
and compute the steps in between again. How many, where, and when each one is dropped is a *schedule*.
*)

(*** hide ***)
#nowarn "20"
#load "../samples/pages.fsx"

open Pages

drawing
    "A Burgers flow, which goes forward in time; and how much the energy at its end depends on each of its values, which goes back (samples/Burgers)"
    "Burgers"
    [ "--output" ]
(*** include-it-raw ***)

(**
## A schedule is a stream of actions
*)
open Schedules.FSharp

let get result =
    match result with
    | Ok value -> value
    | Error error -> failwith (string error)

let schedule = Revolve.schedule 4L 2 |> get // 4 steps, 2 slots in RAM

for action in Schedule.actions schedule do
    printfn "%s" (Action.toText action)
(*** include-output ***)

(**
WORK is what the forward and the adjoint use directly; RAM, disk and slower levels hold checkpoints. Ranges are half open: a forward from
0 to 2 takes steps 0 and 1. The text picture shows the same stream, a line for each action:
*)
let scene = Scene.ofSchedule CostModel.standard 1L schedule |> get

for line in TextPicture.lines 100 scene |> get do
    printfn "%s" line
(*** include-output ***)

(**
## What it costs is known before it runs

The number of forward steps, and what each level is written and read, follow from the parameters. Nothing is enumerated to predict it,
so that 10^12 steps are as quick as four:
*)
for steps in [ 4L; 1_000L; 1_000_000L; 1_000_000_000_000L ] do
    let counts = Revolve.schedule steps 20 |> Result.bind Schedule.predict |> get
    printfn "%13d steps, 20 slots: %.2f forward steps a step" steps (Counts.recomputationRatio steps counts)
(*** include-output ***)

(**
That is the bargain: the same memory, whatever the number of steps, for a factor of a few in time.

## A referee judges any stream

The referee knows nothing of schedules. It goes through actions, follows what each level holds, and says what they cost
or the first thing that is wrong. Here the checkpoint of step 0 is moved where it has to stay:
*)
let actions = Schedule.actions schedule |> List.ofSeq

let wrong =
    actions
    |> List.map (fun action ->
        match action with
        | Action.Copy(n, source, target) -> Action.Move(n, source, target)
        | other -> other)

let judge stream =
    match Profile.run Limits.none (Length.Known 4L) stream with
    | Ok profile -> printfn "valid: %O" profile.Counts
    | Error violation -> printfn "%O" violation

judge actions
judge wrong
(*** include-output ***)

(**
Every family in this library is tested against this referee; so can be [any other schedule](verifying.html).

## A cursor is a value

To run a schedule, take one action after the other. A cursor is immutable: keep it, look ahead with it, go back to it.
*)
let rec take count cursor =
    if count > 0 then
        match Cursor.next cursor with
        | Next.Action(action, after) ->
            printfn "%-38s forward at %d, adjoint steps done: %d" (Action.toText action) after.N.Value after.R
            take (count - 1) after
        | Next.AwaitingLength
        | Next.Exhausted -> ()

Schedule.start schedule |> take 5
(*** include-output ***)

(**
In C#, a schedule is an `IEnumerable<CheckpointAction>`, and an executor takes a solver through it: see
[writing a solver](solver.html). Next: [which schedule to choose](choosing.html).
*)
