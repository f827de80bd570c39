namespace Schedules.FSharp

/// Classification of a number of units without a table.
[<Struct; RequireQualifiedAccess>]
type internal Enough =
    /// The dependencies of all steps but the last fit: nothing is recomputed.
    | Ample
    /// No schedule; this many units are the fewest for which there is one.
    | Never of fewest: int64
    /// There is a schedule, and steps are recomputed.
    | Recomputing

[<RequireQualifiedAccess; CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module internal UnitSize =
    /// Parameters, checked.
    let create
        (units: int64)
        (restartUnits: int64)
        (dependencyUnits: int64)
        (stifflyAccurate: bool)
        : Result<UnitSize, SpecError> =
        Check.range "units" 0L Check.maxSteps units
        |> Result.bind (fun () -> Check.range "restartUnits" 1L Check.maxSteps restartUnits)
        |> Result.bind (fun () -> Check.range "dependencyUnits" 1L Check.maxSteps dependencyUnits)
        |> Result.map (fun () ->
            { Restart = restartUnits
              Dependencies = dependencyUnits
              StifflyAccurate = stifflyAccurate })

    /// One size for both kinds: Maddison's case, which has a closed form (MixedSteps).
    let isMixed (size: UnitSize) : bool =
        size.Restart = size.Dependencies && not size.StifflyAccurate

    /// Whether so many units are enough for n ≥ 1 steps.
    let classify (steps: int64) (units: int64) (size: UnitSize) : Enough =
        let fewest =
            if size.StifflyAccurate then
                min size.Restart size.Dependencies
            else
                size.Restart

        if units / size.Dependencies >= steps - 1L then
            Enough.Ample
        elif units >= fewest then
            Enough.Recomputing
        elif size.Dependencies >= fewest / (steps - 1L) + 1L then
            Enough.Never fewest
        else
            Enough.Never(min fewest (size.Dependencies * (steps - 1L)))
