/// `bench -- arrays`: a gradient of the acoustic sample as a model of arrays, against the model that
/// knows each byte, each in turn: the least of many rounds, and the median of the ratios of each round
/// with the quartiles, which say how far the machine was quiet.
module Schedules.Bench.Arrays

open System
open Schedules.Interop
open Schedules.Runtime
open Schedules.Samples.Acoustic

let private steps = 400
let private rounds = 40

let private seconds (model: IAdjointModel) (schedule: CheckpointSchedule) : float =
    use executor = new CheckpointExecutor(model, schedule)
    executor.Run().Elapsed.TotalSeconds

/// What a part of the values is below.
let private quantile (part: float) (values: float list) : float =
    (List.sort values)[int (Math.Round(part * float (values.Length - 1)))]

/// Prints all figures.
let table () : unit =
    let experiment = Experiment.Layered(240, 140, steps, 1, 2)

    let schedules =
        [ "multistage, 10 and 20 slots", CheckpointSchedule.Multistage(int64 steps, 10, 20)
          "single-memory", CheckpointSchedule.SingleMemory() ]

    printfn
        "| Acoustic, 240 x 140, %d steps, %d rounds | threads | each byte, s | arrays, s | ratio | median of the ratios | quartiles |"
        steps
        rounds

    printfn "| --- | --- | --- | --- | --- | --- | --- |"

    for name, schedule in schedules do
        for threads in [ 1; 2 ] do
            let bytes = AcousticModel(experiment, ReadOnlySpan(), threads)
            let arrays = ArrayAcoustic(experiment, ReadOnlySpan(), threads).Model

            // Round by round, so that what else the machine does slows both, and each first in every
            // other one, for the disk is not idle after a run; the first round is not counted.
            let measured =
                [ for round in 0..rounds do
                      if round % 2 = 0 then
                          let first = seconds bytes schedule
                          first, seconds arrays schedule
                      else
                          let second = seconds arrays schedule
                          seconds bytes schedule, second ]
                |> List.tail

            let first, second =
                List.min (List.map fst measured), List.min (List.map snd measured)

            let ratios = measured |> List.map (fun (bytes, arrays) -> arrays / bytes)

            printfn
                "| %s | %d | %.3f | %.3f | %.3f | %.3f | %.3f, %.3f |"
                name
                threads
                first
                second
                (second / first)
                (quantile 0.5 ratios)
                (quantile 0.25 ratios)
                (quantile 0.75 ratios)
