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
    private const int Longest = Core.Json.Longest + 1;

    private readonly Stream stream = stream ?? throw new ArgumentNullException(nameof(stream));
    private readonly byte[] buffer = new byte[1 << 16];
    private int used;

    /// <summary>Writes the actions of the forward and of so many adjoint calculations, but of no more than are permitted.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="adjoints">How many, at least 0.</param>
    /// <exception cref="ArgumentNullException"><paramref name="schedule"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="adjoints"/> is negative.</exception>
    /// <exception cref="InvalidOperationException">The number of steps is not known.</exception>
    public void Write(CheckpointSchedule schedule, long adjoints = 1)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        var actions = schedule.Enumerate(adjoints);
        while (actions.MoveNext())
            End(Core.Json.write(in actions.Current, Room()));
    }

    /// <summary>Writes one action.</summary>
    /// <param name="action">The action.</param>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    public void Write(CheckpointAction action)
    {
        ArgumentNullException.ThrowIfNull(action);
        var core = action.ToCore();
        End(Core.Json.write(in core, Room()));
    }

    /// <summary>Writes one action of the step-based vocabulary.</summary>
    /// <param name="action">The action.</param>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    public void Write(StepAction action)
    {
        ArgumentNullException.ThrowIfNull(action);
        var core = action.ToCore();
        End(Core.Json.writeStep(in core, Room()));
    }

    /// <summary>Writes one action of the classic vocabulary.</summary>
    /// <param name="action">The action.</param>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    public void Write(ClassicAction action)
    {
        ArgumentNullException.ThrowIfNull(action);
        var core = action.ToCore();
        End(Core.Json.writeClassic(in core, Room()));
    }

    /// <summary>Hands on to the stream what has been written.</summary>
    public void Flush()
    {
        stream.Write(buffer, 0, used);
        used = 0;
        stream.Flush();
    }

    /// <summary>Hands on to the stream what has been written, and leaves it open.</summary>
    public void Dispose() => Flush();

    /// <summary>Room for a line.</summary>
    private Span<byte> Room()
    {
        if (buffer.Length - used < Longest)
        {
            stream.Write(buffer, 0, used);
            used = 0;
        }
        return buffer.AsSpan(used);
    }

    private void End(int written)
    {
        buffer[used + written] = (byte)'\n';
        used += written + 1;
    }
}
