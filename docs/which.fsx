(**
---
title: Which schedule?
category: Questions
categoryindex: 4
index: 4
---
# Which schedule?

Known number of steps, all in RAM: `Revolve`. RAM and disk: `HRevolve`, or `AsyncDisk` where the disk works beside the computation. Not known in advance: `Online`, or `TwoLevel` for
several adjoints. Everything fits: `SingleMemory`. If you would rather not choose: `CheckpointExecutor.Auto`, with [a budget in bytes](budget.html).

To see what they cost, compare them at your sizes:
*)

(*** hide ***)
#nowarn "20"
#load "../samples/pages.fsx"
open Pages

command 0 "compare --max-n 1000 --snapshots-in-ram 5 --snapshots-on-disk 20 --wd 4 --rd 2"
(*** include-it-raw ***)

(**
The whole story is in [choosing a schedule](choosing.html).
*)
