(**
---
title: Resuming after a crash
category: Guide
categoryindex: 2
index: 6
---
# Resuming after a crash

A run with a journal survives being killed: what is on disk stays there, and the same program, started again, goes on with it. Ask for one with
`RunOptions.Journal`, and give the run a directory of its own.
*)

(*** hide ***)
#nowarn "20"
#load "../samples/pages.fsx"
open Pages

source "Examples.cs" "options"
(*** include-it-raw ***)

(**
The checkpoints on disk are files in that directory; the journal says which schedule they belong to, and how far the adjoint is. The state of the adjoint is written after `Every` so
much time, and after `EveryActions` actions, if you say so. It is the model that knows what this state is, and tells it by implementing `IAdjointState`:
*)

(*** hide ***)
source "PendulumModel.cs" "crash"
(*** include-it-raw ***)

(**
## A run

The program is the same for the first start and for all others: the executor finds the journal, or begins one.
*)

(*** hide ***)
source "Examples.cs" "resume"
(*** include-it-raw ***)

(**
Run to its end in one go, it prints this:
*)

(*** hide ***)
open System.IO

let directory = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName())
pendulum [ "resume"; directory ]
(*** include-it-raw ***)

(**
## Killed

Now it is killed (the process, for good) when the adjoint has come back from step 1000 to step 400. What was in RAM is lost. Started again:
*)

(*** hide ***)
killed [ "crash"; directory ]
pendulum [ "resume"; directory ]
(*** include-it-raw ***)

(**
The gradient has the same bits. Files are written behind the computation: which ones were complete is as it happened. The steps from the last written state of the adjoint to step 400 are reversed again, and the forward goes on from
checkpoints on disk: the rest is scheduled anew for what is there, by the same policy.

## What holds

 * A journal is of one run: another model, schedule or number of steps is refused with a `JournalException`. `IAdjointModel.Identity` is what the model says of itself, and has all that changes the result, the control included; a model without one is refused.
 * The journal also has a hash of the restart data at step 0, so that another initial state is refused though the identity be the same; and the checksums of `IForwardChecksum` are kept with the checkpoints, so that a forward that comes to where one was made in another state is a
   `ReplayMismatchException`. What is neither in the identity nor in the restart data, and a model without checksums: that is for `Identity` alone to tell.
 * A checkpoint that was not written to its end, or is damaged, is found by its checksum and not used; `Recovery.Rejected` says which and why.
 * Without `IAdjointState`, a run that was killed in reverse begins its adjoint calculation again, with the checkpoints that are there.
 * When a run is complete, it removes its files.
 * If runs are killed often, choose a schedule that keeps checkpoints on disk: with slots in RAM only, the forward starts again from step 0.

A run that was not killed but broken off, by cancellation or by a store that failed, stands where it stood: call `Run` again.

## One model, one store, one run

| what you do | what happens | what to do |
| --- | --- | --- |
| a second executor on the same model object | `BeginForward` puts it at the start of step 0 with its present control; the run before cannot go on | nothing, or implement `BeginForward` if it says so |
| `Run` after the run is complete | `InvalidOperationException` | another executor; `Profile` is still there |
| one store in two runs that live at the same time, or under two levels, also through a `CompressedStore` or a `ThrottledStore` | the second is refused as it begins | let the first come to its end or dispose of it, or give each its own |
| a stiffly accurate schedule, and a model of which dependencies do not restart the next step | `ArgumentException` | another schedule, or `DependenciesRestart` if it is true |
| a model that writes or reads another size than it says, or says 0 | an exception that names the method and the step | correct the model |

In F#, `Recovery.recover` makes such a schedule from what survived: see its [reference](reference/schedules-fsharp-recovery.html).
*)

(*** hide ***)
if Directory.EnumerateFileSystemEntries(directory) |> Seq.isEmpty |> not then
    failwith $"files were left behind in {directory}"

Directory.Delete directory
