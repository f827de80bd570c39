(**
---
title: Defining your own policy
category: Guide
categoryindex: 2
index: 6
---
# Defining your own policy

Nearly every offline schedule in the literature is the same machine with a different answer to two questions. The machine is written once; the questions are
a type, `Policy`:

 * `Enter`: the forward stands at a step, *l* steps are still to be reversed after it, and nothing is kept there. Record them all? Keep restart data here, on which level, and advance how far?
 * `Resume`: a checkpoint is to be read, and *l* steps after it are to be reversed. Does it stay, and how far does the forward advance from it? Or is this its last read?

Both answer from *l* (at least 2: a single step is always recorded) and a number, the *context*, which the engine hands from segment to segment. What a context
means is up to the policy; here it is the number of free slots.

## Bisection

Keep a checkpoint, advance to the middle, and so on with what follows. When there is one slot left, advance to the last step.
*)

(*** hide ***)
#nowarn "20"
#load "../samples/pages.fsx"

open Pages

(** *)
open Schedules.FSharp // and get, which takes the value out of a Result

let advance (l: int64) (free: Context) : int64 = if free = 1L then l - 1L else l / 2L

let bisection: Policy =
    { Enter = fun l free -> Entry.Keep(0, advance l free, free, free - 1L)
      Resume = fun l free -> Resumption.Advance(advance l free, free, free - 1L) }

(**
`Keep(level, advance, kept, rest)`: the steps advanced over are reversed later with context `kept`, that is with all slots that are free now, its own among them; what follows is entered
with context `rest`, one slot less. `Resume` does the same from a checkpoint that stays.

A schedule is the policy, a name, a number of steps and the first context. The last argument is the number of slots:
*)
let bisect steps slots =
    Schedule.ofPolicy "bisection" steps bisection (int64 slots) |> get

for action in bisect 6L 2 |> Schedule.actions do
    printfn "%s" (Action.toText action)
(*** include-output ***)

(**
That checkpoints are dropped after their last read, that dependencies are there before a step is reversed, and that nothing is left behind, is the engine's doing.

## Is it valid?

The limits of a schedule of one's own are not known to the referee, so tell it. Here for all lengths to 60 and up to 8 slots:
*)
let limits slots =
    { Limits.none with
        Levels = Map [ 0, int64 slots; 1, 0L ]
        WorkDependencies = 1L }

let verdicts =
    [ for steps in 1L .. 60L do
          for slots in 1..8 do
              bisect steps slots |> Schedule.actions |> Replay.run (limits slots) (Length.Known steps) ]

printfn "%d schedules, %d of them valid" verdicts.Length (verdicts |> List.filter _.IsOk |> List.length)
(*** include-output ***)

(**
A policy that answers wrongly is found at once. This one believes that it always has a slot:
*)
let careless =
    { bisection with
        Enter = fun l free -> Entry.Keep(0, max 1L (l / 2L), free, free) }

match
    Schedule.ofPolicy "careless" 20L careless 2L
    |> get
    |> Schedule.actions
    |> Replay.run (limits 2) (Length.Known 20L)
with
| Ok _ -> printfn "valid"
| Error violation -> printfn "%O" violation
(*** include-output ***)

(**
## Is it good?

What it takes is predicted from the policy, by counting segments, without running it:
*)

(*** hide ***)
[ for steps in [ 20L; 100L; 1_000L; 10_000L ] do
      for slots in [ 3; 10 ] do
          let ratio schedule =
              schedule |> Schedule.predict |> get |> Counts.recomputationRatio steps |> sprintf "%.2f"

          [ string steps
            string slots
            ratio (bisect steps slots)
            ratio (Revolve.schedule steps slots |> get) ] ]
|> table [ "steps"; "slots"; "bisection: forward steps a step"; "revolve" ]
(*** include-it-raw ***)

(**
Revolve's advance is binomial; no schedule has fewer forward steps. It is the same policy with another function in the place of `advance`:
*)
let binomial: Policy =
    let advance l free =
        Binomial.advance Trajectory.Largest l free |> get

    { Enter = fun l free -> Entry.Keep(0, advance l free, free, free - 1L)
      Resume = fun l free -> Resumption.Advance(advance l free, free, free - 1L) }

let mine = Schedule.ofPolicy "mine" 1_000L binomial 5L |> get
let revolve = Revolve.schedule 1_000L 5 |> get
printfn "the same actions: %b" (Seq.toList (Schedule.actions mine) = Seq.toList (Schedule.actions revolve))
(*** include-output ***)

(*** hide ***)
bisect 16L 3 |> picture "Bisection: sixteen steps, three slots."
(*** include-it-raw ***)
