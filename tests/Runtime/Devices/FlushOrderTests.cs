namespace Schedules.Runtime.Tests.Devices;

/// <summary>What has to be on the device before something else is asked for, in the calls that a
/// run makes.</summary>
public sealed class FlushOrderTests : IDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("flush-tests-");

    public void Dispose() => directory.Delete(recursive: true);

    [WatchedTheory]
    [InlineData("h-revolve", false)]
    [InlineData("two-level on disk", true)]
    public void The_name_of_a_journals_directory_is_there_before_the_journal_and_its_state_goes_after_it(
        string family,
        bool oneFile
    )
    {
        // Neither directory is there: both names are to be forced out.
        var above = Path.Combine(directory.FullName, "above");
        var place = Path.Combine(above, "run");
        var log = Path.Combine(Path.GetTempPath(), $"flush-log-{Guid.NewGuid():N}");
        try
        {
            var (code, output, error) = WatchedProgram.Run(place, family, oneFile, 1, log, root: directory.FullName);
            Assert.Equal((0, WatchedProgram.Expected, ""), (code, output, error));
            var calls = DeviceCall.Read(log).Select(call => (call.Name, call.Path)).ToList();
            var journal = Path.Combine(place, "journal.json");
            var begun = calls.IndexOf(("rename", journal + ".new"));
            foreach (var made in (string[])[above, place])
            {
                var mkdir = calls.IndexOf(("mkdir", made));
                Assert.InRange(mkdir, 0, begun);
                Assert.InRange(calls.IndexOf(("fsync", Path.GetDirectoryName(made)!), mkdir), mkdir, begun);
            }

            var removed = calls.LastIndexOf(("unlink", journal));
            Assert.True(removed > begun);
            var flushed = calls.IndexOf(("fsync", place), removed);
            var states = calls.FindIndex(removed, call => call.Name == "unlink" && call.Path.Contains("adjoint-"));
            Assert.InRange(flushed, removed, states);
        }
        finally
        {
            File.Delete(log);
        }
    }
}
