namespace Schedules.FSharp

open System

/// Limits of a stream. A unit is what a level's limit counts.
[<NoComparison; NoEquality>]
type Limits =
    {
        /// Most units that a level may hold; a level that is not named is unlimited.
        Levels: Map<int, int64>
        /// Most steps whose adjoint dependencies WORK may hold.
        WorkDependencies: int64
        /// Units that the restart data of a step take.
        RestartUnits: int64
        /// Units that the adjoint dependencies of one step take.
        DependencyUnits: int64
        /// Number of adjoint calculations. After that many the stream has ended, and every
        /// level must be empty.
        Adjoints: Adjoints
        /// Restart data written by Forward(n0, n1) serve steps n0 … n1-1 only, as
        /// in step-based tools.
        Strict: bool
        /// The dependencies of a step also restart the next one (stiffly accurate schemes: their
        /// stage values end with the next state). Brought into WORK without restart data, those of
        /// steps n … e-1 leave the forward standing at e.
        StifflyAccurate: bool
    }

[<RequireQualifiedAccess>]
module Limits =
    /// One adjoint calculation, nothing else limited; restart data and the dependencies of a
    /// step take one unit each.
    let none: Limits =
        { Levels = Map.empty
          WorkDependencies = Int64.MaxValue
          RestartUnits = 1L
          DependencyUnits = 1L
          Adjoints = Adjoints.Times 1L
          Strict = false
          StifflyAccurate = false }

    /// For people: `at most: RAM 3, DISK 10`.
    let internal levels (limits: Limits) : string =
        let used =
            [ for KeyValue(level, most) in limits.Levels do
                  if most > 0L then
                      $"{Storage.Level level} {most}" ]

        if limits.Levels.IsEmpty then "levels without limit"
        elif used.IsEmpty then "nothing on a level"
        else "at most: " + String.concat ", " used

    /// Most units on a level, `Int64.MaxValue` if unlimited.
    let level (level: int) (limits: Limits) : int64 =
        Map.tryFind level limits.Levels |> Option.defaultValue Int64.MaxValue

    /// Units that a checkpoint of a step takes; `Int64.MaxValue` if they are more than that.
    let units (step: int64) (kept: Kept) (limits: Limits) : int64 =
        let restart = if Kept.restarts kept then limits.RestartUnits else 0L

        let dependencies =
            if Kept.hasDependencies kept then
                Int128.op_Implicit limits.DependencyUnits * Int128.op_Implicit (kept.DependenciesEnd - step)
            else
                Int128.Zero

        let all = Int128.op_Implicit restart + dependencies
        Int128.op_Explicit (Int128.Min(all, Int128.op_Implicit Int64.MaxValue)): int64
