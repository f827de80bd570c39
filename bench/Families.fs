namespace Schedules.Bench

open BenchmarkDotNet.Attributes
open Schedules.FSharp

/// Going through all kinds of schedules: a million actions, starting again at the end of each
/// schedule. Times and bytes are for one action. All of them run in one process, one after the
/// other, as in a program that compares schedules.
[<MemoryDiagnoser(false)>]
type Families() =
    let mutable schedule = Unchecked.defaultof<Schedule>

    member _.Names: string list = List.map fst Cases.all

    [<ParamsSource("Names")>]
    member val Schedule = "" with get, set

    [<GlobalSetup>]
    member this.Build() : unit =
        schedule <- snd (Cases.all |> List.find (fun (name, _) -> name = this.Schedule)) ()

    [<Benchmark(OperationsPerInvoke = 1_000_000)>]
    member _.Million() : int64 =
        let mutable sum = 0L
        let mutable left = 1_000_000

        while left > 0 do
            let pass = Schedule.enumerate 1L schedule
            let mutable next = pass.NextActions()

            while left > 0 && next.Length > 0 do
                for i in 0 .. next.Length - 1 do
                    sum <- Cases.add sum next[i]

                left <- left - next.Length
                next <- pass.NextActions()

        sum
