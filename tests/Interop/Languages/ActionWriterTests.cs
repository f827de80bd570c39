using System.Text;

namespace Schedules.Interop.Tests;

/// <summary>Actions as lines: written to a stream, read again, and said for people.</summary>
public class ActionWriterTests
{
    private static string Written(Action<ActionWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new ActionWriter(stream))
            write(writer);
        Assert.True(stream.CanWrite);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string Lines(IEnumerable<string> lines) => string.Concat(lines.Select(line => line + "\n"));

    [Fact]
    public void A_schedule_is_written_as_its_lines()
    {
        var schedule = CheckpointSchedule.Revolve(steps: 5000, snapshotsInRam: 10);
        var expected = Lines(schedule.Select(action => action.ToJson()));
        Assert.True(expected.Length > 1 << 18);
        Assert.Equal(expected, Written(writer => writer.Write(schedule)));
        var repeated = CheckpointSchedule.SingleMemory().WithSteps(3);
        Assert.Equal(
            Lines(repeated.Actions(2).Select(action => action.ToJson())),
            Written(writer => writer.Write(repeated, adjoints: 2))
        );
    }

    [Fact]
    public void Actions_of_each_vocabulary_are_written_as_their_lines()
    {
        var schedule = CheckpointSchedule.Revolve(steps: 9, snapshotsInRam: 2);
        var expected = schedule.Select(action => action.ToJson());
        Assert.Equal(Lines(expected), Written(writer => schedule.ToList().ForEach(writer.Write)));
        var steps = Vocabulary.ToSteps(schedule).ToList();
        Assert.Equal(Lines(steps.Select(step => step.ToJson())), Written(writer => steps.ForEach(writer.Write)));
        var classic = Vocabulary.ToClassic(schedule).ToList();
        Assert.Equal(
            Lines(classic.Select(action => action.ToJson())),
            Written(writer => classic.ForEach(writer.Write))
        );
    }

    [Fact]
    public void A_schedule_is_written_in_each_vocabulary_as_its_lines()
    {
        var schedule = CheckpointSchedule.Multistage(500, 3, 4);
        Assert.Equal(
            Lines(Vocabulary.ToSteps(schedule, Clearing.WhenFull).Select(step => step.ToJson())),
            Written(writer => writer.WriteSteps(schedule, Clearing.WhenFull))
        );
        Assert.Equal(
            Lines(Vocabulary.ToClassic(schedule, ClassicMode.Multistage).Select(action => action.ToJson())),
            Written(writer => writer.WriteClassic(schedule, ClassicMode.Multistage))
        );
        Assert.Equal(
            Lines(Vocabulary.ToOperations(schedule).Select(operation => operation.ToText(LevelNames.MemoryAndDisk))),
            Written(writer => writer.WriteOperations(schedule, LevelNames.MemoryAndDisk))
        );
        var repeated = CheckpointSchedule.SingleDisk().WithSteps(3);
        Assert.Equal(
            Lines(Vocabulary.ToSteps(repeated.Actions(2), adjoints: null).Select(step => step.ToJson())),
            Written(writer => writer.WriteSteps(repeated, adjoints: 2))
        );
    }

    [Fact]
    public void What_a_vocabulary_cannot_say_throws_where_it_is()
    {
        var schedule = CheckpointSchedule.Multistage(9, 1, 2);
        using var writer = new ActionWriter(Stream.Null);
        var expected = Assert.Throws<TranslationException>(() => Vocabulary.ToClassic(schedule).ToList());
        var thrown = Assert.Throws<TranslationException>(() => writer.WriteClassic(schedule));
        Assert.Equal((expected.Index, expected.Message), (thrown.Index, thrown.Message));
        var mixed = CheckpointSchedule.Mixed(9, 4);
        Assert.Throws<TranslationException>(() => writer.WriteOperations(mixed));
    }

    [Fact]
    public void What_is_flushed_is_in_the_stream()
    {
        using var stream = new MemoryStream();
        using var writer = new ActionWriter(stream);
        writer.Write(new EndForward());
        Assert.Equal(0, stream.Length);
        writer.Flush();
        Assert.Equal("[\"EndForward\"]\n".Length, stream.Length);
    }

    [Fact]
    public void A_bad_call_throws_and_writes_nothing()
    {
        Assert.Empty(
            Written(writer =>
            {
                Assert.Throws<ArgumentNullException>(() => writer.Write((CheckpointSchedule)null!));
                Assert.Throws<ArgumentNullException>(() => writer.Write((CheckpointAction)null!));
                Assert.Throws<ArgumentNullException>(() => writer.Write((StepAction)null!));
                Assert.Throws<ArgumentNullException>(() => writer.Write((ClassicAction)null!));
                Assert.Throws<InvalidOperationException>(() => writer.Write(CheckpointSchedule.SingleMemory()));
                Assert.Throws<ArgumentOutOfRangeException>(() => writer.Write(CheckpointSchedule.Revolve(3, 1), -1));
                Assert.Throws<ArgumentNullException>("schedule", () => writer.WriteSteps(null!));
                Assert.Throws<ArgumentNullException>("schedule", () => writer.WriteClassic(null!));
                Assert.Throws<ArgumentNullException>("schedule", () => writer.WriteOperations(null!));
                var revolve = CheckpointSchedule.Revolve(3, 1);
                Assert.Throws<ArgumentOutOfRangeException>("clearing", () => writer.WriteSteps(revolve, (Clearing)7));
                Assert.Throws<ArgumentOutOfRangeException>("mode", () => writer.WriteClassic(revolve, (ClassicMode)7));
                Assert.Throws<ArgumentOutOfRangeException>(
                    "names",
                    () => writer.WriteOperations(revolve, (LevelNames)7)
                );
                Assert.Throws<ArgumentOutOfRangeException>(
                    "adjoints",
                    () => writer.WriteClassic(revolve, adjoints: -1)
                );
            })
        );
    }

    [Theory]
    [MemberData(nameof(Families.All), MemberType = typeof(Families))]
    public void An_action_is_read_as_it_was_written(string family)
    {
        foreach (var (label, schedule) in Families.Small(family, longest: 10))
            Assert.True(schedule.All(action => CheckpointAction.FromJson(action.ToJson()) == action), label);
    }

    [Fact]
    public void A_line_that_is_no_action_throws_with_its_column()
    {
        var thrown = Assert.Throws<FormatException>(() => CheckpointAction.FromJson("""["Reverse",3,true]"""));
        Assert.Equal("column 18: expected 3 values for Reverse, found ']'", thrown.Message);
        Assert.Throws<FormatException>(() => StepAction.FromJson("""["Copy",3,"RAM","WORK"]"""));
        Assert.Throws<FormatException>(() => ClassicAction.FromJson("""["takeshot",3,-1]"""));
    }

    [Fact]
    public void An_action_reads_as_what_it_means()
    {
        var forward = new Forward(0, 3, true, false, Storage.Ram);
        Assert.Equal("forward 0 -> 3, keep restart data in RAM", forward.ToText());
        Assert.Equal(
            "Advance the forward from the start of step 0 to the start of step 3; keep the restart data of step 0 in RAM.",
            forward.ReadsAs()
        );
    }
}
