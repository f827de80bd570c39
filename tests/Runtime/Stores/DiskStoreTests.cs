namespace Schedules.Runtime.Tests.Stores;

/// <summary>What a store does with its files from one run to the next.</summary>
public sealed class DiskStoreTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public static TheoryData<DiskLayout> Layouts => [.. Enum.GetValues<DiskLayout>()];

    public void Dispose() => directory.Dispose();

    /// <summary>The files of the one before are removed, and not written to any more.</summary>
    [Theory]
    [MemberData(nameof(Layouts))]
    public void Each_run_that_begins_writes_files_that_are_found_again(DiskLayout layout)
    {
        var run = Guid.NewGuid();
        using (var store = Sample.At(directory["run"], layout))
        {
            for (var again = 0; again < 3; again++)
            {
                store.Begin(again == 2 ? run : Guid.NewGuid());
                Assert.Equal(0, store.Usage.Checkpoints);
                for (var step = 0; step < 3 - again; step++)
                    store.Write(Sample.Label(step), Sample.Noise(5000, again + step));
            }
        }

        using (var store = Sample.At(directory["run"], layout))
        {
            for (var again = 0; again < 3; again++)
            {
                Assert.Equal([Sample.Label(0)], store.Resume(run).Whole);
                Assert.Equal(Sample.Noise(5000, 2), store.Read(0));
                // What this run writes beside is found by the next, each in a place of its own: one more than
                // the places that were left free.
                var steps = 3 + again;
                for (var step = 1; step < steps; step++)
                    store.Write(Sample.Label(step), Sample.Noise(5000, 8 + step));
                for (var step = 0; step < steps; step++)
                    Assert.Equal(Sample.Noise(5000, step == 0 ? 2 : 8 + step), store.Read(step));
                Assert.Equal(steps, store.Resume(run).Whole.Count);
                for (var step = 1; step < steps; step++)
                    store.Delete(step);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void What_is_written_without_a_run_removes_what_an_earlier_one_has_left(DiskLayout layout)
    {
        using (var store = Sample.At(directory["run"], layout))
            store.Write(Sample.Label(1), Sample.Noise(100));
        File.WriteAllText(directory["run/0000000000000000042.checkpoint"], "");
        File.WriteAllText(directory["run/notes"], "mine");
        using (var store = Sample.At(directory["run"], layout, keep: false))
        {
            store.Write(Sample.Label(2), Sample.Noise(100));
            Assert.False(File.Exists(directory["run/0000000000000000042.checkpoint"]));
            Assert.False(File.Exists(directory["run/0000000000000000001.checkpoint"]));
        }

        Assert.Equal([directory["run"], directory["run/notes"]], directory.Entries().Order());
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Room_is_of_the_quota_the_disk_and_a_directory_that_can_be_made(DiskLayout layout)
    {
        var options = new DiskStoreOptions
        {
            Directory = directory["run"],
            Layout = layout,
            Quota = 1000,
        };
        using (var store = new DiskStore(options))
        {
            store.Write(Sample.Label(1), Sample.Noise(400));
            store.CheckRoom(600);
            Assert.Contains("1000", Assert.Throws<CheckpointStoreException>(() => store.CheckRoom(601)).Message);
        }

        using (var store = new DiskStore(options with { Quota = null }))
        {
            store.CheckRoom(1);
            Assert.True(Directory.Exists(directory["run"]));
            Assert.Contains(
                "free on the disk",
                Assert.Throws<CheckpointStoreException>(() => store.CheckRoom(long.MaxValue)).Message
            );
        }

        File.WriteAllText(directory["file"], "");
        using (var store = new DiskStore(options with { Directory = directory["file/run"] }))
        {
            var error = Assert.Throws<CheckpointStoreException>(() => store.CheckRoom(1));
            Assert.Equal(directory["file/run"], error.Path);
        }
    }

    [Fact]
    public void A_new_directory_has_one_file_and_a_given_one_a_file_a_checkpoint()
    {
        using var made = new DiskStore(new() { Parent = directory.Location });
        using var given = new DiskStore(new() { Directory = directory["given"] });
        foreach (var store in (DiskStore[])[made, given])
        foreach (var step in (long[])[1, 2])
            store.Write(Sample.Label(step), Sample.Noise(100));
        Assert.Equal(
            ["checkpoints.lock", "checkpoints.slots"],
            Directory.GetFiles(made.Location).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            ["0000000000000000001.checkpoint", "0000000000000000002.checkpoint", "checkpoints.lock"],
            Directory.GetFiles(given.Location).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );
    }

    /// <summary>A directory that is not there cannot be forced out: who asks for that is told.</summary>
    [Theory]
    [InlineData(true, null, true)]
    [InlineData(true, DiskFlush.EachCheckpoint, true)]
    [InlineData(true, DiskFlush.Never, false)]
    [InlineData(false, null, false)]
    [InlineData(false, DiskFlush.EachCheckpoint, true)]
    [InlineData(false, DiskFlush.Never, false)]
    public void What_is_in_a_given_directory_is_forced_out_unless_asked_otherwise(
        bool given,
        DiskFlush? flush,
        bool flushes
    )
    {
        if (OperatingSystem.IsWindows())
            return;
        using var store = new DiskStore(
            new()
            {
                Directory = given ? directory["run"] : null,
                Parent = directory.Location,
                Layout = DiskLayout.FilePerCheckpoint,
                Flush = flush,
            }
        );
        store.Write(Sample.Label(1), Sample.Noise(100));
        store.Flush();
        Directory.Move(store.Location, directory["away"]);
        var error = Record.Exception(store.Flush);
        if (flushes)
            Assert.Contains("vanished", Assert.IsType<CheckpointStoreException>(error).Message);
        else
            Assert.Null(error);
        Directory.Move(directory["away"], store.Location);
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Disposed_of_it_has_nothing_and_holds_no_file(DiskLayout layout)
    {
        var store = Sample.At(directory["run"], layout);
        store.Write(Sample.Label(1), Sample.Noise(100));
        store.Dispose();
        Assert.Equal(0, store.Usage.Checkpoints);
        foreach (
            var act in (Action[])
                [store.Flush, () => store.Read(1), () => store.CheckRoom(1), () => store.Begin(Guid.NewGuid())]
        )
            Assert.Throws<ObjectDisposedException>(act);
        if (OperatingSystem.IsLinux())
            Assert.DoesNotContain(
                Directory.GetFiles("/proc/self/fd").Select(open => new FileInfo(open).LinkTarget),
                open => open is not null && open.StartsWith(directory.Location, StringComparison.Ordinal)
            );
    }
}
