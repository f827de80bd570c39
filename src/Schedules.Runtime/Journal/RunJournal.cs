using System.Diagnostics;

namespace Schedules.Runtime;

/// <summary>The journal of a run as the executor keeps it: when it is written,
/// and what is.</summary>
/// <param name="directory">Its directory.</param>
/// <param name="options">How often the adjoint's state is written.</param>
/// <param name="measures">Whether it is written as soon as it can be, too, to know how long that takes.</param>
/// <param name="model">The model.</param>
/// <param name="entry">What the journal says.</param>
/// <param name="errors">Which is told what is thrown.</param>
internal sealed class RunJournal(
    JournalDirectory directory,
    JournalOptions options,
    bool measures,
    IAdjointModel model,
    JournalEntry entry,
    StoreErrors errors
) : IDisposable
{
    private readonly DataBuffer state = new();
    private readonly long interval = options.Every is { } every
        ? (long)(every.TotalSeconds * Stopwatch.Frequency)
        : long.MaxValue;
    private JournalEntry entry = entry;
    private long written = Stopwatch.GetTimestamp();

    /// <summary>Actions carried out since then.</summary>
    private long actions;

    /// <summary>The number that is added to the indices of actions where checkpoints are labelled
    /// with them.</summary>
    public long SequenceBase => entry.SequenceBase;

    /// <summary>The longest time, by the stopwatch, that writing the adjoint's state has taken; 0
    /// before it was written.</summary>
    public long StateTicks { get; private set; }

    /// <summary>An action has been carried out.</summary>
    public void CountAction() => actions++;

    /// <summary>Writes the number of steps, unless that has been done.</summary>
    public void RecordLength(long steps)
    {
        if (entry.Steps is null)
            Write(entry with { Steps = steps }, null);
    }

    /// <summary>Writes where the adjoint stands and its state, if it is time for that, or if it is
    /// at the start.</summary>
    /// <param name="count">Actions begun: the last may be a Reverse that goes on.</param>
    /// <param name="steps">The number of steps.</param>
    /// <param name="adjoint">Where the adjoint stands.</param>
    public void RecordAdjointProgress(long count, long steps, long adjoint)
    {
        if (model is not IAdjointState)
            return;
        if (
            adjoint == 0
            || (measures && StateTicks == 0)
            || actions >= options.EveryActions
            || (interval < long.MaxValue && Stopwatch.GetTimestamp() - written >= interval)
        )
            Write(entry with { Steps = steps, Actions = count, Reversed = steps - adjoint }, adjoint);
    }

    /// <summary>Writes where the adjoint stands and its state, unless that has been done.</summary>
    /// <param name="count">Actions carried out: the last may be a Reverse that goes on.</param>
    /// <param name="steps">The number of steps.</param>
    /// <param name="adjoint">Where the adjoint stands.</param>
    public void RecordAdjointState(long count, long steps, long adjoint)
    {
        if (model is IAdjointState && entry.Reversed != steps - adjoint)
            Write(entry with { Steps = steps, Actions = count, Reversed = steps - adjoint }, adjoint);
    }

    /// <summary>Writes that adjoint calculations are complete, and the schedule begins
    /// once more.</summary>
    /// <param name="count">Actions of the one before.</param>
    /// <param name="completed">The adjoint calculations.</param>
    public void RecordStart(long count, long completed) =>
        Write(
            entry with
            {
                Current = entry.Schedule,
                Actions = 0,
                SequenceBase = entry.SequenceBase + count,
                Reversed = 0,
                Completed = completed,
                Adjoint = null,
            },
            null
        );

    /// <summary>Writes that adjoint calculations are complete, and another one follows.</summary>
    public void RecordCompletion(long count, long completed) =>
        Write(entry with { Actions = count, Reversed = 0, Completed = completed, Adjoint = null }, null);

    /// <summary>The run is complete, and its results have been taken.</summary>
    public void Remove() => directory.Remove();

    /// <summary>Nothing of the run is to be left in the directory.</summary>
    public void Clean() => directory.Clean();

    /// <summary>Nothing more is to be written.</summary>
    public void Free() => state.Dispose();

    public void Dispose()
    {
        state.Dispose();
        directory.Dispose();
    }

    /// <summary>Writes an entry, with the state of the adjoint if it is said where
    /// that stands.</summary>
    private void Write(JournalEntry next, long? adjoint)
    {
        var since = Stopwatch.GetTimestamp();
        // Outside of what is caught: what the model throws is not an error of the journal.
        if (adjoint is { } step)
            TakeState(step);

        try
        {
            entry = directory.Write(next, adjoint is null ? default : state.Data);
            (written, actions) = (Stopwatch.GetTimestamp(), 0);
            if (adjoint is not null)
                StateTicks = Math.Max(StateTicks, written - since);
        }
        catch (Exception refused) when (refused.IsFileSystemError())
        {
            throw errors.Named(
                new CheckpointStoreException(
                    $"the journal in {directory.Location} cannot be written: {refused.Message}",
                    null,
                    directory.Location,
                    refused
                ),
                null
            );
        }
    }

    private void TakeState(long step)
    {
        var adjoint = (IAdjointState)model;
        var bytes = adjoint.AdjointBytes(step);
        if (bytes < 1)
            throw new InvalidOperationException($"AdjointBytes of step {step} is {bytes}; allowed: at least 1");
        if (bytes > Bytes.Most)
            throw new NotSupportedException(
                $"the adjoint's state has {bytes} bytes; a journal takes up to {Bytes.Most}"
            );
        state.Resize(bytes);
        var writer = new ByteWriter(state.Data, DataPart.Adjoint(step));
        adjoint.WriteAdjoint(step, ref writer);
        writer.End();
    }
}
