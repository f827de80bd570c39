(**
---
title: What a run does, action by action
category: Guide
categoryindex: 2
index: 8
---
# What a run does, action by action

Before the first action, and with a journal as the executor is made, the caller calls `BeginForward` and `ClearDependencies` of the model.

One thread drives a run: the *caller*, which calls `Run`. It alone calls the model, the referee, the journal and your own hooks. A level whose store is not in memory has a *worker*, a thread that does with the store what the caller has
asked for, in the order in which it was asked; with `RunOptions.Overlap = false` there is none, and the caller does it at once. A level in memory never has one: the model writes and reads its data where they are.

At each action, in this order: `BeforeAction`; the referee judges it; checkpoints that will be read soon are asked for; it is carried out, as below; the journal is written if it is time; `AfterAction`.

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
| `Reverse` | `BeginAdjoint` if it is the first, `Reverse`; `ClearDependencies` if that is asked for; the journal, if it is time | | the adjoint's state and the journal are replaced | the steps reversed so far, if the model gives its adjoint's state |
| `EndReverse` | `EndAdjoint`; the journal, unless it was the last | | the journal is replaced | that this adjoint calculation is complete |

Whatever is replaced is replaced as a whole: written under another name, flushed, renamed, and the directory flushed, by one piece of code (`DurableFile`) for checkpoints, journal and adjoint state. With `DiskLayout.OneFile` a checkpoint is a slot of one file instead: its
header is made invalid, the data and a valid header are written, and the file is flushed. Checkpoints in a directory of the run's own, that nobody looks for after a power cut, are not flushed (`DiskFlush`).

What a store refuses to write or delete is thrown to the caller at the next action, or when it waits for that store; the request stays the first of its queue, and is done again when `Run` is called again. What it refuses to read, ahead or now, is thrown
where the data are needed, and holds up nothing before that; they are read once more when `Run` is called again.

## Rooms

The source of the runtime is in folders, each of which calls only those before it: `Contracts`, `Bytes`, `Files`, `Stores`, `Settings`, `Traffic` (all threads and locks), `Measuring`, `Model`, `Actions`, `Journal`, `Starting`, `Run`.
*)
