using Schedules.Interop;

namespace Schedules.Runtime.Tests.Journaling;

/// <summary>A journal that cannot be written, or is no longer there, loses
/// nothing of a run.</summary>
public sealed class JournalTroubleTests : IDisposable
{
    private const long Steps = 23;
    private const double Control = 0.7;
    private static readonly double Expected = ToyModel.Expected(Steps, Control);

    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Theory]
    [InlineData("h-revolve", 1)]
    [InlineData("h-revolve", 1000)]
    [InlineData("two-level on disk", 1)]
    [InlineData("two-level on disk", 1000)]
    public void A_run_whose_journal_cannot_be_written_goes_on_when_it_can(string family, long every)
    {
        var place = scratch.New();
        var model = new ToyModel(Steps, Control, knowsItsEnd: false);
        var options = new RunOptions
        {
            Journal = new(place) { Every = null, EveryActions = every },
        };
        using (var executor = new CheckpointExecutor(model, Families.All[family](Steps), options))
        {
            Block(place);
            var refused = Assert.Throws<CheckpointStoreException>(() => executor.Run());
            Assert.Equal(place, refused.Path);
            Assert.Throws<CheckpointStoreException>(() => executor.Run());
            Unblock(place);
            executor.Run();
            Assert.Equal([Expected], model.Gradients);
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(place));
    }

    /// <summary>As a program that copies the directory may, right after the file has been made.</summary>
    [Fact]
    public void Who_reads_what_is_being_written_is_not_in_its_way()
    {
        var place = Directory.CreateDirectory(scratch.New()).FullName;
        var begun = Path.Combine(place, "journal.json.new");
        File.WriteAllText(begun, "{");
        using (var reader = File.OpenRead(begun))
        {
            var model = new ToyModel(Steps, Control);
            var options = new RunOptions
            {
                Journal = new(place) { Every = null, EveryActions = 1 },
            };
            using var executor = new CheckpointExecutor(model, CheckpointSchedule.HRevolve(Steps, 1, 3), options);
            executor.Run();
            Assert.Equal([Expected], model.Gradients);
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(place));
    }

    [Fact]
    public void The_number_of_steps_is_written_once_it_can_be()
    {
        var place = scratch.New();
        var schedule = CheckpointSchedule.SingleDisk();
        var journal = new RunOptions { Journal = new(place) { Every = null } };
        using (
            var executor = new CheckpointExecutor(new ToyModel(Steps, Control, knowsItsEnd: false), schedule, journal)
        )
        {
            Block(place);
            Assert.Throws<CheckpointStoreException>(() => executor.RunForward());
            Unblock(place);
            executor.RunForward();
        }

        Assert.Contains($"\"Steps\":{Steps},\"Actions\"", File.ReadAllText(Path.Combine(place, "journal.json")));
    }

    [Theory]
    [InlineData("journal.json.new")]
    [InlineData("journal.json")]
    public void A_directory_in_which_no_journal_can_be_is_an_error_of_the_journal(string name)
    {
        var place = scratch.New();
        Directory.CreateDirectory(Path.Combine(place, name));
        var options = new RunOptions { Journal = new(place) };
        var refused = Assert.Throws<JournalException>(() =>
            new CheckpointExecutor(new ToyModel(Steps, Control), CheckpointSchedule.Revolve(Steps, 3), options)
        );
        Assert.Equal(place, refused.Path);
    }

    [Fact]
    public void A_run_that_cannot_begin_lets_go_of_what_it_has_begun()
    {
        var place = scratch.New();
        Directory.CreateDirectory(Path.Combine(place, "level-1"));
        var schedule = CheckpointSchedule.HRevolve(Steps, [1, 2, 3]);
        var options = new RunOptions { Journal = new(place) };
        using var deep = new FaultyStore(new UserStore(), new Faults(_ => true));
        var stores = new Dictionary<Storage, ICheckpointStore> { [(Storage)2] = deep };
        Assert.Throws<CheckpointStoreException>(() =>
            new CheckpointExecutor(new ToyModel(Steps, Control), schedule, options with { Stores = stores })
        );

        var model = new ToyModel(Steps, Control);
        using var executor = new CheckpointExecutor(model, schedule, options);
        executor.Run();
        Assert.Equal([Expected], model.Gradients);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_run_can_be_ended_when_its_directory_has_vanished(bool complete)
    {
        var place = scratch.New();
        var model = new ToyModel(Steps, Control);
        var options = new RunOptions { Journal = new(place) };
        var executor = new CheckpointExecutor(model, CheckpointSchedule.HRevolve(Steps, 1, 3), options);
        executor.RunForward();
        if (complete)
            executor.Run();
        Directory.Delete(place, recursive: true);
        executor.Dispose();
        Assert.Equal(complete, executor.IsComplete);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_store_that_is_disposed_of_before_its_run_keeps_what_is_needed(bool complete)
    {
        var place = scratch.New();
        var schedule = CheckpointSchedule.PeriodicDisk(4);
        using (var executor = Over(place, schedule, out var store))
        {
            executor.RunForward();
            if (complete)
                executor.Run();
            store.Dispose();
        }

        Assert.Equal(!complete, Directory.Exists(Path.Combine(place, "checkpoints")));
        using var again = Over(place, schedule, out var found);
        using (found)
            Assert.Equal(complete ? null : 6, again.Recovery?.Used.Count);
    }

    [Fact]
    public void What_a_model_or_a_store_throws_as_a_run_is_resumed_is_not_taken_for_a_damaged_journal()
    {
        var place = scratch.New();
        var schedule = CheckpointSchedule.PeriodicDisk(4);
        using (var executor = Over(place, schedule, out var store))
        {
            executor.RunForward();
            store.Dispose();
        }

        var refused = Assert.Throws<ArgumentException>(() => Resume(new Unsure(), store => store));
        Assert.Equal("of the model", refused.Message);
        var failed = Assert.Throws<CheckpointStoreException>(() =>
            Resume(new ToyModel(Steps, Control), store => new Lengthless(store))
        );
        Assert.Equal("of the store", failed.InnerException?.Message);

        // Nothing is lost by either.
        var model = new ToyModel(Steps, Control);
        Assert.Equal(6, Resume(model, store => store));
        Assert.Equal([Expected], model.Gradients);

        int Resume(IAdjointModel model, Func<DiskStore, ICheckpointStore> over)
        {
            using var store = over(new DiskStore(new() { Directory = Path.Combine(place, "checkpoints") }));
            var stores = new Dictionary<Storage, ICheckpointStore> { [Storage.Disk] = store };
            var options = new RunOptions { Journal = new(place), Stores = stores };
            using var executor = new CheckpointExecutor(model, schedule, options);
            executor.Run();
            return executor.Recovery!.Used.Count;
        }
    }

    private sealed class Unsure() : ToyModel(JournalTroubleTests.Steps, Control), IAdjointModel
    {
        private bool isCompared;

        long IAdjointModel.RestartBytes(long step) =>
            isCompared ? throw new ArgumentException("of the model") : RestartBytes(step);

        void IAdjointModel.WriteRestart(long step, ref ByteWriter writer)
        {
            WriteRestart(step, ref writer);
            isCompared = true;
        }
    }

    private sealed class Lengthless(ICheckpointStore inner) : ICheckpointStore
    {
        public StoreUsage Usage => inner.Usage;

        public bool IsDurable => true;

        public bool KeepOnDispose
        {
            get => inner.KeepOnDispose;
            set => inner.KeepOnDispose = value;
        }

        public long Length(long step) => throw new ArgumentException("of the store");

        public void Begin(Guid run) => inner.Begin(run);

        public Survivors Resume(Guid run) => inner.Resume(run);

        public void Write(CheckpointLabel label, ReadOnlyLargeSpan data) => inner.Write(label, data);

        public void Read(long step, LargeSpan target) => inner.Read(step, target);

        public void Delete(long step) => inner.Delete(step);

        public void Dispose() => inner.Dispose();
    }

    private static CheckpointExecutor Over(string place, CheckpointSchedule schedule, out DiskStore store)
    {
        store = new DiskStore(new() { Directory = Path.Combine(place, "checkpoints") });
        var stores = new Dictionary<Storage, ICheckpointStore> { [Storage.Disk] = store };
        var options = new RunOptions { Journal = new(place), Stores = stores };
        return new CheckpointExecutor(new ToyModel(Steps, Control), schedule, options);
    }

    /// <summary>The journal is written to this name first.</summary>
    private static void Block(string place) => Directory.CreateDirectory(Path.Combine(place, "journal.json.new"));

    private static void Unblock(string place) => Directory.Delete(Path.Combine(place, "journal.json.new"));
}
