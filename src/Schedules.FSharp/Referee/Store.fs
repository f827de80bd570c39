namespace Schedules.FSharp

/// One level: its checkpoints by step, and how many units they take.
type internal Shelf =
    { Checkpoints: Map<int64, Kept>
      Units: int64 }

/// Contents of every level: an immutable map from (level, step) to what is kept there.
[<NoComparison; NoEquality>]
type Store = private { Shelves: Map<int, Shelf> }

[<RequireQualifiedAccess>]
module Store =
    let private emptyShelf: Shelf = { Checkpoints = Map.empty; Units = 0L }

    let private shelf (level: int) (store: Store) : Shelf =
        match Map.tryFind level store.Shelves with
        | Some shelf -> shelf
        | None -> emptyShelf

    /// Nothing anywhere.
    let empty: Store = { Shelves = Map.empty }

    /// No level holds, or has held, anything.
    let internal isEmpty (store: Store) : bool = store.Shelves.IsEmpty

    /// Levels, each once.
    let internal ofShelves (shelves: seq<int * Shelf>) : Store = { Shelves = Map.ofSeq shelves }

    /// The checkpoint of a step on a level.
    let tryFind (level: int) (step: int64) (store: Store) : Kept voption =
        Map.tryFind step (shelf level store).Checkpoints |> ValueOption.ofOption

    /// Units that a level holds.
    let units (level: int) (store: Store) : int64 = (shelf level store).Units

    /// Units that every level holds; levels that never held any are left out.
    let allUnits (store: Store) : Map<int, int64> =
        store.Shelves |> Map.map (fun _ shelf -> shelf.Units)

    /// Adds a checkpoint of so many units to a free key, or replaces what is there.
    let add (level: int) (step: int64) (kept: Kept) (units: int64) (store: Store) : Store =
        let shelf = shelf level store

        let shelf =
            { Checkpoints = Map.add step kept shelf.Checkpoints
              Units = shelf.Units + units }

        { Shelves = Map.add level shelf store.Shelves }

    /// Takes a checkpoint of so many units away.
    let remove (level: int) (step: int64) (units: int64) (store: Store) : Store =
        let shelf = shelf level store

        let shelf =
            { Checkpoints = Map.remove step shelf.Checkpoints
              Units = shelf.Units - units }

        { Shelves = Map.add level shelf store.Shelves }

    /// Every checkpoint, by level and step.
    let contents (store: Store) : seq<struct (int * int64 * Kept)> =
        seq {
            for KeyValue(level, shelf) in store.Shelves do
                for KeyValue(step, kept) in shelf.Checkpoints do
                    struct (level, step, kept)
        }
