(**
---
title: Many gradients
category: Recipes
categoryindex: 3
index: 4
---
# Many gradients

A `GradientLoop` has one schedule, one set of stores and threads, and evaluates one control after another, as a minimiser wants. After the first nothing is allocated but by the
model, and by an online schedule; with a journal, some tens of kilobytes for a run, its files and their names, whatever the size of the data. Here L-BFGS of MathNet.Numerics finds the initial condition of a flow (`samples/Inversion`).
*)

(*** hide ***)
#nowarn "20"
#load "../samples/pages.fsx"
open Pages

sourceOf "Inversion" "InverseProblem.cs" "loop"
(*** include-it-raw ***)

(*** hide ***)
inversion []
(*** include-it-raw ***)

(*** hide ***)
drawing "What L-BFGS finds of the initial condition, and the misfit on the way" "Inversion" [ "picture" ]
(*** include-it-raw ***)

(**
With `RunOptions.Journal`, the value and the gradient of each control that is complete are in its directory, by a hash of the control, and the evaluation that was broken off goes on
where it was: a program that is killed and started again comes to the same iterates, bit for bit. `Complete` removes the journal. The model's `Identity` names all else that changes the result, the
data that the functional is made with included: other data with the same identity would be answered with what the old ones came to.

Refused is a model whose `BeginForward` does not put it at its start, a control that changes while it is evaluated, and a gradient that is summed up onto the one before.
*)
