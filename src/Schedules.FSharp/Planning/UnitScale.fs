namespace Schedules.FSharp

/// Sizes in whole units, few enough for a table: what does not come out even is rounded up.
[<Struct; NoComparison>]
type internal UnitScale =
    {
        /// Bytes of a unit.
        Unit: float
        /// Units of restart data.
        Restart: int64
        /// Units of the dependencies of a step.
        Dependencies: int64
    }

[<RequireQualifiedAccess; CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module internal UnitScale =
    let rec private common (a: int64) (b: int64) : int64 = if b = 0L then a else common b (a % b)

    let private up (size: float) (unit: float) : int64 = int64 (ceil (size / unit))

    /// The scale of two sizes of at least a byte; the smaller one is at most `finest` units.
    let create (restart: float) (dependencies: float) (finest: int) : UnitScale =
        let even = float (common (int64 restart) (int64 dependencies))
        let unit = max even (ceil (min restart dependencies / float finest))

        { Unit = unit
          Restart = up restart unit
          Dependencies = up dependencies unit }
