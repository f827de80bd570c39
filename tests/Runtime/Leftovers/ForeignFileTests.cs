using System.Diagnostics;
using Schedules.Interop;
using Schedules.Runtime.Tests.Stores;

namespace Schedules.Runtime.Tests.Leftovers;

/// <summary>Files of the user, and of nobody, in the directory of a run.</summary>
public sealed class ForeignFileTests : IDisposable
{
    private const long Steps = 23;
    private readonly TemporaryDirectory directory = new();

    /// <summary>Names of a run's own files.</summary>
    public static TheoryData<string> Names =>
        ["journal.json", "journal.json.new", "journal.lock", "level-1/checkpoints.lock", "level-1"];

    private string Run => directory["run"];

    public void Dispose() => directory.Dispose();

    [Fact]
    public void Files_of_the_user_stay()
    {
        string[] theirs =
        [
            "adjoint-gradient.csv",
            "adjoint-.state",
            "adjoint-7.state.old",
            "journal.json.mine",
            "level-1/notes.txt",
            "level-of-the-sea/readme",
        ];
        foreach (var name in theirs)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Run, name))!);
            File.WriteAllText(Path.Combine(Run, name), name);
        }

        Directory.CreateDirectory(Path.Combine(Run, "level-empty"));
        Complete(breaks: true);
        Complete();
        Assert.Equal(
            theirs.Append("level-empty").Select(name => Path.Combine(Run, name)).Order(StringComparer.Ordinal),
            directory
                .Entries()
                .Where(entry => !Directory.Exists(entry) || Directory.GetFileSystemEntries(entry).Length == 0)
                .Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void A_directory_that_is_made_is_private_and_one_that_is_there_stays_as_it_is()
    {
        if (OperatingSystem.IsWindows())
            return;
        const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        const UnixFileMode Open = Private | UnixFileMode.GroupRead | UnixFileMode.GroupExecute;
        Complete(breaks: true);
        Assert.Equal(Private, File.GetUnixFileMode(Run));
        Assert.Equal(Private, File.GetUnixFileMode(Path.Combine(Run, "level-1")));
        File.SetUnixFileMode(Run, Open);
        Complete();
        Assert.Equal(Open, File.GetUnixFileMode(Run));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_link_is_refused_and_what_it_leads_to_stays(string name)
    {
        var path = Path.Combine(Run, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (name == "level-1")
        {
            Directory.CreateDirectory(directory["target"]);
            Directory.CreateSymbolicLink(path, directory["target"]);
        }
        else
        {
            File.WriteAllText(directory["target"], "mine");
            File.CreateSymbolicLink(path, directory["target"]);
        }

        Assert.Contains("is a link", Refused());
        if (name == "level-1")
            Assert.Empty(Directory.GetFileSystemEntries(directory["target"]));
        else
            Assert.Equal("mine", File.ReadAllText(directory["target"]));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_pipe_is_refused_without_waiting_for_its_other_end(string name)
    {
        if (!OperatingSystem.IsLinux() || name == "level-1")
            return;
        var path = Path.Combine(Run, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using (var process = Process.Start("mkfifo", [path]))
            process.WaitForExit();
        Assert.Contains("is no plain file", Refused());
    }

    /// <summary>What has the name of a checkpoint is read when a run goes on.</summary>
    [Theory]
    [InlineData(DiskLayout.FilePerCheckpoint, "0000000000000000003.checkpoint")]
    [InlineData(DiskLayout.OneFile, "checkpoints.slots")]
    public void A_checkpoint_that_is_a_link_is_refused(DiskLayout layout, string name)
    {
        File.WriteAllText(directory["target"], "mine");
        Directory.CreateDirectory(directory["store"]);
        File.CreateSymbolicLink(directory[$"store/{name}"], directory["target"]);
        using (var store = Sample.At(directory["store"], layout))
        {
            var refused = Assert.Throws<CheckpointStoreException>(() => store.Resume(Guid.NewGuid()));
            Assert.Contains("is a link", refused.Message);
        }

        // Where a run begins, the name is given up, and not what it leads to.
        using (var store = Sample.At(directory["store"], layout, keep: false))
        {
            store.Begin(Guid.NewGuid());
            store.Write(Sample.Label(3), Sample.Noise(100));
            Assert.Equal(Sample.Noise(100), store.Read(3));
        }

        Assert.Equal("mine", File.ReadAllText(directory["target"]));
    }

    /// <summary>Names that are given up, and not what they lead to.</summary>
    [Theory]
    [InlineData("adjoint-0.state")]
    [InlineData("adjoint-0.state.new")]
    [InlineData("level-1/0000000000000000003.checkpoint.part")]
    public void A_link_that_is_not_opened_is_removed(string name)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Run, name))!);
        File.WriteAllText(directory["target"], "mine");
        File.CreateSymbolicLink(Path.Combine(Run, name), directory["target"]);
        Complete();
        Assert.Equal("mine", File.ReadAllText(directory["target"]));
        Assert.Empty(Directory.GetFiles(Run, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_slot_file_with_a_second_name_is_refused()
    {
        if (!OperatingSystem.IsLinux())
            return;
        File.WriteAllText(directory["target"], "mine");
        Directory.CreateDirectory(directory["store"]);
        using (var process = Process.Start("ln", [directory["target"], directory["store/checkpoints.slots"]]))
            process.WaitForExit();
        using var store = Sample.At(directory["store"], DiskLayout.OneFile);
        Assert.Contains(
            "a file with a second name",
            Assert.Throws<CheckpointStoreException>(() => store.Resume(Guid.NewGuid())).Message
        );
        Assert.Equal("mine", File.ReadAllText(directory["target"]));
    }

    [Fact]
    public void The_path_to_a_directory_may_have_links()
    {
        Directory.CreateDirectory(directory["real"]);
        Directory.CreateSymbolicLink(Run, directory["real"]);
        Complete(breaks: true);
        Assert.NotEmpty(Directory.GetFileSystemEntries(directory["real"]));
        Complete();
        Assert.Empty(Directory.GetFileSystemEntries(directory["real"]));
    }

    private static CheckpointExecutor Make(ToyModel model, string place) =>
        new(
            model,
            CheckpointSchedule.SingleDisk(moveData: true).WithSteps(Steps),
            new RunOptions
            {
                Journal = new JournalOptions(place) { Every = null, EveryActions = 4 },
                Slice = 1,
            }
        );

    private void Complete(bool breaks = false)
    {
        using var source = new CancellationTokenSource();
        var reversing = false;
        var model = new ToyModel(Steps, 0.7)
        {
            OnStep = n =>
            {
                if (breaks && reversing && n == 15)
                    source.Cancel();
            },
        };
        using var executor = Make(model, Run);
        executor.RunForward();
        reversing = true;
        if (breaks)
            Assert.Throws<OperationCanceledException>(() => executor.Run(source.Token));
        else
            executor.Run();
        Assert.Equal(breaks ? [] : [ToyModel.Expected(Steps, 0.7)], model.Gradients);
    }

    private string Refused()
    {
        var refused = Assert.ThrowsAny<Exception>(() =>
        {
            using var executor = Make(new ToyModel(Steps, 0.7), Run);
            executor.Run();
        });
        Assert.True(refused is CheckpointStoreException or JournalException, refused.ToString());
        return refused.Message;
    }
}
