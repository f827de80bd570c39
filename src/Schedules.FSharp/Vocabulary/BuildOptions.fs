namespace Schedules.FSharp

open System.Threading

/// How a schedule is built from its parameters. Only families with tables take notice.
[<NoComparison; NoEquality>]
type BuildOptions =
    {
        /// Building a table raises OperationCanceledException once this is requested.
        Cancellation: CancellationToken
        /// Is told from time to time what part of a table has been built, from 0 to 1.
        Progress: float -> unit
    }

[<RequireQualifiedAccess; CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module BuildOptions =
    /// Not cancelled and not followed.
    let standard: BuildOptions =
        { Cancellation = CancellationToken.None
          Progress = ignore }
