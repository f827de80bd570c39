namespace Schedules.Bench

open System
open System.Diagnostics
open System.Threading
open Schedules.Runtime

/// A model without data of its own, of which each step takes so many ticks of the clock: none, to
/// see what else takes time.
[<Sealed>]
type IdleModel(steps: int64, bytes: int, ticksOfStep: int64) =
    // As a throttled store waits: so that what else the machine does counts little.
    let late = TimeSpan.FromMilliseconds 1.0

    let wait (n: int64) : unit =
        if ticksOfStep > 0L then
            let start = Stopwatch.GetTimestamp()
            let time = Stopwatch.GetElapsedTime(0L, n * ticksOfStep)

            if time > late + late then
                Thread.Sleep(time - late)

            while Stopwatch.GetElapsedTime start < time do
                Thread.SpinWait 20

    interface IAdjointModel with
        member _.Steps = Nullable steps
        member _.RestartBytes _ = int64 bytes
        member _.DependencyBytes _ = int64 bytes

        member _.Advance(n0, n1) =
            wait (n1 - n0)
            n1

        member _.Record(n0, n1) =
            wait (n1 - n0)
            n1

        member _.Reverse(n1, n0) = wait (n1 - n0)
        member _.ClearDependencies() = ()

        member _.WriteRestart(_, writer) =
            let _ = writer.Take bytes
            ()

        member _.ReadRestart(_, reader) =
            let _ = reader.Take bytes
            ()

        member _.WriteDependencies(_, writer) =
            let _ = writer.Take bytes
            ()

        member _.ReadDependencies(_, reader) =
            let _ = reader.Take bytes
            ()
