(**
---
title: Where is it now?
category: Recipes
categoryindex: 3
index: 5
---
# Where is it now?

`RunOptions.Progress` is told about ten times a second, as an action begins that will take longer, and where a call ends: step and action of how many, the action that goes on,
time and time that is left by the prediction, and what each level holds. Long ranges are told in between with `RunOptions.Slice`.
*)

(*** hide ***)
#nowarn "20"
#load "../samples/pages.fsx"
open Pages

source "Questions.cs" "progress"
(*** include-it-raw ***)

(*** hide ***)
source "Questions.cs" "printed"
(*** include-it-raw ***)

(*** hide ***)
pendulum [ "progress" ]
(*** include-it-raw ***)

(**
For other programs, steps, checkpoints and bytes are metrics, and each action a span, both named `Schedules.Runtime` (`Telemetry.Name`); with OpenTelemetry (`samples/Inversion telemetry`):
*)

(*** hide ***)
sourceOf "Inversion" "Observed.cs" "telemetry"
(*** include-it-raw ***)

(**
From outside, `schedules inspect DIRECTORY` says how far a run with a journal is.
*)
