module Schedules.Bench.Program

open BenchmarkDotNet.Configs
open BenchmarkDotNet.Jobs
open BenchmarkDotNet.Running
open BenchmarkDotNet.Toolchains.InProcess.Emit

let private benchmarks (arguments: string[]) : int =
    // In this process: a benchmark's own project would have to be restored beside the
    // packages that are here.
    let job = Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance)
    let config = DefaultConfig.Instance.AddJob(job)

    let summaries =
        BenchmarkSwitcher.FromAssembly(typeof<Enumeration>.Assembly).Run(arguments, config)

    if summaries |> Seq.exists (fun summary -> summary.HasCriticalValidationErrors) then
        1
    else
        0

[<EntryPoint>]
let main (arguments: string[]) : int =
    match arguments with
    | [| "least" |] ->
        Least.run ()
        0
    | [| "executor" |] ->
        ExecutorLeast.run ()
        0
    | [| "overlap" |] ->
        Overlap.table ()
        0
    | [| "predicted" |] ->
        Predicted.table ()
        0
    | [| "precision" |] ->
        Precision.table ()
        0
    | [| "disk" |] ->
        Disk.table ()
        0
    | [| "auto" |] ->
        Auto.table ()
        0
    | [| "arrays" |] ->
        Arrays.table ()
        0
    | [| "ranks" |] ->
        Ranks.table ()
        0
    | [| "rank" |] ->
        Ranks.rank ()
        0
    | [| "compression" |] ->
        Compression.run ()
        0
    | _ -> benchmarks arguments
