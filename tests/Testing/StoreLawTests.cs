using Schedules.Runtime;

namespace Schedules.Testing.Tests;

public sealed class StoreLawTests : IDisposable
{
    private static readonly Dictionary<string, Func<string, ICheckpointStore>> Separate = new()
    {
        ["memory"] = _ => new MemoryStore(),
        ["a file a checkpoint"] = parent => Disk(parent, DiskLayout.FilePerCheckpoint),
        ["one file"] = parent => Disk(parent, DiskLayout.OneFile),
        ["compressed in memory"] = _ => new CompressedStore(new MemoryStore()),
        ["deflated in one file"] = parent => new CompressedStore(Disk(parent, DiskLayout.OneFile), new DeflateCodec()),
        ["throttled"] = _ => new ThrottledStore(new MemoryStore(), 1e12),
    };

    private readonly string parent = Directory.CreateTempSubdirectory("schedules-test-").FullName;

    public static TheoryData<string> Stores => [.. Separate.Keys];

    public static TheoryData<string> Wrong => [.. WrongStore.All.Keys];

    public void Dispose() => Directory.Delete(parent, recursive: true);

    [Theory]
    [MemberData(nameof(Stores))]
    public void The_stores_here_keep_the_contract_and_leave_nothing(string name)
    {
        Laws.Store(() => Separate[name](parent), tests: 15);
        Assert.Empty(Directory.EnumerateFileSystemEntries(parent));
    }

    [Theory]
    [InlineData(DiskLayout.FilePerCheckpoint, false)]
    [InlineData(DiskLayout.OneFile, false)]
    [InlineData(DiskLayout.FilePerCheckpoint, true)]
    [InlineData(DiskLayout.OneFile, true)]
    public void Durable_stores_are_found_again(DiskLayout layout, bool compressed)
    {
        ICheckpointStore Make() => compressed ? new CompressedStore(At(layout)) : At(layout);
        Laws.DurableStore(Make, tests: 15);
        Assert.Empty(Directory.EnumerateFiles(parent, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void Capacities_are_kept()
    {
        Laws.Store(() => new MemoryStore(20_000), capacity: 20_000);
        Laws.Store(() => new DiskStore(new() { Parent = parent, Quota = 20_000 }), capacity: 20_000, tests: 10);
        var error = Assert.Throws<LawException>(() => Laws.Store(() => new MemoryStore(20_000), capacity: 10_000));
        Assert.Contains("capacity", error.Law, StringComparison.Ordinal);
    }

    [Fact]
    public void Stores_over_one_that_fails_keep_the_contract()
    {
        Laws.StoreOver(inner => new CompressedStore(inner));
        Laws.StoreOver(inner => new ThrottledStore(inner, 1e12));
    }

    [Fact]
    public void A_store_over_another_that_changes_before_it_fails_is_found()
    {
        var error = Assert.Throws<LawException>(() => Laws.StoreOver(inner => new Hasty(inner)));
        Assert.InRange(Lines(error), 1, 4);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_store_is_found(string fault)
    {
        var error = Assert.Throws<LawException>(() => Laws.Store(WrongStore.All[fault]));
        // Shared state is found by two threads, whose calls are not made fewer.
        Assert.InRange(Lines(error), 0, fault.Contains("shares", StringComparison.Ordinal) ? 60 : 4);
    }

    [Fact]
    public void A_lost_write_is_shrunk_to_three_writes_of_a_byte()
    {
        var error = Assert.Throws<LawException>(() => Laws.Store(WrongStore.All["loses the third write"]));
        Assert.Equal(3, Lines(error));
        Assert.All(error.Counterexample.Split(Environment.NewLine), line => Assert.EndsWith(", 1 byte", line));
        Assert.Contains(error.Reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_store_that_forgets_what_it_kept_is_found()
    {
        var error = Assert.Throws<LawException>(() => Laws.DurableStore(() => new Forgetful(parent)));
        Assert.Equal("what is kept survives", error.Law);
        Assert.Equal(2, Lines(error));
    }

    private static int Lines(LawException error) => error.Counterexample.Split(Environment.NewLine).Length;

    private static DiskStore Disk(string parent, DiskLayout layout) =>
        new(
            new()
            {
                Parent = parent,
                Layout = layout,
                Flush = DiskFlush.Never,
            }
        );

    private DiskStore At(DiskLayout layout) =>
        new(
            new()
            {
                Directory = Path.Combine(parent, "given"),
                Layout = layout,
                Flush = DiskFlush.Never,
            }
        );

    /// <summary>Counts a checkpoint as deleted before the store behind has deleted it.</summary>
    private sealed class Hasty(ICheckpointStore inner) : ICheckpointStore
    {
        private readonly HashSet<long> gone = [];

        public StoreUsage Usage => inner.Usage;

        public long Length(long step) =>
            gone.Contains(step) ? throw new CheckpointStoreException("gone", step) : inner.Length(step);

        public void Write(CheckpointLabel label, ReadOnlyLargeSpan data)
        {
            inner.Write(label, data);
            gone.Remove(label.Step);
        }

        public void Read(long step, LargeSpan target) => inner.Read(step, target);

        public void Delete(long step)
        {
            gone.Add(step);
            inner.Delete(step);
        }

        public void Dispose() => inner.Dispose();
    }

    /// <summary>Finds nothing of what it kept.</summary>
    private sealed class Forgetful(string parent) : ICheckpointStore
    {
        private readonly DiskStore disk = Disk(parent, DiskLayout.OneFile);

        public StoreUsage Usage => disk.Usage;

        public bool IsDurable => true;

        public long Length(long step) => disk.Length(step);

        public void Write(CheckpointLabel label, ReadOnlyLargeSpan data) => disk.Write(label, data);

        public void Read(long step, LargeSpan target) => disk.Read(step, target);

        public void Delete(long step) => disk.Delete(step);

        public void Dispose() => disk.Dispose();
    }
}
