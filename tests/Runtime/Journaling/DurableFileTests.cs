namespace Schedules.Runtime.Tests.Journaling;

/// <summary>There is the old file or the new one, and nothing beside it. (That their data reach the device, the campaign
/// power-cuts looks at.)</summary>
public sealed class DurableFileTests : IDisposable
{
    private readonly Scratch scratch = new();

    public DurableFileTests() => File.WriteAllText(scratch["file"], "old");

    public void Dispose() => scratch.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_file_that_is_complete_takes_the_place_of_the_old_one(bool flush)
    {
        using var file = Begin(flush);
        Assert.Equal("old", File.ReadAllText(scratch["file"]));
        file.Commit();
        Assert.True(file.Handle.IsClosed);
        Assert.Equal("new", Only());
    }

    [Fact]
    public void A_file_that_is_not_leaves_the_old_one_and_nothing_else()
    {
        var file = Begin(true);
        file.Dispose();
        Assert.True(file.Handle.IsClosed);
        Assert.Equal("old", Only());
    }

    [Fact]
    public void What_another_has_begun_since_under_the_same_name_stays()
    {
        var file = Begin(true);
        file.Commit();
        File.WriteAllText(scratch["file.new"], "another's");
        file.Dispose();
        Assert.True(File.Exists(scratch["file.new"]));
    }

    [Fact]
    public void What_is_left_of_a_process_that_ended_is_written_over()
    {
        File.WriteAllText(scratch["file.new"], "what was begun before, and is longer");
        using var file = Begin(true);
        file.Commit();
        Assert.Equal("new", Only());
    }

    private DurableFile Begin(bool flush)
    {
        var file = new DurableFile(scratch["file"], scratch["file.new"], 0, flush);
        RandomAccess.Write(file.Handle, "new"u8, 0);
        return file;
    }

    private string Only()
    {
        Assert.Equal(
            scratch["file"],
            Assert.Single(Directory.GetFileSystemEntries(Path.GetDirectoryName(scratch["file"])!))
        );
        return File.ReadAllText(scratch["file"]);
    }
}
