(**
---
title: Schedules
category: Start
categoryindex: 1
index: 1
---
# Schedules

The adjoint of a time-stepping simulation uses the forward trajectory in reverse order, which for long runs does not fit in memory. A *checkpointing
schedule* says what to keep, and what to recompute. Here is one: press Play, or click into it and use the arrow keys.
*)

(*** hide ***)
#nowarn "20"
#load "../samples/players.fsx"

Players.choice
(*** include-it-raw ***)

(**
Steps go across, actions down. The forward (grey) runs once to the end and keeps checkpoints on its way. Then the adjoint (orange) comes back, one step after
the other; for each, the forward starts again from the latest checkpoint and records that step (blue). The panels below show what each level and WORK hold,
and the cost so far.

## Where to begin

 * [Getting started](starting.html): eight steps to a checked gradient of your own solver.
 * [The idea in five minutes](idea.html): actions, a schedule, its cost, the referee.
 * [Choosing a schedule](choosing.html): a default, and what each one costs.
 * [Writing a solver](solver.html), in C#: a model, the executor, a gradient that is checked.
 * [Troubleshooting](troubleshooting.html), by message; [questions](faq.html); [limitations](limitations.html).

Schedules is a .NET library of such schedules: an F# core of pure state machines, a referee that checks any schedule, a facade for C#, a runtime that executes them for your solver, a command,
and a native library for [C, Fortran and Python](native.html). Output on these pages is what the code has printed.
The [reference](reference/index.html) describes the core in F#, and the C# assemblies in C#.
*)
