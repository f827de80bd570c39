(**
---
title: Which schedule?
category: Recipes
categoryindex: 3
index: 1
---
# Which schedule?

Known number of steps, all in RAM: `Revolve`. RAM and disk: `HRevolve`, or `AsyncDisk` where the disk works beside the computation. Not known in advance: `Online`, `AsyncPeriodicDisk` with such a
disk, or `TwoLevel` for several adjoints. Everything fits: `SingleMemory`. If you would rather not choose: `CheckpointExecutor.Auto`, with [a budget in bytes](budget.html).

To see what they cost, compare them at your sizes:
*)

(*** hide ***)
#nowarn "20"
#load "../samples/pages.fsx"
open Pages

command 0 "compare --max-n 1000 --snapshots-in-ram 5 --snapshots-on-disk 20 --wd 4 --rd 2"
(*** include-it-raw ***)

(**
All families; each is a case of `Spec`, a method of `CheckpointSchedule`, and a word of the command:

| family | keeps | number of steps | adjoints |
| --- | --- | --- | --- |
| `None` | nothing | not needed in advance | 0 |
| `SingleMemory` | the dependencies of all steps in WORK | not needed in advance | any |
| `SingleDisk` | the dependencies of each step on disk | not needed in advance | any, or 1 (`moveData`) |
| `Revolve` | restart data in RAM, binomially: the fewest forward steps | known | 1 |
| `Multistage` | restart data in RAM and on disk, binomially; those used most in RAM | known | 1 |
| `TwoLevel` | restart data on disk each period, each period reversed binomially | not needed in advance | any |
| `PeriodicDisk` | restart data on disk each period, each period recorded at once | not needed in advance | any |
| `Uniform` | restart data at equal intervals, each recorded at once | known | 1 |
| `Mixed` | restart data or dependencies, whichever is cheaper, a unit each | known | 1 |
| `UnitSizes` | restart data or dependencies, whichever is cheaper, in units of storage | known | 1 |
| `HRevolve` | restart data on any number of levels, under costs | known | 1 |
| `DiskRevolve` | restart data in a few slots in RAM, and any number on disk, under costs | known | 1, or any (`keepDisk`) |
| `OneDRevolve` | restart data in a few slots in RAM, and the initial state on disk, under costs | known | 1, or any (`keepDisk`) |
| `PeriodicDiskRevolve` | restart data in a few slots in RAM, and on disk each period, under costs | known | 1, or any (`keepDisk`) |
| `AsyncDisk` | restart data in a few slots in RAM, and on disk beside the computation, under costs | known | 1, or any (`keepDisk`) |
| `AsyncPeriodicDisk` | restart data on disk each period beside the computation, and in a few slots in RAM, under costs | not needed in advance | 1, or any (`keepDisk`) |
| `Optimal` | restart data on any number of levels: least cost, whatever the costs | known | 1 |
| `Online` | restart data in a fixed number of slots, dropped for later ones as the forward goes | not needed in advance | 1 |

Above a disk, RAM holds restart data along any trajectory, or dependencies where they are cheaper (`InRam.Mixed`, `--in-ram mixed:1:4`).

Tests show for all of them: every step is reversed once and in order, with its dependencies in WORK; no level exceeds its slots; nothing
is left behind; the predicted cost is the counted cost.

The whole story is in [choosing a schedule](choosing.html).
*)
