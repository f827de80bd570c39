namespace Schedules.Runtime.Tests.Stores;

/// <summary>Directories that only their user may look into.</summary>
public sealed class PrivateDirectoryTests : IDisposable
{
    private readonly TemporaryDirectory parent = new();

    public void Dispose() => parent.Dispose();

    [Theory]
    [InlineData(false, "one")]
    [InlineData(true, "one")]
    [InlineData(true, "one/")]
    [InlineData(false, "one/two/three")]
    [InlineData(true, "one/two/three/")]
    public void All_that_is_made_is_the_users_own_and_can_be_asked_for_again(bool durably, string name)
    {
        Action<string> make = durably ? PrivateDirectory.MakeDurably : PrivateDirectory.Make;
        make(parent[name]);
        make(parent[name]);
        Assert.True(Directory.Exists(parent[name]));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(Mode, File.GetUnixFileMode(parent[name]));
    }

    [Fact]
    public void One_that_is_there_stays_as_it_is()
    {
        if (OperatingSystem.IsWindows())
            return;
        const UnixFileMode Open = Mode | UnixFileMode.GroupRead;
        Directory.CreateDirectory(parent["one"], Open);
        PrivateDirectory.Make(parent["one"]);
        PrivateDirectory.MakeDurably(parent["one/two"]);
        Assert.Equal(Open, File.GetUnixFileMode(parent["one"]));
        Assert.Equal(Mode, File.GetUnixFileMode(parent["one/two"]));
    }

    [Fact]
    public void What_cannot_be_forced_out_is_an_error_that_names_it()
    {
        if (OperatingSystem.IsWindows())
            return;
        Device.FlushDirectory(parent.Location);
        var missing = Assert.Throws<IOException>(() => Device.FlushDirectory(parent["missing"]));
        Assert.Contains($"'{parent["missing"]}' cannot be forced out", missing.Message);
        Assert.Equal(2, missing.HResult);
        using var file = File.OpenHandle(parent["file"], FileMode.CreateNew, FileAccess.ReadWrite);
        Device.FlushFile(file, parent["file"]);
    }

    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
}
