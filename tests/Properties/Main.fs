/// Runs the tests; the options are Expecto's (`--help`). A run without any test is a failure.
module Schedules.Tests.Main

open Expecto

[<EntryPoint>]
let main arguments =
    let mutable isEmpty = false

    let onSummary (summary: Impl.TestRunSummary) : unit = isEmpty <- List.isEmpty summary.results

    let code =
        runTestsInAssemblyWithCLIArgs [ Append_Summary_Handler(SummaryHandler onSummary) ] arguments

    if isEmpty then
        eprintfn "no test has been run"
        1
    else
        code
