namespace Schedules.FSharp

open System
open System.Globalization

/// A value of a parameter.
[<RequireQualifiedAccess; NoComparison>]
type Value =
    | Whole of value: int64
    | Switch of isOn: bool
    | Level of storage: Storage
    | Word of word: string
    | Slots of slots: int list
    | InRam of inRam: InRam
    | Costs of model: CostModel

/// Level of slots.
[<RequireQualifiedAccess>]
type Place =
    /// On this level.
    | On of storage: Storage
    /// On the level that another parameter names.
    | At of parameter: string

/// Meaning of a parameter, which says what its values are. What it may be within its range can
/// depend on other parameters: constructors have the last word.
[<RequireQualifiedAccess>]
type Kind =
    /// The number of steps, known from the start: 1 to 10^18.
    | Steps
    /// Slots, or units of storage, from `least` (if there are several steps) to `most`.
    | Slots of place: Place * least: int64 * most: int64
    /// Slots of each level, RAM first, from 0 to 2^31 - 1 each.
    | SlotsOfLevels
    /// Units that the data of a step take: 1 to 10^18.
    | UnitsOf of holding: Holding
    /// Steps from one checkpoint to the next, 1 to 10^18, or a word for the way to find them.
    | Period of words: string list
    /// RAM, disk, or a slower level.
    | Level
    /// On or off.
    | Switch
    /// One of several words.
    | Word of words: string list
    /// Use of RAM beneath slower levels: a trajectory, or units of mixed checkpoints.
    | InRam
    /// Costs of steps, writes and reads.
    | Costs

/// Default of a parameter.
[<RequireQualifiedAccess; NoComparison>]
type Default =
    /// It must be given.
    | None
    | Value of value: Value
    /// It follows from a switch among the other parameters.
    | Of of switch: string * off: Value * on: Value

/// Text of the values of a kind.
[<RequireQualifiedAccess>]
type internal Syntax =
    | Number of least: int64 * most: int64 * words: string list
    | Numbers
    | Level
    | Switch
    | Word of words: string list
    | InRam
    | Costs

/// A parameter of a family.
[<NoComparison>]
type Parameter =
    {
        /// As in the constructors and factories, and in errors.
        Name: string
        Kind: Kind
        Default: Default
        /// A line for people.
        Summary: string
    }

    member internal this.Syntax: Syntax =
        match this.Kind with
        | Kind.Steps
        | Kind.UnitsOf _ -> Syntax.Number(1L, Check.maxSteps, [])
        | Kind.Period words -> Syntax.Number(1L, Check.maxSteps, words)
        | Kind.Slots(_, least, most) -> Syntax.Number(least, most, [])
        | Kind.SlotsOfLevels -> Syntax.Numbers
        | Kind.Level -> Syntax.Level
        | Kind.Switch -> Syntax.Switch
        | Kind.Word words -> Syntax.Word words
        | Kind.InRam -> Syntax.InRam
        | Kind.Costs -> Syntax.Costs

    /// It must be given.
    member this.IsNeeded: bool = this.Default.IsNone

    /// The least and the largest whole number; none if it is no number.
    member this.Range: struct (int64 * int64) voption =
        match this.Syntax with
        | Syntax.Number(least, most, _) -> ValueSome(struct (least, most))
        | Syntax.Numbers
        | Syntax.Level
        | Syntax.Switch
        | Syntax.Word _
        | Syntax.InRam
        | Syntax.Costs -> ValueNone

    /// The words that it may be, or the usual ones among them; none for numbers.
    member this.Words: string list =
        match this.Syntax with
        | Syntax.Number(_, _, words)
        | Syntax.Word words -> words
        | Syntax.Level -> [ "ram"; "disk" ]
        | Syntax.Switch -> [ "true"; "false" ]
        | Syntax.InRam -> List.map Words.trajectory Words.trajectories
        | Syntax.Numbers
        | Syntax.Costs -> []

    /// Values that `Parameter.read` accepts, in words.
    member this.Allowed: string =
        match this.Syntax with
        | Syntax.Number(least, most, words) -> String.Join(", ", $"a whole number from {least} to {most}" :: words)
        | Syntax.Word words -> String.Join(", ", words)
        | Syntax.Switch -> "true, false"
        | Syntax.Level -> "ram, disk, level2, level3, …"
        | Syntax.Numbers -> "whole numbers with commas between them: 4,8,2"
        | Syntax.InRam ->
            String.Join(
                ", ",
                this.Words @ [ "mixed:1:4 or mixed:1:4:stiff with units of restart data and dependencies" ]
            )
        | Syntax.Costs -> "costs"

[<RequireQualifiedAccess; CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module Parameter =
    let private whole (text: string) : int64 voption =
        match Int64.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) with
        | true, value -> ValueSome value
        | false, _ -> ValueNone

    /// Within 32 bits, for a parameter that has no more: what is within its range is the
    /// constructor's to say.
    let internal fits (most: int64) (value: int64) : bool =
        most > int64 Int32.MaxValue || int64 (int value) = value

    let private among (words: string list) (text: string) : Value voption =
        if List.contains text words then
            ValueSome(Value.Word text)
        else
            ValueNone

    let private number (most: int64) (text: string) : Value voption =
        match whole text with
        | ValueSome value when fits most value -> ValueSome(Value.Whole value)
        | ValueSome _
        | ValueNone -> ValueNone

    let private numbers (text: string) : Value voption =
        let counts = text.Split ',' |> Array.map whole

        if counts |> Array.forall (fun count -> count.IsSome && fits 0L count.Value) then
            ValueSome(Value.Slots [ for count in counts -> int count.Value ])
        else
            ValueNone

    /// A level by its word, in capitals or not, or by its number.
    let private level (text: string) : Value voption =
        match whole text with
        | ValueSome number when number >= 0L && fits 0L number -> ValueSome(Value.Level(Storage.Level(int number)))
        | ValueSome _ -> ValueNone
        | ValueNone -> Words.level (text.ToUpperInvariant()) |> ValueOption.map Value.Level

    let private switch (text: string) : Value voption =
        match text with
        | "true" -> ValueSome(Value.Switch true)
        | "false" -> ValueSome(Value.Switch false)
        | _ -> ValueNone

    /// The value of a word: 12, true, ram, maximum, or 4,8,2; none if it has no such
    /// value. Costs have no word.
    let read (text: string) (parameter: Parameter) : Value voption =
        match parameter.Syntax with
        | Syntax.Number(_, most, words) -> number most text |> ValueOption.orElse (among words text)
        | Syntax.Numbers -> numbers text
        | Syntax.Level -> level text
        | Syntax.Switch -> switch text
        | Syntax.Word words -> among words text
        | Syntax.InRam -> Words.findInRam text |> ValueOption.map Value.InRam
        | Syntax.Costs -> ValueNone

    /// The word of a value, which `read` reads; none for costs.
    let write (value: Value) : string voption =
        match value with
        | Value.Whole value -> ValueSome(value.ToString CultureInfo.InvariantCulture)
        | Value.Switch isOn -> ValueSome(if isOn then "true" else "false")
        | Value.Level storage -> ValueSome((string storage).ToLowerInvariant())
        | Value.Word word -> ValueSome word
        | Value.Slots slots -> ValueSome(String.Join(',', slots))
        | Value.InRam inRam -> ValueSome(Words.inRam inRam)
        | Value.Costs _ -> ValueNone
