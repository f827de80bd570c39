(**
---
title: What a run does, action by action
category: Details
categoryindex: 5
index: 1
---
# What a run does, action by action

Before the first action the stores that the schedule names are opened, and refuse what could only fail later: a directory that cannot be made or written to, checkpoints for which there is no room (`ICheckpointStore.CheckRoom`). Then, and with a journal as the executor is made, the caller calls `BeginForward` and `ClearDependencies` of the model.

One thread drives a run: the *caller*, which calls `Run`. It alone calls the model, the referee and your own hooks, and takes the state of the adjoint, which a thread of the pool writes with the journal. A level whose store is not in memory has a *worker*, a thread that does with the store what the caller has
asked for: what is to be read first, then what is to be written and deleted, both in the order in which it was asked; with `RunOptions.Overlap = false` there is none, and the caller does it at once. A level in memory never has one: the model writes and reads its data where they are.

The buffers of such a level (`RunOptions.Buffers` of them, in `BufferBytes` bytes at most) are a cache. A checkpoint is read from the buffer in which it waits to be written, is being written, or still is afterwards; one that is deleted before the worker
has begun to write it is never written, and not deleted either. A buffer is given to another checkpoint when its own is in the store and has not been asked for, that of the earliest step first: the adjoint comes to that last. While the caller or the worker
writes into a buffer it is theirs alone, by a lease that ends when it is passed on. In the profile, reads that a buffer has served and writes that were dropped are counted as what the schedule asks for, and again as `Spared`: the store has done the difference.
What a journal promises does not depend on it: a checkpoint that was never written is one that has not been written yet, and a run that goes on finds what there is.

| a disk as slow as the computation, 50 steps (`build.fsx bench -- overlap`) | one after the other | the queue before | 3 buffers | 4, the default | 6 buffers | reads that the disk has, 3, 4 and 6 buffers |
| --- | --- | --- | --- | --- | --- | --- |
| two-level, period 7, 3 slots in RAM | 1.97 | 1.36 | 1.05 | 1.03 | 1.00 | 5, 4 and 2 of 22 |
| disk-revolve, 5 slots in RAM | 1.97 | 1.09 | 1.09 | 1.02 | 1.02 | 2, 1 and 0 of 5 |
| single-disk, moved | 1.99 | 1.02 | 0.98 | 0.97 | 0.95 | 47, 46 and 44 of 50 |

Times are ratios to the computation alone, on a machine that others kept busy. `Timeline` gives 1.045, 1.072 and 1.000 for three buffers, 1.036, 1.000 and 1.000 for four: with three, one is left for writing, one is in use, and a read of
19 steps, which is what the disk takes for one here, is not begun early enough.

At each action, in this order: `BeforeAction`; the referee judges it; checkpoints that will be read soon are asked for; it is carried out, as below; the adjoint's state is taken for the journal if it is time; `AfterAction`.

| action | caller | worker, or the caller | file operation | durable after it |
| --- | --- | --- | --- | --- |
| `Forward`, writes nothing | `Advance` | | | |
| `Forward`, writes restart data | `WriteRestart` into a buffer of the level, then `Advance` | `Write` of the store | new file, data, flush, rename, flush of the directory | the checkpoint, once the worker has got to it |
| `Forward`, records into WORK | `Record` | | | |
| `Forward`, writes dependencies | `WriteRestart` if it is asked for, `Record`, `WriteDependencies` into a buffer, `ClearDependencies` | `Write` of the store | as above | as above |
| `Forward` in which the length is found out | as above; then the journal | | the journal is replaced | the number of steps |
| `EndForward` | `EndForward` | | | |
| `Copy` to WORK | waits for the data; `ReadRestart`, `ReadDependencies` | `Read` of the store, ahead if possible | read, checksum compared | |
| `Move` to WORK | as `Copy` | `Read`, then `Delete` | read; the file is removed | |
| `Copy` from level to level | waits for the data, copies them into a buffer of the other level | `Read` of the one, `Write` of the other | read; new file, flush, rename, flush | the new checkpoint, once its worker has got to it |
| `Move` from level to level | as `Copy`; waits until the other level has it | and then `Delete` of the one | and the file is removed | the new checkpoint |
| `Move` to nowhere | | `Delete` | the file is removed | |
| `Reverse` | `BeginAdjoint` if it is the first, `Reverse`; `ClearDependencies` if that is asked for; the journal, if it is time | | the adjoint's state and the journal are replaced | the steps reversed so far, if the model gives its adjoint's state, once it has been written |
| `EndReverse` | `EndAdjoint`; the journal, unless it was the last | | the journal is replaced | that this adjoint calculation is complete |

Whatever is replaced is replaced as a whole: written under another name, flushed, renamed, and the directory flushed, by one piece of code (`DurableFile`) for checkpoints, journal and adjoint state. With `DiskLayout.OneFile`, which a directory of the run's own has unless you say otherwise, a checkpoint is a slot of one file instead: its
header is made invalid, the data and a valid header are written, and the file is flushed. Checkpoints in a directory of the run's own, that nobody looks for after a power cut, are not flushed (`DiskFlush`).

What a store refuses to write or delete is thrown to the caller at the next action, or when it waits for that store; the request stays the first of its queue, and is done again when `Run` is called again. What it refuses to read, ahead or now, is thrown
where the data are needed, and holds up nothing before that; they are read once more when `Run` is called again. With `RunOptions.Retry` the caller does that itself, after a time that is doubled from one try to the next, and throws what has failed so often.

## What is checked of the threads

`tests/Interleavings` compiles the sources that ship against a monitor, threads and file calls of its own, so that nothing in them is there for tests only. Their threads then run one at a time, and wherever one enters a monitor, and in the middle of whatever a store, a
model or the journal does, it is chosen which of them goes on. All schedules with few preemptions are gone through for runs with three checkpoints on a level and two buffers, and random ones for larger runs of all families; a schedule that fails is printed, and replayed by what is printed.

In each schedule: no thread waits for ever; each store gets one request at a time, what the schedule says, with the bytes of that step and kind; no buffer is changed while a store or the model is in it; a checkpoint that is moved is in the one level until it is in the other; an error of a store is thrown
to the caller once, after which the run goes on or is given up, and all its threads end; in the end the stores hold what the actions have left there. With a journal, what stores and files hold at each point is what a crash would leave: from every such state a second run goes on to the same result, and in the campaign a third from every state of that; with stores in memory, and with both layouts on disk, where a write can be broken off in its middle.
The same for the threads that work on the rows of the acoustic sample.

Between two such points a thread is alone, and sees all that others have written: what a processor may reorder where there is no lock is not explored. Faults of each kind, planted into the same sources (`tests/Interleavings/Seeds`), are found within the same bounds.
`dotnet fsi build.fsx campaign interleavings` goes further than `test` does.

## Rooms

The source of the runtime is in folders, each of which calls only those before it: `Contracts`, `Bytes`, `Files`, `Stores`, `Settings`, `Traffic` (all threads and locks), `Measuring`, `Model`, `Actions`, `Journal`, `Starting`, `Run`.
*)
