using System.Diagnostics;
using System.Diagnostics.Metrics;
using Schedules.Interop;

namespace Schedules.Runtime;

/// <summary>
/// What a run tells those who listen: a meter and an activity source, both by the name of
/// <see cref="Name"/>. Steps are counted by <c>schedules.steps</c> with the tag <c>activity</c>;
/// checkpoints by <c>schedules.checkpoints</c> and their bytes by
/// <c>schedules.checkpoint.bytes</c>, with the tags <c>activity</c> and <c>level</c>. There is an
/// activity for each action, with the action as the tag <c>action</c>, and with the status of an
/// error if it is broken off.
/// </summary>
public static class Telemetry
{
    /// <summary>The name of the meter and of the activity source.</summary>
    public const string Name = "Schedules.Runtime";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> StepCounter = Meter.CreateCounter<long>(
        "schedules.steps",
        "{step}",
        "Steps of the forward and of the adjoint"
    );
    private static readonly Counter<long> CheckpointCounter = Meter.CreateCounter<long>(
        "schedules.checkpoints",
        "{checkpoint}",
        "Checkpoints written, read and deleted"
    );
    private static readonly Counter<long> ByteCounter = Meter.CreateCounter<long>(
        "schedules.checkpoint.bytes",
        "By",
        "Bytes of checkpoints written and read"
    );

    /// <summary>An activity for an action, if somebody listens.</summary>
    internal static Activity? Start(in RawAction action) =>
        Source.HasListeners() ? Source.StartActivity(action.Kind.ToString())?.SetTag("action", action.ToJson()) : null;

    /// <summary>The action of an activity has failed. Always false: to be asked where the error is
    /// not caught.</summary>
    internal static bool Fails(Activity? activity, Exception error)
    {
        activity?.SetStatus(ActivityStatusCode.Error, error.Message);
        return false;
    }

    internal static void Steps(ProfileKind kind, long count)
    {
        if (StepCounter.Enabled)
            StepCounter.Add(count, Tag(kind));
    }

    internal static void Traffic(ProfileKind kind, Storage level, long bytes)
    {
        if (CheckpointCounter.Enabled)
            CheckpointCounter.Add(1, Tag(kind), Tag(level));
        if (ByteCounter.Enabled && bytes > 0)
            ByteCounter.Add(bytes, Tag(kind), Tag(level));
    }

    private static KeyValuePair<string, object?> Tag(ProfileKind kind) =>
        new("activity", kind.ToString().ToLowerInvariant());

    private static KeyValuePair<string, object?> Tag(Storage level) => new("level", (int)level);
}
