(**
---
title: Two functionals
category: Recipes
categoryindex: 3
index: 3
---
# Two functionals

**Together**, wherever the memory for their adjoints is there: each has arrays of its own, and one adjoint step takes all of them back. The forward is recomputed once,
whatever their number, under any family.
*)

(*** hide ***)
#nowarn "20"
#load "../samples/pages.fsx"
open Pages

source "Questions.cs" "together"
(*** include-it-raw ***)

(**
**One after the other**, where it is not, or where the second depends on the first: under a family that permits more than one adjoint (`SingleMemory`, `SingleDisk`,
`TwoLevel`, `PeriodicDisk`), each with its own recomputation. With `keepDisk`, `DiskRevolve`, `OneDRevolve`, `PeriodicDiskRevolve`, `AsyncDisk` and `AsyncPeriodicDisk` do, too: what the
forward has left on disk stays, and a further adjoint begins at the latest of it instead of at step 0.
*)

(*** hide ***)
source "Questions.cs" "one"
(*** include-it-raw ***)

(*** hide ***)
pendulum [ "functionals" ]
(*** include-it-raw ***)

(**
Gradients at *different* controls are [many gradients](gradients.html). The product of a Hessian and a direction is one calculation of twice the size: `samples/Pendulum/Hessian.cs`.
*)
