namespace Schedules.FSharp

/// Values of all parameters of a family, by name, each of the type of its kind.
[<NoComparison; NoEquality>]
type internal Arguments =
    { Values: Map<string, Value> }

    member this.Whole(name: string) : int64 =
        match this.Values[name] with
        | Value.Whole value -> value
        | other -> invalidOp $"{name} is {other}"

    member this.Count(name: string) : int = int (this.Whole name)

    member this.Switch(name: string) : bool =
        match this.Values[name] with
        | Value.Switch isOn -> isOn
        | other -> invalidOp $"{name} is {other}"

    member this.Level(name: string) : Storage =
        match this.Values[name] with
        | Value.Level storage -> storage
        | other -> invalidOp $"{name} is {other}"

    member this.Slots(name: string) : int list =
        match this.Values[name] with
        | Value.Slots slots -> slots
        | other -> invalidOp $"{name} is {other}"

    member this.InRam: InRam =
        match this.Values["inRam"] with
        | Value.InRam inRam -> inRam
        | other -> invalidOp $"inRam is {other}"

    member this.Costs: CostModel =
        match this.Values["costs"] with
        | Value.Costs model -> model
        | other -> invalidOp $"costs is {other}"

    member this.Word(name: string, word: 'T -> string, all: 'T list) : 'T =
        match this.Values[name] with
        | Value.Word text -> Words.find word all text |> ValueOption.get
        | other -> invalidOp $"{name} is {other}"

    member this.Period(name: string) : DiskPeriod =
        match this.Values[name] with
        | Value.Whole period -> DiskPeriod.Given period
        | Value.Word text -> List.find (fun (word, _) -> word = text) Words.periods |> snd
        | other -> invalidOp $"{name} is {other}"
