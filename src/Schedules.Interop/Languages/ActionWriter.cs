using Core = Schedules.FSharp;

namespace Schedules.Interop;

/// <summary>
/// Writes actions as lines of JSON, UTF-8, a newline after each, to a stream: nothing is allocated for an action of a schedule. What
/// is written stands in a buffer until <see cref="Flush"/> or <see cref="Dispose"/>. Not thread-safe.
/// </summary>
/// <param name="stream">Where to; it stays open.</param>
/// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
public sealed class ActionWriter(Stream stream) : IDisposable
{
    private readonly Core.LineWriter core = new(stream ?? throw new ArgumentNullException(nameof(stream)));

    /// <summary>Writes the actions of the forward and of so many adjoint calculations, but of no more than are permitted.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="adjoints">How many, at least 0.</param>
    /// <exception cref="ArgumentNullException"><paramref name="schedule"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="adjoints"/> is negative.</exception>
    /// <exception cref="InvalidOperationException">The number of steps is not known.</exception>
    public void Write(CheckpointSchedule schedule, long adjoints = 1)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        core.WriteAll(schedule.Enumerate(adjoints));
    }

    /// <summary>Writes one action.</summary>
    /// <param name="action">The action.</param>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    public void Write(CheckpointAction action)
    {
        ArgumentNullException.ThrowIfNull(action);
        core.Write(action.ToCore());
    }

    /// <summary>Writes one action of the step-based vocabulary.</summary>
    /// <param name="action">The action.</param>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    public void Write(StepAction action)
    {
        ArgumentNullException.ThrowIfNull(action);
        core.Write(action.ToCore());
    }

    /// <summary>Writes one action of the classic vocabulary.</summary>
    /// <param name="action">The action.</param>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    public void Write(ClassicAction action)
    {
        ArgumentNullException.ThrowIfNull(action);
        core.Write(action.ToCore());
    }

    /// <summary>Hands on to the stream what has been written.</summary>
    public void Flush() => core.Flush();

    /// <summary>Hands on to the stream what has been written, and leaves it open.</summary>
    public void Dispose() => Flush();
}
