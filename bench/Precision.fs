/// `bench -- precision`: the error that floats in place of doubles in checkpoints make in a
/// gradient.
module Schedules.Bench.Precision

open System
open System.Collections.Generic
open Schedules.Interop
open Schedules.Runtime
open Schedules.Samples

let private burgers (options: RunOptions) (schedule: CheckpointSchedule) : float[] =
    let model = Burgers.BurgersModel(800L, ReadOnlySpan(Burgers.Controls.Wave 400))
    use executor = new CheckpointExecutor(model, schedule, options)
    executor.Run() |> ignore
    Array.ofSeq model.Gradient

let private experiment = lazy Acoustic.Experiment.Layered(120, 80, 400, 2)

let private acoustic (options: RunOptions) (schedule: CheckpointSchedule) : float[] =
    let model = Acoustic.AcousticModel(experiment.Value)
    use executor = new CheckpointExecutor(model, schedule, options)
    executor.Run() |> ignore
    model.Gradient()

let private schedules: (string * CheckpointSchedule) list =
    [ "single-disk: dependencies", CheckpointSchedule.SingleDisk()
      "revolve, 10 slots: restart data", CheckpointSchedule.Revolve(800L, 10)
      "h-revolve, 3 and 10 slots: restart data, copied on", CheckpointSchedule.HRevolve(800L, 3, 10)
      "mixed, 20 units: both", CheckpointSchedule.Mixed(800L, 20) ]

let private norm (values: float[]) : float =
    Math.Sqrt(Array.sumBy (fun x -> x * x) values)

/// Prints all figures.
let table () : unit =
    printfn "| relative error of the gradient, 800 steps | Burgers | Acoustic |"
    printfn "| --- | --- | --- |"

    for name, schedule in schedules do
        let error (compute: RunOptions -> CheckpointSchedule -> float[]) : float =
            let exact = compute (RunOptions()) schedule
            let rounded = compute (RunOptions(Precision = StoredPrecision.Single)) schedule
            norm (Array.map2 (-) rounded exact) / norm exact

        printfn "| %s | %.1e | %.1e |" name (error burgers) (error acoustic)
