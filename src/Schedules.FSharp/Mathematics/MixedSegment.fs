namespace Schedules.FSharp

open System

/// Reversal of segments with checkpoints that hold restart data or dependencies, in units that are
/// all free when a segment begins.
[<NoComparison; NoEquality>]
type internal MixedSegment =
    {
        /// None where the dependencies of all steps but the last fit.
        Choices: MixedChoices voption
        /// Forward steps of l ≥ 1 steps, the recording ones included.
        Forward: int64 -> Int128
        /// Checkpoints written for l ≥ 1 steps.
        Writes: int64 -> int64
    }

[<RequireQualifiedAccess; CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module internal MixedSegment =
    let private recomputing (choices: MixedChoices) (forward: int64 -> Int128) : MixedSegment =
        { Choices = ValueSome choices
          Forward = forward
          Writes = fun l -> if l = 1L then 0L else MixedWrites.count choices l }

    /// Segments of a calculation, none longer than `longest` but where checkpoints have been lost,
    /// with units and checked sizes. Errors name `steps`, where the table for the longest would be
    /// too large, or `named`, the parameter that gives the units. Raises OperationCanceledException
    /// if `options` ask for that.
    let create
        (options: BuildOptions)
        (named: string)
        (steps: int64)
        (longest: int64)
        (units: int64)
        (size: UnitSize)
        : Result<MixedSegment, SpecError> =
        match UnitSize.classify steps units size with
        | Enough.Ample ->
            Ok
                { Choices = ValueNone
                  Forward = Int128.op_Implicit
                  Writes = fun l -> l - 1L }
        | Enough.Never fewest -> Error(SpecError.OutOfRange(named, units, fewest, Check.maxSteps))
        | Enough.Recomputing when UnitSize.isMixed size ->
            let units = units / size.Restart
            Ok(recomputing (MixedChoices.ofUnits units) (fun l -> MixedSteps.total l units))
        | Enough.Recomputing ->
            // No segment has a use for more than the dependencies of all its steps.
            let units =
                if size.Dependencies > units / longest then
                    units
                else
                    min units (max size.Restart (size.Dependencies * longest))

            BuildOptions.within options "steps" longest (MixedTable.entries longest units size)
            |> Result.bind (fun () -> MixedTable.create options.Cancellation options.Progress longest units size)
            |> Result.map (fun table ->
                recomputing (MixedChoices.ofTable size table) (fun l ->
                    Int128.op_Implicit (MixedTable.value (MixedTable.first table) false l table)))
