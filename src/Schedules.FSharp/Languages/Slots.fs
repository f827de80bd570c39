namespace Schedules.FSharp

open System.Collections.Generic

/// A checkpoint, and the slot that holds it.
[<Struct>]
type internal Occupied = { Step: int64; Level: int; Slot: int }

/// Which slot holds which checkpoint, as a stream goes along. A slot belongs to one level; the one
/// freed last is used first, and a new one only if none of the level is free: what revolve does,
/// whose slots are a stack.
[<Sealed>]
type internal Slots() =
    /// The latest step last: that is the one in question, nearly always.
    let held = List<Occupied>()
    let free = Dictionary<int, Stack<int>>()
    let mutable next = 0

    /// Index of the last entry of an earlier step, or of this one; -1 if there is none.
    let upTo (step: int64) : int =
        let mutable at = held.Count - 1

        while at >= 0 && held[at].Step > step do
            at <- at - 1

        at

    /// Index of the checkpoint of a step on a level, the one taken last; -1 if there is none.
    let indexOf (step: int64) (level: int) : int =
        let mutable at = upTo step

        while at >= 0 && held[at].Step = step && held[at].Level <> level do
            at <- at - 1

        if at >= 0 && held[at].Step = step then at else -1

    /// Whether some slot holds a step.
    member _.Holds(step: int64) : bool =
        let at = upTo step
        at >= 0 && held[at].Step = step

    /// The slot that holds the checkpoint of a step on a level.
    member _.Find(step: int64, level: int) : Result<int, Untranslatable> =
        match indexOf step level with
        | -1 -> Error(Untranslatable.NotHeld step)
        | at -> Ok held[at].Slot

    /// Takes a slot for the checkpoint of a step on a level.
    member _.Take(step: int64, level: int) : int =
        let slot =
            match free.TryGetValue level with
            | true, freed when freed.Count > 0 -> freed.Pop()
            | _ ->
                next <- next + 1
                next - 1

        held.Insert(
            upTo step + 1,
            { Step = step
              Level = level
              Slot = slot }
        )

        slot

    /// Frees the slot that holds the checkpoint of a step on a level, if there is one.
    member _.Free(step: int64, level: int) : unit =
        match indexOf step level with
        | -1 -> ()
        | at ->
            let slot = held[at].Slot
            held.RemoveAt at

            match free.TryGetValue level with
            | true, freed -> freed.Push slot
            | false, _ -> free[level] <- Stack [ slot ]
