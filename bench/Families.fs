namespace Schedules.Bench

open BenchmarkDotNet.Attributes
open Schedules.FSharp

/// Going through schedules that look things up in tables: a million actions, starting again at the end of each schedule. Times and
/// bytes are for one action.
[<MemoryDiagnoser(false)>]
type Families() =
    let model = CostModel.standard

    let orFail (result: Result<'T, SpecError>) : 'T =
        match result with
        | Ok value -> value
        | Error error -> failwith (string error)

    let revolve = Revolve.schedule 10_000L 10 |> orFail
    let hRevolve = HRevolve.schedule 10_000L [ 10; 20 ] model |> orFail
    let small = HRevolve.schedule 1_000L [ 10; 20 ] model |> orFail
    let disk = DiskRevolve.schedule 10_000L 10 false model |> orFail

    let periodic =
        PeriodicDiskRevolve.schedule 10_000L 10 DiskPeriod.Searched false model |> orFail

    let mixed = Mixed.schedule 10_000L 10 Storage.Ram |> orFail
    let optimal = Optimal.schedule 1_000L [ 4; 4 ] model |> orFail

    let million (schedule: Schedule) : int64 =
        let mutable sum = 0L
        let mutable left = 1_000_000

        while left > 0 do
            let walk = Schedule.walk 1L schedule

            while left > 0 && walk.MoveNext() do
                left <- left - 1

                if walk.Current.IsCopy then
                    sum <- sum + 1L

        sum

    [<Benchmark(Baseline = true, OperationsPerInvoke = 1_000_000, Description = "revolve, 10 000 steps, 10 slots")>]
    member _.Revolve() : int64 = million revolve

    [<Benchmark(OperationsPerInvoke = 1_000_000, Description = "h-revolve, 10 000 steps, 10 + 20 slots")>]
    member _.HRevolve() : int64 = million hRevolve

    [<Benchmark(OperationsPerInvoke = 1_000_000, Description = "h-revolve, 1000 steps, 10 + 20 slots")>]
    member _.HRevolveSmall() : int64 = million small

    [<Benchmark(OperationsPerInvoke = 1_000_000, Description = "disk-revolve, 10 000 steps, 10 slots")>]
    member _.DiskRevolve() : int64 = million disk

    [<Benchmark(OperationsPerInvoke = 1_000_000, Description = "periodic-disk-revolve, 10 000 steps, 10 slots")>]
    member _.Periodic() : int64 = million periodic

    [<Benchmark(OperationsPerInvoke = 1_000_000, Description = "mixed, 10 000 steps, 10 units")>]
    member _.Mixed() : int64 = million mixed

    [<Benchmark(OperationsPerInvoke = 1_000_000, Description = "optimal, 1000 steps, 4 + 4 slots")>]
    member _.Optimal() : int64 = million optimal
