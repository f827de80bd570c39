using System.Diagnostics;

namespace Schedules.Runtime;

/// <summary>The journal of a run as the executor keeps it: when to write, and what.</summary>
internal sealed class RunJournal(
    Journal file,
    JournalOptions options,
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
    private long actions;

    /// <summary>What is added to the indices of actions where checkpoints are labelled with them.</summary>
    public long SequenceBase => entry.SequenceBase;

    /// <summary>Adjoint calculations completed before the run was resumed.</summary>
    public long CompletedBefore { get; } = entry.Completed;

    /// <summary>An action has been carried out.</summary>
    public void Count() => actions++;

    /// <summary>The number of steps is known now; nothing, if that has been written.</summary>
    public void Told(long steps)
    {
        if (entry.Steps is null)
            Write(entry with { Steps = steps }, false);
    }

    /// <summary>The adjoint has got somewhere; written if it is time for it, or the end.</summary>
    /// <param name="index">The index of the action that it is in.</param>
    /// <param name="steps">The number of steps.</param>
    /// <param name="adjoint">Where the adjoint stands.</param>
    public void Passed(long index, long steps, long adjoint)
    {
        if (model is not IAdjointState)
            return;
        if (
            adjoint == 0
            || actions >= options.EveryActions
            || (interval < long.MaxValue && Stopwatch.GetTimestamp() - written >= interval)
        )
            Write(entry with { Steps = steps, Index = index, Reversed = steps - adjoint }, true);
    }

    /// <summary>Adjoint calculations are complete, and another one follows.</summary>
    public void Completed(long index, long completed) =>
        Write(entry with { Index = index, Reversed = 0, Completed = completed, Adjoint = null }, false);

    /// <summary>The run is complete, and its results have been taken.</summary>
    public void Remove() => file.Remove();

    /// <summary>Nothing of the run is to be left in the directory.</summary>
    public void Clean() => file.Clean();

    public void Dispose()
    {
        state.Dispose();
        file.Dispose();
    }

    private void Write(JournalEntry next, bool withState)
    {
        // Outside of what is caught: what the model throws is not an error of the journal.
        if (withState)
        {
            var adjoint = (IAdjointState)model;
            state.Resize(adjoint.AdjointBytes);
            adjoint.WriteAdjoint(state.Span);
        }

        try
        {
            entry = file.Write(next, withState ? state.Span : default);
            (written, actions) = (Stopwatch.GetTimestamp(), 0);
        }
        catch (Exception refused) when (refused.IsOfFiles())
        {
            throw errors.Named(
                new CheckpointStoreException(
                    $"the journal in {file.Directory} cannot be written: {refused.Message}",
                    null,
                    file.Directory,
                    refused
                ),
                null
            );
        }
    }
}
