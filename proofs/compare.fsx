/// Compares values of the proved definitions, a line each in the file named, with the library's; fails where they differ.
#r "../src/Schedules.FSharp/bin/Release/net10.0/Schedules.FSharp.dll"

open System.IO
open Schedules.FSharp

let lines = File.ReadAllLines fsi.CommandLineArgs[1] |> Array.map _.Split(' ')
let mutable sound = true

let ofKind (kind: string) =
    lines |> Array.filter (fun words -> words[0] = kind)

let compare (kind: string) (fewest: int) (agrees: string[] -> bool) : unit =
    let all = ofKind kind
    let wrong = all |> Array.filter (agrees >> not)

    let shown =
        wrong |> Seq.truncate 5 |> Seq.map (String.concat " ") |> String.concat "\n"

    if wrong.Length > 0 || all.Length < fewest then
        sound <- false

        printfn
            "%s: %d of %d values differ from the library's (at least %d are expected)\n%s"
            kind
            wrong.Length
            all.Length
            fewest
            shown
    else
        printfn "%s: %d values equal the library's" kind all.Length

compare "beta" 2500 (fun words -> Binomial.beta (int64 words[1]) (int64 words[2]) = Ok(int64 words[3]))

compare "advances" 4000 (fun words ->
    let l, s = int64 words[1], int64 words[2]
    let first, last = int64 words[4], int64 words[5]

    let inside =
        [ Trajectory.Largest; Trajectory.Maximum; Trajectory.Revolve ]
        |> List.forall (fun trajectory ->
            match Binomial.advance trajectory l s with
            | Ok advance -> first <= advance && advance <= last
            | Error _ -> false)

    inside
    && Binomial.extraSteps l s = Ok(int64 words[3])
    && Binomial.advances l s = Ok(struct (first, last))
    && Binomial.advance Trajectory.Largest l s = Ok last)

/// The fewest forward steps with units, and that what a schedule begins with reaches them.
let mixed (l: int64) (s: int64) : int64 voption =
    match MixedSteps.optimalSteps l (int s) with
    | Ok fewest -> fewest
    | Error _ -> ValueNone

compare "mixed" 4000 (fun words ->
    let l, s = int64 words[1], int64 words[2]

    let first =
        Mixed.schedule l (int s) (Storage.Level 0) |> Result.map (Schedule.actions >> Seq.head)

    let begins =
        match first with
        | Ok(Action.Forward(0L, i, true, _, _)) -> [ ValueSome i; mixed i s; mixed (l - i) (s - 1L) ]
        | Ok(Action.Forward(0L, 1L, false, true, _)) -> [ ValueSome 1L; mixed (l - 1L) (s - 1L) ]
        | _ -> [ ValueNone ]

    let sum = (ValueSome 0L, begins) ||> List.fold (ValueOption.map2 (+))

    mixed l s = ValueSome(int64 words[3]) && sum = ValueSome(int64 words[3]))

let action (word: string) : Action =
    let parts = word.Split ','
    let number (index: int) = int64 parts[index]
    let flag (index: int) = parts[index] = "1"
    let level = Storage.Level 0

    match parts[0] with
    | "F" ->
        let target =
            if flag 4 then Storage.Work
            elif flag 3 then level
            else Storage.Nowhere

        Action.Forward(number 1, number 2, flag 3, flag 4, target)
    | "C" -> Action.Copy(number 1, level, Storage.Work)
    | "M" -> Action.Move(number 1, level, Storage.Work)
    | "D" -> Action.Move(number 1, level, Storage.Nowhere)
    | "R" -> Action.Reverse(number 1, number 1 - 1L, flag 2)
    | "E" -> Action.EndForward
    | "X" -> Action.EndReverse
    | other -> failwith $"an action that is not known: {other}"

// The first action refused, or how many there are, and whether the stream is complete.
let verdict (n: int64) (s: int64) (actions: Action list) : int * bool =
    let limits =
        { Limits.none with
            Levels = Map.ofList [ (0, s) ]
            WorkDependencies = 1L }

    let rec go (index: int) (position: Position) (rest: Action list) =
        match rest with
        | [] -> index, position.Stage = Stage.Ended
        | next :: rest ->
            match Replay.step limits position next with
            | Ok after when after.Stage = Stage.Ended && (Replay.finish limits after).IsError -> index, false
            | Ok after -> go (index + 1) after rest
            | Error _ -> index, false

    go 0 (Position.before (Length.Known n)) actions

compare "verdict" 2000 (fun words ->
    let actions =
        words[5..] |> Array.filter (fun word -> word <> "") |> List.ofArray |> List.map action

    verdict (int64 words[1]) (int64 words[2]) actions = (int words[3], words[4] = "1"))

exit (if sound then 0 else 1)
