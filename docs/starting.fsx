(**
---
title: Getting started
category: Start
categoryindex: 1
index: 2
---
# Getting started

From nothing to a checked gradient of your own solver, in eight steps. You need the .NET SDK 10 and a clone.

**1. See one work.** `dotnet fsi build.fsx run` computes the gradient of a partial differential equation, and verifies it.

**2. Make a program.** In the clone:

```sh
dotnet fsi build.fsx pack
dotnet nuget add source "$PWD/artifacts" --name schedules
dotnet new install Schedules.Templates
dotnet new adjoint -o mine
dotnet run --project mine
```

It solves a heat equation, prints the table of a Taylor test, and ends with `the gradient is right`.

**3. Name the state.** In `mine/Program.cs`, give `ArrayModel` all arrays that a step changes and the next step needs: the fields, a second
time level, the size of the time step if it changes. Memory that a step writes before it reads it is no state. In the template:

*)

(*** hide ***)
#nowarn "20"
#load "../samples/pages.fsx"

open Pages

let program = excerpt "src/Schedules.Templates/content/adjoint/Program.cs"

program "var control" "var before"
(*** include-it-raw ***)

(**

**4. Give the forward.** `Begin` sets the state from the control; `Step` takes it from the start of step `n` to the start of step `n + 1`.
The same state must give the same bits each time: seed random numbers by `n`, and add in a fixed order.

*)

(*** hide ***)
program "Begin = " "},"
(*** include-it-raw ***)

(**

**5. Give the adjoint.** `BeginAdjoint` sets the adjoint to the derivative of the functional by the final state. `AdjointStep` multiplies it by
the transposed derivative of a step; `at[x]` is the array `x` at the start of that step.

*)

(*** hide ***)
program "BeginAdjoint = " "},"
(*** include-it-raw ***)

(*** hide ***)
program "The transpose" "},"
(*** include-it-raw ***)

(**

**6. Check it.** `GradientCheck.Run` compares the gradient with differences, at two controls. Take few steps: it runs the model some hundred
times. If something is wrong it is named, with its place: [what each message means](troubleshooting.html).

*)

(*** hide ***)
program "var check" "Console"
(*** include-it-raw ***)

(**

**7. Choose a schedule.** The template keeps 10 states in RAM and 20 on disk. Tell the planner the sizes and times of your calculation, and copy the line of C# that it prints:

```sh
schedules plan --steps 10000 --restart-bytes 80MB --dependency-bytes 400MB --ram 16GB --seconds-per-step 0.5
```

In the clone the command is `dotnet run --project src/Schedules.Cli --`. [Choosing](choosing.html) says why.

**8. Let it survive.** Long runs are killed. Give the model an `Identity` and the run a journal, and start the same program again: it goes on,
with the same bits. [Resuming](resuming.html) says what is promised.
*)
