namespace Schedules.Bench

open BenchmarkDotNet.Attributes
open Schedules.FSharp

/// Building the schedules that need tables.
[<MemoryDiagnoser(false)>]
type Tables() =
    let model = CostModel.standard

    [<Benchmark(Description = "h-revolve, 1000 steps, 10 + 20 slots")>]
    member _.HRevolve1000() : Result<Schedule, SpecError> =
        HRevolve.schedule 1_000L [ 10; 20 ] model

    [<Benchmark(Description = "h-revolve, 10 000 steps, 10 + 20 slots")>]
    member _.HRevolve10000() : Result<Schedule, SpecError> =
        HRevolve.schedule 10_000L [ 10; 20 ] model

    [<Benchmark(Description = "disk-revolve, 10 000 steps, 10 slots")>]
    member _.DiskRevolve10000() : Result<Schedule, SpecError> =
        DiskRevolve.schedule 10_000L 10 false model

    [<Benchmark(Description = "disk-revolve, 100 000 steps, 10 slots")>]
    member _.DiskRevolve100000() : Result<Schedule, SpecError> =
        DiskRevolve.schedule 100_000L 10 false model

    [<Benchmark(Description = "periodic-disk-revolve, 10^18 steps, 10 slots")>]
    member _.Periodic() : Result<Schedule, SpecError> =
        PeriodicDiskRevolve.schedule 1_000_000_000_000_000_000L 10 DiskPeriod.Searched false model

    [<Benchmark(Description = "mixed, 2000 steps, 200 units")>]
    member _.Mixed2000() : Result<Schedule, SpecError> = Mixed.schedule 2_000L 200 Storage.Ram

    [<Benchmark(Description = "mixed, 20 000 steps, 200 units")>]
    member _.Mixed20000() : Result<Schedule, SpecError> = Mixed.schedule 20_000L 200 Storage.Ram

    [<Benchmark(Description = "mixed, 10^6 steps, 10 units")>]
    member _.MixedMillion() : Result<Schedule, SpecError> =
        Mixed.schedule 1_000_000L 10 Storage.Ram

    [<Benchmark(Description = "optimal, 1000 steps, 4 + 4 slots")>]
    member _.Optimal() : Result<Schedule, SpecError> = Optimal.schedule 1_000L [ 4; 4 ] model
