(**
---
title: Choosing a schedule
category: Start
categoryindex: 1
index: 4
---
# Choosing a schedule

**If you would rather not choose: take `Revolve`, with as many slots as fit in RAM.** It needs the fewest forward steps for its slots. When that takes too long, put a disk below it with `HRevolve`, or let
`CheckpointExecutor.Auto` [measure and choose](budget.html).

## What each costs

A calculation of 1000 steps. A write to disk or a read from disk costs as much as two forward steps, RAM is free, and a step back costs one with its
recording: with room for everything the cost is 1000.
*)

(*** hide ***)
#nowarn "20"
#load "../samples/pages.fsx"

open Pages
open Schedules.FSharp

let costs = CostModel.standard
let steps = 1000L

// In RAM beneath the disk: restart data, or dependencies where they are cheaper, a unit each.
let binomial = InRam.Binomial Trajectory.Maximum

let either =
    InRam.Mixed
        { Restart = 1L
          Dependencies = 1L
          StifflyAccurate = false }

let families: (string * Spec) list =
    [ "keep everything in WORK", Spec.SingleMemory
      "keep everything on disk", Spec.SingleDisk false
      "5 in RAM", Spec.Revolve(steps, 5, Trajectory.Maximum)
      "5 in RAM, or dependencies", Spec.Mixed(steps, 5, Storage.Ram)
      "5 in RAM, online", Spec.Online(OnlinePolicy.Dynamic, 5, Storage.Ram, Trajectory.Maximum)
      "5 in RAM, 20 on disk", Spec.Multistage(steps, 5, 20, Trajectory.Largest)
      "5 in RAM, 20 on disk, weighed", Spec.HRevolve(steps, [ 5; 20 ], binomial, costs)
      "the same, or dependencies in RAM", Spec.HRevolve(steps, [ 5; 20 ], either, costs)
      "restart data on any terms", Spec.Optimal(steps, [ 5; 20 ], costs)
      "5 in RAM, disk without limit", Spec.DiskRevolve(steps, 5, false, binomial, false, costs)
      "5 in RAM, disk each period",
      Spec.PeriodicDiskRevolve(steps, 5, DiskPeriod.Searched, false, binomial, false, costs)
      "disk each 50 steps, 5 in RAM", Spec.TwoLevel(50L, 5, Storage.Ram, Trajectory.Largest)
      "disk each 50 steps", Spec.PeriodicDisk 50L ]

let row (what: string, spec: Spec) : string list =
    let schedule = Spec.build spec |> get
    let known = schedule.Length.Steps.IsSome

    let schedule =
        if known then
            schedule
        else
            Schedule.ofLength steps schedule |> get

    let counts = Schedule.predict schedule |> get
    let profile = Schedule.profile schedule |> Result.mapError string |> get
    let disk = Counts.level 1 counts

    let peak level =
        profile.Peaks |> Map.tryFind level |> Option.defaultValue 0L

    [ what
      schedule.Name
      string (Counts.makespan costs counts)
      sprintf "%.2f" (Counts.recomputationRatio steps counts)
      string (peak 0)
      string (peak 1)
      string profile.WorkPeak
      string (disk.Writes + disk.Reads)
      (if known then "known" else "not needed")
      (match schedule.Adjoints with
       | Adjoints.Times count -> string count
       | Adjoints.AnyNumber -> "any") ]

families
|> List.map row
|> table
    [ "kept"
      "family"
      "cost"
      "forward steps"
      "RAM"
      "disk"
      "WORK"
      "disk uses"
      "length"
      "adjoints" ]
(*** include-it-raw ***)

(**
`forward steps` are those for each step of the calculation; `RAM`, `disk` and `WORK` the most units held at any time, a unit being the restart data of a step or its dependencies; `disk uses`
the writes and reads; `length` is the number of steps; `adjoints` says how many calculations of the adjoint one forward serves. All numbers are predicted from the parameters, and
checked by the referee.

 * With slots in RAM and nothing else, nothing needs fewer forward steps than `Revolve`; only `Mixed` does, where dependencies are no larger than restart data.
 * Not knowing the number of steps costs little: compare `Revolve` and the online family.
 * `Multistage` counts forward steps only. The families that weigh costs recompute more and go to disk less.
 * Above a disk, too, RAM may hold dependencies where they are cheaper (`InRam.Mixed`, `--in-ram mixed:1:4` with the units that restart data and dependencies take).
 * `Optimal` is never worse than `HRevolve` with restart data alone; its tables are larger.

## Four questions

 1. **Is the number of steps known before the forward starts?** If not: a family whose number of steps is *not needed in advance*.
 2. **Is there more than one adjoint calculation** after one forward? Then `SingleMemory`, `SingleDisk`, `TwoLevel` or `PeriodicDisk`; or `keepDisk` with
    `DiskRevolve`, `PeriodicDiskRevolve`, `AsyncDisk` and their like, which leave the forward's checkpoints on disk.
 3. **Which is larger, the restart data of a step or its adjoint dependencies?** If they are about the same, `Mixed` keeps whichever is cheaper; for other ratios, `UnitSizes`. If dependencies are
    much larger, keep restart data only.
 4. **Does a slow level cost time that counts?** If reads and writes overlap with the computation, or cost little beside a step: `Revolve`, `Multistage`, or `AsyncDisk`, which is made for a disk
    beside the computation (`AsyncPeriodicDisk` where the number of steps is found out: it finds the period from the costs). If they cost several steps each, give their costs to `HRevolve`, `DiskRevolve`, `PeriodicDiskRevolve` or `Optimal`.

Or let `Planner.plan` and `schedules plan` answer all four.

## When the disk is slower

The same memory, with what a write or a read costs, in forward steps: where the disk is slow, families that weigh it pull away.
*)

(*** hide ***)
let memory: (string * (CostModel -> Spec)) list =
    [ "multistage", (fun _ -> Spec.Multistage(steps, 5, 20, Trajectory.Largest))
      "h-revolve", (fun costs -> Spec.HRevolve(steps, [ 5; 20 ], binomial, costs))
      "optimal", (fun costs -> Spec.Optimal(steps, [ 5; 20 ], costs))
      "revolve, no disk", (fun _ -> Spec.Revolve(steps, 5, Trajectory.Maximum)) ]

let prices = [ 0.0; 1.0; 5.0; 20.0; 100.0 ]

memory
|> List.map (fun (name, spec) ->
    name
    :: (prices
        |> List.map (fun price ->
            let costs = CostModel.create 1.0 1.0 [ 0.0; price ] [ 0.0; price ] |> get
            Spec.build (spec costs) |> Result.bind (Schedule.cost costs) |> get |> sprintf "%.0f")))
|> table ("makespan" :: (prices |> List.map (sprintf "disk costs %g")))
(*** include-it-raw ***)

(**
## A disk beside the computation

The executor writes behind the computation and reads ahead of it, so what a schedule takes is not its makespan: `Schedule.time` predicts the wall time on a
machine, overlapped as the executor does it, from one pass over the actions (`schedule.Time(machine)` in C#, `--machine` of the command `cost`).

A seismic calculation on 27 ranks of a node: 87 842 steps of 0.034 s, 9 MB of restart data on each rank, room for 98 of them in RAM, and a local disk that
gives each rank 70 MB a second.
*)
let node =
    MachineText.parse "advance=0.034 reverse=0.034 restart=9MB dependencies=9MB disk-write=70MB disk-read=70MB"
    |> get

let long = 87_842L
let weighed = Machine.costs node |> get

(*** hide ***)
let calculation: (string * Spec) list =
    [ "98 slots in RAM", Spec.Revolve(long, 98, Trajectory.Maximum)
      "a local disk beneath, a period of 98 steps",
      Spec.PeriodicDiskRevolve(long, 98, DiskPeriod.Given 98L, false, binomial, false, weighed)
      "async-disk", Spec.AsyncDisk(long, 98, binomial, false, weighed) ]

calculation
|> List.map (fun (name, spec) ->
    let schedule = Spec.build spec |> get
    let counts = Schedule.predict schedule |> get

    let hours overlapped =
        let timeline = Schedule.timeOf node overlapped 1L schedule |> get
        sprintf "%.2f" (timeline.Seconds / 3600.0)

    [ name
      string (Counts.level 1 counts).Writes
      sprintf "%.2f" (float (counts.ForwardSteps - long) / float long)
      hours true
      hours false ])
|> table
    [ ""
      "written to disk"
      "extra forward steps a step"
      "hours, overlapped"
      "hours, not overlapped" ]
(*** include-it-raw ***)

(**
Without overlap the last would be the worst of the three. No schedule is faster than `LowerBound.seconds`, which the plan prints beside its answer.

As published, the period that `PeriodicDiskRevolve` finds is for long calculations: for a short one it can be dearer than Revolve. Compare
`Schedule.cost` of both, or let the planner do it.

## More slots

What another slot is worth: forward steps a step under `Revolve`.
*)

(*** hide ***)
let slots = [ 2; 3; 5; 10; 20; 50 ]
let lengths = [ 100L; 1_000L; 10_000L; 1_000_000L ]

lengths
|> List.map (fun steps ->
    string steps
    :: (slots
        |> List.map (fun slots ->
            Revolve.schedule steps slots
            |> Result.bind Schedule.predict
            |> get
            |> Counts.recomputationRatio steps
            |> sprintf "%.2f")))
|> table ("steps" :: (slots |> List.map (sprintf "%d slots")))
(*** include-it-raw ***)

(**
## From the command line

`schedules compare` makes such a table for your numbers. `schedules plan` starts from bytes, seconds and bandwidths, ranks all families by their overlapped wall
time, counts buffers, adjoint states and the dependencies in WORK, and says what it left out and why (`Planner.plan` in F# and C#; `--format json`):
*)

(*** hide ***)
command 0 "compare --max-n 200 --snapshots-in-ram 4 --snapshots-on-disk 10 --wd 4 --rd 2"
(*** include-it-raw ***)

(*** hide ***)
command
    0
    "plan --steps 1000 --restart-bytes 80MB --dependency-bytes 400MB --ram 2GB --disk 20GB --seconds-per-step 0.5 --disk-write 500MB --disk-read 1GB"
(*** include-it-raw ***)

(**
## By the program itself

`CheckpointExecutor.Auto` measures what the planner wants to know, on the model that is to be run and the stores that it will use, plans, and gives a run that has not begun:

```csharp
using var executor = CheckpointExecutor.Auto(model, [ByteSize.Parse("2GB"), ByteSize.Parse("20GB")]);
Console.WriteLine(executor.Choice);   // the schedule, why, and what was measured
executor.Run();
Console.WriteLine(executor.Profile);  // with the wall time predicted, and measured
```

A few steps are taken at the beginning, a few checkpoints written, read and deleted on each level that has a budget, and the forward is gone through once, since the adjoint starts at its end: unless that takes more than a minute; then an adjoint step is taken as two
forward steps, and the choice says so. The model has to implement `BeginForward`, and is refused if its restart data are not the same bits afterwards. With `RunOptions.Machine` nothing is measured. A run that goes on from a journal keeps its schedule.
Speeds that are measured on a busy computer, or on a disk that has room in the cache of the system, are those of that moment.
*)
