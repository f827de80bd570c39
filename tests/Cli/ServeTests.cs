using System.Text.Json;
using System.Text.Json.Nodes;
using Schedules.Interop;

namespace Schedules.Cli.Tests;

/// <summary>schedules serve: requests and answers, as docs/protocol promises them.</summary>
public sealed class ServeTests
{
    private static readonly string[] Specs =
    [
        "revolve steps=20 snapshotsInRam=3",
        "mixed steps=20 snapshots=4",
        "h-revolve steps=20 slots=2,3 write=0,1.5 read=0,2",
        "uniform steps=20 snapshots=3",
        "two-level period=4 binomialSnapshots=1 steps=20",
        "online policy=r2 snapshots=3 steps=20",
    ];

    [Fact]
    public void Actions_are_those_of_the_schedule()
    {
        var said = Ask([
            .. Specs.SelectMany(
                (spec, at) =>
                    (string[])
                        [
                            $$"""{"op":"open","spec":"{{spec}}"}""",
                            $$"""{"op":"next","run":{{at + 1}},"count":7}""",
                            $$"""{"op":"next","run":{{at + 1}},"count":{{Count(spec) - 7}}}""",
                        ]
            ),
        ]);
        for (var at = 0; at < Specs.Length; at++)
        {
            var schedule = CheckpointSchedule.Parse(Specs[at]);
            Assert.Equal(at + 1, (int)said[3 * at]["run"]!);
            Assert.Equal(schedule.ToJson(), said[3 * at]["spec"]!.ToJsonString());
            Assert.Equal(
                schedule.Select(action => action.ToJson()),
                Actions(said[3 * at + 1]).Concat(Actions(said[3 * at + 2]))
            );
        }
    }

    private static long Count(string spec) => CheckpointSchedule.Parse(spec).LongCount();

    private static IEnumerable<string> Actions(JsonNode answer) =>
        answer["actions"]!.AsArray().Select(action => action!.ToJsonString());

    [Fact]
    public void A_length_is_told_where_the_forward_gets_to_it()
    {
        string[] requests =
        [
            """{"op":"open","spec":"single-memory"}""",
            """{"op":"next","run":1,"count":10}""",
            """{"op":"next","run":1}""",
            """{"op":"length","run":1,"n":5}""",
            """{"op":"length","run":1,"n":6}""",
            """{"op":"next","run":1,"count":3}""",
            """{"op":"predict","run":1,"adjoints":2}""",
        ];
        var said = Ask(requests);
        Assert.Equal(
            """{"actions":[["Forward",0,-1,false,true,"WORK"]],"is_exhausted":false,"awaits_length":true}""",
            said[1].ToJsonString()
        );
        Assert.Equal("state", Code(said[2]));
        Assert.Equal(
            """{"n":5,"r":0,"max_n":5,"is_running":true,"is_exhausted":false,"awaits_length":false}""",
            said[3].ToJsonString()
        );
        Assert.Equal("state", Code(said[4]));
        Assert.Equal(3, said[5]["actions"]!.AsArray().Count);
        Assert.Equal(10, (int)said[6]["reversed_steps"]!);
    }

    [Fact]
    public void A_fork_goes_its_own_way()
    {
        var said = Ask(
            """{"op":"open","spec":"revolve steps=9 snapshotsInRam=2"}""",
            """{"op":"next","run":1,"count":4}""",
            """{"op":"fork","run":1}""",
            """{"op":"next","run":2,"count":5}""",
            """{"op":"next","run":1,"count":5}""",
            """{"op":"close","run":1}""",
            """{"op":"position","run":1}""",
            """{"op":"position","run":2}"""
        );
        Assert.Equal(2, (int)said[2]["run"]!);
        Assert.Equal(said[3].ToJsonString(), said[4].ToJsonString());
        Assert.Equal("{}", said[5].ToJsonString());
        Assert.Equal("run", Code(said[6]));
        Assert.Equal(9, (int)said[7]["max_n"]!);
    }

    [Fact]
    public void A_plan_is_that_of_the_library()
    {
        const string request = """{"steps":90,"machine":"advance=1 restart=1MB","budgets":["10MB"]}""";
        var said = Ask($$"""{"op":"plan","request":{{request}},"id":7}""");
        Assert.Equal(7, (int)said[0]["id"]!);
        Assert.Equal(
            JsonNode.Parse(Planner.Plan(PlanRequest.FromJson(request)).ToJson())!.ToJsonString(),
            said[0]["plan"]!.ToJsonString()
        );
    }

    [Theory]
    [InlineData("x", "request", "JSON")]
    [InlineData("[]", "request", "object")]
    [InlineData("{}", "request", "op")]
    [InlineData("""{"op":"nix"}""", "request", "nix")]
    [InlineData("""{"op":7}""", "request", "op")]
    [InlineData("""{"op":"hello","op":"hello"}""", "request", "JSON")]
    [InlineData("""{"op":"hello","nix":1}""", "request", "nix")]
    [InlineData("""{"op":"hello","id":[]}""", "request", "id")]
    [InlineData("""{"op":"open"}""", "request", "spec")]
    [InlineData("""{"op":"open","spec":3}""", "request", "spec")]
    [InlineData("""{"op":"open","spec":"revolve"}""", "text", "steps")]
    [InlineData("""{"op":"open","spec":{"format":1}}""", "text", "family")]
    [InlineData("""{"op":"open","spec":"revolve steps=0 snapshotsInRam=1"}""", "range", "steps is 0")]
    [InlineData("""{"op":"next","run":3}""", "run", "3")]
    [InlineData("""{"op":"next","run":1,"count":0}""", "range", "count")]
    [InlineData("""{"op":"next","run":1,"count":1000000}""", "range", "count")]
    [InlineData("""{"op":"length","run":1}""", "request", "n is missing")]
    [InlineData("""{"op":"length","run":1,"n":7}""", "state", "")]
    [InlineData("""{"op":"predict","run":1,"adjoints":2}""", "range", "adjoints")]
    [InlineData("""{"op":"plan","request":{}}""", "text", "steps")]
    public void What_is_wrong_is_named_and_the_next_request_answered(string request, string code, string part)
    {
        var said = Ask("""{"op":"open","spec":"revolve steps=3 snapshotsInRam=1"}""", request, """{"op":"hello"}""");
        Assert.Equal(code, Code(said[1]));
        Assert.Contains(part, (string)said[1]["error"]!["text"]!);
        Assert.DoesNotContain("(Parameter", (string)said[1]["error"]!["text"]!);
        Assert.Equal(1, (int)said[2]["protocol"]!);
    }

    private static string? Code(JsonNode answer) => (string?)answer["error"]?["code"];

    private static JsonNode[] Ask(params string[] requests)
    {
        var told = Tool.RunWith(writer => writer.Write(string.Join('\n', requests)), "serve").Done();
        Assert.Equal(requests.Length, told.Lines.Length);
        return [.. told.Lines.Select(line => JsonNode.Parse(line)!)];
    }

    [Theory]
    [InlineData("single-memory", "json", """["Forward",0,-1,false,true,"WORK"]""")]
    [InlineData("none", "text", "forward 0 -> end")]
    public void Actions_of_an_online_schedule_go_up_to_the_first_open_end(
        string family,
        string format,
        string expected
    ) => Assert.Equal($"{expected}\n", Tool.Run("actions", family, "--format", format).Done().Output);

    [Fact]
    public void Actions_of_an_online_schedule_without_an_end_go_on_as_long_as_somebody_reads()
    {
        using var process = Tool.Start(["actions", "online", "--policy", "r2", "--snapshots", "3"]);
        for (var line = 0; line < 10_000; line++)
            Assert.NotNull(process.StandardOutput.ReadLine());
        process.StandardOutput.Dispose();
        Assert.True(process.WaitForExit(120_000));
        Assert.Equal(0, process.ExitCode);
    }

    [Theory]
    [InlineData("step")]
    [InlineData("classic")]
    [InlineData("operations")]
    public void Other_formats_need_the_length(string format) =>
        Assert.StartsWith(
            "--steps is missing",
            Tool.Run("actions", "single-memory", "--format", format).ErrorLine(CommandLine.ExitCode.WrongUse),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("[{0}]", ",")]
    [InlineData(" [\n\n {0} ] \n", " , ")]
    [InlineData("[ [{0}]", "],\n[", true)]
    [InlineData("[{0}]", "\n,")]
    [InlineData("[\n  {0}\n]\n", "\n  ")]
    public void An_array_of_arrays_is_read_as_lines_are(string array, string between, bool bare = false)
    {
        var actions = CheckpointSchedule.Multistage(30, 2, 2).Select(action => action.ToJson());
        var text = array.Replace(
            "{0}",
            string.Join(between, bare ? actions.Select(action => action[1..^1]) : actions) + (bare ? "]" : "")
        );
        var told = Tool.RunWith(writer => writer.Write(text), "verify", "--steps", "30").Done();
        Assert.StartsWith("valid\n", told.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[["EndForward"] ["EndForward"]]""")]
    [InlineData("""[["EndForward"],,["EndForward"]]""")]
    [InlineData("""[["EndForward"]] x""")]
    [InlineData("""[["EndForward"],""")]
    [InlineData("""[["EndForward""")]
    [InlineData("""[["EndForward"],3]""")]
    public void An_array_that_is_none_is_refused(string text) =>
        Assert.StartsWith(
            "invalid: line ",
            Tool.RunWith(writer => writer.Write(text), "verify").ErrorLine(CommandLine.ExitCode.Failed),
            StringComparison.Ordinal
        );

    [Fact]
    public void An_array_is_no_reason_to_read_a_line_of_any_length() =>
        Assert.Contains(
            "longer than",
            Tool.RunWith(writer => writer.Write($"[[\"{new string('x', 2000)}\"]]"), "verify")
                .ErrorLine(CommandLine.ExitCode.Failed)
        );
}
