using Schedules.Interop;
using Schedules.Runtime.Tests.Journaling;
using Schedules.Tests;

namespace Schedules.Runtime.Tests;

/// <summary>What two ranks leave when they are killed: each stands at one of two meetings that
/// follow each other. All of these are gone on from, those of a start that goes on too.</summary>
[Trait(Campaign.Trait, "families")]
public sealed class GroupCutTests : IDisposable
{
    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Theory]
    [MemberData(nameof(Families.Some), MemberType = typeof(Families))]
    public void Killed_at_any_meeting_they_come_to_the_same_bits(string family)
    {
        var first = Cuts(family, scratch["run"], wholly: true);
        for (var late = 0; late < 2; late++)
        {
            var reversed = 0L;
            for (var k = late; k + 1 < first.All.Count; k += 2)
            {
                var recovery = GoOn(family, first.Cut(k, late), $"cut {k}, rank {late} later");
                // All have the first entry when they have begun.
                Assert.True(recovery is not null || k < first.Beginning, $"cut {k}: begun anew");
                // What has been written later is gone on from later.
                var now = recovery is null ? 0 : recovery.Completed * RankRuns.Steps + recovery.Reversed;
                Assert.True(now >= reversed, $"cut {k}: {now} < {reversed}");
                reversed = now;
            }
        }
    }

    [Theory]
    [InlineData("multistage on disk")]
    [InlineData("two-level on disk")]
    [InlineData("online, r2 on disk")]
    public void Killed_as_they_go_on_they_come_to_the_same_bits(string family)
    {
        var first = Cuts(family, scratch["run"], wholly: true);
        for (var k = first.Beginning; k + 1 < first.All.Count; k += Campaign.Of(sample: 13, full: 5))
        {
            var second = Cuts(family, first.Cut(k, k % 2), wholly: false);
            for (var j = 0; j + 1 < second.All.Count; j += 2)
                Assert.NotNull(GoOn(family, second.Cut(j, (j + k) % 2), $"cut {k}, then {j}"));
            second.Forget();
        }
    }

    private static Recovery? GoOn(string family, string directory, string what)
    {
        using (var runs = Begin(family, directory))
        {
            runs.HaveRecoveredTogether();
            var thrown = runs.Run();
            Assert.True(thrown.All(error => error is null), $"{what}: {thrown[0]}{thrown[1]}");
            runs.IsRight();
            var recovery = runs[0].Recovery;
            runs.Dispose();
            Assert.Empty(Directory.GetFileSystemEntries(directory));
            Directory.Delete(directory);
            return recovery;
        }
    }

    /// <summary>A run with what its ranks have written when they come to each meeting.</summary>
    /// <param name="family">The family.</param>
    /// <param name="directory">The directory of the journal, which may have one.</param>
    /// <param name="wholly">Whether it comes to its end, or only begins.</param>
    private Copies Cuts(string family, string directory, bool wholly)
    {
        var copies = new Copies(scratch.New(), directory);
        var runs = Begin(family, directory, copies);
        copies.Beginning = copies.All.Count;
        if (wholly)
            Assert.All(runs.Run(), Assert.Null);
        runs.Group.OnAgreement = null;
        runs.Dispose();
        return copies;
    }

    private static RankRuns Begin(string family, string directory, Copies? copies = null)
    {
        var runs = new RankRuns(2);
        runs.Group.OnAgreement = copies is null ? null : copies.Take;
        var thrown = runs.Begin(
            _ => Families.All[family](RankRuns.Steps),
            _ =>
                new()
                {
                    Journal = new JournalOptions(directory) { Every = null, EveryActions = 2 },
                    Overlap = false,
                }
        );
        Assert.All(thrown, Assert.Null);
        return runs;
    }

    /// <summary>What was in a directory at each meeting.</summary>
    private sealed class Copies(string root, string of)
    {
        private int cuts;

        public List<string> All { get; } = [];

        /// <summary>Meetings before the run had begun.</summary>
        public int Beginning { get; set; }

        public void Take()
        {
            var copy = Path.Combine(root, $"{All.Count}");
            Directory.CreateDirectory(copy);
            if (Directory.Exists(of))
                CopyAll(of, copy);
            All.Add(copy);
        }

        /// <summary>Two ranks, one of which has come to the meeting after that of the other.</summary>
        public string Cut(int meeting, int later)
        {
            var cut = Path.Combine(root, $"cut-{cuts++}");
            Directory.CreateDirectory(cut);
            for (var rank = 0; rank < 2; rank++)
                if (
                    Path.Combine(All[rank == later ? meeting + 1 : meeting], $"{rank}") is var own
                    && Directory.Exists(own)
                )
                    CopyAll(own, Path.Combine(cut, $"{rank}"));
            return cut;
        }

        public void Forget() => Directory.Delete(root, recursive: true);

        private static void CopyAll(string from, string to)
        {
            Directory.CreateDirectory(to);
            foreach (var directory in Directory.GetDirectories(from))
                CopyAll(directory, Path.Combine(to, Path.GetFileName(directory)));
            foreach (var file in Directory.GetFiles(from))
                // That of a rank that lives is locked, and empty.
                if (Path.GetExtension(file) != ".lock")
                    File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }
}
