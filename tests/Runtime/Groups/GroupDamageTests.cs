using Schedules.Interop;
using Schedules.Runtime.Tests.Journaling;

namespace Schedules.Runtime.Tests;

/// <summary>What one rank has lost, or has of another time, between two starts: the others fall
/// back, and none fails.</summary>
public sealed class GroupDamageTests : IDisposable
{
    private const string Family = "multistage on disk";

    private static readonly Dictionary<string, Action<string>> Damages = new()
    {
        ["removed"] = place => Directory.Delete(place, recursive: true),
        ["emptied"] = place =>
        {
            Directory.Delete(place, recursive: true);
            Directory.CreateDirectory(place);
        },
        ["no journal"] = place => File.Delete(Path.Combine(place, JournalDirectory.FileName)),
        ["an empty journal"] = place => File.WriteAllBytes(Path.Combine(place, JournalDirectory.FileName), []),
        ["a damaged journal"] = place => Flip(Path.Combine(place, JournalDirectory.FileName), -3),
        ["a journal that is cut off"] = place => Cut(Path.Combine(place, JournalDirectory.FileName)),
        ["a damaged state"] = place => Flip(States(place).Last(), 5),
        ["damaged states"] = place => States(place).ForEach(state => Flip(state, 5)),
        ["no state"] = place => File.Delete(States(place).Last()),
        ["no states"] = place => States(place).ForEach(File.Delete),
        ["a state that is cut off"] = place => Cut(States(place).Last()),
        ["no checkpoints"] = place => Directory.Delete(Path.Combine(place, "level-1"), recursive: true),
        ["one checkpoint less"] = place => File.Delete(Checkpoints(place)[0]),
        ["a damaged checkpoint"] = place => Flip(Checkpoints(place)[0], -3),
        ["damaged checkpoints"] = place => Checkpoints(place).ForEach(checkpoint => Flip(checkpoint, -3)),
        ["a checkpoint that is cut off"] = place => Cut(Checkpoints(place).Last()),
    };

    private readonly Scratch scratch = new();

    public static TheoryData<string> Names => [.. Damages.Keys];

    private string Location => scratch["run"];

    public void Dispose() => scratch.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void One_rank_is_damaged_and_the_others_fall_back(string damage)
    {
        for (var at = 22; at < 40; at += 6)
        for (var who = 0; who < 3; who++)
        {
            Break(who: (who + 1) % 3, at);
            Damages[damage](Path.Combine(Location, $"{who}"));
            GoOn();
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Damaged_once_more_after_they_have_gone_on(string damage)
    {
        Break(0, 22);
        Damages[damage](Path.Combine(Location, "1"));
        Break(2, 8);
        if (!damage.Contains("state", StringComparison.Ordinal) || States(Path.Combine(Location, "0")).Count > 0)
            Damages[damage](Path.Combine(Location, "0"));
        GoOn();
    }

    [Fact]
    public void A_state_that_one_rank_has_lost_has_all_go_on_from_the_one_before()
    {
        Break(0, 28);
        var copy = scratch.Copy("run");
        var whole = GoOn()!;
        Directory.Move(copy, Path.Combine(scratch["run"], "x"));
        foreach (var rank in Directory.GetDirectories(Path.Combine(Location, "x")))
            Directory.Move(rank, Path.Combine(Location, Path.GetFileName(rank)));
        Directory.Delete(Path.Combine(Location, "x"));
        Damages["a damaged state"](Path.Combine(Location, "1"));
        var earlier = GoOn()!;
        Assert.InRange(earlier.Reversed, 1, whole.Reversed - 1);
    }

    [Fact]
    public void A_directory_of_an_earlier_time_of_the_same_run_is_of_no_use()
    {
        Break(0, 22);
        var copy = scratch.Copy("run");
        Break(0, 12);
        Replace(copy);
        Assert.Null(GoOn());
    }

    [Fact]
    public void A_directory_of_another_run_of_the_same_calculation_is_of_no_use()
    {
        Break(0, 28);
        var copy = scratch.Copy("run");
        Directory.Delete(Location, recursive: true);
        Break(0, 28);
        Replace(copy);
        Assert.Null(GoOn());
    }

    /// <summary>One rank has what was there before.</summary>
    private void Replace(string copy)
    {
        Directory.Delete(Path.Combine(Location, "1"), recursive: true);
        Directory.Move(Path.Combine(copy, "1"), Path.Combine(Location, "1"));
    }

    /// <summary>Runs until one rank fails in one of its steps.</summary>
    private void Break(int who, int at)
    {
        var seen = 0;
        using var runs = Begin(
            (rank, _) =>
            {
                if (rank == who && seen++ == at)
                    throw new InvalidDataException("broken off");
            }
        );
        Assert.IsType<InvalidDataException>(runs.Run()[who]);
    }

    private Recovery? GoOn()
    {
        Recovery? recovery;
        using (var runs = Begin(null))
        {
            recovery = runs[0].Recovery;
            Assert.All(runs.Run(), Assert.Null);
            runs.IsRight();
        }

        Assert.Empty(Directory.GetFileSystemEntries(Location));
        return recovery;
    }

    private RankRuns Begin(Action<int, long>? onStep)
    {
        var runs = new RankRuns(3);
        var thrown = runs.Begin(
            _ => Families.All[Family](RankRuns.Steps),
            _ => new() { Journal = scratch.Journal("run", 2), Overlap = false },
            onStep
        );
        Assert.All(thrown, Assert.Null);
        runs.HaveRecoveredTogether();
        return runs;
    }

    /// <summary>The states of the adjoint, the latest last.</summary>
    private static List<string> States(string place) =>
        [
            .. Directory
                .GetFiles(place, StateFile.Prefix + "*")
                .OrderBy(state => Path.GetFileName(state).Length)
                .ThenBy(state => state),
        ];

    private static List<string> Checkpoints(string place) =>
        [
            .. Directory
                .GetFiles(Path.Combine(place, "level-1"))
                .Where(file => !file.EndsWith(".lock", StringComparison.Ordinal))
                .Order(),
        ];

    private static void Flip(string file, int at)
    {
        var bytes = File.ReadAllBytes(file);
        bytes[at < 0 ? bytes.Length + at : at] ^= 4;
        File.WriteAllBytes(file, bytes);
    }

    private static void Cut(string file)
    {
        using var stream = File.OpenWrite(file);
        stream.SetLength(stream.Length / 2);
    }
}
