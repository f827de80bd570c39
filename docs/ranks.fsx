(**
---
title: Many processes
category: Guide
categoryindex: 2
index: 4
---
# Many processes

A solver that has outgrown one machine runs under MPI. So does a run: each process, a rank, has its part of the model and a `CheckpointExecutor` of its own, all with the same schedule, and each keeps
the checkpoints of its part in its own memory and on its own disk. What has to be the same on all ranks is agreed on; the messages are MPI's.

## How a solver joins

The package `Schedules.Mpi` finds Open MPI or MPICH (and what has the same interface: Intel MPI, MVAPICH): the library that the process has, or that of the launcher, or the one that the variable
`SCHEDULES_MPI` names.

```csharp
using var group = MpiGroup.World();                 // or MpiGroup.Of(communicator), for a solver that has MPI already
var model = new SlabModel(steps, group);            // its part, by group.Rank and group.Size
using var executor = new CheckpointExecutor(model, schedule, new RunOptions { Group = group });
executor.Run();
```

For the messages of the model `MpiGroup` has `SendReceive`, `Send` and `Receive` with `Wait`, `Broadcast`, `Sum` (added in the order of the ranks: the same bits with any library), `Maximum` and `Barrier`.
Other transports, threads for example, implement `IRunGroup`: three members.

The model may send and wait in `BeginForward`, `Advance`, `Record`, `Reverse`, `EndForward`, `BeginAdjoint` and `EndAdjoint`, which all ranks call at the same time; where it writes and reads its data it may not.
Its `Identity` is that of the whole model: the same on all ranks.

## What is agreed on, and when

All ranks make the executor, call it and start it again together. They meet before each call of the model that may send, once an action as a rule and once a slice with `RunOptions.Slice`, and at the
end of each `Run`. A meeting is one reduction of nine numbers; a single process has none.

 * **The same calculation.** Another schedule, build, model or option on some rank is refused on all, when the executor is made, with one message. So is a rank that comes to another action, or ends at another step.
 * **Cancellation.** One rank that is cancelled, or whose `StopAfter` is near, stops all at the same place: each throws `OperationCanceledException`, and goes on from there when all start it again. The model is given no
   token, for ranks would look at it at different moments: with long ranges, give a `Slice`.
 * **A store that fails** on one rank, `Retry` included, ends the call on all: `CheckpointStoreException` there, a `GroupException` that names the rank and its message elsewhere, with `CanRunAgain`. They go on together when they are started again.
 * **What else a rank throws**, a replay that does not reproduce included, ends the run on all, at the same meeting.
 * **Completion.** No call returns before all ranks have done their part, and their stores theirs.

No time-out is used for that: a rank that throws comes to the next meeting and says so. Where it throws within a step, others may wait for its message. A group that carries the model's messages lets these go: what waits in
a call of `MpiGroup` throws `GroupException`. Who waits in a call of MPI of one's own is not let go: do not throw there, or call `Abort`.

A process that is killed ends the whole program, as MPI has it.

## A sample

The seismic sample runs on ranks: each has a slab of rows, and the two rows beside it of each neighbour, which are exchanged before each step of the wave, and in the same way before each
step of the adjoint, back in time. Gradient, dot-product test and Taylor test have the bits of one process.

```sh
dotnet fsi build.fsx run acoustic -- --ranks 4
dotnet build samples/Acoustic -c Release
mpirun -n 4 dotnet samples/Acoustic/bin/Release/net10.0/Acoustic.dll --verify
```

The first calls the launcher itself, with what Open MPI wants to hear from root and of more ranks than processors; `--launcher mpirun.mpich` is another one. With `--journal` and a directory a run that is
killed goes on when the same command is given again. `Slab.cs` is all that it took, beside a line in each step.

*)

(*** hide ***)
#nowarn "20"
#load "../samples/pages.fsx"

open Pages

drawing
    "The earth in which the data were observed, the one from which one starts, and the gradient of the misfit there"
    "Acoustic"
    [ "--steps"; "800"; "--shots"; "3"; "--output" ]
(*** include-it-raw ***)

(**
## What it costs

A meeting takes what the library takes for its smallest reduction, `t`, and a run of `m` meetings `m t`, beside what the ranks wait for the slowest of them, which they would do in the model's own messages. On two ranks of one machine `t` was 1.3 µs with Open MPI and
0.8 µs with MPICH (`dotnet fsi build.fsx bench -- ranks`); across a network it is what an all-reduce of 72 bytes takes there. The meetings of a schedule can be counted:
*)

open Schedules.FSharp

let schedule = Revolve.schedule 10000L 100 |> get

let meetings =
    Schedule.actions schedule
    |> Seq.sumBy (fun action ->
        match action with
        | Action.Forward _
        | Action.Reverse _
        | Action.EndForward
        | Action.EndReverse -> 1
        | Action.Copy _
        | Action.Move _ -> 0)

printfn "%d meetings for 10000 steps" meetings
(*** include-output ***)

(**

## After a crash

With a `Journal` each rank has a directory of its own in the one that is named, `0`, `1` and so on or as `RunOptions.Rank` says: on a file system that all share, or on disks of their own. A process that is killed ends the program on all ranks; the same
command, started again, goes on, with the bits of a run that was not killed.

 * The entries of the journals are numbered, the same on all ranks, and each rank keeps the last two, with the adjoint's state of each. An entry is written when it is time for that on any rank and all have written the one before, so that there is
   always one that all have: what is lost is what has been reversed since then.
 * On a new start the ranks agree on the latest entry that all have as it was written, and on the checkpoints that all have, and recover with the same schedule. A start that is killed before it has come that far has changed nothing that the next one needs.
 * A rank whose directory is lost, or is of another time, has no entry in common with the others: all begin anew. One whose last state is damaged makes all go on from the one before; one that has lost checkpoints makes all compute those again.
   `Recovery`, the same on all ranks, says where they go on; its `Rejected` says what was of no use here.
 * A journal of another number of ranks, one process included, of another schedule, model or control on any rank is refused on all: with a `JournalException` of the same words, which begin with the rank whose journal it is. Nothing is changed then.

On disk, an adjoint's state of `s` bytes takes `2 s` on its rank, and `3 s` while the next is written, where a single process has `s` and `2 s`; in memory it is two buffers on both. Beside it are the checkpoints of the disk levels.

Under Slurm:

```sh
#SBATCH --nodes=4 --ntasks-per-node=8 --time=12:00:00
srun dotnet solver.dll --journal "$SCRATCH/run" --stop-after 11:50:00
```

 * **A shared file system** is the simple case: any nodes do, as long as there are as many ranks.
 * **Disks in the nodes** are faster, and each rank has to be where its directory is: ask for the same nodes in the same order (`--nodelist`), or copy `run/3` to the node that rank 3 has got before `srun`. A rank that finds nothing makes all begin anew; what an earlier run has left
   on a node is of another run, and is of no use, but not dangerous.
 * **A time limit** asks for `RunOptions.StopAfter`, less than the limit by what the program does before and after: the rank whose time is up first stops all, in good order, each writes the adjoint's state where it stands, and the next job reverses no step twice. Without it a job that is
   killed loses what was reversed since the last common entry.

## Not yet

`GradientLoop` and `CheckpointExecutor.Auto` are for one process, and refuse a group of many. An executor for each evaluation does the same as a loop; a schedule that `Auto`, or `schedules plan`, has chosen for one rank is given to all.
*)
