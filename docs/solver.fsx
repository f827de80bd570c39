(**
---
title: Writing a solver
category: Guide
categoryindex: 2
index: 1
---
# Writing a solver

The example is a pendulum with friction: how does its last angle depend on the first angle, the first velocity and the friction? It is a program in
`samples/Pendulum`, from which this page takes its code and whose output it shows.

## A model of arrays

A state that is a few arrays needs a step and an adjoint step. `at[state]` is what the array was at the start of the step. What a step needs from the step
before belongs to the state: a second field, or the size of the time step if it changes.
*)

(*** hide ***)
#nowarn "20"
#load "../samples/pages.fsx"
open Pages

source "ArrayPendulum.cs" "arrays"
(*** include-it-raw ***)

(*** hide ***)
pendulum [ "check" ]
(*** include-it-raw ***)

(**
The check runs the model some hundred times, so take few steps. It compares the gradient with differences at two controls (of a right gradient, the
remainder falls at rate 2 until rounding takes over), and looks for what users get wrong most often: a forward that does not reproduce, restart data without a field, dependencies
that change or are not forgotten, a sum that is not in the state of the adjoint, a term of the adjoint step. What it finds it names, with the place. `GradientCheck.Run` also takes a function that makes a model for a control.

`Control` names what the steps read: a run whose control has changed in between is refused. `ArrayModel` takes arrays of any number type and rank, `HasEnded` where the number of steps is not known in advance, and `Dependencies` for what a step
leaves to its adjoint instead of the state, or `DependenciesOf` where that is in other arrays from step to step: the two levels of a leap-frog scheme change places (`ArrayAcoustic.cs` in `samples/Acoustic/Model`). Several functionals at one control: give the adjoint an array for each, and take all back in one adjoint step under any
schedule; or `RunOptions.Adjoints`, one adjoint calculation after the other, under a schedule that permits it, where the memory for one adjoint is all there is ([when to use which](functionals.html)).
`RunAsync` runs on a thread of its own.

## A model byte by byte

For full control, a solver implements `IAdjointModel`; an executor takes it through any schedule in the same way.

## What it keeps

The restart data of a step are its state. The adjoint dependencies of a step are what its adjoint needs: here also angle and velocity before the step, in
a real solver often much more. The model itself holds what the literature calls WORK.
*)

(*** hide ***)
source "PendulumModel.cs" "state"
(*** include-it-raw ***)

(**
A model whose end is found on the way leaves `Steps` null, and returns from `Advance` or `Record` the step where it ended. `Identity` is needed only with a [journal](resuming.html): it has all that changes the result,
the control included.

## Forward

`BeginForward` puts the model at the start of step 0 with its present control, so that the same object serves for one run after another, as an optimiser wants; without it, an object serves for one run, and a second is refused.
`Advance` goes from the start of step `n0` to the start of step `n1`; `Record` does the same, and keeps the dependencies of these steps. A replay must give the same bits as the first pass. Both, and `Reverse`, have a form with a
`CancellationToken`, for models of which a range takes long.
*)

(*** hide ***)
source "PendulumModel.cs" "forward"
(*** include-it-raw ***)

(**
## Adjoint

The functional is at hand in `EndForward`, when the forward is at its end for the first time. `BeginAdjoint` puts the adjoint at the end, and `Reverse` takes
it back over steps whose dependencies are there.
*)

(*** hide ***)
source "PendulumModel.cs" "adjoint"
(*** include-it-raw ***)

(**
## Bytes

Checkpoints are bytes: the runtime owns the memory and the files, and the model copies in and out, in one part or many, and more than 2 GiB if there are so many. What is written or read is compared with the size that was given. The methods for
dependencies are called only under schedules that keep these on a level, and need not be there for others.

Sizes may change from step to step, and with the state, as those of an adaptive mesh or a list do. The model is asked for them where it has the data, just before they are written; a checkpoint keeps the size that it had, and `reader.Remaining` says
what that was. Only at the beginning they are asked of step 0, too, where nothing has been recorded yet: what counts then is whether there will be any dependencies. Schedules count checkpoints, not bytes: give `schedules plan` the largest sizes. Stores fill the room of what is
deleted with what is written next, and hold no more bytes than they are given (`new MemoryStore(capacity)`, `DiskStoreOptions.Quota`), however these are shared out. A store that has too little for a schedule with the sizes of step 0 says so before the first step: set `RunOptions.CheckRoom` to false if they get smaller.
*)

(*** hide ***)
source "PendulumModel.cs" "bytes"
(*** include-it-raw ***)

(**
## Running it
*)

(*** hide ***)
source "Examples.cs" "gradient"
(*** include-it-raw ***)

(*** hide ***)
pendulum [ "gradient" ]
(*** include-it-raw ***)

(**
The referee judges each action before the model sees it, so that a wrong stream fails there and not as a wrong gradient. The gradient itself is for you to check, for instance by differences:
*)

(*** hide ***)
source "Examples.cs" "differences"
(*** include-it-raw ***)

(*** hide ***)
pendulum [ "differences" ]
(*** include-it-raw ***)

(**
## Another schedule, the same bits

The schedule is an argument. Slots in RAM are in memory outside the garbage-collected heap; those on disk are in one file of slots, written behind the computation and read ahead of it.
`RunOptions` names other directories and stores, compressed or throttled ones among them.
*)

(*** hide ***)
source "Examples.cs" "families"
(*** include-it-raw ***)

(*** hide ***)
pendulum [ "families" ]
(*** include-it-raw ***)

(**
## Smaller checkpoints

`new CompressedStore(new DiskStore())` in `RunOptions.Stores` compresses what goes to disk. Neighbouring numbers of a smooth field have the same sign, exponent and leading digits; the
built-in codecs therefore put bytes of one place of all numbers together first, by the size of the numbers: `new BrotliCodec(elementSize: 4)` for floats, 1 for data that are not numbers.
The order is part of the codec's name, which is written with each checkpoint: with another size, or with none as before this was so, a checkpoint is refused, and not read as something else.

| 8 MB of doubles (`build.fsx bench -- compression`) | smooth: of the bytes | GB/s in | GB/s out | with noise: of the bytes | GB/s in | GB/s out |
| --- | --- | --- | --- | --- | --- | --- |
| Brotli, quality 1, not shuffled | 93 % | 0.37 | 0.17 | 93 % | 0.37 | 0.12 |
| Brotli, quality 1, the default | 68 % | 0.98 | 0.62 | 80 % | 0.90 | 0.99 |
| Deflate, not shuffled | 106 % | 0.11 | 0.38 | 106 % | 0.10 | 0.37 |
| Deflate | 74 % | 0.15 | 0.46 | 86 % | 0.11 | 0.41 |

The profile of a run says what its own data become, and how fast (`RunProfile.Compression`).

After the same shuffle LZ4 makes 72 % at 1.06 GB/s in and 3.8 out, Zstandard 69 % at 0.58 and 2.8: not smaller, and not faster where a run waits, which is writing. They stay out of what ships;
an `ICheckpointCodec` over either is ten lines.

`RunOptions.Precision = StoredPrecision.Single` stores doubles as floats, on all levels, in half the bytes: those that the model gives to `writer.Write` as doubles, eight or more in a row. All else stays as it
is, and so does the adjoint's state. A double that would become infinite, or a not-a-number with a payload, is an `OverflowException`, and no silent damage. A replay is then compared, as strictly as ever, with replays from the
same checkpoint only; the precision is in the journal and in the header of each checkpoint, and a run goes on with the one that it began with. Compressed on top of that: `new BrotliCodec(elementSize: 4)`. What it costs in the
gradient, of 800 steps (`build.fsx bench -- precision`, relative error of all of it):

| | Burgers | Acoustic |
| --- | --- | --- |
| single-disk: dependencies | 1.1e-10 | 1.9e-7 |
| revolve, 10 slots: restart data | 3.6e-9 | 7.2e-7 |
| h-revolve, 3 and 10 slots: restart data, copied on | 1.8e-9 | 8.0e-7 |
| mixed, 20 units: both | 1.8e-9 | 6.3e-7 |

That is far below what an optimizer notices in these two; a calculation in which small differences grow needs a look of its own: compare the gradients of a short run.

## Data in native memory, or on a device

`writer.Write` and `reader.Read` take spans, and `LargeSpan`s of native memory (`new LargeSpan(pointer, bytes)`), of any size: the bytes are copied once, from where they are into the memory of the store, or of the buffer from which they go to disk.

Data on a device need not come to the host. A store there is an `IHandleStore`, which gives a handle for a checkpoint instead of memory; a model that is an `IHandleModel` writes and reads by it. What the handle is they agree on: the runtime passes it on. Only a checkpoint that goes to or comes from another level
goes as bytes, by the store's `Write` and `Read`. In `samples/Device` the handles are buffers of ILGPU, on its accelerator for the processor; host memory and disk are the levels below, and the schedule is one of its own, which spills the oldest checkpoints down and brings them back up:

```text
level 0: DeviceStore 19 written 19 read
level 1: MemoryStore  8 written  8 read
level 2: DiskStore    4 written  4 read
16 between the device and other levels
```

## What a model can add

 * `IForwardChecksum`: a checksum of the state, by which the runtime finds a replay that does not reproduce the first pass.
 * `IExpectedSizes`: sizes at later steps, where they differ and are known before, so that a store without the room for them refuses before the first step.
 * `IAdjointState`: the adjoint as bytes, so that a killed run goes on where it was: see [resuming after a crash](resuming.html).
*)

(*** hide ***)
source "PendulumModel.cs" "checksum"
(*** include-it-raw ***)

(**
A smaller way in is `OperatorRun`: a forward operator, a reverse operator and the state to be kept, for schedules that keep restart data only. Or have no runtime at
all: a [schedule](reference/schedules-interop-checkpointschedule.html) is an `IEnumerable<CheckpointAction>`, to go through in a loop of your own.
*)
