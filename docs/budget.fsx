(**
---
title: A budget in bytes
category: Recipes
categoryindex: 3
index: 2
---
# A budget in bytes

`CheckpointExecutor.Auto` takes the bytes of each level, RAM first, measures the model and the stores, and gives a run through the schedule that is predicted to
be the fastest within them.
*)

(*** hide ***)
#nowarn "20"
#load "../samples/pages.fsx"
open Pages

source "Questions.cs" "budget"
(*** include-it-raw ***)

(*** hide ***)
pendulum [ "budget" ]
(*** include-it-raw ***)

(**
Without a run, `schedules plan`, with the budget as `--ram` and `--disk`, or `Planner.Plan` answer the same from sizes and speeds that you give. To keep a budget with a schedule of your own
choice, divide: `snapshotsInRam` is the budget, less the adjoint and the buffers (`RunOptions.Buffers` checkpoints of each level that is not in memory), divided by
`RestartBytes`. What must not be exceeded is refused by the store: `new MemoryStore(capacity)`, `DiskStoreOptions.Quota`.
*)
