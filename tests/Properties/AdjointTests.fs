/// The adjoint of a calculation given as functions is that of storing everything, under every
/// schedule, at any control, and is the derivative.
module Schedules.Tests.AdjointTests

open System
open Expecto
open Schedules.FSharp
open Schedules.Tests.Families

/// Two numbers that swing, and depend on the step.
let private step (n: int64) (struct (x, y): struct (float * float)) : struct (float * float) =
    struct (x + 0.1 * sin y, y - 0.1 * x * x + 0.01 * float (n % 3L))

let private adjointStep (_: int64) (struct (x, y): struct (float * float)) (struct (a, b): struct (float * float)) =
    struct (a - 0.2 * x * b, b + 0.1 * cos y * a)

/// Half the square of the first number at the end.
let private adjoint (struct (x, _): struct (float * float)) : struct (float * float) = struct (x, 0.0)

let private value (steps: int64) (control: float) : float =
    let struct (x, _) =
        Seq.fold (fun state n -> step n state) (struct (control, 0.3)) (seq { 0L .. steps - 1L })

    x * x / 2.0

let private straight (steps: int64) (control: float) : struct (float * float) =
    let states =
        Seq.scan (fun state n -> step n state) (struct (control, 0.3)) (seq { 0L .. steps - 1L })
        |> Array.ofSeq

    Seq.fold
        (fun after n -> adjointStep n states[int n] after)
        (adjoint states[int steps])
        (seq { steps - 1L .. -1L .. 0L })

let private run (schedule: Schedule) (control: float) =
    Adjoint.run schedule step adjointStep (struct (control, 0.3)) adjoint

let private runOf (steps: int64) (spec: Spec) =
    Spec.build spec |> Result.bind (Schedule.ofLength steps) |> orFail string |> run

[<Tests>]
let tests =
    testList
        "Adjoint"
        [ testFamilies Families.all "it has the bits of storing everything" (fun family ->
              for steps in [ 1L; 2L; 7L; 12L ] do
                  for spec in family.Small steps do
                      match Spec.build spec |> Result.bind (Schedule.ofLength steps) with
                      | Ok schedule when (Schedule.permits 1L schedule).IsOk ->
                          for control in [ 0.9; -0.4 ] do
                              Assert.Equal(straight steps control, run schedule control |> orFail string)
                      | Ok schedule ->
                          match run schedule 0.9 with
                          | Error(AdjointError.Refused(SpecError.OutOfRange("adjoints", _, _, _))) -> ()
                          | other -> failtest $"{other}"
                      | Error error -> failtest $"{error}")

          testCase "it is the derivative, at second order" (fun () ->
              for control in [ 0.9; -0.4 ] do
                  let struct (gradient, _) =
                      runOf 40L (Spec.Revolve(40L, 3, Trajectory.Maximum)) control |> orFail string

                  let remainder h =
                      abs (value 40L (control + h) - value 40L control - h * gradient)

                  let rate = Math.Log2(remainder 1e-3 / remainder 5e-4)
                  Assert.InRange(rate, 1.9, 2.1))

          testCase "a schedule of open length is refused" (fun () ->
              match Spec.build (Spec.PeriodicDisk 3L) |> orFail string |> (fun schedule -> run schedule 0.9) with
              | Error(AdjointError.Refused(SpecError.LengthOpen "steps")) -> ()
              | other -> failtest $"{other}")

          testCase "a stream that breaks the rules is rejected, not carried out" (fun () ->
              let never: Policy =
                  { Enter = fun l _ -> Entry.Keep(0, l, 0L, 0L)
                    Resume = fun _ _ -> Resumption.Release 0L }

              match run (Schedule.ofPolicy "never" 5L never 0L |> orFail string) 0.9 with
              | Error(AdjointError.Invalid _) -> ()
              | other -> failtest $"{other}") ]
