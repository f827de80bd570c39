namespace Schedules.FSharp

open System.Threading

/// Options for building a schedule from its parameters. Only families with tables take notice.
[<NoComparison; NoEquality>]
type BuildOptions =
    {
        /// Building a table raises OperationCanceledException once this is requested.
        Cancellation: CancellationToken
        /// Is told from time to time what part of a table has been built, from 0 to 1.
        Progress: float -> unit
        /// Entries of a table at most, where a family has no lower bound of its own: more
        /// are refused before any is computed. Unlike a time limit, it gives the same
        /// answer on any machine.
        MostEntries: int64
    }

[<RequireQualifiedAccess; CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module BuildOptions =
    /// Not cancelled and not followed, with the bounds of the families alone.
    let standard: BuildOptions =
        { Cancellation = CancellationToken.None
          Progress = ignore
          MostEntries = System.Int64.MaxValue }
