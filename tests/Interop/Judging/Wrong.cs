using Core = Schedules.FSharp;

namespace Schedules.Interop.Tests;

/// <summary>A stream with something wrong in its last action, or at its end, and
/// what that is.</summary>
public sealed record Wrong(Core.Reason Reason, RefereeOptions Options, params CheckpointAction[] Stream)
{
    /// <summary>It is the end of the stream that is wrong.</summary>
    public bool AtEnd { get; init; }

    /// <summary>Names the row.</summary>
    public override string ToString() => $"{Reason}";
}
