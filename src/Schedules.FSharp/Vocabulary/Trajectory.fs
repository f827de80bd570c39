namespace Schedules.FSharp

/// Choice of the first advance among the optimal ones. Streams differ, the
/// number of steps does not.
[<Struct; RequireQualifiedAccess>]
type Trajectory =
    /// The largest optimal advance; Revolve in the Python packages.
    | Largest
    /// The choice that Stumm & Walther (2009) and the Python packages call "maximum".
    | Maximum
    /// The choice of Algorithm 799, which the Python packages call "revolve".
    | Revolve
