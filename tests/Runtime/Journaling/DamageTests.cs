using Schedules.Interop;

namespace Schedules.Runtime.Tests.Journaling;

/// <summary>Whatever happens to the files of a run that was broken off, going on is an error or the
/// right result.</summary>
public sealed class DamageTests : IDisposable
{
    private const long Steps = 14;
    private const double Control = 0.7;
    private static readonly double Expected = ToyModel.Expected(Steps, Control);
    private static readonly CheckpointSchedule Schedule = CheckpointSchedule.HRevolve(Steps, 1, 3);

    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void The_journal_cut_off_anywhere_is_an_error_that_names_it()
    {
        Break("run");
        var length = new FileInfo(Path.Combine(scratch["run"], "journal.json")).Length;
        for (var left = 0; left < length; left++)
        {
            var place = scratch.Copy("run");
            var journal = Path.Combine(place, "journal.json");
            using (var file = File.OpenWrite(journal))
                file.SetLength(left);
            var refused = Assert.Throws<JournalException>(() => GoOn(place));
            Assert.Equal(journal, refused.Path);
            Assert.Contains("is not as it was written", refused.Message);
            Directory.Delete(place, true);
        }
    }

    [Fact]
    public void Any_byte_of_the_journal_altered_is_an_error()
    {
        Break("run");
        var length = new FileInfo(Path.Combine(scratch["run"], "journal.json")).Length;
        for (var offset = 0; offset < length; offset++)
        {
            var place = scratch.Copy("run");
            Alter(Path.Combine(place, "journal.json"), offset);
            Assert.Throws<JournalException>(() => GoOn(place));
            Directory.Delete(place, true);
        }
    }

    [Fact]
    public void The_adjoints_state_altered_or_gone_is_an_error_that_names_it()
    {
        Break("run");
        foreach (var damage in (Action<string>[])[File.Delete, file => Alter(file, 3), file => Cut(file, 5)])
        {
            var place = scratch.Copy("run");
            var state = Directory.EnumerateFiles(place, "adjoint-*").Single();
            damage(state);
            var refused = Assert.Throws<JournalException>(() => GoOn(place));
            Assert.Contains(state, refused.Message);
        }
    }

    [Fact]
    public void A_checkpoint_altered_at_any_byte_is_done_without()
    {
        Break("run");
        foreach (var name in Checkpoints(scratch["run"]))
        {
            var length = new FileInfo(Path.Combine(scratch["run"], name)).Length;
            for (var offset = 0; offset < length; offset++)
            {
                var place = scratch.Copy("run");
                Alter(Path.Combine(place, name), offset);
                var rejected = GoOn(place);
                Assert.Contains(Path.GetFileName(name), Assert.Single(rejected));
                Directory.Delete(place, true);
            }
        }
    }

    [Fact]
    public void Checkpoints_cut_off_or_gone_are_done_without()
    {
        Break("run");
        var names = Checkpoints(scratch["run"]);
        Assert.True(names.Count > 1);
        for (var lost = 1; lost < 1 << names.Count; lost++)
        {
            foreach (var damage in (Action<string>[])[File.Delete, file => Cut(file, 140), file => Cut(file, 0)])
            {
                var place = scratch.Copy("run");
                for (var k = 0; k < names.Count; k++)
                    if ((lost >> k & 1) == 1)
                        damage(Path.Combine(place, names[k]));
                GoOn(place);
            }
        }
    }

    [Fact]
    public void A_journal_of_something_else_is_refused_and_says_of_what()
    {
        Break("run");
        void Refused(string what, IAdjointModel model, CheckpointSchedule schedule)
        {
            var place = scratch.Copy("run");
            var refused = Assert.Throws<JournalException>(() =>
                new CheckpointExecutor(model, schedule, new RunOptions { Journal = new JournalOptions(place) })
            );
            Assert.Contains("is of another run", refused.Message);
            Assert.Contains(what, refused.Message);
            Assert.Empty(GoOn(place));
        }

        Refused("its schedule is", new ToyModel(Steps, Control), CheckpointSchedule.HRevolve(Steps, 1, 2));
        Refused("its schedule is", new ToyModel(Steps, Control), CheckpointSchedule.Multistage(Steps, 1, 3));
        Refused("its model is", new ToyModel(Steps, 0.8), Schedule);
        Refused("numbers of bytes", new ToyModel(Steps, Control, size: 4), Schedule);
    }

    [Fact]
    public void Two_runs_at_once_do_not_share_a_journal()
    {
        var options = new RunOptions { Journal = new JournalOptions(scratch["shared"]) };
        var model = new ToyModel(Steps, Control);
        using var first = new CheckpointExecutor(model, Schedule, options);
        var refused = Assert.Throws<JournalException>(() =>
            new CheckpointExecutor(new ToyModel(Steps, Control), Schedule, options)
        );
        Assert.Contains("another run uses it", refused.Message);
        first.Run();
        Assert.Equal([Expected], model.Gradients);
    }

    [Fact]
    public void Runs_at_once_in_one_directory_do_not_disturb_each_other()
    {
        var place = scratch.New();
        Directory.CreateDirectory(place);
        var gradients = Enumerable
            .Range(0, 4)
            .AsParallel()
            .WithDegreeOfParallelism(4)
            .Select(k =>
            {
                var model = new ToyModel(Steps, Control);
                var options = new RunOptions { Directory = place, Rank = k < 2 ? "same" : $"rank-{k}" };
                using var executor = new CheckpointExecutor(model, Schedule, options);
                executor.Run();
                return model.Gradients.Single();
            })
            .ToList();
        Assert.Equal(Enumerable.Repeat(Expected, 4), gradients);
        Assert.Empty(Directory.EnumerateFileSystemEntries(place));
    }

    [Fact]
    public void Ranks_share_a_directory_for_their_journals()
    {
        foreach (var rank in (string[])["a", "b"])
            Break("ranks", rank);
        foreach (var rank in (string[])["b", "a"])
            Assert.Empty(GoOn(scratch["ranks"], rank));
        Assert.Empty(Directory.EnumerateFileSystemEntries(scratch["ranks"]));
    }

    private static List<string> Checkpoints(string place) =>
        [
            .. Directory
                .EnumerateFiles(place, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(place, file))
                .Where(file =>
                    file.StartsWith("level-", StringComparison.Ordinal)
                    && !file.EndsWith("lock", StringComparison.Ordinal)
                )
                .Order(),
        ];

    private static void Alter(string file, int offset)
    {
        var bytes = File.ReadAllBytes(file);
        bytes[offset] ^= 0x10;
        File.WriteAllBytes(file, bytes);
    }

    private static void Cut(string file, int left)
    {
        using var stream = File.OpenWrite(file);
        stream.SetLength(left);
    }

    /// <summary>Goes on to the end, and gives what was of no use.</summary>
    private static IReadOnlyList<string> GoOn(string place, string? rank = null)
    {
        var model = new ToyModel(Steps, Control);
        using var executor = new CheckpointExecutor(
            model,
            Schedule,
            new RunOptions { Journal = new JournalOptions(place), Rank = rank }
        );
        executor.Run();
        Assert.Equal([Expected], model.Gradients);
        return executor.Recovery!.Rejected;
    }

    /// <summary>A run that is broken off in reverse, with checkpoints on disk and a state of
    /// the adjoint.</summary>
    private void Break(string name, string? rank = null)
    {
        var left = Schedule.Count() / 2;
        using var executor = new CheckpointExecutor(
            new ToyModel(Steps, Control),
            Schedule,
            new RunOptions
            {
                Journal = scratch.Journal(name, everyActions: 1),
                Rank = rank,
                BeforeAction = _ =>
                {
                    if (left-- == 0)
                        throw new InvalidTimeZoneException("on purpose");
                },
            }
        );
        Assert.Throws<InvalidTimeZoneException>(() => executor.Run());
    }
}
