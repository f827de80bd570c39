namespace Schedules.FSharp

/// Reads the lines of the vocabularies.
[<RequireQualifiedAccess>]
module internal JsonReading =
    let private items = ItemsBuilder()

    let action (line: JsonLine) : Result<Action, ParseError> =
        match line.Word with
        | "Forward" ->
            items {
                let! () = Items.count 5 line
                let! n0 = Items.step 0 line
                let! n1 = Items.reach 1 line
                let! ics = Items.flag 2 line
                let! deps = Items.flag 3 line
                let! target = Items.storage 4 line
                return Action.Forward(n0, n1, ics, deps, target)
            }
        | "Reverse" ->
            items {
                let! () = Items.count 3 line
                let! n1 = Items.step 0 line
                let! n0 = Items.step 1 line
                let! clear = Items.flag 2 line
                return Action.Reverse(n1, n0, clear)
            }
        | "Copy"
        | "Move" ->
            items {
                let! () = Items.count 3 line
                let! n = Items.step 0 line
                let! source = Items.storage 1 line
                let! target = Items.storage 2 line

                return
                    if line.Word = "Copy" then
                        Action.Copy(n, source, target)
                    else
                        Action.Move(n, source, target)
            }
        | "EndForward" -> Items.count 0 line |> Result.map (fun () -> Action.EndForward)
        | "EndReverse" -> Items.count 0 line |> Result.map (fun () -> Action.EndReverse)
        | _ -> Items.unknown "Forward, Reverse, Copy, Move, EndForward or EndReverse" line

    let stepAction (line: JsonLine) : Result<StepAction, ParseError> =
        match line.Word with
        | "Configure"
        | "Clear" ->
            items {
                let! () = Items.count 2 line
                let! ics = Items.flag 0 line
                let! data = Items.flag 1 line

                return
                    if line.Word = "Clear" then
                        StepAction.Clear(ics, data)
                    else
                        StepAction.Configure(ics, data)
            }
        | "Forward" ->
            items {
                let! () = Items.count 2 line
                let! n0 = Items.step 0 line
                let! n1 = Items.reach 1 line
                return StepAction.Forward(n0, n1)
            }
        | "Reverse" ->
            items {
                let! () = Items.count 2 line
                let! n1 = Items.step 0 line
                let! n0 = Items.step 1 line
                return StepAction.Reverse(n1, n0)
            }
        | "Read" ->
            items {
                let! () = Items.count 3 line
                let! n = Items.step 0 line
                let! storage = Items.stepLevel 1 line
                let! delete = Items.flag 2 line
                return StepAction.Read(n, storage, delete)
            }
        | "Write" ->
            items {
                let! () = Items.count 2 line
                let! n = Items.step 0 line
                let! storage = Items.stepLevel 1 line
                return StepAction.Write(n, storage)
            }
        | "EndForward" -> Items.count 0 line |> Result.map (fun () -> StepAction.EndForward)
        | "EndReverse" ->
            Items.count 1 line |> Result.bind (fun () -> Items.flag 0 line) |> Result.map StepAction.EndReverse
        | _ -> Items.unknown "Configure, Clear, Forward, Reverse, Read, Write, EndForward or EndReverse" line

    /// The level of a slot, which is said or not.
    let private slotLevel (line: JsonLine) : Result<Storage voption, ParseError> =
        if line.Count <= 2 then
            Items.count 2 line |> Result.map (fun () -> ValueNone)
        else
            Items.count 3 line |> Result.bind (fun () -> Items.level 2 line) |> Result.map ValueSome

    let classicAction (line: JsonLine) : Result<ClassicAction, ParseError> =
        match line.Word with
        | "takeshot"
        | "restore" ->
            items {
                let! level = slotLevel line
                let! n = Items.step 0 line
                let! slot = Items.slot 1 line

                return
                    if line.Word = "restore" then
                        ClassicAction.Restore(n, slot, level)
                    else
                        ClassicAction.Takeshot(n, slot, level)
            }
        | "advance" ->
            items {
                let! () = Items.count 2 line
                let! n0 = Items.step 0 line
                let! n1 = Items.step 1 line
                return ClassicAction.Advance(n0, n1)
            }
        | "firsturn"
        | "youturn" ->
            items {
                let! () = Items.count 1 line
                let! n = Items.step 0 line

                return
                    if line.Word = "youturn" then
                        ClassicAction.Youturn n
                    else
                        ClassicAction.Firsturn n
            }
        | "terminate" -> Items.count 0 line |> Result.map (fun () -> ClassicAction.Terminate)
        | _ -> Items.unknown "takeshot, advance, firsturn, youturn, restore or terminate" line
