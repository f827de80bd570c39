namespace Schedules.FSharp

open System
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
          MostEntries = Int64.MaxValue }

    /// A table of so many entries, in proportion to the value of a parameter, may be built.
    let internal within
        (options: BuildOptions)
        (parameter: string)
        (value: int64)
        (entries: int64)
        : Result<unit, SpecError> =
        if entries <= options.MostEntries then
            Ok()
        else
            let most = max 0L options.MostEntries

            let fitting =
                Int128.op_Implicit value * Int128.op_Implicit most / Int128.op_Implicit entries

            Error(SpecError.TooManyStates(parameter, entries, most, int64 (Int128.op_Explicit fitting: int64)))
