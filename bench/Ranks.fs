/// `bench -- ranks`: a gradient of the acoustic sample on two ranks, against two threads of one
/// process, each in turn; and what the ranks take for a meeting. The least of a few rounds.
module Schedules.Bench.Ranks

open System
open System.Diagnostics
open System.Reflection
open Schedules.Interop
open Schedules.Mpi
open Schedules.Runtime
open Schedules.Samples.Acoustic

let private steps = 800
let private rounds = 4
let private runs = 3
let private meetings = 500
let private batches = 60

/// Numbers of a meeting.
let private votes = 9

let private schedule = CheckpointSchedule.Multistage(int64 steps, 10, 20)

let private experiment (group: MpiGroup | null) : Experiment =
    Experiment.Layered(240, 140, steps, 1, 2, Threading.CancellationToken.None, group)

/// The least seconds of some runs, after one that is not counted.
let private seconds (experiment: Experiment) (threads: int) : float =
    let once () : float =
        let model = AcousticModel(experiment, ReadOnlySpan(), threads)
        GradientRun.Compute(model, schedule).Profile.Elapsed.TotalSeconds

    once () |> ignore
    Seq.init runs (fun _ -> once ()) |> Seq.min

/// What one of the ranks does: the first prints the seconds of a run, and of a meeting.
let rank () : unit =
    use group = MpiGroup.World()
    let run = seconds (experiment group) 1
    let numbers = Array.zeroCreate<int64> votes

    // Short ones: nothing else of the machine falls into some of them.
    let batch () : float =
        let start = Stopwatch.GetTimestamp()

        for _ in 1..meetings do
            group.Maximum(Span numbers)

        Stopwatch.GetElapsedTime(start).TotalSeconds / float meetings

    let meeting = Seq.init batches (fun _ -> batch ()) |> Seq.min

    if group.Rank = 0 then
        printfn "%.9f %.9f" run meeting

/// Seconds of a run on two ranks, and of a meeting.
let private onRanks (launcher: string) : struct (float * float) =
    let program = [| Assembly.GetExecutingAssembly().Location; "rank" |]
    let start = RankLauncher.Start(launcher, 2, program)
    start.RedirectStandardOutput <- true

    match Process.Start start with
    | null -> failwithf "%s does not start" launcher
    | launched ->
        use launched = launched
        let words = launched.StandardOutput.ReadToEnd().Split()
        launched.WaitForExit()
        struct (float words[0], float words[1])

/// Prints all figures, for each MPI that is there.
let table () : unit =
    let alone = experiment null

    printfn
        "| Acoustic, 240 x 140, %d steps, multistage of 10 and 20 slots | two threads, s | two ranks, s | ratio | a meeting, µs |"
        steps

    printfn "| --- | --- | --- | --- | --- |"

    for launcher in [ "mpirun.openmpi"; "mpirun.mpich" ] do
        // Round by round, so that what else the machine does slows both.
        let measured =
            [ for _ in 1..rounds do
                  let struct (run, meeting) = onRanks launcher
                  seconds alone 2, run, meeting ]

        let least (what: float * float * float -> float) : float = measured |> List.map what |> List.min

        let threads, ranks, meeting =
            least (fun (it, _, _) -> it), least (fun (_, it, _) -> it), least (fun (_, _, it) -> it)

        printfn "| %s | %.3f | %.3f | %.2f | %.1f |" launcher threads ranks (ranks / threads) (1e6 * meeting)
