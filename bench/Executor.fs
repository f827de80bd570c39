namespace Schedules.Bench

open BenchmarkDotNet.Attributes
open Schedules.Interop
open Schedules.Runtime

/// What the runtime takes beside the model: Revolve for 10^6 steps with 30 slots of 1 KB in
/// memory, 4·10^6 actions, and a model that does nothing. Times and bytes are for one action; the
/// goal is a microsecond.
[<MemoryDiagnoser(false)>]
type Executor() =
    let steps = 1_000_000L
    let schedule = CheckpointSchedule.Revolve(steps, 30)

    [<Benchmark(Baseline = true, OperationsPerInvoke = 4_000_000, Description = "the schedule alone")>]
    member _.Schedule() : int64 =
        let run = schedule.Start()
        let mutable sum = 0L

        while run.MoveNext() && run.Raw.Kind <> ActionKind.EndReverse do
            sum <- sum + run.Raw.N0

        sum

    [<Benchmark(OperationsPerInvoke = 4_000_000, Description = "and judged")>]
    member _.Judged() : int64 =
        let run = schedule.Start()
        let judge = Judge.For schedule

        while run.MoveNext() && run.Raw.Kind <> ActionKind.EndReverse do
            let action = run.Raw
            judge.Step &action

        judge.Index

    [<Benchmark(OperationsPerInvoke = 4_000_000, Description = "and carried out, memory store")>]
    member _.Executed() : int64 =
        use executor = new CheckpointExecutor(IdleModel(steps, 1024, 0L), schedule)
        executor.Run().ForwardSteps
