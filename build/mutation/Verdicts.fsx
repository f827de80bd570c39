/// What the tests say of a mutant.
module Verdicts

#load "Copy.fsx"

open System
open System.Diagnostics
open System.Text.RegularExpressions

type Verdict =
    | Killed of by: string
    | Endless
    | Survived

/// Runs the tests, with mutant `number` (0: none), until one fails, for so much processor time at most, whatever else the machine
/// does; and ten times as long by the clock, for what waits for ever. What it took, to a second, is given too.
let examine (seed: int) (limit: TimeSpan) (number: int) : Verdict * TimeSpan =
    let info =
        ProcessStartInfo("dotnet", [ Copy.tests; "--no-spinner"; "--colours"; "0" ])

    info.RedirectStandardOutput <- true
    info.RedirectStandardError <- true
    info.Environment["SCHEDULES_MUTANT"] <- string number
    info.Environment["SCHEDULES_SEED"] <- string seed
    // Of all that the tests can try, not of a sample.
    info.Environment["SCHEDULES_CAMPAIGN"] <- "full"
    // What goes on for ever and keeps everything ends, too.
    info.Environment["DOTNET_GCHeapHardLimit"] <- "100000000"
    use child = Process.Start info
    child.ErrorDataReceived.Add ignore
    child.BeginErrorReadLine()

    let rec failure () : string option =
        match child.StandardOutput.ReadLine() with
        | null -> None
        | line ->
            match Regex.Match(line, @" ERR\] (.*) (failed|errored) in ") with
            | hit when hit.Success -> Some hit.Groups[1].Value
            | _ -> failure ()

    let reading = Threading.Tasks.Task.Run failure
    let clock = Stopwatch.StartNew()
    let mutable taken = TimeSpan.Zero

    while not (reading.Wait(TimeSpan.FromSeconds 1.0)) && taken < limit && clock.Elapsed < limit * 10.0 do
        try
            taken <- child.TotalProcessorTime
        with :? InvalidOperationException ->
            () // It has ended.

    let verdict =
        if not reading.IsCompleted then
            Endless
        else
            match reading.Result with
            | Some test -> Killed test
            | None ->
                child.WaitForExit()

                if child.ExitCode = 0 then
                    Survived
                else
                    Killed "the end of the process"

    if not child.HasExited then
        child.Kill true

    verdict, taken
