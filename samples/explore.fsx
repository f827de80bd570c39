// A guided tour. `dotnet fsi samples/explore.fsx` runs all of it, once the core has been built; `dotnet fsi build.fsx repl` opens
// F# Interactive with the same words, to try the lines one by one and to change them.
#load "repl.fsx"

open System.IO
open Schedules.FSharp
open Schedules.FSharp.Repl

let private chapter (title: string) : unit = printfn $"\n== {title}\n"

// ----------------------------------------------------------------------------------------------------------------------------
chapter "A schedule and its picture"

// Ten steps forward, then back, with room for the restart data of three of them in RAM: Revolve advances as few steps again as
// possible. Steps go from left to right, actions from top to bottom.
Revolve.schedule 10 3 |> show

// ----------------------------------------------------------------------------------------------------------------------------
chapter "What it costs"

// Predicted from the parameters, whatever the length: a forward or adjoint step costs 1, RAM nothing, the disk 2 each time.
let makespan = Revolve.schedule 10 3 |> cost
printfn $"cost of 10 steps, 3 slots: {makespan}"
printfn $"cost of 10^9 steps, 30 slots: {Revolve.schedule 1_000_000_000 30 |> cost}"

// Other costs go in with the core's own functions: here a disk as slow as ten steps.
let slowDisk = CostModel.create 1 1 [ 0; 10 ] [ 0; 10 ] |> get
let multistage = Multistage.schedule Trajectory.Maximum 100 3 2
printfn $"cost with a slow disk: {multistage |> Result.bind (Schedule.cost slowDisk) |> get}"

// ----------------------------------------------------------------------------------------------------------------------------
chapter "Several compared"

[ Revolve.schedule 100 3; multistage; Revolve.schedule 100 5 ] |> compare

// All families that make do with 3 slots in RAM and 10 on disk:
printfn ""
families 100 3 10 |> compare

// The cost against slots, and against what RAM holds, as charts; `|> svg |> save "file.svg"` draws them.
printfn $"\n{bySlots (Revolve.schedule 100) [ 1..8 ]}"
printfn $"\n{families 100 3 10 |> byMemory}"

// ----------------------------------------------------------------------------------------------------------------------------
chapter "The referee"

// It knows nothing of schedules: it reads the actions one by one, and says what they come to.
printfn $"{Revolve.schedule 10 3 |> verify |> get}"

// Or what is wrong first, here in a list of one's own: step 1 is reversed, and nobody has recorded it.
let mine =
    [ Action.Forward(0, 2, true, false, Storage.Ram)
      Action.Forward(2, 3, false, true, Storage.Work)
      Action.EndForward
      Action.Reverse(3, 1, true) ]

match mine |> verify with
| Ok profile -> printfn $"{profile}"
| Error violation -> printfn $"{violation}"

// Shown, it is the list up to there. (A file from another tool is read by `readActions`.)
mine |> show

// ----------------------------------------------------------------------------------------------------------------------------
chapter "Step by step"

// A cursor is immutable. `next` says which action it takes, and gives the cursor after it; going back is keeping the one before.
let before = Revolve.schedule 10 3 |> start |> next
let after = before |> next
printfn $"after two actions, %A{after}"
printfn $"and before the second, still, %A{before}"

// What the levels hold after the first 20 actions:
printfn $"after 20 actions, {Revolve.schedule 10 3 |> positions |> Seq.item 20}"

// ----------------------------------------------------------------------------------------------------------------------------
chapter "When the end is found on the way"

// An online schedule goes forward until it is told, within its last Forward, where the end was.
let found =
    TwoLevel.schedule Trajectory.Maximum 4 2 Storage.Ram |> start |> next |> next |> setLength 7

printfn $"of known length, %A{found}"

// To see all of it, give it a length.
TwoLevel.schedule Trajectory.Maximum 4 2 Storage.Ram |> Result.bind (Schedule.ofLength 7) |> show

// ----------------------------------------------------------------------------------------------------------------------------
chapter "A policy of one's own"

// A policy answers two questions: what to do on entering a segment of l steps, and what to do when its checkpoint is read. This one
// keeps the beginning in RAM and goes half way, for as long as it has a slot (the context counts them); the last segments are
// recorded at once.
let halves: Policy =
    { Enter =
        fun l free ->
            if free = 0 then
                Entry.Record
            else
                Entry.Keep(0, l / 2L, free - 1L, free - 1L)
      Resume = fun _ free -> Resumption.Release free }

let bisection = Schedule.ofPolicy "halves" 16 halves 2
bisection |> show
printfn $"\n{bisection |> verify |> get}"

// ----------------------------------------------------------------------------------------------------------------------------
chapter "Pictures in files"

// An SVG of any number of steps, and a page on which one steps through the actions; into the folder named after the script, or a
// temporary one.
let folder =
    match List.ofArray fsi.CommandLineArgs with
    | [ _; folder ] -> folder
    | _ -> Directory.CreateTempSubdirectory("schedules-").FullName

Revolve.schedule 1000 8 |> svg |> save (Path.Combine(folder, "revolve.svg"))
Revolve.schedule 100 8 |> html |> save (Path.Combine(folder, "revolve.html"))

// ----------------------------------------------------------------------------------------------------------------------------
chapter "What is not possible"

// Constructors give a Result: what is wrong, and what is allowed.
match Revolve.schedule 10 0 with
| Ok _ -> ()
| Error error -> printfn $"{error}"

// In a word, an error ends the line with that sentence.
try
    Revolve.schedule 0 3 |> show
with :? Refused as refused ->
    printfn $"{refused.Message}"
