(**
---
title: Verifying somebody else's schedule
category: Guide
categoryindex: 2
index: 7
---
# Verifying somebody else's schedule

The referee judges a stream of actions from any tool. A file has one action a line, in one of three vocabularies, which it finds out by itself:

 * **JSON**: the actions of this library, an array each;
 * **step-based**, as in tlm_adjoint: Configure, Clear, Forward, Reverse, Read, Write;
 * **classic**, as in revolve and pyRevolve: takeshot, advance, firsturn, youturn, restore, terminate.

## A file

These lines could be the log of another program, in the classic vocabulary: `takeshot` has the step and the slot.
*)

(*** hide ***)
#nowarn "20"
#load "../samples/pages.fsx"

open Pages

(** *)
open Schedules.FSharp // and get, which takes the value out of a Result

let log =
    """
["takeshot",0,0]
["advance",0,2]
["takeshot",2,1]
["advance",2,3]
["firsturn",3]
["restore",2,1]
["youturn",2]
["restore",0,0]
["advance",0,1]
["youturn",1]
["restore",0,0]
["youturn",0]
["terminate"]
"""

(**
Reading translates it, line by line, into actions; a line that cannot be read, or says what cannot be, ends it with the number of the line.
*)
let read (text: string) : Result<LineAction list, ReadError> =
    let add result line =
        match result, line with
        | Ok lines, Ok line -> Ok(line :: lines)
        | Error error, _
        | Ok _, Error error -> Error error

    text.Trim().Split '\n' |> Vocabulary.read |> Seq.fold add (Ok []) |> Result.map List.rev

for line in read log |> get do
    printfn "line %2d: %s" line.Line (Action.toJson line.Action)
(*** include-output ***)

(**
## What it costs, or what is wrong

Tell the referee what may be used. What is not said is not limited; a length that is not said is where the forward stands at its end.
*)
let limits =
    { Limits.none with
        Levels = Map [ 0, 2L; 1, 0L ] // two slots in RAM, no disk
        WorkDependencies = 1L }

let judge (text: string) : unit =
    match read text with
    | Error error -> printfn "%O" error
    | Ok lines ->
        match lines |> List.map _.Action |> Profile.run limits Length.Open with
        | Ok profile -> printfn "valid, %d steps: %O" profile.Length profile.Counts
        | Error violation -> printfn "%O" violation

judge log
(*** include-output ***)

(**
Now three mistakes: a checkpoint that is never written, one step too many, and a line that is cut off.
*)
let drop (line: string) (text: string) = text.Replace(line + "\n", "")

log |> drop """["takeshot",2,1]""" |> judge
log.Replace("""["advance",0,1]""", """["advance",0,2]""") |> judge
log.Replace("""["youturn",1]""", """["youturn",1""") |> judge
(*** include-output ***)

(**
## Step by step

The same schedule in the step-based vocabulary, written by this library and read back: a translation there and back gives the same stream.
*)
let schedule = Revolve.schedule 4L 2 |> get

let steps =
    schedule
    |> Schedule.actions
    |> Steps.ofActions Clearing.Always schedule.Adjoints
    |> Seq.map (get >> StepAction.toJson)
    |> Seq.toList

for line in List.truncate 9 steps do
    printfn "%s" line

steps |> String.concat "\n" |> judge
(*** include-output ***)

(**
Restart data written by a step-based tool serve only the steps that it has gone over since; `Limits.Strict` holds a stream to that.

## Not a file

Whatever makes actions can be judged as it goes: `Replay.step` takes one position and one action to the next position, and is pure. In C#, it is `Referee.Verify` for a
stream, and `Judge` for one action at a time.

## From the command line

`schedules verify` reads a file, or standard input, in bounded memory, and ends with exit code 1 if it is invalid:
*)

(*** hide ***)
open System.IO

let file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName())
File.WriteAllText(file, log.TrimStart())
let verdict = command 0 $"verify {file} --limit ram=2"
File.WriteAllText(file, log.TrimStart() |> drop """["takeshot",2,1]""")
let refusal = command 1 $"verify {file} --limit ram=2"
File.Delete file
(verdict + refusal).Replace(file, "log.jsonl")
(*** include-it-raw ***)
