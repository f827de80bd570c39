(**
---
title: Resuming after a crash
category: Guide
categoryindex: 2
index: 3
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

 * A journal is of one run: another model, schedule, number of steps or precision of checkpoints (`RunOptions.Precision`) is refused with a `JournalException`. `IAdjointModel.Identity` is what the model says of itself, and has all that changes the result, the control included; a model without one is refused.
 * The journal also has a hash of the restart data at step 0, so that another initial state is refused though the identity be the same; and the checksums of `IForwardChecksum` are kept with the checkpoints, so that a forward that comes to where one was made in another state is a
   `ReplayMismatchException`. What is neither in the identity nor in the restart data, and a model without checksums: that is for `Identity` alone to tell.
 * A checkpoint that was not written to its end, or is damaged, is found by its checksum and not used; `Recovery.Rejected` says which and why.
 * Without `IAdjointState`, a run that was killed in reverse begins its adjoint calculation again, with the checkpoints that are there.
 * When a run is complete, it removes its files.
 * If runs are killed often, choose a schedule that keeps checkpoints on disk: with slots in RAM only, the forward starts again from step 0.

A run that was not killed but broken off, by cancellation or by a store that failed, stands where it stood: call `Run` again.

## Stopped in good order

Cancelled in reverse, or disposed of before it is complete, a run writes the state of its adjoint: the same program, started again, reverses no step twice. A batch system gives a limit of time: with `RunOptions.StopAfter` the run stops before that, early enough
to end a step, the writes that are under way, and the writing of the state, by the longest times that it has seen, and throws `OperationCanceledException`. Leave something for what the program does besides, and before the executor is made.

If more than one adjoint calculation is wanted (`RunOptions.Adjoints`), the same program goes on with the one that was broken off, and does the others after it; where what had survived serves for one only, with another forward, for which the model needs `BeginForward`: without it the
program is started once more for the next ones.

In a run that is resumed in reverse `EndForward` is not called: what a model takes there, the final state or the value of a functional, belongs to what it writes in `WriteAdjoint`.

## What is promised, and what is not

 * **The process ends in any way:** what was written is there. Nothing is promised of what was under way.
 * **The power is cut:** the journal, the adjoint's state and each checkpoint count as written when the device says that they are there, names and directories included. Where the device says that it has failed, so does the run. `DiskFlush.Never` gives that up for checkpoints, which are verified all the same.
 * **A checkpoint comes back** that had been deleted, or is of another run, level or schedule: it is found to be so, and not used; `Recovery.Rejected` says which, and why.
 * **Files are altered by chance:** found by checksums. Altered with intent, checksums included, so that they say what can be: not found.
 * **The device lies** about what it has written, or two machines use a directory that has no locks (some network file systems): nothing is promised.
 * **The adjoint's state** is as large as the model says, and is copied into one of two buffers by the thread that computes. It is written behind the computation (by that thread with `Overlap = false`) with a CRC-32C: what a killed run loses is what was reversed
   since the last state that had got to the disk, which may be the one before the one that was being written. A state that waits is superseded by the next, so that a slow disk does not hold up the computation; one that cannot be written is an error at the next `Reverse`.

## Looking at it

`schedules inspect` tells what is in a directory, of one run or of many, and whether each checkpoint and journal is whole; it verifies all of them, changes nothing, and does not disturb a run that goes on. It ends with 1 if anything is not whole. With `--format json` it says the same to
programs, as `RunInspection.Of` does in C#, which also reads the data. Of the run that was killed above:

```sh
schedules inspect /scratch/pendulum
```

```text
run 8572503b-2920-4870-9585-2e08411128cd
journal /scratch/pendulum/journal.json
model pendulum, 1000 steps from (1, 0), friction 0.1
schedule
{"format":1,"family":"h-revolve","steps":1000,"slots":[3,4],"inRam":"largest","c
osts":{"uf":1,"ub":1,"write":[0,2],"read":[0,2]}}
1,000 steps, 456 reversed, 0 adjoint calculations complete, state of the adjoint
32 B
┌───────┬─────────┬──────┬───────┬──────────────────┬──────────┐
│ level │ kind    │ step │ bytes │         checksum │      CRC │
├───────┼─────────┼──────┼───────┼──────────────────┼──────────┤
│ DISK  │ restart │    0 │    16 │ 00000000765dc065 │ 765dc065 │
│ DISK  │ restart │  215 │    16 │ 0000000076d2daba │ 76d2daba │
│ DISK  │ restart │  370 │    16 │ 000000005de5d09e │ 5de5d09e │
│ DISK  │ restart │  410 │    16 │ 00000000995c6275 │ 995c6275 │
└───────┴─────────┴──────┴───────┴──────────────────┴──────────┘
4 checkpoints whole, 64 B
```

`samples/Export` puts what `RunInspection` finds into an HDF5 file, with PureHDF: a group for each run and level, a dataset for each step.

## What each error asks for

| error | what there is | what to do |
| --- | --- | --- |
| `JournalException`: is of another run | a journal of another schedule, model, control or number of steps | run the program that it is of to its end, or give this one another directory |
| `JournalException`: is not as it was written | a journal or state that was altered, or cut off | remove what is in the directory: the run begins anew |
| `JournalException`: cannot be used | no permission, no room, or another run that lives | remove the cause; start again |
| `CheckpointStoreException` from the constructor or `Run` | a store or the journal that failed: full, over quota, gone, an error of the device | remove the cause; call `Run` again, or start the program again; what passes by itself is tried again before it is thrown, with `RunOptions.Retry` |
| `OperationCanceledException` | cancelled | call `Run` again, or start the program again |
| `OperationCanceledException` that names `StopAfter` | a run that has stopped in good order | start the program again: this executor has no time left |
| `ReplayMismatchException` | a model that does not come to the same state twice, or checkpoints of another forward | mend the model; remove the directory |
| `InvalidScheduleException`, `InvalidOperationException`, `NotSupportedException` | a schedule or model that does not do as it says | mend what the message names |
| `ArgumentException` from the constructor | options, schedule and model that do not go together | give others |

What the model throws comes out as it is: the run has failed then, and the same program, started again, goes on from what had been written.

## What is left behind

 * **A run that comes to its end** gives its threads, memory and files back before it is disposed of; its journal stays until then, for the result may not have been taken yet. One that is forgotten before its end is ended when it has been collected.
 * **A run without a journal that is killed** leaves a directory among the system's temporary files, or in `RunOptions.Directory`. The next run that makes one there removes it, as does `DiskStore.Sweep`: each directory has a lock that its owner holds, and what lives is let alone. What another machine or user has left is not touched, and nothing is where locks do not work, as on some parallel file systems: remove that by hand.
 * **Directories that are made** can be looked into by their user alone. One that is there stays as it is, with all that is in it under other names than those of a run's own files.
 * **A link, a pipe or a device** under the name of a run's own file is an error, and nothing is done with it. The path to the directory may have links.
 * **A store that hangs** stops neither cancellation nor `Dispose` for longer than `RunOptions.StoreTimeout`, a minute if you do not say: the error says which store it is. Stores that are not written behind the computation are called by the thread of the run, which waits for them.
 * **With `Adjoints = 0`** there is only the forward, and nothing is kept.

How often a model is called, and for which steps, follows from the schedule alone: once for each range, or for `RunOptions.Slice` steps at a time. Between these calls a run can be cancelled, and writes the state of the adjoint: give a number where ranges are long
(`single-memory` has just one, in reverse) and the model does not look at the token that it is given.

## One model, one store, one run

| what you do | what happens | what to do |
| --- | --- | --- |
| a second executor on the same model object | `BeginForward` puts it at the start of step 0 with its present control; the run before cannot go on | nothing, or implement `BeginForward` if it says so |
| another control, or anything else that changes the result, between `RunForward` and `RunReverse` | `InvalidOperationException` if `Identity` tells; `ReplayMismatchException` if `IForwardChecksum` does; else nothing is found, and the gradient is wrong | a new run for each control; an `Identity` with the control in it |
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
