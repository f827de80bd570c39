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
        var calls = Calls(place, family, oneFile).Select(Named).ToList();
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

    /// <summary>A run that finds less would be right, too, and slower: nothing else tells.</summary>
    [WatchedTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void Checkpoints_in_a_given_directory_are_on_the_device_with_their_names_before_the_run_goes_on(bool oneFile)
    {
        var place = Path.Combine(directory.FullName, "run");
        var level = Path.Combine(place, oneFile ? "slots-1" : "level-1");
        var all = Calls(place, "two-level on disk", oneFile);
        var opened = all.FindIndex(call => call.Name == "open" && call.Path.StartsWith(level));
        var made = all.FindIndex(call => Named(call) == ("mkdir", level));
        Assert.InRange(all.FindIndex(made, call => Named(call) == ("fsync", place)), made, opened);
        // What another thread does for the journal may come between.
        all.RemoveAll(call => !call.Path.StartsWith(level));
        var (calls, lengths) = (all.Select(Named).ToList(), all.Select(call => call.Data.Length).ToList());
        var checkpoints = 0;
        if (oneFile)
        {
            var slots = Path.Combine(level, "checkpoints.slots");
            var written = calls.IndexOf(("write", slots));
            Assert.InRange(calls.IndexOf(("fsync", level)), 0, written);
            // No header, the data, their header; or no header, of what is deleted.
            foreach (var (i, call) in calls.Index())
                if (call == ("write", slots) && lengths[i] != CheckpointHeader.Size)
                {
                    checkpoints++;
                    Assert.Equal([("write", slots), ("fsync", slots)], calls[(i + 1)..(i + 3)]);
                }
        }
        else
        {
            foreach (var (i, (name, path)) in calls.Index())
                if (name == "rename" && path.StartsWith(level))
                {
                    checkpoints++;
                    Assert.Equal(("fsync", path), calls[i - 1]);
                    Assert.Equal(("write", path), calls[i - 2]);
                    Assert.Equal(("fsync", level), calls[i + 1]);
                }
        }

        Assert.InRange(checkpoints, 5, 40);
    }

    private static (string Name, string Path) Named(DeviceCall call) => (call.Name, call.Path);

    private List<DeviceCall> Calls(string place, string family, bool oneFile)
    {
        var log = Path.Combine(Path.GetTempPath(), $"flush-log-{Guid.NewGuid():N}");
        try
        {
            var (code, output, error) = WatchedProgram.Run(place, family, oneFile, 1, log, root: directory.FullName);
            Assert.Equal((0, WatchedProgram.Expected, ""), (code, output, error));
            return DeviceCall.Read(log);
        }
        finally
        {
            File.Delete(log);
        }
    }
}
