namespace Schedules.Bench

open BenchmarkDotNet.Attributes
open Schedules.FSharp

/// Going through Revolve for 10^7 steps with 30 slots: 4·10^7 actions. Times and
/// bytes are for one action.
[<MemoryDiagnoser(false)>]
type Enumeration() =
    let steps = 10_000_000L
    let slots = 30

    let orFail (result: Result<'T, SpecError>) : 'T =
        match result with
        | Ok value -> value
        | Error error -> failwith (string error)

    let core = Revolve.schedule steps slots |> orFail
    let facade = Schedules.Interop.CheckpointSchedule.Revolve(steps, slots)

    [<Benchmark(Baseline = true, OperationsPerInvoke = 40_000_000, Description = "recursion written by hand")>]
    member _.ByHand() : int64 =
        let sum = [| 0L |]
        ByHand.reverse (System.Action<_, _, _>(fun n0 n1 _ -> sum[0] <- sum[0] + n1 - n0)) 0L steps (int64 slots) false
        sum[0]

    [<Benchmark(OperationsPerInvoke = 40_000_000, Description = "Schedule.fold")>]
    member _.Fold() : int64 =
        core
        |> Schedule.fold
            (fun sum action ->
                match action with
                | Action.Forward(n0, n1, _, _, _) -> sum + n1 - n0
                | Action.Reverse(n1, n0, _) -> sum + n0 - n1
                | Action.Copy(n, _, _)
                | Action.Move(n, _, _) -> sum + n
                | Action.EndForward
                | Action.EndReverse -> sum)
            0L

    [<Benchmark(OperationsPerInvoke = 40_000_000, Description = "Schedule.actions, a sequence")>]
    member _.Sequence() : int64 =
        let mutable sum = 0L

        for action in Schedule.actions core do
            if action.IsCopy then
                sum <- sum + 1L

        sum

    [<Benchmark(OperationsPerInvoke = 40_000_000, Description = "facade, foreach")>]
    member _.Facade() : int64 =
        let mutable sum = 0L

        for action in facade do
            match action with
            | :? Schedules.Interop.Forward as forward -> sum <- sum + forward.N1 - forward.N0
            | _ -> sum <- sum + 1L

        sum

    [<Benchmark(OperationsPerInvoke = 40_000_000, Description = "Cursor.next")>]
    member _.Cursors() : int64 =
        let rec go count cursor =
            match Cursor.next cursor with
            | Next.Action(_, cursor) -> go (count + 1L) cursor
            | Next.AwaitingLength
            | Next.Exhausted -> count

        go 0L (Schedule.start core)

    [<Benchmark(OperationsPerInvoke = 40_000_000, Description = "judged by the referee, and counted")>]
    member _.Referee() : int64 =
        match Schedule.profile core with
        | Ok profile -> profile.Actions
        | Error violation -> failwith (string violation)
