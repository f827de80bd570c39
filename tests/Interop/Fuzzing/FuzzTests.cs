using System.Diagnostics;
using Schedules.Tests;

namespace Schedules.Interop.Tests.Fuzzing;

/// <summary>
/// Every parser takes any text: it reads it, or says what is wrong by the exception that it
/// documents, in a line that can be printed, in time and memory in proportion to the text.
/// </summary>
[Trait(Campaign.Trait, "parsers")]
public sealed class FuzzTests
{
    private const int Sample = 4_000;

    private static readonly CheckpointSchedule[] Schedules =
    [
        CheckpointSchedule.None().WithSteps(3),
        CheckpointSchedule.SingleDisk(moveData: true).WithSteps(3),
        CheckpointSchedule.Revolve(9, 2),
        CheckpointSchedule.Multistage(12, 1, 2),
        CheckpointSchedule.TwoLevel(4, 1).WithSteps(10),
        CheckpointSchedule.Mixed(8, 2),
        CheckpointSchedule.HRevolve(9, [1, 1, 2], costs: new CostModel(write: [0, 1, 2], read: [0, 1, 2])),
        CheckpointSchedule.PeriodicDiskRevolve(9, 2),
        CheckpointSchedule.Optimal(6, [1, 1], CostModel.Standard),
        CheckpointSchedule.Online(OnlinePolicy.Greedy, 2).WithSteps(9),
        CheckpointSchedule.UnitSizes(8, 4, 1, 2, false, Storage.Ram),
    ];

    private static List<CheckpointSchedule> Classical =>
        [.. Schedules.Where(schedule => schedule.Name is "revolve" or "multistage")];

    [Fact]
    public void An_action() =>
        Search(
            [.. Schedules.SelectMany(schedule => schedule).Select(action => action.ToJson())],
            text => CheckpointAction.FromJson(text).ToJson(),
            error => error is FormatException
        );

    [Fact]
    public void A_step_based_action() =>
        Search(
            [.. Classical.SelectMany(schedule => Vocabulary.ToSteps(schedule)).Select(action => action.ToJson())],
            text => StepAction.FromJson(text).ToJson(),
            error => error is FormatException
        );

    [Fact]
    public void A_classic_action() =>
        Search(
            [
                .. Classical
                    .SelectMany(schedule => Vocabulary.ToClassic(schedule, ClassicMode.Multistage))
                    .Select(action => action.ToJson()),
            ],
            text => ClassicAction.FromJson(text).ToJson(),
            error => error is FormatException
        );

    [Fact]
    public void An_operation() =>
        Search(
            [.. Classical.SelectMany(Vocabulary.ToOperations).Select(operation => operation.ToString())],
            text => Operation.Parse(text).ToString(),
            error => error is FormatException
        );

    [Fact]
    public void A_stream_in_any_vocabulary() =>
        Search(
            [
                .. Schedules.Select(schedule => Lines(schedule.Select(action => action.ToJson()))),
                .. Schedules.Select(schedule =>
                    $"[\n{string.Join(",\n", schedule.Select(action => action.ToJson()))}\n]"
                ),
                .. Classical.Select(schedule => Lines(Vocabulary.ToSteps(schedule).Select(action => action.ToJson()))),
                .. Classical.Select(schedule =>
                    Lines(Vocabulary.ToClassic(schedule, ClassicMode.Multistage).Select(action => action.ToJson()))
                ),
            ],
            text => Lines(Vocabulary.Read(text.Split('\n')).Select(read => read.Action.ToJson())),
            error => error is TranslationException,
            Sample / 4
        );

    [Fact]
    public void A_schedule()
    {
        // Reading is what is searched; building would take as long as the table is large.
        var cancelled = new BuildOptions { Cancellation = new CancellationToken(canceled: true) };
        Search(
            [.. Schedules.Where(schedule => schedule.HasSpec).Select(schedule => schedule.ToJson())],
            text => CheckpointSchedule.FromJson(text, cancelled).ToJson(),
            error => error is FormatException or ArgumentException or OperationCanceledException,
            Sample / 2
        );
    }

    /// <summary>What is read is written so that it is read again as the same.</summary>
    private static void Search(
        string[] corpus,
        Func<string, string> read,
        Func<Exception, bool> documented,
        int sample = Sample
    )
    {
        foreach (var valid in corpus)
            Assert.Null(Wrong(valid, read, error => error is OperationCanceledException));
        var mutator = new Mutator(corpus, new Random(Campaign.Seed));
        for (var count = Campaign.Of(sample, 100 * sample); count > 0; count--)
        {
            var text = mutator.Next();
            if (Wrong(text, read, documented) is not { } wrong)
                continue;
            text = Shrink(text, shorter => Wrong(shorter, read, documented) is not null);
            wrong = Wrong(text, read, documented) ?? wrong;
            Assert.Fail($"SCHEDULES_SEED={Campaign.Seed} replays it: {wrong}\nof \"{FSharp.Printable.text(text)}\"");
        }
    }

    /// <summary>What is wrong with how a text is taken; null if nothing is.</summary>
    private static string? Wrong(string text, Func<string, string> read, Func<Exception, bool> documented)
    {
        var watch = Stopwatch.StartNew();
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            var written = read(text);
            if (read(written) != written)
                return $"read as {written}, and that as something else";
        }
        catch (Exception error) when (documented(error))
        {
            // The framework's own exceptions have a second line with the value.
            var message = error.Message.ReplaceLineEndings("");
            if (FSharp.Printable.text(message) is var shown && shown != message)
                return $"a message that cannot be printed: {shown}";
            if (error.Message.Length > 1000)
                return $"a message of {error.Message.Length} characters";
        }
        catch (Exception error)
        {
            return $"{error.GetType().Name}: {error.Message}";
        }
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        // A line of a few characters becomes an action, an error, a string:
        // some hundred bytes each.
        return allocated > 100_000 + 400L * text.Length ? $"{allocated} bytes for {text.Length} characters"
            // No speed is asked for: that it ends.
            : watch.Elapsed > TimeSpan.FromMinutes(1) ? $"{watch.Elapsed} for {text.Length} characters"
            : null;
    }

    /// <summary>A part of a text of which something still holds, none of whose own parts is
    /// like that.</summary>
    private static string Shrink(string text, Func<string, bool> holds)
    {
        for (var length = text.Length / 2; length > 0; length /= 2)
        for (var at = 0; at + length <= text.Length; )
            if (text.Remove(at, length) is var shorter && holds(shorter))
                text = shorter;
            else
                at += length;
        return text;
    }

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);
}
