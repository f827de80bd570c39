namespace Schedules.Runtime.Tests.Stores;

/// <summary>Whatever happens to a checkpoint's bytes, a reader gets those that were written or an
/// error that says where.</summary>
public sealed class DiskDamageTests : IDisposable
{
    private const int Step = 5;
    private static readonly Guid Run = Guid.NewGuid();
    private static readonly byte[] Data = Sample.Noise(200);

    private readonly TemporaryDirectory directory = new();

    public static TheoryData<DiskLayout> Layouts => [.. Enum.GetValues<DiskLayout>()];

    public void Dispose() => directory.Dispose();

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Any_byte_flipped(DiskLayout layout)
    {
        using var store = Written(layout);
        for (var i = 0; i < CheckpointHeader.Size + Data.Length; i++)
        {
            foreach (var mask in new byte[] { 0x01, 0x80, 0xff })
            {
                Rejects(store, bytes => bytes[i] ^= mask);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Cut_at_any_length(DiskLayout layout)
    {
        using var store = Written(layout);
        for (var length = 0; length < CheckpointHeader.Size + Data.Length; length++)
        {
            RejectsFile(store, bytes => bytes[..length]);
        }
    }

    [Fact]
    public void Longer_than_it_was()
    {
        using var store = Written(DiskLayout.FilePerCheckpoint);
        RejectsFile(store, bytes => [.. bytes, 0]);
        RejectsFile(store, bytes => [.. bytes, .. bytes]);
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Nothing_there_any_more(DiskLayout layout)
    {
        using var store = Written(layout);
        var file = FileOf(store);
        var bytes = File.ReadAllBytes(file);
        File.Delete(file);
        Assert.Contains("missing", Rejected(() => store.Read(Step)).Message);
        Assert.Throws<CheckpointStoreException>(() => store.Delete(Step));
        Assert.Equal(1, store.Usage.Checkpoints);
        Sample.Overwrite(file, bytes);
        Assert.Equal(Data, store.Read(Step));
        store.Delete(Step);
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Another_steps_runs_ranks_or_actions(DiskLayout layout)
    {
        using var store = Written(layout);
        foreach (
            var (why, run, rank, label) in new (string, Guid, string?, CheckpointLabel)[]
            {
                ("step 6", Run, null, Sample.Label(Step) with { Step = Step + 1 }),
                ("another run", Guid.NewGuid(), null, Sample.Label(Step)),
                ("rank 'other'", Run, "other", Sample.Label(Step)),
                ("Sequence = 9", Run, null, Sample.Label(Step, 9)),
                ("Kind = Restart,", Run, null, Sample.Label(Step) with { Kind = CheckpointKind.Restart }),
                ("DependenciesEnd = 70", Run, null, Sample.Label(Step) with { DependenciesEnd = 70 }),
            }
        )
        {
            using var other = Sample.At(directory["other"], layout, rank, keep: false);
            other.Begin(run);
            other.Write(label, Data);
            var bytes = File.ReadAllBytes(FileOf(other));
            Assert.Contains(why, RejectsFile(store, _ => bytes).Message);
        }
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Nothing_of_it_is_taken_up_again(DiskLayout layout)
    {
        var random = new Random(3);
        Written(layout).Dispose();
        using var other = Sample.At(directory["run"], layout);
        var file = directory.Entries().Single(path => File.Exists(path));
        var bytes = File.ReadAllBytes(file);
        var damages = Enumerable
            .Range(0, bytes.Length)
            .Select(i => (Func<byte[], byte[]>)(whole => Changed(whole, i, (byte)random.Next(1, 256))))
            .Concat(
                Enumerable.Range(0, bytes.Length).Select(length => (Func<byte[], byte[]>)(whole => whole[..length]))
            );
        foreach (var damage in damages)
        {
            var damaged = damage(bytes);
            Sample.Overwrite(file, damaged);
            var found = other.Resume(Run);
            Assert.Empty(found.Whole);
            // A slot of which not even the header is whole is as free as any.
            Assert.True(
                found.Rejected is [var why]
                    ? why.Contains(file, StringComparison.Ordinal)
                    : layout is DiskLayout.OneFile && damaged.Length < CheckpointHeader.Size
            );
            Assert.Equal(0, other.Usage.Checkpoints);
            other.Write(Sample.Label(Step), Data);
            Assert.Equal(Data, other.Read(Step));
        }

        Sample.Overwrite(file, bytes);
        Assert.Equal([Sample.Label(Step)], other.Resume(Run).Whole);
        Assert.Equal(Data, other.Read(Step));
    }

    private static byte[] Changed(byte[] bytes, int index, byte mask)
    {
        var copy = bytes.ToArray();
        copy[index] ^= mask;
        return copy;
    }

    private DiskStore Written(DiskLayout layout)
    {
        var store = Sample.At(directory["run"], layout);
        store.Begin(Run);
        store.Write(Sample.Label(Step), Data);
        return store;
    }

    private static string FileOf(DiskStore store) =>
        Directory.GetFiles(store.Location).Single(path => !path.EndsWith(".lock", StringComparison.Ordinal));

    private static void Rejects(DiskStore store, Action<byte[]> damage) =>
        RejectsFile(
            store,
            bytes =>
            {
                damage(bytes);
                return bytes;
            }
        );

    /// <summary>Damages the file, sees the error, mends it and sees the data.</summary>
    private static CheckpointStoreException RejectsFile(DiskStore store, Func<byte[], byte[]> damage)
    {
        var file = FileOf(store);
        var bytes = File.ReadAllBytes(file);
        Sample.Overwrite(file, damage([.. bytes]));
        var error = Rejected(() => store.Read(Step));
        Assert.Equal(file, error.Path);
        Assert.Contains(file, error.Message);
        Sample.Overwrite(file, bytes);
        Assert.Equal(Data, store.Read(Step));
        return error;
    }

    private static CheckpointStoreException Rejected(Func<object> read)
    {
        var error = Assert.Throws<CheckpointStoreException>(read);
        Assert.Equal(Step, error.Step);
        Assert.Contains($"step {Step}", error.Message);
        return error;
    }
}
