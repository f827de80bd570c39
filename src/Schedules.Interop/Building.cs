using Microsoft.FSharp.Core;
using Core = Schedules.FSharp;

namespace Schedules.Interop;

/// <summary>How to follow, or stop, the building of a long table.</summary>
public sealed class Building
{
    /// <summary>Stops it, with an <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Is told from time to time what part has been built, from 0 to 1.</summary>
    public IProgress<double>? Progress { get; init; }

    /// <summary>Entries of a table at most: more are refused before any is computed, on any
    /// machine alike.</summary>
    public long MostEntries { get; init; } = long.MaxValue;

    internal static Core.BuildOptions ToCore(Building? building) =>
        new(
            building?.Cancellation ?? CancellationToken.None,
            FuncConvert.FromAction<double>(part => building?.Progress?.Report(part)),
            building?.MostEntries ?? long.MaxValue
        );
}
