namespace Schedules.FSharp

/// Reads the lines of the vocabularies.
[<RequireQualifiedAccess>]
module internal JsonReading =
    let private items = ItemsBuilder()

    let action (line: JsonLine) : Result<Action, ParseError> =
        match line.Word with
        | "Forward" ->
            items {
                let! () = JsonItems.count 5 line
                let! n0 = JsonItems.step 0 line
                let! n1 = JsonItems.reach 1 line
                let! ics = JsonItems.flag 2 line
                let! deps = JsonItems.flag 3 line
                let! target = JsonItems.storage 4 line
                return Action.Forward(n0, n1, ics, deps, target)
            }
        | "Reverse" ->
            items {
                let! () = JsonItems.count 3 line
                let! n1 = JsonItems.step 0 line
                let! n0 = JsonItems.step 1 line
                let! clear = JsonItems.flag 2 line
                return Action.Reverse(n1, n0, clear)
            }
        | "Copy"
        | "Move" ->
            items {
                let! () = JsonItems.count 3 line
                let! n = JsonItems.step 0 line
                let! source = JsonItems.storage 1 line
                let! target = JsonItems.storage 2 line

                return
                    if line.Word = "Copy" then
                        Action.Copy(n, source, target)
                    else
                        Action.Move(n, source, target)
            }
        | "EndForward" -> JsonItems.count 0 line |> Result.map (fun () -> Action.EndForward)
        | "EndReverse" -> JsonItems.count 0 line |> Result.map (fun () -> Action.EndReverse)
        | _ -> JsonItems.unknown "Forward, Reverse, Copy, Move, EndForward or EndReverse" line

    let stepAction (line: JsonLine) : Result<StepAction, ParseError> =
        match line.Word with
        | "Configure"
        | "Clear" ->
            items {
                let! () = JsonItems.count 2 line
                let! ics = JsonItems.flag 0 line
                let! data = JsonItems.flag 1 line

                return
                    if line.Word = "Clear" then
                        StepAction.Clear(ics, data)
                    else
                        StepAction.Configure(ics, data)
            }
        | "Forward" ->
            items {
                let! () = JsonItems.count 2 line
                let! n0 = JsonItems.step 0 line
                let! n1 = JsonItems.reach 1 line
                return StepAction.Forward(n0, n1)
            }
        | "Reverse" ->
            items {
                let! () = JsonItems.count 2 line
                let! n1 = JsonItems.step 0 line
                let! n0 = JsonItems.step 1 line
                return StepAction.Reverse(n1, n0)
            }
        | "Read" ->
            items {
                let! () = JsonItems.count 3 line
                let! n = JsonItems.step 0 line
                let! storage = JsonItems.stepLevel 1 line
                let! delete = JsonItems.flag 2 line
                return StepAction.Read(n, storage, delete)
            }
        | "Write" ->
            items {
                let! () = JsonItems.count 2 line
                let! n = JsonItems.step 0 line
                let! storage = JsonItems.stepLevel 1 line
                return StepAction.Write(n, storage)
            }
        | "EndForward" -> JsonItems.count 0 line |> Result.map (fun () -> StepAction.EndForward)
        | "EndReverse" ->
            JsonItems.count 1 line
            |> Result.bind (fun () -> JsonItems.flag 0 line)
            |> Result.map StepAction.EndReverse
        | _ -> JsonItems.unknown "Configure, Clear, Forward, Reverse, Read, Write, EndForward or EndReverse" line

    /// The level of a slot, which is said or not.
    let private slotLevel (line: JsonLine) : Result<Storage voption, ParseError> =
        if line.Count <= 2 then
            JsonItems.count 2 line |> Result.map (fun () -> ValueNone)
        else
            JsonItems.count 3 line |> Result.bind (fun () -> JsonItems.level 2 line) |> Result.map ValueSome

    let classicAction (line: JsonLine) : Result<ClassicAction, ParseError> =
        match line.Word with
        | "takeshot"
        | "restore" ->
            items {
                let! level = slotLevel line
                let! n = JsonItems.step 0 line
                let! slot = JsonItems.slot 1 line

                return
                    if line.Word = "restore" then
                        ClassicAction.Restore(n, slot, level)
                    else
                        ClassicAction.Takeshot(n, slot, level)
            }
        | "advance" ->
            items {
                let! () = JsonItems.count 2 line
                let! n0 = JsonItems.step 0 line
                let! n1 = JsonItems.step 1 line
                return ClassicAction.Advance(n0, n1)
            }
        | "firsturn"
        | "youturn" ->
            items {
                let! () = JsonItems.count 1 line
                let! n = JsonItems.step 0 line

                return
                    if line.Word = "youturn" then
                        ClassicAction.Youturn n
                    else
                        ClassicAction.Firsturn n
            }
        | "terminate" -> JsonItems.count 0 line |> Result.map (fun () -> ClassicAction.Terminate)
        | _ -> JsonItems.unknown "takeshot, advance, firsturn, youturn, restore or terminate" line
