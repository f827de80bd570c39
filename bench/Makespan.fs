namespace Schedules.Bench

open System
open BenchmarkDotNet.Attributes
open Schedules.Interop
open Schedules.Runtime
open Schedules.Samples.Acoustic

/// The acoustic gradient, timed, and what is predicted of it: the counts of the schedule times
/// what each thing has cost in a run with other slots. The ratio of the two is printed; the
/// goal is 0.95 to 1.05.
type Makespan() =
    let steps = 300

    let experiment =
        Experiment.Layered(300, 300, steps, 1, 1, Threading.CancellationToken.None)

    let run (schedule: CheckpointSchedule) : RunProfile =
        use executor =
            new CheckpointExecutor(
                AcousticModel(experiment),
                schedule,
                RunOptions(Overlap = false, CheckReplays = false)
            )

        executor.Run()

    let measured = CheckpointSchedule.Multistage(int64 steps, 4, 4)
    let predicted = CheckpointSchedule.Multistage(int64 steps, 8, 3)
    let ratios = ResizeArray<float>()

    [<Benchmark(Description = "a run, against the costs of another")>]
    member _.Ratio() : float =
        let costs = (run measured).MeasuredCosts()
        let profile = run predicted
        ratios.Add(profile.Elapsed.TotalSeconds / predicted.Cost costs)
        Seq.last ratios

    [<GlobalCleanup>]
    member _.Report() : unit =
        let sorted = ratios |> Seq.sort |> Array.ofSeq

        printfn
            "// makespan, measured against predicted: median %.3f, from %.3f to %.3f"
            sorted[sorted.Length / 2]
            sorted[0]
            sorted[sorted.Length - 1]
