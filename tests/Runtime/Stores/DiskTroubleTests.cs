namespace Schedules.Runtime.Tests.Stores;

/// <summary>What the system refuses is an error that says so, and can be tried again once
/// it does not.</summary>
public sealed class DiskTroubleTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public static TheoryData<DiskLayout> Layouts => [.. Enum.GetValues<DiskLayout>()];

    public void Dispose() => directory.Dispose();

    [Theory]
    [MemberData(nameof(Layouts))]
    public void A_quota_is_kept_and_named(DiskLayout layout)
    {
        using var store = new DiskStore(
            new()
            {
                Parent = directory.Location,
                Layout = layout,
                Quota = 1000,
            }
        );
        store.Write(Sample.Label(1), Sample.Noise(600));
        var error = Assert.Throws<CheckpointStoreException>(() => store.Write(Sample.Label(2), Sample.Noise(401)));
        Assert.Contains("1001", error.Message);
        Assert.Contains("1000", error.Message);
        Assert.Equal(2, error.Step);
        Assert.Equal(store.Location, error.Path);
        store.Delete(1);
        store.Write(Sample.Label(2), Sample.Noise(401));
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void A_directory_that_cannot_be_made(DiskLayout layout)
    {
        File.WriteAllText(directory["file"], "");
        using var store = Sample.At(directory["file/run"], layout, keep: false);
        var error = Refused(store);
        Assert.IsAssignableFrom<IOException>(error.InnerException);
        File.Delete(directory["file"]);
        store.Write(Sample.Label(1), Sample.Noise(100));
        Assert.Equal(Sample.Noise(100), store.Read(1));
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void A_directory_that_vanishes_and_comes_back(DiskLayout layout)
    {
        using (var store = new DiskStore(new() { Parent = directory.Location, Layout = layout }))
        {
            store.Write(Sample.Label(9), Sample.Noise(100));
            Directory.Move(store.Location, directory["away"]);
            Assert.Contains("vanished", Refused(store).Message);
            Assert.Contains("vanished", Assert.Throws<CheckpointStoreException>(() => store.Read(9)).Message);
            Assert.Throws<CheckpointStoreException>(() => store.Delete(9));
            Assert.False(Directory.Exists(store.Location));
            Directory.Move(directory["away"], store.Location);
            Assert.Equal(Sample.Noise(100), store.Read(9));
            store.Write(Sample.Label(1), Sample.Noise(100, 2));
            Assert.Equal(Sample.Noise(100, 2), store.Read(1));

            // Back without what was in it: what was there is missed, what comes is taken.
            Directory.Delete(store.Location, recursive: true);
            Directory.CreateDirectory(store.Location);
            store.Write(Sample.Label(2), Sample.Noise(100, 3));
            Assert.Equal(Sample.Noise(100, 3), store.Read(2));
            Assert.Equal(9, Assert.Throws<CheckpointStoreException>(() => store.Read(9)).Step);
        }

        Assert.Empty(directory.Entries());
    }

    [Theory]
    [InlineData(DiskLayout.FilePerCheckpoint, "0000000000000000001.checkpoint")]
    [InlineData(DiskLayout.FilePerCheckpoint, "0000000000000000001.checkpoint.part")]
    [InlineData(DiskLayout.OneFile, "checkpoints.slots")]
    public void A_file_that_cannot_be_written(DiskLayout layout, string name)
    {
        using var store = Sample.At(directory["run"], layout);
        var inTheWay = Path.Combine(directory["run"], name);
        Directory.CreateDirectory(inTheWay);
        File.WriteAllText(Path.Combine(inTheWay, "x"), "");
        Refused(store);
        Assert.Equal([directory["run/checkpoints.lock"]], Directory.GetFiles(directory["run"]));
        Directory.Delete(inTheWay, recursive: true);
        store.Write(Sample.Label(1), Sample.Noise(100));
        Assert.Equal(Sample.Noise(100), store.Read(1));
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void A_directory_that_may_not_be_written_to(DiskLayout layout)
    {
        // Root may do anything: there is nothing to see then.
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
        {
            return;
        }

        Directory.CreateDirectory(directory["closed"], UnixFileMode.UserRead | UnixFileMode.UserExecute);
        using var store = new DiskStore(new() { Parent = directory["closed"], Layout = layout });
        Assert.Contains("permission", Refused(store).Message);
        File.SetUnixFileMode(
            directory["closed"],
            UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite
        );
        store.Write(Sample.Label(1), Sample.Noise(100));
    }

    [Theory]
    [InlineData(28, "full")]
    [InlineData(unchecked((int)0x80070070), "full")]
    [InlineData(5, "device")]
    public void What_the_system_says_is_said_again(int code, string word)
    {
        var error = DiskErrors.Of(new IOException("The device failed.", code), directory.Location, directory["x"], 4);
        Assert.Contains(word, error.Message);
        Assert.Contains(directory["x"], error.Message);
        Assert.Equal(code, error.InnerException!.HResult);
    }

    private static CheckpointStoreException Refused(DiskStore store)
    {
        var before = store.Usage;
        var error = Assert.Throws<CheckpointStoreException>(() => store.Write(Sample.Label(1), Sample.Noise(100)));
        Assert.Equal(1, error.Step);
        Assert.NotNull(error.Path);
        Assert.Contains(error.Path, error.Message);
        Assert.NotNull(error.InnerException);
        Assert.Equal(before, store.Usage);
        return error;
    }
}
