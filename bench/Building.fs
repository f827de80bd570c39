namespace Schedules.Bench

open BenchmarkDotNet.Attributes
open Schedules.FSharp

/// Building a schedule, and predicting its cost, for lengths a million times apart.
[<MemoryDiagnoser(false)>]
type Building() =
    [<Params(1_000L, 1_000_000_000L)>]
    member val Steps: int64 = 0L with get, set

    [<Benchmark(Description = "Revolve, 30 slots")>]
    member this.Revolve() : Result<Schedule, SpecError> = Revolve.schedule this.Steps 30

    [<Benchmark(Description = "Multistage, 10 + 20 slots")>]
    member this.Multistage() : Result<Schedule, SpecError> =
        Multistage.schedule Trajectory.Maximum this.Steps 10 20

    [<Benchmark(Description = "prediction, 10 + 20 slots")>]
    member this.Prediction() : Result<Counts, SpecError> =
        Multistage.schedule Trajectory.Maximum this.Steps 10 20 |> Result.bind Schedule.predict
