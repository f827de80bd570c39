using Core = Schedules.FSharp;

namespace Schedules.Interop;

/// <summary>Counts and peaks of a valid stream of actions, by the referee.</summary>
public sealed class Profile
{
    private readonly Core.Profile core;

    internal Profile(Core.Profile core) => this.core = core;

    /// <summary>The number of actions.</summary>
    public long Actions => core.Actions;

    /// <summary>The number of steps of the calculation.</summary>
    public long Steps => core.Length;

    /// <summary>Steps, writes and reads.</summary>
    public Counts Counts => new(core.Counts);

    /// <summary>Most units that a level held at any time: checkpoints with restart data, and steps
    /// with dependencies.</summary>
    /// <param name="level">RAM, disk, or a slower level.</param>
    public long Peak(Storage level) => core.Peaks.TryGetValue((int)level, out var peak) ? peak : 0;

    /// <summary>Most steps whose adjoint dependencies WORK held at any time.</summary>
    public long WorkPeak => core.WorkPeak;
}

/// <summary>Number of checkpoints on every level after an action.</summary>
public sealed class Moment
{
    private readonly Core.Moment core;

    internal Moment(Core.Moment core) => this.core = core;

    /// <summary>The index of the action, from 0.</summary>
    public long Index => core.Index;

    /// <summary>The action.</summary>
    public CheckpointAction Action => CheckpointAction.FromCore(core.Action);

    /// <summary>Units that a level holds after it.</summary>
    /// <param name="level">RAM, disk, or a slower level.</param>
    public long Units(Storage level) => core.Units.TryGetValue((int)level, out var units) ? units : 0;
}
