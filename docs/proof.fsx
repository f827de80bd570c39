(**
---
title: What is proved
category: Details
categoryindex: 5
index: 5
---
# What is proved

Three kinds of evidence stand behind a schedule, and they do not cover the same. *Proved*: for all sizes, by the verifier Dafny, about definitions written
in its language. *Checked*: on the code that ships, for every small size. *Tested*: on the code that ships, for sizes and costs drawn at random.

`dotnet fsi build.fsx prove` verifies the proofs, and needs `z3`. Nothing in them is assumed: no axiom, no lemma without a proof.

## Proved

β(s, t) = C(s + t, s). For l steps, s slots (the start takes one) and any r, let F(l, s, r) = r·l − β(s + 1, r − 1).

| file in `proofs/` | theorem |
| --- | --- |
| `Binomial` | Every recursive plan takes at least F(l, s, r) forward steps beyond one recording of each step. With r the repetition number, the first advances that attain it are exactly an interval, which is not empty. |
| `Referee` | The same bound holds for *every stream* that the referee accepts, recursive or not: for one level of s checkpoints of restart data, and WORK holding the dependencies of one step. |
| `Revolve` | The stream of an optimal plan is accepted, takes l + F(l, s, r) forward steps, and leaves nothing behind. With `Referee`: no accepted stream takes fewer. |
| `Mixed` | Where a unit holds restart data or the dependencies of one step, no recursive plan takes fewer forward steps than the closed form of `MixedSteps`, and one takes as many: for all steps and units. An advance with its parts in phases r − 1 and r is a best one if and only if they begin no more gaps (`MixedSteps`) than the whole. |
| `Engine` | Whatever a policy answers, as long as it advances by 1 … l − 1 steps, the engine's stream is valid on any number of levels, completes the adjoint, and leaves no checkpoint behind. |

The idea of `Referee`: a pebble stands at each checkpoint and where the forward stands. However these pebbles move, at most β(s, t) steps are
advanced over no more than t times. Summed over t, that is the bound. `Room` says how many steps fit between given pebbles, and `Pebbles` that no action makes room.

The idea of `Mixed`: the fewest steps are not convex in the length, but they are a convex function, rounded up. Each of its slopes, r − 1 + 1/w beyond one execution of each step,
is a bound by Pascal's rule again; and where the bound is to be attained, one part of a split ends where nothing is rounded.

The proofs are about definitions in Dafny. That the library computes the same is compared by running these definitions: all coefficients, extra steps, optimal
advances and mixed steps up to 60 steps and 60 slots, 2000 more at random up to 10^6 steps, and the verdict on 2240 streams, most of which break a rule. A theorem that is
altered in one place is rejected; nineteen such variants are tried with each run.

## Checked and tested

What Dafny's definitions do not cover is checked on the library itself: every family for all sizes up to 40 steps (by `test`, up to 20), action by action, by the referee; costs against exhaustive
searches for small problems; and both at random for larger ones. This page can do the former, too:
*)

(*** hide ***)
#nowarn "20"
#load "../samples/pages.fsx"

open Pages

(** *)
open Schedules.FSharp

let wrong =
    [ for steps in 1L .. 40L do
          for slots in 1..40 do
              let counted = Revolve.schedule steps slots |> get |> Schedule.profile |> get
              let fewest = Binomial.totalSteps steps (int64 slots) |> get

              if counted.Counts.ForwardSteps <> fewest then
                  steps, slots ]

(** The schedules of Revolve that take more forward steps than the proved bound: *)

(*** include-value: wrong ***)

(**
## What the tests would miss

`dotnet fsi build.fsx mutants` alters the core in one place after the other, an operator, a bound, an order, and says which changes no test finds. They are
chosen at random, in every file with mathematics or logic, before it is known which are found. Of 64 (seed 1), 57 were found. Four of the others have a test since: what
`SingleMemory` states of RAM, which it never uses; the length from which a schedule is printed without its counts; which table takes too long to be built; and which of
two equally good periods is taken. Three change nothing: an array that is one longer than needed, the order of a set, and a sum that has nothing to add.

`dotnet fsi build.fsx stryker` does the same to the stores, the journal and the files of the runtime, with Stryker. Texts are left out, and tests that start processes or take
seconds, so that some of what is not found here is found by others. The counts are of changes, after tests of what had been missed had been written:

| | changes | found | found by tests written since | about a device, or another system | about threads, or memory | without effect on what is kept |
| --- | --- | --- | --- | --- | --- | --- |
| `Extents`, `Ledger`, `JournalEntry` | 148 | 140 | 5 | | | 3 |
| `Journal/`, but for that, and `DurableFile` | 237 | 211 | 4 | 5 | 10 | 7 |
| `CheckpointHeader`, `FileNames`, `SlotFile`, `SlotScan` | 195 | 167 | 4 | 17 | | 7 |
| `DiskStore`, its options, `SeparateFiles`, `StoreDirectory`, `RunDirectories` | 207 | 181 | 12 | 1 | 1 | 12 |
| `MemoryStore`, `ThrottledStore`, `FileData`, `FileLock`, `OwnFile`, `DiskErrors` | 150 | 128 | 1 | 4 | 6 | 11 |
| `Compressed/`, `DataBuffer`, `NativeChunk`, `StoreErrors`, `Device`, `PrivateDirectory`, `SparseFile` | 378 | 302 | 12 | 30 | 15 | 19 |

The last row is of the tests of these files alone. What has no effect is, for example, how a store waits, whether a loop for vectors is taken or the one after it, and a check of what another check
refuses as well. What is about memory is that something is let go, or how much is asked for ahead.

That checkpoints and their names reach the device before the run goes on is held by FlushOrderTests, in the calls that a run makes: a run that loses checkpoints is right, and slower, so that the campaign `power-cuts`, which compares results,
cannot tell. What a device that fails leaves is for the campaign `faults`; threads that meet are for tests/Interleavings, where faults are planted by hand.

## Not proved

With mixed data, that no *stream* takes fewer steps, recursive or not, is checked by exhaustive search on small problems, not proved. That `Mixed` begins with a best advance is
compared for the values above; that it is the largest one is tested. Data of different sizes, several levels and stores with costs are optimal within the hypotheses that their
families state, by exhaustive search as well. Stiffly accurate schedules, schedules that begin with a sweep, and recovery are not in the model of the engine.
*)
