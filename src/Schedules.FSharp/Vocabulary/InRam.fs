namespace Schedules.FSharp

/// Sizes of the data of a step, 1 to 10^18 each, in any unit of storage (slots, bytes).
[<Struct>]
type UnitSize =
    {
        /// The restart data of a step.
        Restart: int64
        /// The adjoint dependencies of a step.
        Dependencies: int64
        /// Dependencies of a step also restart the next one.
        StifflyAccurate: bool
    }

/// Use of RAM beneath slower levels: of a segment whose start is kept on one of them, or only in
/// WORK, with RAM empty.
[<RequireQualifiedAccess>]
type InRam =
    /// Restart data, binomially, a slot each, with the first advances of a trajectory.
    | Binomial of trajectory: Trajectory
    /// Restart data or dependencies, whichever is cheaper, in units: slots in RAM are units, of
    /// which these data take so many. Slower levels keep restart data.
    | Mixed of size: UnitSize
