using System.Collections;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Core = Schedules.FSharp;

namespace Schedules.Interop;

/// <summary>
/// One pass through a schedule, with its position, for a solver that may not know its number of
/// steps yet: <see cref="SetLength(long)"/> tells it. Goes on through as many adjoint calculations
/// as the schedule permits; each <c>foreach</c> over a run goes on from where it stands to the end
/// of one adjoint calculation. A loop over <see cref="MoveNext"/> and <see cref="Raw"/> makes no
/// garbage. Not thread-safe.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class CheckpointRun : IEnumerable<CheckpointAction>
{
    private readonly Core.ScheduleRun run;
    private bool started;
    private CheckpointAction? current;

    internal CheckpointRun(Core.ScheduleRun run, bool started = false) => (this.run, this.started) = (run, started);

    /// <summary>The action that the last <see cref="MoveNext"/> went to.</summary>
    /// <exception cref="InvalidOperationException">There has been no action yet.</exception>
    public CheckpointAction Current => current ??= Raw.ToAction();

    /// <summary>The action that the last <see cref="MoveNext"/> went to, as a value.</summary>
    /// <exception cref="InvalidOperationException">There has been no action yet.</exception>
    public RawAction Raw =>
        started
            ? new(in run.Current)
            : throw new InvalidOperationException("no action yet: MoveNext goes to the first");

    /// <summary>Position of the forward after the current action; null if it has none, having read
    /// dependencies only; <see cref="Forward.OpenEnd"/> within a Forward without an end.</summary>
    public long? N => Map.Optional(run.N);

    /// <summary>Adjoint steps done in this adjoint calculation.</summary>
    public long R => run.R;

    /// <summary>The number of steps, once the forward has got there, or from the start if the
    /// schedule is offline.</summary>
    public long? MaxN => Map.Optional(run.MaxN);

    /// <summary>There has been an action, and the schedule is not exhausted.</summary>
    public bool IsRunning => run.IsRunning;

    /// <summary>There will be no further action.</summary>
    public bool IsExhausted => run.IsExhausted;

    /// <summary>The current action is a Forward without an end, and <see cref="SetLength(long)"/>
    /// has not told where it ended: there is no next action before.</summary>
    public bool AwaitsLength => run.AwaitsLength;

    /// <summary>The schedule, and the action that it is at, for people.</summary>
    public override string ToString() =>
        !started ? $"{run.Schedule}; before the first action"
        : IsExhausted ? $"{run.Schedule}; exhausted"
        : $"{run.Schedule}; at {Raw.ToAction().ToText()}";

    /// <summary>Goes to the next action.</summary>
    /// <returns>False if the schedule is exhausted.</returns>
    /// <exception cref="InvalidOperationException">The current action is a Forward without an end,
    /// and <see cref="SetLength(long)"/> has not told where it ended.</exception>
    public bool MoveNext() => Moved(run.MoveNext());

    /// <summary>Goes to the next actions, as many as there is room for, and so to the last of them.
    /// There are fewer after an <see cref="EndForward"/> or <see cref="EndReverse"/>, and, while the
    /// number of steps is not known, after a <see cref="Forward"/>.</summary>
    /// <param name="actions">Where they are written, from its start on.</param>
    /// <returns>How many they are; 0 if the schedule is exhausted.</returns>
    /// <exception cref="InvalidOperationException">The current action is a Forward without an end,
    /// and <see cref="SetLength(long)"/> has not told where it ended.</exception>
    public int Fill(Span<RawAction> actions)
    {
        var count = run.Fill(MemoryMarshal.Cast<RawAction, Core.Action>(actions));
        if (!actions.IsEmpty)
            Moved(count > 0);
        return count;
    }

    private bool Moved(bool some)
    {
        if (!some)
            return AwaitsLength
                ? throw new InvalidOperationException("the number of steps is not known yet: SetLength tells it")
                : false;
        (started, current) = (true, null);
        return true;
    }

    /// <summary>Tells the number of steps, right after the Forward that reached or passed it. One
    /// that is known may be told again.</summary>
    /// <param name="n">The number of steps: within the last Forward, after its start and up to its end.</param>
    /// <exception cref="ArgumentOutOfRangeException">Too early (the forward has not got there) or
    /// too late (it went past in an earlier action).</exception>
    /// <exception cref="InvalidOperationException">Another number of steps is known already, or
    /// there has been no action.</exception>
    public void SetLength(long n) => Map.Value(run.SetLength(n));

    /// <summary>Goes back to before the first action, and has forgotten a number of steps that it
    /// was told. Nothing is allocated for it.</summary>
    public void Restart()
    {
        run.Restart();
        (started, current) = (false, null);
    }

    /// <summary>Has another run through the same schedule stand where this one does, as
    /// <see cref="Fork"/> does without a new one. Nothing is allocated for it where the other has
    /// stood as deep before.</summary>
    /// <param name="other">The other run.</param>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    /// <exception cref="ArgumentException">It is a run through another schedule.</exception>
    public void CopyTo(CheckpointRun other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (!ReferenceEquals(other.run.Schedule, run.Schedule))
            throw new ArgumentException(
                "it is a run through another schedule; allowed: a run of the same",
                nameof(other)
            );
        run.CopyTo(other.run);
        (other.started, other.current) = (started, null);
    }

    /// <summary>Another run that stands where this one does, and goes its own way: to
    /// look ahead.</summary>
    public CheckpointRun Fork() => new(run.Fork(), started);

    /// <summary>The actions from here to the end of one adjoint calculation, or of
    /// the schedule.</summary>
    public IEnumerator<CheckpointAction> GetEnumerator() => new UntilEndReverse(this);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private sealed class UntilEndReverse(CheckpointRun run) : IEnumerator<CheckpointAction>
    {
        private bool started;

        public CheckpointAction Current => run.Current;

        object IEnumerator.Current => Current;

        public bool MoveNext()
        {
            var ended = started && run.Current is EndReverse;
            started = true;
            return !ended && run.MoveNext();
        }

        public void Reset() => throw new NotSupportedException();

        public void Dispose() { }
    }
}
