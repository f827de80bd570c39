(**
---
title: Testing what you write yourself
category: Guide
categoryindex: 2
index: 8
---
# Testing what you write yourself

The package `Schedules.Testing` has the laws that policies, schedules, stores and models keep. Each is a line of a test, in any framework, and needs no other
package:

```csharp
[Fact]
public void My_store_keeps_the_contract() => Laws.Store(() => new MyStore());
```

A law that does not hold throws `LawException`: the law, what is wrong in a sentence, and the smallest case that was found. This page is written in F#
Interactive, which does as well.
*)

(*** hide ***)
#nowarn "20"
#load "../samples/pages.fsx"
#r "../src/Schedules.Testing/bin/Release/net10.0/Schedules.Interop.dll"
#r "../src/Schedules.Testing/bin/Release/net10.0/Schedules.Runtime.dll"
#r "../src/Schedules.Testing/bin/Release/net10.0/Schedules.Testing.dll"

open Pages

(** *)
open Schedules.FSharp // and get, which takes the value out of a Result
open Schedules.Interop
open Schedules.Runtime
open Schedules.Testing

let holds (law: unit -> unit) : unit =
    try
        law ()
        printfn "it holds"
    with :? LawException as error ->
        printfn "%s" error.Message

(**
## A policy

[Bisection](policy.html) with another mistake: where 7 steps are left, it forgets that it has one slot only.
*)
let right (l: int64) (free: Context) : int64 = if free = 1L then l - 1L else l / 2L
let wrong (l: int64) (free: Context) : int64 = if l = 7L then l / 2L else right l free

let bisection advance steps (slots: int) : seq<CheckpointAction> =
    let policy: Policy =
        { Enter = fun l free -> Entry.Keep(0, advance l free, free, free - 1L)
          Resume = fun l free -> Resumption.Advance(advance l free, free, free - 1L) }

    Schedule.ofPolicy "bisection" steps policy (int64 slots)
    |> get
    |> Schedule.actions
    |> Seq.map (Action.toJson >> CheckpointAction.FromJson)

holds (fun () -> Laws.Policy(fun steps slots -> bisection right steps slots))
holds (fun () -> Laws.Policy(fun steps slots -> bisection wrong steps slots))
(*** include-output ***)

(**
The law takes whatever gives actions for a number of steps and of slots, and tries all up to a bound, the shortest first. Of a `CheckpointSchedule` it also checks
that it is the same each time and as text, that what it predicts is what is counted, and that it is recovered after any crash; `Laws.Schedule`,
`Laws.Recovery` and `Laws.Vocabulary` are for a single one.

## An optimum

`ExhaustiveSearch` knows no theory: it looks at all that a calculation can do, and gives the least makespan of a small one, for any levels and costs.
*)
printfn "six steps, one slot in RAM and two on disk: %g" (ExhaustiveSearch.LeastMakespan(6, [| 1; 2 |]))
(*** include-output ***)

(**
`Laws.Optimal` compares schedules with it, for random problems. H-Revolve assumes that a slower level costs more. Where that is not so, another schedule may be cheaper:
*)
holds (fun () -> Laws.Optimal(fun problem -> CheckpointSchedule.Optimal(problem.Steps, problem.Slots, problem.Costs)))

holds (fun () ->
    Laws.Optimal(fun problem -> CheckpointSchedule.HRevolve(problem.Steps, problem.Slots, costs = problem.Costs)))
(*** include-output ***)

(**
## A store

Random calls, some of which are to be refused, beside a dictionary. This store loses the third write:
*)
type Losing() =
    let memory = new MemoryStore()
    let mutable writes = 0

    interface ICheckpointStore with
        member _.Usage = memory.Usage
        member _.Length step = memory.Length step

        member _.Write(label, data) =
            memory.Write(label, data)
            writes <- writes + 1

            if writes = 3 then
                memory.Delete label.Step

        member _.Read(step, target) = memory.Read(step, target)
        member _.Delete step = memory.Delete step
        member _.Dispose() = memory.Dispose()

holds (fun () -> Laws.Store(fun () -> new CompressedStore(new MemoryStore())))
holds (fun () -> Laws.Store(fun () -> new Losing()))
(*** include-output ***)

(**
With `capacity` it checks the limit, too. `Laws.DurableStore` closes the store and finds it again, `Laws.StoreOver` checks a store over another that fails at random.

## A model

`Laws.Model` is [`GradientCheck`](solver.html) as a law. This model computes with a speed that is not in its state:
*)
let control, x, speed, gradient = [| 1.0 |], [| 0.0 |], [| 0.0 |], [| 0.0 |]

let model =
    ArrayModel(
        20L,
        [| x |],
        [| gradient |],
        Control = [| control |],
        Begin =
            (fun () ->
                x[0] <- control[0]
                speed[0] <- 0.5),
        Step =
            (fun _ ->
                speed[0] <- 0.9 * speed[0] - 0.1 * x[0]
                x[0] <- x[0] + 0.1 * speed[0]),
        BeginAdjoint = (fun _ -> gradient[0] <- 1.0),
        AdjointStep = (fun _ _ -> gradient[0] <- 0.99 * gradient[0])
    )

holds (fun () -> Laws.Model(model, control, (fun () -> x[0]), gradient))
(*** include-output ***)

(**
## Laws of your own

`Generators` has what the laws try: problems, costs, schedules of all families, streams that are broken in a named way, crashes, and calls of stores. Each has
smaller values for every value, and `ForAll` finds the smallest for which something does not hold:
*)
let referee (broken: BrokenStream) : unit =
    Referee.Verify(broken.Actions, broken.Options) |> ignore

holds (fun () -> Generators.BrokenStreams(StreamFault.CheckpointLeftBehind, 20).ForAll referee)
(*** include-output ***)
