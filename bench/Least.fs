/// `bench -- least`: the least time of many short rounds, which other programs hardly disturb: for
/// machines that are not idle. Each schedule's rounds are first those of a fold, so that the
/// runtime has optimised it.
module Schedules.Bench.Least

open System
open System.Diagnostics
open System.IO
open Schedules.FSharp

/// Rounds take about a millisecond; their least, in ns for each of the operations of a call, and
/// what one call allocates.
let private least (operations: int64) (run: unit -> 'T) : struct (float * float) =
    let first = Stopwatch.GetTimestamp()
    run () |> ignore

    let rounds =
        max 1L (min 1000L (int64 (1.0 / Stopwatch.GetElapsedTime(first).TotalMilliseconds)))

    let began = Stopwatch.GetTimestamp()
    let mutable best = Double.MaxValue
    let mutable count = 0

    while count < 20 || Stopwatch.GetElapsedTime(began).TotalSeconds < 1.0 do
        let start = Stopwatch.GetTimestamp()

        for _ in 1L .. rounds do
            run () |> ignore

        best <- min best (Stopwatch.GetElapsedTime(start).TotalNanoseconds / float (rounds * operations))
        count <- count + 1

    let before = GC.GetAllocatedBytesForCurrentThread()
    run () |> ignore
    struct (best, float (GC.GetAllocatedBytesForCurrentThread() - before) / float operations)

let private fold (schedule: Schedule) : int64 = Schedule.fold Cases.add 0L schedule

let private count (schedule: Schedule) : int64 =
    Schedule.fold (fun sum _ -> sum + 1L) 0L schedule

let private sequence (schedule: Schedule) : int64 =
    let mutable sum = 0L

    for action in Schedule.actions schedule do
        sum <- Cases.add sum action

    sum

let private foreach (schedule: Schedules.Interop.CheckpointSchedule) : int64 =
    let mutable sum = 0L

    for action in schedule do
        match action with
        | :? Schedules.Interop.Forward as forward -> sum <- sum + forward.N1 - forward.N0
        | _ -> sum <- sum + 1L

    sum

let private cursors (schedule: Schedule) : int64 =
    let rec go count cursor =
        match Cursor.next cursor with
        | Next.Action(_, cursor) -> go (count + 1L) cursor
        | Next.AwaitingLength
        | Next.Exhausted -> count

    go 0L (Schedule.start schedule)

let private steps = 100_000L
let private slots = 30

/// Prints all figures.
let run () : unit =
    let load () =
        (File.ReadAllText "/proc/loadavg").Trim()


    let show (name: string) (struct (time: float, bytes: float)) =
        printfn "| %-45s | %8.1f | %6.1f |" name time bytes

    printfn "ns and bytes for each action; load at the start: %s" (load ())

    match Revolve.schedule steps slots with
    | Error error -> failwith (string error)
    | Ok revolve ->
        let actions = count revolve
        let sum = [| 0L |]
        let act = Action<_, _, _>(fun n0 n1 _ -> sum[0] <- sum[0] + n1 - n0)
        show "recursion written by hand" (least actions (fun () -> ByHand.reverse act 0L steps (int64 slots) false))
        show $"revolve, 10^5 steps, {slots} slots: fold" (least actions (fun () -> fold revolve))
        show "  counting only" (least actions (fun () -> count revolve))
        show "  a sequence" (least actions (fun () -> sequence revolve))
        let facade = Schedules.Interop.CheckpointSchedule.Revolve(steps, slots)
        show "  the facade's foreach" (least actions (fun () -> foreach facade))
        show "  Cursor.next" (least actions (fun () -> cursors revolve))
        show "  judged and counted" (least actions (fun () -> Schedule.profile revolve))
        let machine = Machine.ofCosts CostModel.standard

        for name, schedule in
            [ "revolve", Ok revolve
              "multistage, 10 and 20 slots", Multistage.schedule Trajectory.Maximum steps 10 20 ] do
            match schedule with
            | Error error -> failwith (string error)
            | Ok schedule ->
                let actions = count schedule

                for what, overlapped in [ "", false; ", overlapped", true ] do
                    show
                        $"{name}: timed{what}"
                        (least actions (fun () -> Schedule.timeOf machine overlapped 1L schedule))

    for name, build in Cases.all do
        let schedule = build ()
        show name (least (count schedule) (fun () -> fold schedule))

    let model = CostModel.standard

    let builds: (string * (unit -> Result<Schedule, SpecError>)) list =
        [ "h-revolve, 1000 steps, 10 + 20 slots", (fun () -> HRevolve.schedule 1_000L [ 10; 20 ] model)
          "h-revolve, 10 000 steps, 10 + 20 slots", (fun () -> HRevolve.schedule 10_000L [ 10; 20 ] model)
          "disk-revolve, 10 000 steps, 10 slots", (fun () -> DiskRevolve.schedule 10_000L 10 false model)
          "disk-revolve, 100 000 steps, 10 slots", (fun () -> DiskRevolve.schedule 100_000L 10 false model)
          "periodic-disk-revolve, 10^18 steps, 10 slots",
          (fun () -> PeriodicDiskRevolve.schedule 1_000_000_000_000_000_000L 10 DiskPeriod.Searched false model)
          "optimal, 1000 steps, 4 + 4 slots", (fun () -> Optimal.schedule 1_000L [ 4; 4 ] model) ]

    printfn "µs and kilobytes for building"

    for name, build in builds do
        show name (least 1_000L build)

    printfn "load at the end: %s" (load ())
