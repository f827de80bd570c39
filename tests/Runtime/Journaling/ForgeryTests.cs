using System.Text;
using System.Text.Json.Nodes;
using Schedules.Interop;

namespace Schedules.Runtime.Tests.Journaling;

/// <summary>Journals and headers that say what cannot be, with checksums that are right: an error
/// of the journal, or done without.</summary>
public sealed class ForgeryTests : IDisposable
{
    private const long Steps = 14;
    private const double Control = 0.7;
    private static readonly double Expected = ToyModel.Expected(Steps, Control);

    /// <summary>A schedule whose table takes seconds to build.</summary>
    private static readonly string Huge = CheckpointSchedule
        .HRevolve(Steps, 1, 3)
        .ToJson()
        .Replace($"{Steps}", "20000")
        .Replace("[1,3]", "[500,500]");

    private static readonly long[] Numbers = [long.MinValue, -2, -1, 0, 1, 2, 15, 1L << 40, long.MaxValue];

    private static readonly Dictionary<string, CheckpointSchedule> Schedules = new()
    {
        ["h-revolve"] = CheckpointSchedule.HRevolve(Steps, 1, 3),
        ["single-disk"] = CheckpointSchedule.SingleDisk(),
        ["two-level"] = CheckpointSchedule.TwoLevel(4, 2),
        ["online"] = CheckpointSchedule.Online(OnlinePolicy.R2, 3, Storage.Disk),
    };

    private readonly Scratch scratch = new();

    public static TheoryData<string, bool> Runs
    {
        get
        {
            var runs = new TheoryData<string, bool>();
            foreach (var name in Schedules.Keys)
            foreach (var inReverse in (bool[])[false, true])
                runs.Add(name, inReverse);
            return runs;
        }
    }

    public void Dispose() => scratch.Dispose();

    [Theory]
    [MemberData(nameof(Runs))]
    public void A_journal_with_any_property_altered_is_refused_or_gone_on_from(string name, bool inReverse)
    {
        var place = Break(Schedules[name], inReverse);
        var text = Body(place);
        // Its writing is not what is refused.
        Assert.True(GoesOnOrIsRefused(name, place, text));
        foreach (var property in JsonNode.Parse(text)!.AsObject().Select(pair => pair.Key).ToList())
        {
            // A calculation of fewer steps is one that there can be.
            var numbers = property == "Steps" ? Numbers.Where(number => number is < 1 or > Steps) : Numbers;
            JsonNode?[] values =
            [
                null,
                .. numbers.Select(number => JsonValue.Create(number)),
                "",
                "{}",
                new JsonObject(),
                new JsonArray(),
                JsonValue.Create(CheckpointSchedule.Revolve(Steps, 2).ToJson()),
                JsonValue.Create(Huge),
                .. Numbers.Select(bytes => State("adjoint-0.state", bytes)),
                State("../journal.json", 8),
                State("adjoint-\0.state", 8),
            ];
            foreach (var value in values)
            {
                var forged = JsonNode.Parse(text)!.AsObject();
                forged[property] = value?.DeepClone();
                GoesOnOrIsRefused(name, place, forged.ToJsonString());
            }

            var missing = JsonNode.Parse(text)!.AsObject();
            missing.Remove(property);
            GoesOnOrIsRefused(name, place, missing.ToJsonString());
        }
    }

    private static JsonObject State(string name, long bytes) =>
        new()
        {
            ["Name"] = name,
            ["Bytes"] = bytes,
            ["Crc"] = 0,
        };

    [Theory]
    [MemberData(nameof(Runs))]
    public void A_checkpoint_with_any_label_is_done_without(string name, bool inReverse)
    {
        var place = Break(Schedules[name], inReverse);
        var file = Path.GetRelativePath(
            place,
            Directory.EnumerateFiles(place, "*.checkpoint", SearchOption.AllDirectories).Order().Last()
        );
        var bytes = File.ReadAllBytes(Path.Combine(place, file));
        Assert.Null(CheckpointHeader.TryRead(bytes.AsSpan(0, CheckpointHeader.Size), out var header, out _));
        var label = header.Label;
        List<CheckpointLabel> labels =
        [
            .. Numbers.Select(number => label with { Sequence = number }),
            .. Numbers.Select(number => label with { DependenciesEnd = number }),
            .. new[] { 0, 1, 2, 3, 77 }.Select(kind => label with { Kind = (CheckpointKind)kind }),
            .. Enumerable.Range(-3, 6).Select(level => label with { Level = (Storage)level }),
        ];
        foreach (var forged in labels.Where(forged => forged != label))
            GoesOn(forged, bytes.AsSpan(CheckpointHeader.Size));

        GoesOn(label, []);
        // Of another length than the model reads: sizes may change, so that only the model can tell
        // when it gets there, but for step 0.
        var told = Record.Exception(() => GoesOn(label, bytes.AsSpan(CheckpointHeader.Size + 1)));
        if (told is not null)
            Assert.Contains("of the model do not agree", Assert.IsType<InvalidOperationException>(told).Message);

        void GoesOn(CheckpointLabel forged, ReadOnlySpan<byte> data)
        {
            var copy = scratch.Copy(Path.GetFileName(place));
            var whole = new byte[CheckpointHeader.Size + data.Length];
            data.CopyTo(whole.AsSpan(CheckpointHeader.Size));
            (header with { Label = forged, Length = data.Length }).Write(whole, Crc32C.Append(0, data));
            File.WriteAllBytes(Path.Combine(copy, file), whole);
            var model = new ToyModel(Steps, Control, knowsItsEnd: false);
            using (var executor = new CheckpointExecutor(model, Schedules[name], Options(copy)))
                executor.Run();
            Assert.Equal([Expected], model.Gradients);
            Directory.Delete(copy, recursive: true);
        }
    }

    [Fact]
    public void A_journal_or_state_that_is_long_but_empty_is_not_read()
    {
        var place = Break(Schedules["h-revolve"], inReverse: true);
        foreach (var name in (string[])["journal.json", "adjoint-*.state"])
        {
            var copy = scratch.Copy(Path.GetFileName(place));
            using (var file = File.OpenWrite(Directory.EnumerateFiles(copy, name).Single()))
                file.SetLength(1L << 40);
            var before = GC.GetTotalAllocatedBytes();
            Assert.Throws<JournalException>(() =>
                new CheckpointExecutor(new ToyModel(Steps, Control), Schedules["h-revolve"], Options(copy))
            );
            Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 1 << 26);
        }
    }

    /// <summary>Whether it goes on.</summary>
    private bool GoesOnOrIsRefused(string name, string place, string body)
    {
        var copy = scratch.Copy(Path.GetFileName(place));
        JournalFile.WriteBody(Path.Combine(copy, JournalDirectory.FileName), Encoding.UTF8.GetBytes(body));
        var model = new ToyModel(Steps, Control, knowsItsEnd: false);
        CheckpointExecutor executor;
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            executor = new CheckpointExecutor(model, Schedules[name], Options(copy));
        }
        catch (JournalException refused)
        {
            Assert.Matches(
                "Remove what is in the directory|Give the run that it is of|start the run once more",
                refused.Message
            );
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 26);
            return false;
        }

        using (executor)
        {
            try
            {
                executor.Run();
                Assert.Equal([Expected], model.Gradients);
            }
            catch (InvalidOperationException steps)
            {
                // A length that only the model can tell to be wrong, when it gets there.
                Assert.Contains("the model has ended at step 14, and the schedule is for", steps.Message);
            }
        }

        Directory.Delete(copy, recursive: true);
        return true;
    }

    private static string Body(string place) => File.ReadAllText(Path.Combine(place, "journal.json")).Split('\n', 2)[1];

    private static RunOptions Options(string place) =>
        new()
        {
            Journal = new JournalOptions(place) { Every = null, EveryActions = 1 },
        };

    private string Break(CheckpointSchedule schedule, bool inReverse)
    {
        var place = scratch.New();
        var (left, seen) = (3, false);
        using var executor = new CheckpointExecutor(
            new ToyModel(Steps, Control, knowsItsEnd: false),
            schedule,
            Options(place) with
            {
                Overlap = false,
                BeforeAction = action =>
                {
                    seen |= action is Reverse || !inReverse;
                    if (seen && left-- == 0)
                        throw new InvalidTimeZoneException("on purpose");
                },
            }
        );
        Assert.Throws<InvalidTimeZoneException>(() => executor.Run());
        return place;
    }
}
