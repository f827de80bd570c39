using Schedules.Cli.CommandLine;
using Schedules.Interop;

namespace Schedules.Cli.Tests;

/// <summary>schedules verify: streams of every vocabulary, and what is no stream at all.</summary>
public sealed class VerifyTests
{
    private static readonly CheckpointSchedule Schedule = CheckpointSchedule.Multistage(40, 2, 3);

    private static readonly string[] Json = [.. Schedule.Select(action => action.ToJson())];

    [Fact]
    public void Valid_lines_are_counted_under_the_costs_given()
    {
        var told = Verify(Json, "--limit", "ram=2", "--limit", "disk=3", "--wd", "7").Done();
        Assert.StartsWith("valid\n", told.Output, StringComparison.Ordinal);
        Assert.Contains($" {Schedule.Cost(new CostModel(write: [0, 7])):0} ", told.Output);
    }

    [Fact]
    public void The_step_based_vocabulary_is_judged() =>
        Assert.StartsWith(
            "valid\n",
            Verify([.. Vocabulary.ToSteps(Schedule).Select(action => action.ToJson())]).Done().Output,
            StringComparison.Ordinal
        );

    [Fact]
    public void The_classic_vocabulary_is_judged() =>
        Assert.StartsWith(
            "valid\n",
            Verify(
                    [.. Vocabulary.ToClassic(Schedule, ClassicMode.Multistage).Select(action => action.ToJson())],
                    "--steps",
                    "40"
                )
                .Done()
                .Output,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_file_may_have_any_number_of_adjoints()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(
                file,
                CheckpointSchedule.PeriodicDisk(3).WithSteps(10).Actions(2).Select(action => action.ToJson())
            );
            string[] known = ["verify", file, "--steps", "10", "--online"];
            Assert.StartsWith("invalid: line ", Tool.Run(known).ErrorLine(ExitCode.Failed), StringComparison.Ordinal);
            Tool.Run([.. known, "--adjoints", "any"]).Done();
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void The_first_violation_is_told_with_its_line()
    {
        var without = Array.FindIndex(Json, line => line.StartsWith("[\"Copy\"", StringComparison.Ordinal));
        string[] lines = ["", .. Json[..without], .. Json[(without + 1)..]];
        var complaint = Verify(lines).ErrorLine(ExitCode.Failed);
        Assert.StartsWith($"invalid: line {without + 2}, [\"Forward\",", complaint, StringComparison.Ordinal);
    }

    [Fact]
    public void A_limit_is_told_with_its_line()
    {
        var third = Json.Select((line, index) => (line, index)).Where(at => at.line.EndsWith("\"DISK\"]")).ElementAt(2);
        Assert.StartsWith(
            $"invalid: line {third.index + 1}, {third.line}: DISK would hold 3",
            Verify(Json, "--limit", "disk=2").ErrorLine(ExitCode.Failed),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("", "invalid: after line 0")]
    [InlineData("hello", "invalid: line 1: column 1")]
    [InlineData("[\"Forward\",0,1,true,false,\"RAM\"]\n[\"Forward\",1,", "invalid: line 2: column")]
    [InlineData("[\"Forward\",0,1,true,false,\"RAM\"]\n[\"Forward\",1,2]", "invalid: line 2: column")]
    [InlineData("[\"Forward\",0,1,true,false,\"TAPE\"]", "invalid: line 1: column")]
    [InlineData("[\"Forward\",0,99999999999999999999,true,false,\"RAM\"]", "invalid: line 1: column")]
    [InlineData("[\"Forward\",0,1,true,false,\"RAM\"]\n", "invalid: after line 1: the stream stops")]
    [InlineData("[\n[\"Forward\",0,1,true,false,\"RAM\"],\n]\n\n", "invalid: after line 2: the stream stops")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[", "invalid: line 1: column 2")]
    [InlineData("\u001b[2J", "invalid: line 1: column 1: expected '[', found '\\u{1B}'")]
    [InlineData(
        "[\"\u202e\"]",
        "invalid: line 1: column 3: expected a name of letters and digits, and its closing quote, found '\\u{202E}'"
    )]
    [InlineData(
        "[\"a\",\u009b]",
        "invalid: line 1: column 6: expected a name in quotes, a whole number, true or false, found '\\u{9B}'"
    )]
    public void Malformed_and_truncated_input_is_told_with_its_line(string text, string expected) =>
        Assert.StartsWith(
            expected,
            Tool.RunWith(input => input.Write(text), "verify", "-").ErrorLine(ExitCode.Failed),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("\n", "invalid: line 1001: blank")]
    [InlineData(" ", "invalid: line 1: longer than 1000 characters")]
    [InlineData("[\"EndForward\"],\n", "invalid: line 1, [\"EndForward\"]")]
    [InlineData("[\n", "invalid: line 2: column 2: expected an item")]
    [InlineData("]\n", "invalid: line 1: column 1: expected '['")]
    [InlineData("[", "invalid: line 1: longer than 1000 characters")]
    [InlineData("[\"Forward\",[", "invalid: line 1: longer than 1000 characters")]
    [InlineData("[\n]\n", "invalid: line 3: column 1: expected nothing after the end of the array")]
    public void Endless_input_is_refused_early(string again, string expected) =>
        Assert.StartsWith(
            expected,
            Tool.RunWith(input => Endless(input, again), "verify").ErrorLine(ExitCode.Failed),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_Forward_that_names_a_level_and_writes_nothing_is_noted()
    {
        string[] idle = ["[\"Forward\",0,1,false,false,\"DISK\"]", "[\"Forward\",1,2,false,false,\"RAM\"]"];
        string[] rest = ["[\"Forward\",2,3,false,true,\"WORK\"]", "[\"EndForward\"]"];
        string[] before = ["[\"Forward\",0,2,false,false,\"NONE\"]", .. rest];
        Verify(before, "--adjoints", "0").Done();
        var told = Verify([.. idle, .. rest], "--adjoints", "0");
        Assert.Equal(ExitCode.Done, told.Code);
        Assert.Equal(
            $"note: line 1, {idle[0]}: names a level, and writes nothing there\nnote: so do 1 more\n",
            told.Error.ReplaceLineEndings("\n")
        );
    }

    private static Outcome Verify(string[] lines, params string[] options) =>
        Tool.RunWith(input => input.Write(string.Join('\n', lines)), ["verify", .. options]);

    private static void Endless(StreamWriter input, string again)
    {
        while (true)
            input.Write(again);
    }
}
