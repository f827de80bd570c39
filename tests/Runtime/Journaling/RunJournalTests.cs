using System.Diagnostics;

namespace Schedules.Runtime.Tests.Journaling;

/// <summary>When a run's journal is written, and what it says.</summary>
public sealed class RunJournalTests : IDisposable
{
    private const long Steps = 7;

    private readonly Scratch scratch = new();
    private readonly Model model = new();
    private RunJournal? begun;
    private JournalDirectory? directory;

    public void Dispose()
    {
        begun?.Dispose();
        scratch.Dispose();
    }

    [Fact]
    public void The_state_is_due_after_as_many_actions_as_were_said()
    {
        var journal = Begin();
        Assert.False(journal.IsDue);
        journal.CountAction();
        Assert.False(journal.IsDue);
        journal.CountAction();
        Assert.True(journal.IsDue);
        journal.RecordAdjointProgress(2, Steps, 6);
        Assert.False(journal.IsDue);
        Assert.Equal((1, 2), (Read().Reversed, Read().Actions));
    }

    [Fact]
    public void It_is_due_at_once_where_it_is_to_be_known_how_long_it_takes()
    {
        var journal = Begin(measures: true);
        Assert.True(journal.IsDue);
        var since = Stopwatch.GetTimestamp();
        journal.RecordAdjointProgress(0, Steps, 6);
        Assert.InRange(journal.StateTicks, 1, Stopwatch.GetTimestamp() - since);
        Assert.False(journal.IsDue);
        Assert.False(journal.IsBusy);
    }

    [Fact]
    public void Where_it_is_not_due_it_is_written_at_the_start_of_the_calculation_alone()
    {
        var journal = Begin();
        journal.RecordAdjointProgress(1, Steps, 6);
        Assert.Null(Read().Adjoint);
        journal.RecordAdjointProgress(2, Steps, 0);
        Assert.Equal(Steps, Read().Reversed);
        Assert.NotNull(Read().Adjoint);
    }

    [Fact]
    public void It_is_written_once_for_a_place_if_it_is_asked_for_again()
    {
        var journal = Begin();
        journal.RecordAdjointState(1, Steps, 6);
        journal.RecordAdjointState(2, Steps, 6);
        Assert.Equal((1, 1), (model.Written, Read().Actions));
        journal.RecordAdjointState(3, Steps, 5);
        Assert.Equal((2, 3), (model.Written, Read().Actions));
    }

    [Fact]
    public void A_calculation_that_begins_once_more_has_no_state_and_counts_on()
    {
        var journal = Begin();
        journal.RecordAdjointState(1, Steps, 6);
        journal.RecordStart(5, 3);
        Assert.Equal((8, 0, 0, 3), (Read().SequenceBase, Read().Actions, Read().Reversed, Read().Completed));
        journal.RecordStart(5, 4);
        Assert.Equal((13, 13), (Read().SequenceBase, journal.SequenceBase));
        Assert.Null(Read().Adjoint);
        Assert.Equal(Read().Schedule, Read().Current);
    }

    [Fact]
    public void A_state_has_a_byte_or_more_and_is_written_whole()
    {
        var journal = Begin();
        model.Bytes = 1;
        journal.RecordAdjointState(1, Steps, 6);
        Assert.Equal(1, Read().Adjoint!.Bytes);
        model.Bytes = 0;
        Assert.Throws<InvalidOperationException>(() => journal.RecordAdjointState(1, Steps, 5));
        model.Bytes = Runtime.Bytes.Most + 1;
        Assert.Throws<NotSupportedException>(() => journal.RecordAdjointState(1, Steps, 5));
        (model.Bytes, model.Misses) = (9, 1);
        Assert.ThrowsAny<Exception>(() => journal.RecordAdjointState(1, Steps, 5));
        Assert.Equal(1, Read().Reversed);
    }

    [Fact]
    public void What_is_not_written_behind_is_written_or_thrown_at_once()
    {
        var journal = Begin(measures: true);
        var blocked = Path.Combine(scratch["run"], JournalDirectory.FileName + JournalFile.TemporarySuffix);
        Directory.CreateDirectory(blocked);
        Assert.Throws<CheckpointStoreException>(() => journal.RecordAdjointProgress(1, Steps, 6));
        Directory.Delete(blocked);
    }

    [Fact]
    public void Ranks_meet_when_what_is_written_behind_is_there()
    {
        var journal = Begin(behind: true);
        long? met = null;
        journal.Meet = () => met = Read().Reversed;
        journal.Agree(true);
        journal.RecordAdjointProgress(2, Steps, 5);
        journal.RecordAdjointProgress(5, Steps, 0);
        Assert.Equal(2, met);
        journal.Flush();
        Assert.Equal(Steps, Read().Reversed);
    }

    [Fact]
    public void What_could_not_be_written_is_thrown_at_once_and_again_until_it_can_be()
    {
        var journal = Begin();
        journal.RecordLength(Steps);
        var blocked = Path.Combine(scratch["run"], JournalDirectory.FileName + JournalFile.TemporarySuffix);
        Directory.CreateDirectory(blocked);
        Assert.Throws<CheckpointStoreException>(() => journal.RecordAdjointState(1, Steps, 6));
        Assert.Throws<CheckpointStoreException>(() => journal.RecordAdjointProgress(1, Steps, 5));
        Directory.Delete(blocked);
        journal.RecordAdjointState(1, Steps, 6);
        Assert.Equal(1, Read().Reversed);
    }

    [Fact]
    public void Ranks_meet_once_before_each_entry_and_take_the_state_where_they_have_agreed()
    {
        var journal = Begin();
        var meetings = 0;
        journal.Meet = () => meetings++;
        // Each has its own actions and its own clock: what is due here is due nowhere else.
        journal.CountAction();
        journal.CountAction();
        journal.RecordAdjointProgress(1, Steps, 6);
        Assert.Equal((0, 0), (model.Written, meetings));
        journal.Agree(true);
        journal.RecordAdjointProgress(2, Steps, 5);
        Assert.Equal((1, 0), (model.Written, meetings));
        // Not again before they agree again, nor for the same place.
        journal.RecordAdjointProgress(3, Steps, 4);
        journal.Agree(true);
        journal.RecordAdjointProgress(4, Steps, 5);
        Assert.Equal((1, 2), (model.Written, Read().Reversed));
        // At the start without having agreed, and when all are there.
        journal.Agree(false);
        journal.RecordAdjointProgress(5, Steps, 0);
        Assert.Equal((2, 1), (model.Written, meetings));
        journal.RecordCompletion(6, 1);
        Assert.Equal(2, meetings);
        Assert.Equal(3, Read().Epoch);
    }

    [Fact]
    public void Ranks_do_not_meet_again_for_an_entry_that_failed()
    {
        var journal = Begin();
        var meetings = 0;
        journal.Meet = () => meetings++;
        var blocked = Path.Combine(scratch["run"], JournalDirectory.FileName + JournalFile.TemporarySuffix);
        Directory.CreateDirectory(blocked);
        Assert.Throws<CheckpointStoreException>(() => journal.RecordCompletion(6, 1));
        Assert.Throws<CheckpointStoreException>(() => journal.RecordCompletion(6, 1));
        Directory.Delete(blocked);
        journal.RecordCompletion(6, 1);
        Assert.Equal((1, 1), (meetings, Read().Epoch));
    }

    private RunJournal Begin(bool measures = false, bool behind = false)
    {
        directory = JournalDirectory.Open(scratch["run"], false);
        var options = new JournalOptions(scratch["run"]) { Every = null, EveryActions = 2 };
        var first = directory.WriteFirst(Entries.Any with { Steps = null, Completed = 0 });
        return begun = new(directory, options, measures, behind, model, first, new StoreErrors());
    }

    private JournalEntry Read() => directory!.Read()!;

    /// <summary>A model whose adjoint's state has any number of bytes.</summary>
    private sealed class Model() : ToyModel(RunJournalTests.Steps, 0.7), IAdjointState
    {
        public long Bytes { get; set; } = 3;

        /// <summary>Bytes that are not written.</summary>
        public int Misses { get; set; }

        public int Written { get; private set; }

        long IAdjointState.AdjointBytes(long step) => Bytes;

        void IAdjointState.WriteAdjoint(long step, ref ByteWriter writer)
        {
            writer.Take((int)Bytes - Misses).Clear();
            Written++;
        }
    }
}
