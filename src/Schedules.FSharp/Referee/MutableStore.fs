namespace Schedules.FSharp

open System.Collections.Generic

/// Contents and limits of every level, however they are kept: what the rules need of them.
/// The rules are generic over structs that implement it, so that its calls are direct.
type internal ILevels =
    /// Most units that a level may hold.
    abstract Limit: level: int -> int64
    /// Units that a level holds.
    abstract Units: level: int -> int64
    /// The checkpoint of a step on a level.
    abstract TryFind: level: int * step: int64 -> Kept voption
    /// Adds a checkpoint of so many units to a free key.
    abstract Add: level: int * step: int64 * kept: Kept * units: int64 -> unit
    /// Takes a checkpoint of so many units away.
    abstract Remove: level: int * step: int64 * units: int64 -> unit
    /// The first checkpoint by level and step, if there is any.
    abstract First: unit -> struct (int * int64) voption

/// An immutable store, gone over from one to the next.
[<Struct; NoComparison; NoEquality>]
type internal StoredLevels =
    { Limits: Limits
      mutable Store: Store }

    interface ILevels with
        member this.Limit(level: int) : int64 = Limits.level level this.Limits
        member this.Units(level: int) : int64 = Store.units level this.Store
        member this.TryFind(level: int, step: int64) : Kept voption = Store.tryFind level step this.Store

        member this.Add(level: int, step: int64, kept: Kept, units: int64) : unit =
            this.Store <- Store.add level step kept units this.Store

        member this.Remove(level: int, step: int64, units: int64) : unit =
            this.Store <- Store.remove level step units this.Store

        member this.First() : struct (int * int64) voption =
            match Seq.tryHead (Store.contents this.Store) with
            | Some(struct (level, step, _)) -> ValueSome(struct (level, step))
            | None -> ValueNone

/// One level, changed in place.
[<Sealed>]
type internal LevelContents(level: int, limit: int64) =
    member _.Level: int = level
    member _.Limit: int64 = limit
    member val Checkpoints: Dictionary<int64, Kept> = Dictionary<int64, Kept>()
    member val Units: int64 = 0L with get, set

/// All levels, changed in place: nothing is allocated but where a level grows.
[<Struct; NoComparison; NoEquality>]
type internal MutableStore =
    {
        Limits: Limits
        ByLevel: Dictionary<int, LevelContents>
        /// Stands for every level that has never held anything.
        Nothing: LevelContents
        /// The level asked for last, which is likely to be asked for next.
        mutable Last: LevelContents
    }

    member this.On(level: int) : LevelContents =
        if this.Last.Level = level then
            this.Last
        else
            let mutable found = this.Nothing

            if this.ByLevel.TryGetValue(level, &found) then
                this.Last <- found
                found
            else
                this.Nothing

    member this.Find(level: int, step: int64) : Kept voption =
        let mutable kept = Unchecked.defaultof<Kept>

        if this.On(level).Checkpoints.TryGetValue(step, &kept) then
            ValueSome kept
        else
            ValueNone

    interface ILevels with
        member this.Limit(level: int) : int64 =
            let contents = this.On level

            if contents.Level = level then
                contents.Limit
            else
                Limits.level level this.Limits

        member this.Units(level: int) : int64 = this.On(level).Units

        member this.TryFind(level: int, step: int64) : Kept voption = this.Find(level, step)

        member this.Add(level: int, step: int64, kept: Kept, units: int64) : unit =
            if this.On(level).Level <> level then
                this.Last <- LevelContents(level, Limits.level level this.Limits)
                this.ByLevel[level] <- this.Last

            let contents = this.On level
            contents.Checkpoints[step] <- kept
            contents.Units <- contents.Units + units

        member this.Remove(level: int, step: int64, units: int64) : unit =
            let contents = this.On level

            if contents.Checkpoints.Remove step then
                contents.Units <- contents.Units - units

        member this.First() : struct (int * int64) voption =
            let mutable first = ValueNone

            for KeyValue(level, contents) in this.ByLevel do
                for step in contents.Checkpoints.Keys do
                    match first with
                    | ValueSome(struct (l, s)) when l < level || (l = level && s <= step) -> ()
                    | ValueSome _
                    | ValueNone -> first <- ValueSome(struct (level, step))

            first

[<RequireQualifiedAccess>]
module internal MutableStore =
    let private fill (store: Store) (levels: MutableStore) : unit =
        for KeyValue(level, units) in Store.allUnits store do
            levels.ByLevel[level] <- LevelContents(level, Limits.level level levels.Limits, Units = units)

        for struct (level, step, kept) in Store.contents store do
            levels.ByLevel[level].Checkpoints[ step ] <- kept

    /// Contents of a store.
    let ofStore (limits: Limits) (store: Store) : MutableStore =
        let nothing = LevelContents(System.Int32.MinValue, 0L)

        let levels =
            { Limits = limits
              ByLevel = Dictionary<int, LevelContents>()
              Nothing = nothing
              Last = nothing }

        fill store levels
        levels

    /// Contents of a store, in place of what there is: nothing is allocated for an empty one.
    let refill (store: Store) (levels: byref<MutableStore>) : unit =
        for level in levels.ByLevel.Values do
            level.Checkpoints.Clear()
            level.Units <- 0L

        if not (Store.isEmpty store) then
            levels.Last <- levels.Nothing
            fill store levels

    /// Every checkpoint, by level and step.
    let contents (levels: MutableStore) : seq<struct (int * int64 * Kept)> =
        [| for KeyValue(level, contents) in levels.ByLevel do
               for KeyValue(step, kept) in contents.Checkpoints do
                   struct (level, step, kept) |]
        |> Array.sortBy (fun (struct (level, step, _)) -> struct (level, step))
        |> Seq.ofArray

    /// The same, in any order and one by one.
    let visit (tell: System.Action<int, int64, Kept>) (levels: MutableStore) : unit =
        for level in levels.ByLevel.Values do
            for entry in level.Checkpoints do
                tell.Invoke(level.Level, entry.Key, entry.Value)

    /// The same as a store that does not change.
    let toStore (levels: MutableStore) : Store =
        levels.ByLevel.Values
        |> Seq.map (fun level ->
            level.Level,
            { Checkpoints = Map.ofSeq (level.Checkpoints |> Seq.map (fun entry -> entry.Key, entry.Value))
              Units = level.Units })
        |> Store.ofShelves
