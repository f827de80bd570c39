namespace Schedules.Bench

open BenchmarkDotNet.Attributes
open Schedules.FSharp

/// Going through all kinds of schedules: a million actions, starting again at the end of each schedule. Times and bytes are for one
/// action. All of them run in one process, one after the other, as in a program that compares schedules: where there is only one,
/// some take less.
[<MemoryDiagnoser(false)>]
type Families() =
    let model = CostModel.standard

    let orFail (result: Result<'T, SpecError>) : 'T =
        match result with
        | Ok value -> value
        | Error error -> failwith (string error)

    let ofLength (steps: int64) (schedule: Schedule) : Schedule =
        Schedule.ofLength steps schedule |> orFail

    let revolve = Revolve.schedule 10_000L 10 |> orFail
    let multistage = Multistage.schedule Trajectory.Maximum 1_000_000L 10 20 |> orFail
    let hRevolve = HRevolve.schedule 10_000L [ 10; 20 ] model |> orFail
    let small = HRevolve.schedule 1_000L [ 10; 20 ] model |> orFail
    let disk = DiskRevolve.schedule 10_000L 10 false model |> orFail
    let oneD = OneDRevolve.schedule 10_000L 10 false model |> orFail

    let periodic =
        PeriodicDiskRevolve.schedule 10_000L 10 DiskPeriod.Searched false model |> orFail

    let optimal = Optimal.schedule 1_000L [ 4; 4 ] model |> orFail
    let mixed = Mixed.schedule 10_000L 10 Storage.Ram |> orFail

    let unitSizes =
        UnitSizes.schedule
            1_000L
            20L
            { Restart = 1L
              Dependencies = 2L
              StifflyAccurate = false }
            Storage.Ram
        |> orFail

    let uniform = Uniform.schedule 1_000_000L 1_000 Storage.Ram |> orFail
    let singleDisk = SingleDisk.schedule true |> ofLength 1_000_000L

    let twoLevel =
        TwoLevel.schedule Trajectory.Maximum 100L 5 Storage.Ram |> orFail |> ofLength 1_000_000L

    let periodicDisk = PeriodicDisk.schedule 10L |> orFail |> ofLength 1_000_000L

    let online =
        Online.schedule OnlinePolicy.R2 10 Storage.Ram |> orFail |> ofLength 10_000L

    let million (schedule: Schedule) : int64 =
        let mutable sum = 0L
        let mutable left = 1_000_000

        while left > 0 do
            let pass = Schedule.enumerate 1L schedule
            let mutable next = pass.NextActions()

            while left > 0 && next.Length > 0 do
                for i in 0 .. next.Length - 1 do
                    match next[i] with
                    | Action.Forward(n0, n1, _, _, _) -> sum <- sum + n1 - n0
                    | Action.Reverse(n1, n0, _) -> sum <- sum + n0 - n1
                    | Action.Copy(n, _, _)
                    | Action.Move(n, _, _) -> sum <- sum + n
                    | Action.EndForward
                    | Action.EndReverse -> ()

                left <- left - next.Length
                next <- pass.NextActions()

        sum

    [<Benchmark(Baseline = true, OperationsPerInvoke = 1_000_000, Description = "revolve, 10 000 steps, 10 slots")>]
    member _.Revolve() : int64 = million revolve

    [<Benchmark(OperationsPerInvoke = 1_000_000, Description = "multistage, 10^6 steps, 10 + 20 slots")>]
    member _.Multistage() : int64 = million multistage

    [<Benchmark(OperationsPerInvoke = 1_000_000, Description = "h-revolve, 10 000 steps, 10 + 20 slots")>]
    member _.HRevolve() : int64 = million hRevolve

    [<Benchmark(OperationsPerInvoke = 1_000_000, Description = "h-revolve, 1000 steps, 10 + 20 slots")>]
    member _.HRevolveSmall() : int64 = million small

    [<Benchmark(OperationsPerInvoke = 1_000_000, Description = "disk-revolve, 10 000 steps, 10 slots")>]
    member _.DiskRevolve() : int64 = million disk

    [<Benchmark(OperationsPerInvoke = 1_000_000, Description = "1d-revolve, 10 000 steps, 10 slots")>]
    member _.OneDRevolve() : int64 = million oneD

    [<Benchmark(OperationsPerInvoke = 1_000_000, Description = "periodic-disk-revolve, 10 000 steps, 10 slots")>]
    member _.PeriodicDiskRevolve() : int64 = million periodic

    [<Benchmark(OperationsPerInvoke = 1_000_000, Description = "optimal, 1000 steps, 4 + 4 slots")>]
    member _.Optimal() : int64 = million optimal

    [<Benchmark(OperationsPerInvoke = 1_000_000, Description = "mixed, 10 000 steps, 10 units")>]
    member _.Mixed() : int64 = million mixed

    [<Benchmark(OperationsPerInvoke = 1_000_000, Description = "unit-sizes, 1000 steps, 20 units, 1 and 2 for a step")>]
    member _.UnitSizes() : int64 = million unitSizes

    [<Benchmark(OperationsPerInvoke = 1_000_000, Description = "uniform, 10^6 steps, 1000 slots")>]
    member _.Uniform() : int64 = million uniform

    [<Benchmark(OperationsPerInvoke = 1_000_000, Description = "single-disk, moving, 10^6 steps")>]
    member _.SingleDisk() : int64 = million singleDisk

    [<Benchmark(OperationsPerInvoke = 1_000_000, Description = "two-level, 10^6 steps, period 100, 5 slots")>]
    member _.TwoLevel() : int64 = million twoLevel

    [<Benchmark(OperationsPerInvoke = 1_000_000, Description = "periodic-disk, 10^6 steps, period 10")>]
    member _.PeriodicDisk() : int64 = million periodicDisk

    [<Benchmark(OperationsPerInvoke = 1_000_000, Description = "online, r2, 10 000 steps, 10 slots")>]
    member _.Online() : int64 = million online
