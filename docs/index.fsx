(**
---
title: Schedules
category: Start
categoryindex: 1
index: 1
---
# Schedules

The adjoint of a time-stepping simulation uses the forward trajectory in reverse order, which for long runs does not fit in memory. A *checkpointing
schedule* says which data to keep in RAM, which on disk, and what to recompute. Schedules is a .NET library of such schedules:
an F# core of pure state machines, a referee that judges any schedule, a facade for C#, a runtime that takes a solver through
a schedule and survives a crash, and a command.
*)

(*** hide ***)
#nowarn "20"
#load "../samples/pages.fsx"

open Pages
open Schedules.FSharp

Revolve.schedule 10L 3
|> get
|> picture "Ten steps with three slots in RAM, action by action: steps across, time down."
(*** include-it-raw ***)

(**
The forward (grey) runs once to the end and keeps three checkpoints in RAM (light blue) on its way. Then the adjoint (orange) comes back, one step after the
other; for each, the forward starts again from the latest checkpoint, and records that step (blue). The panels below show what RAM and WORK hold, and the cost so far.

## Pages

 * [Getting started](starting.html): eight steps to a checked gradient of your own solver.
 * [The idea in five minutes](idea.html): actions, a schedule, its cost, the referee.
 * [Choosing a schedule](choosing.html): when to use which, with what each costs.
 * [Writing a solver](solver.html), in C#: a model, the executor, a gradient that is checked.
 * [Defining your own policy](policy.html), in F#: two questions make a schedule.
 * [Verifying somebody else's schedule](verifying.html): in JSON, step by step, or in the classic words.
 * [Testing what you write yourself](testing.html): laws of policies, schedules, stores and models, each a line of a test.
 * [Resuming after a crash](resuming.html): a journal, and what a killed run loses.
 * [Troubleshooting](troubleshooting.html): what each message means; why it is slow, or wrong; limitations.
 * [C, Fortran, Python](native.html): the library, its header, Enzyme and Tapenade; [a protocol over pipes](protocol.html).
 * [Many processes](ranks.html): one calculation on the ranks of MPI, and what they agree on.
 * [Migrating a model](migrating.html): what has changed in `IAdjointModel`.
 * [What a run does, action by action](actions.html): threads, calls, files, and what is durable.
 * [Moving from other libraries](moving.html): checkpoint_schedules, pyRevolve, Checkpointing.jl.
 * [What is proved](proof.html): binomial schedules are optimal among all streams, every policy makes a valid stream.

Questions, a screen each: [a budget in bytes](budget.html), [two functionals](functionals.html), [many gradients](gradients.html),
[which schedule](which.html), [where is it now](progress.html), [my own directory](directory.html).

All code on these pages is compiled and run when they are built, and all output is what it printed.

The reference describes [the core](reference/schedules-fsharp.html), [the facade](reference/schedules-interop.html),
[the runtime](reference/schedules-runtime.html) and [the laws](reference/schedules-testing.html).
*)
