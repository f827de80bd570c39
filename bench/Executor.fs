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

/// `bench -- executor`: the same, the least of a few rounds, which other programs disturb less.
module ExecutorLeast =
    open System
    open System.Diagnostics

    let private actions = 4_000_000.0

    let private least (act: unit -> unit) : float =
        Seq.init 7 (fun _ ->
            let start = Stopwatch.GetTimestamp()
            act ()
            Stopwatch.GetElapsedTime(start).TotalNanoseconds / actions)
        |> Seq.min

    let private bytes (act: unit -> unit) : float =
        let before = GC.GetAllocatedBytesForCurrentThread()
        act ()
        float (GC.GetAllocatedBytesForCurrentThread() - before) / actions

    /// Prints all figures.
    let run () : unit =
        let bench = Executor()

        let cases: (string * (unit -> unit)) list =
            [ "the schedule alone", (fun () -> bench.Schedule() |> ignore)
              "and judged", (fun () -> bench.Judged() |> ignore)
              "and carried out, memory store", (fun () -> bench.Executed() |> ignore) ]

        let clock =
            least (fun () ->
                for _ in 1..4_000_000 do
                    Stopwatch.GetTimestamp() |> ignore)

        printfn "| for each of 4·10^6 actions | ns | bytes |"
        printfn "| --- | --- | --- |"
        printfn "| %s | %.0f | 0 |" "asking the clock once" clock

        for name, act in cases do
            printfn "| %s | %.0f | %.1f |" name (least act) (bytes act)
