namespace Schedules.FSharp

open System.Globalization

/// Why a value was refused: which parameter, the value, and what is allowed. Parameters are named
/// as in the constructors.
[<RequireQualifiedAccess; StructuredFormatDisplay("{Displayed}")>]
type SpecError =
    /// A whole number outside minimum … maximum, both included.
    | OutOfRange of parameter: string * value: int64 * minimum: int64 * maximum: int64
    /// No slot on either of two levels, where one will do.
    | NoSlot of parameter: string * other: string
    /// A cost that is negative, infinite or not a number.
    | NotACost of parameter: string * value: float
    /// A number a second that is not above 0.
    | NotARate of parameter: string * value: float
    /// A storage that is no level of a memory hierarchy.
    | NotALevel of parameter: string * value: Storage
    /// A list of costs without any level.
    | NoLevels of parameter: string
    /// The answer is beyond what a 64-bit integer holds.
    | TooLarge of parameter: string * value: int64
    /// A table of so many entries, where there may be `most` at most; with the same slots so
    /// many steps would fit.
    | TooManyStates of parameter: string * states: int64 * most: int64 * steps: int64
    /// The forward calculation keeps nothing from which another adjoint calculation could start.
    | NothingToKeep of parameter: string
    /// The length of an online schedule is needed, and has not been given.
    | LengthOpen of parameter: string

    /// The parameter at fault.
    member this.Parameter: string =
        match this with
        | SpecError.OutOfRange(parameter, _, _, _)
        | SpecError.NoSlot(parameter, _)
        | SpecError.NotACost(parameter, _)
        | SpecError.NotARate(parameter, _)
        | SpecError.NotALevel(parameter, _)
        | SpecError.NoLevels parameter
        | SpecError.NothingToKeep parameter
        | SpecError.LengthOpen parameter
        | SpecError.TooManyStates(parameter, _, _, _)
        | SpecError.TooLarge(parameter, _) -> parameter

    /// The value refused, as text.
    member this.Value: string =
        match this with
        | SpecError.OutOfRange(_, value, _, _)
        | SpecError.TooLarge(_, value) -> string value
        | SpecError.NoSlot _ -> "0"
        | SpecError.NotARate(_, value)
        | SpecError.NotACost(_, value) -> value.ToString CultureInfo.InvariantCulture
        | SpecError.NotALevel(_, value) -> string value
        | SpecError.NoLevels _ -> "empty"
        | SpecError.NothingToKeep _ -> "true"
        | SpecError.LengthOpen _ -> "not known"
        | SpecError.TooManyStates(_, states, _, _) -> $"in need of {states} table entries"

    /// Allowed values, as text.
    member this.Allowed: string =
        match this with
        | SpecError.OutOfRange(_, _, minimum, maximum) -> $"from {minimum} to {maximum}"
        | SpecError.NoSlot(parameter, other) -> $"at least 1 for {parameter} or {other}"
        | SpecError.NotACost _ -> "a finite number, at least 0"
        | SpecError.NotARate _ -> "a number above 0"
        | SpecError.NotALevel _ -> "RAM, DISK or a level below them"
        | SpecError.NoLevels _ -> "a cost for at least one level"
        | SpecError.NothingToKeep _ ->
            "false where nothing is written to disk, and RAM does not hold the initial state to the end: with one step, or over mixed checkpoints"
        | SpecError.LengthOpen _ -> "a schedule that has been given its number of steps"
        | SpecError.TooManyStates(_, _, most, steps) ->
            $"at most {most} entries: {steps} steps with these slots, or fewer slots"
        | SpecError.TooLarge _ -> "what keeps the answer within 64 bits"

    member private this.Displayed: string = this.ToString()

    /// One sentence for people.
    override this.ToString() : string =
        match this with
        | SpecError.NoSlot(parameter, other) ->
            $"{parameter} and {other} are 0; allowed: at least one slot of either kind"
        | SpecError.OutOfRange _
        | SpecError.NotACost _
        | SpecError.NotARate _
        | SpecError.NotALevel _
        | SpecError.NoLevels _
        | SpecError.TooLarge _
        | SpecError.TooManyStates _
        | SpecError.NothingToKeep _
        | SpecError.LengthOpen _ -> $"{this.Parameter} is {this.Value}; allowed: {this.Allowed}"

[<RequireQualifiedAccess; CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module internal SpecError =
    /// The same of another parameter, where it names this one.
    let renamed (from: string) (to': string) (error: SpecError) : SpecError =
        match error with
        | SpecError.OutOfRange(name, value, minimum, maximum) when name = from ->
            SpecError.OutOfRange(to', value, minimum, maximum)
        | SpecError.TooManyStates(name, states, most, steps) when name = from ->
            SpecError.TooManyStates(to', states, most, steps)
        | SpecError.OutOfRange _
        | SpecError.NoSlot _
        | SpecError.NotACost _
        | SpecError.NotARate _
        | SpecError.NotALevel _
        | SpecError.NoLevels _
        | SpecError.TooLarge _
        | SpecError.TooManyStates _
        | SpecError.NothingToKeep _
        | SpecError.LengthOpen _ -> error

/// Range checks, one word each, for the constructors.
[<RequireQualifiedAccess>]
module internal Check =
    /// The longest calculation: 10^18 steps. Sums of three such numbers still fit in 64 bits.
    let maxSteps: int64 = 1_000_000_000_000_000_000L

    let range (parameter: string) (minimum: int64) (maximum: int64) (value: int64) : Result<unit, SpecError> =
        if value < minimum || value > maximum then
            Error(SpecError.OutOfRange(parameter, value, minimum, maximum))
        else
            Ok()

    /// An answer of at most 64 bits to a question about this value of the parameter.
    let fits (parameter: string) (value: int64) (answer: System.Int128) : Result<int64, SpecError> =
        if answer > System.Int128.op_Implicit System.Int64.MaxValue then
            Error(SpecError.TooLarge(parameter, value))
        else
            Ok(int64 (System.Int128.op_Explicit answer: int64))

    let steps (parameter: string) (value: int64) : Result<unit, SpecError> = range parameter 1L maxSteps value

    let slots (parameter: string) (minimum: int64) (value: int) : Result<unit, SpecError> =
        range parameter minimum (int64 System.Int32.MaxValue) (int64 value)

    /// Slots in RAM and on disk: one of either kind will do, and none is needed for one step.
    let ramAndDisk (steps: int64) (snapshotsInRam: int) (snapshotsOnDisk: int) : Result<unit, SpecError> =
        slots "snapshotsOnDisk" 0L snapshotsOnDisk
        |> Result.bind (fun () -> slots "snapshotsInRam" 0L snapshotsInRam)
        |> Result.bind (fun () ->
            if steps > 1L && snapshotsInRam = 0 && snapshotsOnDisk = 0 then
                Error(SpecError.NoSlot("snapshotsInRam", "snapshotsOnDisk"))
            else
                Ok())

    let level (parameter: string) (value: Storage) : Result<int, SpecError> =
        match value with
        | Storage.Level level when level >= 0 -> Ok level
        | Storage.Level _
        | Storage.Work
        | Storage.Nowhere -> Error(SpecError.NotALevel(parameter, value))
