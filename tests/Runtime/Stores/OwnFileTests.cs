namespace Schedules.Runtime.Tests.Stores;

/// <summary>Which file it is that has a name.</summary>
public sealed class OwnFileTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void An_open_file_has_its_name_until_another_has_it()
    {
        if (!OperatingSystem.IsLinux())
            return;
        using var file = File.OpenHandle(directory["file"], FileMode.CreateNew, FileAccess.Write);
        File.WriteAllText(directory["other"], "");
        Assert.True(OwnFile.HasName(file, directory["file"]));
        Assert.False(OwnFile.HasName(file, directory["other"]));
        File.Move(directory["file"], directory["moved"]);
        Assert.True(OwnFile.HasName(file, directory["moved"]));
        Assert.False(OwnFile.HasName(file, directory["file"]));
        File.Move(directory["other"], directory["file"]);
        Assert.False(OwnFile.HasName(file, directory["file"]));
    }

    [Fact]
    public void What_leads_elsewhere_is_refused()
    {
        File.WriteAllText(directory["file"], "");
        OwnFile.Check(directory["file"]);
        OwnFile.Check(directory["nothing"]);
        OwnFile.CheckDirectory(directory.Location);
        OwnFile.CheckDirectory(directory["nothing"]);
        File.CreateSymbolicLink(directory["link"], directory["file"]);
        File.CreateSymbolicLink(directory["dangling"], directory["nothing"]);
        Directory.CreateSymbolicLink(directory["lane"], directory.Location);
        Refused("is a link", () => OwnFile.Check(directory["link"]));
        Refused("is a link", () => OwnFile.Check(directory["dangling"]));
        Refused("is a link", () => OwnFile.CheckDirectory(directory["lane"]));
        if (OperatingSystem.IsLinux())
            Refused("no plain file", () => OwnFile.Check(directory.Location));

        static void Refused(string what, Action check) =>
            Assert.Contains(what, Assert.Throws<IOException>(check).Message);
    }
}
