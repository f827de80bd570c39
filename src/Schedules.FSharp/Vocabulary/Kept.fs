namespace Schedules.FSharp

/// Contents of a checkpoint. `RestartEnd` is the end of the Forward that wrote its restart data,
/// `DependenciesEnd` the end of the steps whose adjoint dependencies it holds; either is
/// `Step.none` if that kind is not kept.
[<Struct>]
type Kept =
    { RestartEnd: int64
      DependenciesEnd: int64 }

[<RequireQualifiedAccess>]
module Kept =
    /// Holds restart data.
    let restarts (kept: Kept) : bool = kept.RestartEnd <> Step.none

    /// Holds adjoint dependencies.
    let hasDependencies (kept: Kept) : bool = kept.DependenciesEnd <> Step.none
