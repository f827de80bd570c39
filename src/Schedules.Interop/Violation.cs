using Microsoft.FSharp.Core;
using Core = Schedules.FSharp;

namespace Schedules.Interop;

/// <summary>The first thing wrong with a stream of actions.</summary>
/// <param name="Index">The index of the action, from 0; the number of actions, if it is the end of the stream that is wrong.</param>
/// <param name="Action">The action; none, if it is the end of the stream that is wrong.</param>
/// <param name="Reason">What is wrong: a sentence.</param>
public sealed record Violation(long Index, CheckpointAction? Action, string Reason)
{
    internal static Violation From(Core.Violation violation) =>
        new(
            violation.Index,
            violation.Action.IsSome ? CheckpointAction.FromCore(violation.Action.Value) : null,
            violation.Reason.ToString()
        );

    /// <exception cref="InvalidScheduleException">It is a violation.</exception>
    internal static T Valid<T>(FSharpResult<T, Core.Violation> result) =>
        result.IsOk ? result.ResultValue : throw new InvalidScheduleException(From(result.ErrorValue));

    /// <summary>One line for people.</summary>
    public override string ToString() =>
        Action is null ? $"after {Index} actions: {Reason}" : $"action {Index}, {Action.ToJson()}: {Reason}";
}

/// <summary>A stream of actions that is not valid.</summary>
/// <param name="violation">The first thing wrong with it.</param>
/// <exception cref="ArgumentNullException"><paramref name="violation"/> is null.</exception>
public sealed class InvalidScheduleException(Violation violation) : Exception(violation?.ToString())
{
    /// <summary>Index, action and reason.</summary>
    public Violation Violation { get; } = violation ?? throw new ArgumentNullException(nameof(violation));
}
