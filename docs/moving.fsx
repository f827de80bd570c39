(**
---
title: Moving from other libraries
category: Guide
categoryindex: 2
index: 9
---
# Moving from other libraries

Names side by side, for three libraries, from their public documentation and sources; and for those who want the schedules alone, how their tool takes them. The schedules on the right are built when this page is, so that their
parameters are right.

## checkpoint_schedules (Python)

The actions have the same names, arguments and order: `Forward(n0, n1, write_ics, write_adj_deps, storage)`, `Reverse(n1, n0, clear_adj_deps)`, `Copy(n, from_storage, to_storage)`,
`Move(n, from_storage, to_storage)`, `EndForward()`, `EndReverse()`. So have the places: `StorageType.RAM`, `DISK`, `WORK` and `NONE` are `Storage.Ram`, `Disk`, `Work` and
`None` in C#.
*)

(*** hide ***)
#nowarn "20"
#load "../samples/pages.fsx"

open Pages

(** *)
open Schedules.FSharp // and get, which takes the value out of a Result

// uf, ub; then what writes and reads cost: RAM, wd; RAM, rd.
let costs = CostModel.create 1.0 1.0 [ 0.0; 2.0 ] [ 0.0; 2.0 ] |> get

let published = InRam.Binomial Trajectory.Largest

let fromPython: (string * Spec) list =
    [ "NoneCheckpointSchedule()", Spec.None
      "SingleMemoryStorageSchedule()", Spec.SingleMemory
      "SingleDiskStorageSchedule(move_data=False)", Spec.SingleDisk false
      "MultistageCheckpointSchedule(100, 2, 5)", Spec.Multistage(100L, 2, 5, Trajectory.Maximum)
      "TwoLevelCheckpointSchedule(10, 2, binomial_storage=StorageType.RAM)",
      Spec.TwoLevel(10L, 2, Storage.Ram, Trajectory.Maximum)
      "MixedCheckpointSchedule(100, 5, storage=StorageType.DISK)", Spec.Mixed(100L, 5, Storage.Disk)
      "Revolve(100, 5)", Spec.Revolve(100L, 5, Trajectory.Largest)
      "HRevolve(100, 2, 5, uf=1, ub=1, wd=2, rd=2)", Spec.HRevolve(100L, [ 2; 5 ], published, costs)
      "DiskRevolve(100, 2, uf=1, ub=1, wd=2, rd=2)", Spec.DiskRevolve(100L, 2, true, published, false, costs)
      "PeriodicDiskRevolve(100, 2, uf=1, ub=1, wd=2, rd=2)",
      Spec.PeriodicDiskRevolve(100L, 2, DiskPeriod.OneRead, true, published, false, costs) ]

(*** hide ***)
fromPython
|> List.map (fun (python, spec) ->
    let schedule = Spec.build spec |> get
    let first = Schedule.actions schedule |> Seq.head |> Action.toText

    [ $"<code>{python}</code>"
      $"<code>Spec.{spec.ToString().Split([| ' '; '\n' |])[0]}</code>"
      schedule.Name
      first ])
|> table [ "checkpoint_schedules"; "here"; "name"; "its first action" ]
(*** include-it-raw ***)

(**
| there | here, in F# | here, in C# |
| --- | --- | --- |
| `for action in schedule` | `Schedule.actions`, `Schedule.fold` | `foreach (var action in schedule)` |
| `next(schedule)`, `schedule.n`, `schedule.r`, `schedule.max_n` | `Cursor.next`, `cursor.N`, `cursor.R`, `cursor.MaxN` | `schedule.Start()`: `run.MoveNext()`, `run.N`, `run.R`, `run.MaxN` |
| `schedule.finalize(n)` | `Cursor.setLength n` | `run.SetLength(n)` |
| `schedule.is_exhausted`, `is_running` | `cursor.IsExhausted`, `IsRunning` | `run.IsExhausted`, `IsRunning` |
| `schedule.uses_storage_type(s)` | `schedule.Storages` | `schedule.UsesStorage(s)` |
| `trajectory="maximum"` or `"revolve"` | `Trajectory.Maximum`, `Trajectory.Revolve` | the same |

What differs: an enumeration does not use a schedule up, so the same one can be gone through twice; parameters are refused when a schedule is built; a mixed schedule keeps its data in RAM
where nothing else is said (`CheckpointSchedule.Mixed`, `schedules mixed`), there on disk; costs are a list, one for each level, RAM included. The two disk families read a checkpoint on disk once there (`one_read_disk`); here they do if told so, and otherwise as often as pays.

Several trajectories are optimal in forward steps, and differ in the checkpoints that they write: for 50 steps and 7 slots `Trajectory.Maximum` and `Trajectory.Revolve` write 28, the fewest, and
`Trajectory.Largest`, which is what `Revolve` is there, 39. Here `Trajectory.Maximum` is the usual one; `Revolve.along Trajectory.Largest` and `Trajectory.Largest` in C# give the stream of there, action by action.
The families with a disk take theirs in RAM from `InRam.Binomial`, as published if nothing is said; `InRam.Binomial Trajectory.Maximum` is the same in all but the writes to RAM, which are fewest.

## I stay in Python, Fortran, C

Then take the schedules only: [libschedules](native.html) has every family, and this is all that changes.

| you have | what to do |
| --- | --- |
| pyadjoint, Firedrake | put `checkpoint_schedules.py` of `artifacts/native/python` before the package of that name in `PYTHONPATH`. `enable_checkpointing(schedule)` takes its schedules: `MultistageCheckpointSchedule(…)` as before, or `Schedule("optimal", steps=…, slots=[…], …)`. The manager dispatches on the classes of the actions, and tells the length by `finalize`, again at the end, which is accepted. One that refuses `Move` to `NONE` cannot run `online`, which drops checkpoints as it goes |
| dolfin-adjoint | the same, where it runs on pyadjoint; the older one, on libadjoint, brings its own checkpointing |
| tlm_adjoint | its schedules are classes with `iter`, which yield the step-based words: `schedules actions … --format step` writes them, one a line |
| diffrax, Equinox | `checkpointed_while_loop` is the online binomial schedule of a fixed number of slots, inside a compiled loop: `online policy=r2` is its relative. There is no hook for another; a loop of one's own in Python calls `next(schedule)` |
| Enzyme | the driver takes the table `schedules_enzyme()`; `data` is `"revolve snapshotsInRam=10 store=compressed"`, or any family that keeps restart data |
| Tapenade | link with `-lschedules` instead of `adBinomial.c`; `schedules_tapenade("h-revolve slots=4,20 write=0,3 read=0,2")` chooses another family than Revolve, whose snapshots are a stack |
| PETSc | `TSTrajectory` has a private interface for new types, and revolve inside. To use a schedule of here, switch the trajectory off, step with `TSStep`, and carry out the actions yourself |
| a solver in C, C++ or Fortran | `schedules_next` in a loop: forty lines, as `tests/Native/C/heat.c` and `tests/Native/Fortran/heat.f90` |
| anything else | [a protocol over pipes](protocol.html) |

## pyRevolve (Python)

pyRevolve runs a forward and a reverse operator. Its closest relative is `OperatorRun`, in C#:

| there | here |
| --- | --- |
| `Checkpoint`: `size`, `dtype`, `get_data`, `get_data_location` | `IStateCheckpoint`: `Bytes`, `Save`, `Load` |
| `Operator.apply(t_start=…, t_end=…)`, forward | `IForwardOperator.Apply(n0, n1, record)` |
| `Operator.apply(t_start=…, t_end=…)`, reverse | `IReverseOperator.Apply(n1, n0)` |
| `MemoryRevolver(checkpoint, fwd, rev, n_checkpoints, op_timesteps)`, also called `Revolver` | `new OperatorRun(checkpoint, forward, reverse, CheckpointSchedule.Revolve(steps, n, Trajectory.Revolve))` |
| `DiskRevolver(…, filedir=…)` | the same with `CheckpointSchedule.Multistage(steps, 0, n)` and `RunOptions.Directory` |
| `MultiLevelRevolver(…, storage_list, uf=…, ub=…)` | the same with `CheckpointSchedule.HRevolve(steps, slots, costs: costs)` |
| `apply_forward()`, `apply_reverse()` | `ApplyForward()`, `ApplyReverse()` |
| `compression_params` | `CompressedStore` in `RunOptions.Stores` |
| `Profiler` | `run.Profile` |
| `scheduler.ratio` | `profile.RecomputationRatio` |
| `n_checkpoints=None`: chosen by `adjust` | choose it: see [choosing a schedule](choosing.html) |

Its trajectory is that of Algorithm 799, `Trajectory.Revolve`: 28 checkpoints for 50 steps and 7 slots, as few as with the usual one.

There, `t_end` of the reverse operator is the higher step, and the forward operator is called for the step that is reversed next; here, `record` says so. Its schedule speaks the
classic words, which this library reads and writes:
*)
Revolve.schedule 4L 2
|> get
|> Schedule.actions
|> Classic.ofActions ClassicMode.Offline
|> Seq.iter (get >> ClassicAction.toJson >> printfn "%s")
(*** include-output ***)

(**
| pyRevolve's `Action` | classic |
| --- | --- |
| `TAKESHOT` | `takeshot` |
| `ADVANCE` | `advance` |
| `LASTFW`, then `REVSTART` | `firsturn` |
| `REVERSE` | `youturn` |
| `RESTORE` | `restore` |
| `TERMINATE` | `terminate` |

## PETSc, Firedrake and tlm_adjoint, under MPI

There, a communicator comes with the objects, and all ranks take the same decisions because they run the same program: one that is cancelled, or whose disk fails, leaves the others waiting. Here a
communicator becomes a group, `MpiGroup.Of(communicator)`, in `RunOptions.Group`, and the ranks [agree](ranks.html) at each action; each keeps its own part of a checkpoint, as with
`TSTrajectory` in memory, or with a `checkpoint_comm` of one process in Firedrake. After a crash they go on together, from the latest state of the adjoint that all have.

## Checkpointing.jl (Julia)

Checkpointing.jl differentiates a loop; here the adjoint of a step is yours to write, as `IAdjointModel.Reverse`. The scheme goes over as it is:

| there | here |
| --- | --- |
| `@ad_checkpoint scheme for i in 1:steps … end` | `new CheckpointExecutor(model, schedule).Run()` |
| `Revolve(checkpoints)` | `CheckpointSchedule.Revolve(steps, checkpoints, Trajectory.Revolve)` |
| `Periodic(checkpoints)`, of period `div(steps, checkpoints)` | `CheckpointSchedule.PeriodicDisk(period)` |
| `Online_r2(checkpoints)`, for while loops | `CheckpointSchedule.Online(OnlinePolicy.R2, checkpoints)` |
| `storage = ArrayStorage`, the default | RAM: `MemoryStore` |
| `storage = HDF5Storage` | disk: `DiskStore` |
| `Checkpointing.save!`, `Checkpointing.load!` of a storage of one's own | `ICheckpointStore`, in `RunOptions.Stores` |
| the loop's struct, copied | `WriteRestart`, `ReadRestart` of the model |
| `verbose` | `RunOptions.BeforeAction`, `RunOptions.Progress`, `executor.Profile` |

Its steps count from 1; here they count from 0, and ranges are half open. Its Revolve takes the trajectory of Algorithm 799, too: 105 advances, 28 saves and 177 actions for 50 steps and 7 checkpoints.

What a while loop needs, and costs: the online schedule is told its length where the loop ends.
*)
let online = Online.schedule OnlinePolicy.R2 5 Storage.Ram |> get

for steps in [ 15L; 21L; 100L ] do
    let counts =
        online |> Schedule.ofLength steps |> Result.bind Schedule.predict |> get

    let known = Revolve.schedule steps 5 |> Result.bind Schedule.predict |> get

    printfn
        "%3d steps, 5 slots: %d forward steps, and %d had they been known"
        steps
        counts.ForwardSteps
        known.ForwardSteps
(*** include-output ***)
