using Core = Schedules.FSharp;

namespace Schedules.Interop;

/// <summary>
/// Writes actions as lines of JSON, and operations as text, in UTF-8, a newline after each, to a
/// stream: nothing is allocated for an action of a schedule. What is written stands in a buffer
/// until <see cref="Flush"/> or <see cref="Dispose"/>. Not thread-safe.
/// </summary>
/// <param name="stream">Where to; it stays open.</param>
/// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
public sealed class ActionWriter(Stream stream) : IDisposable
{
    private readonly Core.LineWriter core = new(stream ?? throw new ArgumentNullException(nameof(stream)));

    /// <summary>Writes the actions of the forward and of so many adjoint calculations, but of no
    /// more than are permitted.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="adjoints">How many, at least 0.</param>
    /// <exception cref="ArgumentNullException"><paramref name="schedule"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="adjoints"/> is
    /// negative.</exception>
    /// <exception cref="InvalidOperationException">The number of steps is not known.</exception>
    public void Write(CheckpointSchedule schedule, long adjoints = 1)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        core.WriteAll(schedule.Enumerate(adjoints));
    }

    /// <summary>Writes the actions of the forward and of so many adjoint calculations in the
    /// step-based vocabulary, up to what that cannot say:
    /// <see cref="Vocabulary.ToSteps"/>.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="clearing">When it says Clear.</param>
    /// <param name="adjoints">How many, at least 0.</param>
    /// <exception cref="ArgumentNullException"><paramref name="schedule"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="clearing"/> is no
    /// value of its type, or
    /// <paramref name="adjoints"/> is negative.</exception>
    /// <exception cref="InvalidOperationException">The number of steps is not known.</exception>
    /// <exception cref="TranslationException">The vocabulary cannot say an action.</exception>
    public void WriteSteps(CheckpointSchedule schedule, Clearing clearing = Clearing.Always, long adjoints = 1)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        var permitted = Map.Adjoints(schedule.Adjoints);
        LanguageMap.Check(core.WriteSteps(LanguageMap.Clearing(clearing), permitted, schedule.Enumerate(adjoints)));
    }

    /// <summary>Writes the actions of the forward and of so many adjoint calculations in the
    /// classic vocabulary, up to what that cannot say:
    /// <see cref="Vocabulary.ToClassic"/>.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="mode">The mode.</param>
    /// <param name="adjoints">How many, at least 0.</param>
    /// <exception cref="ArgumentNullException"><paramref name="schedule"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="mode"/> is no
    /// value of its type, or
    /// <paramref name="adjoints"/> is negative.</exception>
    /// <exception cref="InvalidOperationException">The number of steps is not known.</exception>
    /// <exception cref="TranslationException">The vocabulary cannot say an action.</exception>
    public void WriteClassic(CheckpointSchedule schedule, ClassicMode mode = ClassicMode.Offline, long adjoints = 1)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        LanguageMap.Check(core.WriteClassic(LanguageMap.Mode(mode), schedule.Enumerate(adjoints)));
    }

    /// <summary>Writes the actions of the forward and of so many adjoint calculations in
    /// operations, as text, up to what they cannot say: <see cref="Vocabulary.ToOperations"/>,
    /// <see cref="Operation.ToText"/>.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="names">How levels are written.</param>
    /// <param name="adjoints">How many, at least 0.</param>
    /// <exception cref="ArgumentNullException"><paramref name="schedule"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="names"/> is no
    /// value of its type, or
    /// <paramref name="adjoints"/> is negative.</exception>
    /// <exception cref="InvalidOperationException">The number of steps is not known.</exception>
    /// <exception cref="TranslationException">The vocabulary cannot say an action.</exception>
    public void WriteOperations(CheckpointSchedule schedule, LevelNames names = LevelNames.Numbered, long adjoints = 1)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        LanguageMap.Check(core.WriteOperations(LanguageMap.Names(names), schedule.Enumerate(adjoints)));
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
