namespace Schedules.FSharp

/// Which slot holds which checkpoint. A slot belongs to one level; the one freed last is used first, and a new one only if
/// none of the level is free: what revolve does, whose slots are a stack.
[<NoComparison; NoEquality>]
type internal Slots =
    private
        {
            /// Level and slot of the checkpoints of a step.
            Held: Map<int64, struct (int * int) list>
            /// Free slots of a level, the one freed last first.
            Free: Map<int, int list>
            Next: int
        }

[<RequireQualifiedAccess>]
module internal Slots =
    let none: Slots =
        { Held = Map.empty
          Free = Map.empty
          Next = 0 }

    let private held (step: int64) (slots: Slots) : struct (int * int) list =
        Map.tryFind step slots.Held |> Option.defaultValue []

    /// Whether some slot holds a step.
    let holds (step: int64) (slots: Slots) : bool = slots.Held.ContainsKey step

    /// The slot that holds the checkpoint of a step on a level.
    let find (step: int64) (level: int) (slots: Slots) : Result<int, Untranslatable> =
        match held step slots |> List.tryFind (fun (struct (on, _)) -> on = level) with
        | Some(struct (_, slot)) -> Ok slot
        | None -> Error(Untranslatable.NotHeld step)

    /// Takes a slot for the checkpoint of a step on a level.
    let take (step: int64) (level: int) (slots: Slots) : struct (int * Slots) =
        let struct (slot, rest) =
            match Map.tryFind level slots.Free with
            | Some(slot :: free) ->
                slot,
                { slots with
                    Free = Map.add level free slots.Free }
            | Some []
            | None -> slots.Next, { slots with Next = slots.Next + 1 }

        slot,
        { rest with
            Held = Map.add step (struct (level, slot) :: held step slots) rest.Held }

    /// Frees the slot that holds the checkpoint of a step on a level, if there is one.
    let free (step: int64) (level: int) (slots: Slots) : Slots =
        match find step level slots with
        | Error _ -> slots
        | Ok slot ->
            let others =
                held step slots |> List.filter (fun (struct (_, other)) -> other <> slot)

            let before = Map.tryFind level slots.Free |> Option.defaultValue []

            { slots with
                Free = Map.add level (slot :: before) slots.Free
                Held =
                    if others.IsEmpty then
                        Map.remove step slots.Held
                    else
                        Map.add step others slots.Held }
