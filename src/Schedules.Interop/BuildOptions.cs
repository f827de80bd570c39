using Microsoft.FSharp.Core;
using Core = Schedules.FSharp;

namespace Schedules.Interop;

/// <summary>Options to follow, or stop, the building of a long table.</summary>
public sealed class BuildOptions
{
    /// <summary>Stops it, with an <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Is told from time to time what part has been built, from 0 to 1.</summary>
    public IProgress<double>? Progress { get; init; }

    /// <summary>Entries of a table at most: more are refused before any is computed, on any
    /// machine alike.</summary>
    public long MostEntries { get; init; } = long.MaxValue;

    internal static Core.BuildOptions ToCore(BuildOptions? options) =>
        new(
            options?.Cancellation ?? CancellationToken.None,
            FuncConvert.FromAction<double>(part => options?.Progress?.Report(part)),
            options?.MostEntries ?? long.MaxValue
        );
}
