namespace Schedules.Runtime.Tests.Stores;

public sealed class DiskDirectoryTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public static TheoryData<DiskLayout> Layouts => [.. Enum.GetValues<DiskLayout>()];

    public void Dispose() => directory.Dispose();

    [Theory]
    [MemberData(nameof(Layouts))]
    public void A_store_that_is_never_written_makes_nothing(DiskLayout layout)
    {
        using (var made = new DiskStore(new() { Parent = directory["parent"], Layout = layout }))
        using (var given = Sample.At(directory["given"], layout))
        {
            made.Begin(Guid.NewGuid());
            given.Begin(Guid.NewGuid());
            Assert.Empty(given.Resume(Guid.NewGuid()).Whole);
        }

        Assert.Empty(directory.Entries());
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Runs_in_one_parent_do_not_clash(DiskLayout layout)
    {
        var options = new DiskStoreOptions
        {
            Parent = directory.Location,
            Rank = "7",
            Layout = layout,
        };
        using (var one = new DiskStore(options))
        using (var two = new DiskStore(options))
        {
            one.Write(Sample.Label(1), Sample.Noise(100, 1));
            two.Write(Sample.Label(1), Sample.Noise(100, 2));
            Assert.Equal(Sample.Noise(100, 1), one.Read(1));
            Assert.Equal(Sample.Noise(100, 2), two.Read(1));
            Assert.StartsWith("schedules-7-", Path.GetFileName(one.Location));
            Assert.False(one.IsDurable);
        }

        Assert.Empty(directory.Entries());
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void A_given_directory_is_used_by_one_at_a_time(DiskLayout layout)
    {
        using (var one = Sample.At(directory["run"], layout, keep: false))
        {
            one.Write(Sample.Label(1), Sample.Noise(100));
            using (var two = Sample.At(directory["run"], layout, keep: false))
            {
                foreach (
                    var act in new Action[]
                    {
                        () => two.Begin(Guid.NewGuid()),
                        () => two.Resume(Guid.NewGuid()),
                        () => two.Write(Sample.Label(1), Sample.Noise(100)),
                    }
                )
                {
                    var error = Assert.Throws<CheckpointStoreException>(act);
                    Assert.Equal(directory["run"], error.Path);
                    Assert.Contains("another run", error.Message);
                }
            }

            Assert.Equal(Sample.Noise(100), one.Read(1));
            Assert.True(one.IsDurable);
        }

        Assert.Empty(directory.Entries());
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void It_is_free_after_its_run_was_disposed_of_or_killed(DiskLayout layout)
    {
        Sample.At(directory["run"], layout).Dispose();
        Directory.CreateDirectory(directory["run"]);
        File.WriteAllText(directory["run/checkpoints.lock"], "");
        using var store = Sample.At(directory["run"], layout);
        store.Write(Sample.Label(1), Sample.Noise(100));
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Ranks_share_a_given_directory(DiskLayout layout)
    {
        var run = Guid.NewGuid();
        for (var again = 0; again < 2; again++)
        {
            using var none = Sample.At(directory["run"], layout);
            using var one = Sample.At(directory["run"], layout, "1");
            using var two = Sample.At(directory["run"], layout, "2");
            var stores = new[] { none, one, two };
            for (var i = 0; i < 3; i++)
            {
                if (again == 0)
                {
                    stores[i].Begin(run);
                    stores[i].Write(Sample.Label(1), Sample.Noise(100, i));
                }
                else
                {
                    Assert.Equal([Sample.Label(1)], stores[i].Resume(run).Whole);
                }
            }

            Assert.All([0, 1, 2], i => Assert.Equal(Sample.Noise(100, i), stores[i].Read(1)));
        }
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Files_stay_on_request(DiskLayout layout)
    {
        var store = new DiskStore(
            new()
            {
                Parent = directory.Location,
                Layout = layout,
                KeepOnDispose = true,
            }
        );
        store.Write(Sample.Label(1), Sample.Noise(100));
        store.Dispose();
        Assert.Single(Directory.GetFiles(store.Location));
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void A_directory_that_was_there_stays(DiskLayout layout)
    {
        Directory.CreateDirectory(directory["run"]);
        using (var store = Sample.At(directory["run"], layout, keep: false))
        {
            store.Write(Sample.Label(1), Sample.Noise(100));
        }

        Assert.Equal([directory["run"]], directory.Entries());
    }

    [Fact]
    public void Others_cannot_look_into_a_new_directory()
    {
        if (!OperatingSystem.IsWindows())
        {
            using var store = new DiskStore(new() { Parent = directory.Location });
            store.Write(Sample.Label(1), Sample.Noise(100));
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
                File.GetUnixFileMode(store.Location)
            );
        }
    }

    [Fact]
    public void Options_are_checked()
    {
        Assert.Throws<ArgumentException>("Parent", () => new DiskStore(new() { Parent = " " }));
        Assert.Throws<ArgumentException>("Directory", () => new DiskStore(new() { Directory = "" }));
        Assert.Throws<ArgumentException>("Rank", () => new DiskStore(new() { Rank = "" }));
        Assert.Throws<ArgumentException>("Rank", () => new DiskStore(new() { Rank = "../x" }));
        Assert.Throws<ArgumentException>("Rank", () => new DiskStore(new() { Rank = new('a', 33) }));
        Assert.Throws<ArgumentException>("Layout", () => new DiskStore(new() { Layout = (DiskLayout)2 }));
        Assert.Throws<ArgumentException>("Flush", () => new DiskStore(new() { Flush = (DiskFlush)2 }));
        Assert.Throws<ArgumentOutOfRangeException>("Quota", () => new DiskStore(new() { Quota = 0 }));
    }
}
