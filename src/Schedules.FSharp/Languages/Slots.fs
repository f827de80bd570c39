namespace Schedules.FSharp

/// A checkpoint, and the slot that holds it.
[<Struct>]
type internal Occupied = { Step: int64; Level: int; Slot: int }

/// Which slot holds which checkpoint. A slot belongs to one level; the one freed last is used first, and a new one only if
/// none of the level is free: what revolve does, whose slots are a stack.
[<NoComparison; NoEquality>]
type internal Slots =
    private
        {
            /// The latest step first: that is the one in question, nearly always.
            Held: Occupied list
            /// Free slots of a level, the one freed last first.
            Free: Map<int, int list>
            Next: int
        }

[<RequireQualifiedAccess>]
module internal Slots =
    let none: Slots =
        { Held = []
          Free = Map.empty
          Next = 0 }

    /// The first of those of a step for which something holds.
    let rec private search (step: int64) (holds: Occupied -> bool) (held: Occupied list) : Occupied voption =
        match held with
        | first :: rest when first.Step > step || first.Step = step && not (holds first) -> search step holds rest
        | first :: _ when first.Step = step -> ValueSome first
        | _ -> ValueNone

    /// Whether some slot holds a step.
    let holds (step: int64) (slots: Slots) : bool =
        (search step (fun _ -> true) slots.Held).IsSome

    /// The slot that holds the checkpoint of a step on a level.
    let find (step: int64) (level: int) (slots: Slots) : Result<int, Untranslatable> =
        match search step (fun held -> held.Level = level) slots.Held with
        | ValueSome held -> Ok held.Slot
        | ValueNone -> Error(Untranslatable.NotHeld step)

    /// Takes the checkpoints of later steps off, and puts them back on what becomes of the others.
    let private below (step: int64) (change: Occupied list -> Occupied list) (held: Occupied list) : Occupied list =
        let rec go (later: Occupied list) (held: Occupied list) : Occupied list =
            match held with
            | first :: rest when first.Step > step -> go (first :: later) rest
            | _ -> List.fold (fun held first -> first :: held) (change held) later

        go [] held

    /// Takes a slot for the checkpoint of a step on a level.
    let take (step: int64) (level: int) (slots: Slots) : struct (int * Slots) =
        let put (slot: int) : Occupied list =
            slots.Held
            |> below step (fun held ->
                { Step = step
                  Level = level
                  Slot = slot }
                :: held)

        match Map.tryFind level slots.Free with
        | Some(slot :: free) ->
            slot,
            { slots with
                Held = put slot
                Free = Map.add level free slots.Free }
        | Some []
        | None ->
            slots.Next,
            { slots with
                Held = put slots.Next
                Next = slots.Next + 1 }

    /// Frees the slot that holds the checkpoint of a step on a level, if there is one.
    let free (step: int64) (level: int) (slots: Slots) : Slots =
        match search step (fun held -> held.Level = level) slots.Held with
        | ValueNone -> slots
        | ValueSome freed ->
            let without (held: Occupied list) : Occupied list =
                match held with
                | first :: rest when first.Slot = freed.Slot -> rest
                | _ -> held |> List.filter (fun other -> other.Slot <> freed.Slot)

            let before = Map.tryFind level slots.Free |> Option.defaultValue []

            { slots with
                Held = below step without slots.Held
                Free = Map.add level (freed.Slot :: before) slots.Free }
