namespace Schedules.Bench

open BenchmarkDotNet.Attributes
open Schedules.FSharp

/// Judging each action as it comes: Revolve for 10^6 steps with 30 slots, 4·10^6 actions, and
/// everything on disk for 10^6 steps, 3·10^6 actions with up to 10^6 checkpoints on one level.
/// Times and bytes are for one action.
[<MemoryDiagnoser(false)>]
type Judging() =
    let orFail (result: Result<'T, SpecError>) : 'T =
        match result with
        | Ok value -> value
        | Error error -> failwith (string error)

    let revolve = Revolve.schedule 1_000_000L 30 |> orFail
    let singleDisk = SingleDisk.schedule true |> Schedule.ofLength 1_000_000L |> orFail

    let judged (schedule: Schedule) : int64 =
        let run = Schedule.runThrough 1L schedule
        let judge = Judge(schedule.Limits, schedule.Length)

        while run.MoveNext() do
            match judge.Step &run.Current with
            | ValueNone -> ()
            | ValueSome reason -> failwith (string reason)

        judge.Index

    let folded (schedule: Schedule) : int64 =
        Schedule.actions schedule
        |> Replay.fold schedule.Limits schedule.Length (fun count _ _ -> count + 1L) 0L
        |> Result.defaultValue 0L

    [<Benchmark(Baseline = true, OperationsPerInvoke = 4_000_000, Description = "Revolve: Judge.Step on a run")>]
    member _.Judged() : int64 = judged revolve

    [<Benchmark(OperationsPerInvoke = 4_000_000, Description = "Revolve: Replay.fold over positions")>]
    member _.Folded() : int64 = folded revolve

    [<Benchmark(OperationsPerInvoke = 4_000_000, Description = "Revolve: Schedule.profile")>]
    member _.Profiled() : int64 =
        match Schedule.profile revolve with
        | Ok profile -> profile.Actions
        | Error violation -> failwith (string violation)

    [<Benchmark(OperationsPerInvoke = 4_000_000, Description = "Revolve: the run alone")>]
    member _.Walked() : int64 =
        revolve |> Schedule.fold (fun count _ -> count + 1L) 0L

    [<Benchmark(OperationsPerInvoke = 4_000_000, Description = "a run of the facade: Raw, and Judge.Step")>]
    member _.Facade() : int64 =
        let schedule = Schedules.Interop.CheckpointSchedule.Revolve(1_000_000L, 30)
        let judge = Schedules.Interop.Judge.For schedule
        let run = schedule.Start()

        while run.MoveNext() do
            let action = run.Raw
            judge.Step &action

        judge.Index

    [<Benchmark(OperationsPerInvoke = 3_000_002, Description = "all on disk: Judge.Step on a run")>]
    member _.JudgedDisk() : int64 = judged singleDisk

    [<Benchmark(OperationsPerInvoke = 3_000_002, Description = "all on disk: Replay.fold over positions")>]
    member _.FoldedDisk() : int64 = folded singleDisk
