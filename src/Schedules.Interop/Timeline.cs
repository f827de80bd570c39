using Core = Schedules.FSharp;

namespace Schedules.Interop;

/// <summary>Seconds of one level in a timeline.</summary>
/// <param name="Busy">That its device is busy.</param>
/// <param name="Waiting">That the computation stands still for it.</param>
public readonly record struct LevelTime(double Busy, double Waiting);

/// <summary>A read from or write to a slower level.</summary>
/// <param name="Level">The level.</param>
/// <param name="IsWrite">Whether it is a write.</param>
/// <param name="Step">The step of the checkpoint.</param>
/// <param name="Start">Seconds from the start of the run at which the device starts it.</param>
/// <param name="End">Seconds from the start of the run at which it has ended.</param>
public readonly record struct TimedTransfer(Storage Level, bool IsWrite, long Step, double Start, double End);

/// <summary>The wall time of a run, predicted without running it.</summary>
public sealed record Timeline
{
    private readonly Core.Timeline core;

    internal Timeline(Core.Timeline core) => this.core = core;

    /// <summary>From the first action to when the last transfer is over.</summary>
    public double Seconds => core.Seconds;

    /// <summary>Of them, in the model's steps.</summary>
    public double Computing => core.Computing;

    /// <summary>The levels that are written or read, the fastest first.</summary>
    public IReadOnlyList<Storage> Levels => [.. core.Levels.Keys.Select(level => (Storage)level)];

    /// <summary>Seconds of a level: zeros if nothing is done there.</summary>
    /// <param name="level">RAM, disk, or a slower level.</param>
    public LevelTime On(Storage level) =>
        core.Levels.TryGetValue((int)level, out var time) ? new(time.Busy, time.Waiting) : default;

    /// <summary>One line for people.</summary>
    public override string ToString() => core.ToString();
}
