module Schedules.Bench.Program

open BenchmarkDotNet.Configs
open BenchmarkDotNet.Jobs
open BenchmarkDotNet.Running
open BenchmarkDotNet.Toolchains.InProcess.Emit

[<EntryPoint>]
let main (arguments: string[]) : int =
    // In this process: a benchmark's own project would have to be restored beside the packages that are here.
    let job = Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance)
    let config = DefaultConfig.Instance.AddJob(job)

    let summaries =
        BenchmarkSwitcher.FromAssembly(typeof<Enumeration>.Assembly).Run(arguments, config)

    if summaries |> Seq.exists (fun summary -> summary.HasCriticalValidationErrors) then
        1
    else
        0
