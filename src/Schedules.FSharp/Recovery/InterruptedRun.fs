namespace Schedules.FSharp

/// A checkpoint that has survived a crash.
[<Struct; NoComparison>]
type Survivor =
    {
        Level: int
        Step: int64
        Holding: Holding
        /// The index, from 0, of the action of the schedule's stream that wrote it; -1 if it was
        /// there when the stream started.
        Index: int64
    }

/// Knowledge of a calculation that was broken off.
[<NoComparison>]
type InterruptedRun =
    {
        /// Number of actions of the schedule's stream that had been carried out for certain: 0
        /// if that is not known.
        Actions: int64
        /// The number of steps, if it had been told. It need not be given where
        /// the schedule has it.
        Steps: int64 voption
        /// Adjoint steps after which the adjoint's state was saved, in the current adjoint
        /// calculation, and within those actions; 0 if it was not saved.
        Reversed: int64
        /// The checkpoints that are still there.
        Survivors: Survivor list
    }

/// Error in the description of a crash, or in where a schedule is said to begin.
[<RequireQualifiedAccess; NoComparison; StructuredFormatDisplay("{Displayed}")>]
type RecoveryError =
    /// A whole number outside minimum … maximum, both included.
    | OutOfRange of parameter: string * value: int64 * minimum: int64 * maximum: int64
    /// The adjoint's state has been saved, but the number of steps is not known.
    | LengthOpen of parameter: string
    /// Two survivors of one step on one level.
    | Twice of level: int * step: int64
    /// The action of this index has not written this checkpoint; or, for -1, it was
    /// not there at the start.
    | NotWritten of level: int * step: int64 * index: int64
    /// A schedule of this family cannot begin like this.
    | NotPossible of parameter: string
    /// A place in a sweep that has kept more checkpoints up to there than are gone
    /// through, or listed: `most`.
    | TooFar of parameter: string * value: int64 * most: int64

    /// The parameter at fault.
    member this.Parameter: string =
        match this with
        | RecoveryError.OutOfRange(parameter, _, _, _)
        | RecoveryError.LengthOpen parameter
        | RecoveryError.NotPossible parameter
        | RecoveryError.TooFar(parameter, _, _) -> parameter
        | RecoveryError.Twice _
        | RecoveryError.NotWritten _ -> "survivors"

    member private this.Displayed: string = this.ToString()

    /// One sentence for people.
    override this.ToString() : string =
        match this with
        | RecoveryError.OutOfRange(parameter, value, minimum, maximum) ->
            $"{parameter} is {value}; allowed: from {minimum} to {maximum}"
        | RecoveryError.LengthOpen parameter -> $"{parameter} is not known, though the adjoint's state was saved"
        | RecoveryError.Twice(level, step) -> $"survivors has two checkpoints of step {step} in {Storage.Level level}"
        | RecoveryError.NotWritten(level, step, -1L) ->
            $"survivors has a checkpoint of step {step} in {Storage.Level level} that was not there at the start"
        | RecoveryError.NotWritten(level, step, index) ->
            $"survivors has a checkpoint of step {step} in {Storage.Level level} that action {index} has not written"
        | RecoveryError.TooFar(parameter, value, most) ->
            $"{parameter} is {value}, up to where the schedule keeps more than {most} checkpoints; allowed: earlier ones, or to start again"
        | RecoveryError.NotPossible parameter -> $"{parameter} is none that a schedule of this family can have"

/// A survivor that a schedule cannot have left: of another run or life of it, or come
/// back after a power cut.
[<NoComparison>]
type Misfit =
    { Survivor: Survivor
      Why: RecoveryError }

[<RequireQualifiedAccess; CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module internal RecoveryError =
    /// The same in the words of recovery, whose errors are of one type, as are those of building.
    let ofSpec (error: SpecError) : RecoveryError =
        match error with
        | SpecError.OutOfRange(parameter, value, minimum, maximum) ->
            RecoveryError.OutOfRange(parameter, value, minimum, maximum)
        | SpecError.NoSlot _
        | SpecError.NotACost _
        | SpecError.NotARate _
        | SpecError.NotALevel _
        | SpecError.NoLevels _
        | SpecError.TooLarge _
        | SpecError.TooManyStates _
        | SpecError.NothingToKeep _
        | SpecError.LengthOpen _ -> RecoveryError.NotPossible error.Parameter

    let range (parameter: string) (minimum: int64) (maximum: int64) (value: int64) : Result<unit, RecoveryError> =
        Check.range parameter minimum maximum value |> Result.mapError ofSpec
