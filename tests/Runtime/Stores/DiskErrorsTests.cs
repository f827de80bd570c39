namespace Schedules.Runtime.Tests.Stores;

/// <summary>What the system refuses, in words of what can be done about it.</summary>
public sealed class DiskErrorsTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void Each_error_of_the_system_has_its_words()
    {
        var (here, gone) = (directory.Location, directory["gone"]);
        (Exception Error, string Directory, string Words)[] cases =
        [
            (new UnauthorizedAccessException("Not you."), gone, "permission is denied: Not you"),
            (new NotSupportedException("Odd."), gone, "Odd"),
            (new IOException("Number 28.", 28), gone, "the disk is full"),
            (new IOException("Windows.", unchecked((int)0x80070070)), gone, "the disk is full"),
            (new IOException("Number 122.", 122), gone, "the quota of the disk is used up"),
            (new IOException("Number 69.", 69), gone, "the quota of the disk is used up"),
            (
                new IOException("Number 30.", 30),
                gone,
                "its file system is, or has become, one that can only be read: Number 30"
            ),
            (new FileNotFoundException("None."), gone, $"the directory {gone} is not there, or has vanished"),
            (new FileNotFoundException("None."), here, "the file is missing"),
            (new IOException("Other."), here, "Other"),
        ];
        foreach (var (error, where, words) in cases)
        {
            var thrown = DiskErrors.Of(error, where, "file", 7);
            Assert.Equal($"file: checkpoint of step 7: {words}.", thrown.Message);
            Assert.Equal((7L, "file", error), (thrown.Step, thrown.Path, thrown.InnerException));
        }

        Assert.Equal("file: it is odd.", DiskErrors.With("file", null, "it is odd").Message);
    }

    [Fact]
    public void How_much_is_free_is_not_known_everywhere()
    {
        Assert.NotNull(DiskErrors.FreeBytes(directory.Location));
        Assert.Null(DiskErrors.FreeBytes(directory["gone"]));
        Assert.Null(DiskErrors.FreeBytes(""));
    }
}
