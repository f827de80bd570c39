using System.Diagnostics;

namespace Schedules.Runtime;

/// <summary>The journal of a run as the executor keeps it: when it is written,
/// and what is.</summary>
/// <param name="directory">Its directory.</param>
/// <param name="options">How often the adjoint's state is written.</param>
/// <param name="measures">Whether it is written as soon as it can be, too, to know how long that takes.</param>
/// <param name="behind">Whether the adjoint's state is written behind the computation.</param>
/// <param name="model">The model.</param>
/// <param name="entry">What the journal says.</param>
/// <param name="errors">Which is told what is thrown.</param>
internal sealed class RunJournal(
    JournalDirectory directory,
    JournalOptions options,
    bool measures,
    bool behind,
    IAdjointModel model,
    JournalEntry entry,
    StoreErrors errors
) : IDisposable
{
    private readonly JournalWriter writer = new(directory, behind);
    private readonly long interval = options.Every is { } every
        ? (long)(every.TotalSeconds * Stopwatch.Frequency)
        : long.MaxValue;
    private JournalEntry entry = entry;
    private long written = Stopwatch.GetTimestamp();
    private bool hasTakenState;

    /// <summary>Whether all ranks have agreed to write the adjoint's state where they can next.</summary>
    private bool agreed;

    /// <summary>The entry after which all ranks have met to write the next: not again, if that
    /// fails.</summary>
    private long? met;

    /// <summary>Actions carried out since then.</summary>
    private long actions;

    /// <summary>The number that is added to the indices of actions where checkpoints are labelled
    /// with them.</summary>
    public long SequenceBase => entry.SequenceBase;

    /// <summary>The longest time, by the stopwatch, that writing the adjoint's state has taken; 0
    /// before it was written.</summary>
    public long StateTicks => writer.Longest;

    /// <summary>Has all ranks meet, if there are many: each has then written what it was to write
    /// before, and the entry before that is of no use to any.</summary>
    public Action? Meet { get; set; }

    /// <summary>Whether it is time to write the adjoint's state.</summary>
    public bool IsDue =>
        model is IAdjointState
        && (
            (measures && !hasTakenState)
            || actions >= options.EveryActions
            || (interval < long.MaxValue && Stopwatch.GetTimestamp() - written >= interval)
        );

    /// <summary>Whether a state is being written.</summary>
    public bool IsBusy => !writer.IsIdle;

    /// <summary>What all ranks have agreed on: whether the adjoint's state is written where it can
    /// be next.</summary>
    public void Agree(bool writes) => agreed = writes;

    /// <summary>An action has been carried out.</summary>
    public void CountAction() => actions++;

    /// <summary>Writes the number of steps, unless that has been done.</summary>
    public void RecordLength(long steps)
    {
        if (entry.Steps is null)
            Write(entry with { Steps = steps }, keeps: true);
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
        Named(writer.ThrowIfFailed);
        if (Meet is not null && entry.Reversed == steps - adjoint)
        {
            // It has been taken, and could not be written.
            Flush();
            return;
        }

        if (adjoint == 0)
            MeetWhenWritten();
        if (adjoint == 0 || (Meet is null ? IsDue : agreed))
            TakeState(entry with { Steps = steps, Actions = count, Reversed = steps - adjoint }, adjoint);
    }

    /// <summary>Writes where the adjoint stands and its state, unless that has been done, and waits
    /// until it is on the disk.</summary>
    /// <param name="count">Actions carried out: the last may be a Reverse that goes on.</param>
    /// <param name="steps">The number of steps.</param>
    /// <param name="adjoint">Where the adjoint stands.</param>
    public void RecordAdjointState(long count, long steps, long adjoint)
    {
        Retry();
        if (model is IAdjointState && entry.Reversed != steps - adjoint)
            TakeState(entry with { Steps = steps, Actions = count, Reversed = steps - adjoint }, adjoint);
        Flush();
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
            keeps: false
        );

    /// <summary>Writes that adjoint calculations are complete, and another one follows.</summary>
    public void RecordCompletion(long count, long completed) =>
        Write(entry with { Actions = count, Reversed = 0, Completed = completed, Adjoint = null }, keeps: false);

    /// <summary>Writes what has failed once more.</summary>
    public void Retry() => writer.Retry();

    /// <summary>Waits until all has been written.</summary>
    /// <exception cref="CheckpointStoreException">It cannot be.</exception>
    public void Flush() => Named(writer.Flush);

    /// <summary>The run is complete, and its results have been taken.</summary>
    public void Remove() => directory.Remove();

    /// <summary>Nothing of the run is to be left in the directory.</summary>
    public void Clean() => directory.Clean();

    /// <summary>Nothing more is to be written.</summary>
    public void Free() => writer.Dispose();

    public void Dispose()
    {
        writer.Dispose();
        directory.Dispose();
    }

    /// <summary>Of many ranks each has what the others go on from, before it writes more.</summary>
    private void MeetWhenWritten()
    {
        if (Meet is null || met == entry.Epoch)
            return;
        Flush();
        Meet();
        met = entry.Epoch;
    }

    private void Write(JournalEntry next, bool keeps)
    {
        MeetWhenWritten();
        next = next with { Epoch = entry.Epoch + 1 };
        Named(() => writer.Write(next, keeps));
        entry = next;
        (written, actions) = (Stopwatch.GetTimestamp(), 0);
    }

    /// <summary>Takes the adjoint's state, and has it written behind the computation.</summary>
    private void TakeState(JournalEntry next, long step)
    {
        var since = Stopwatch.GetTimestamp();
        var adjoint = (IAdjointState)model;
        var bytes = adjoint.AdjointBytes(step);
        if (bytes < 1)
            throw new InvalidOperationException($"AdjointBytes of step {step} is {bytes}; allowed: at least 1");
        if (bytes > Bytes.Most)
            throw new NotSupportedException(
                $"the adjoint's state has {bytes} bytes; a journal takes up to {Bytes.Most}"
            );
        var state = writer.Take();
        state.Resize(bytes);
        var target = new ByteWriter(state.Data, DataPart.Adjoint(step));
        adjoint.WriteAdjoint(step, ref target);
        target.End();
        entry = next = next with { Epoch = entry.Epoch + 1 };
        agreed = false;
        (written, actions, hasTakenState) = (Stopwatch.GetTimestamp(), 0, true);
        writer.Add(next, state, written - since);
        if (!behind)
            Flush();
    }

    private void Named(Action act)
    {
        try
        {
            act();
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
}
