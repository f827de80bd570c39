using System.Globalization;
using Schedules.Cli.CommandLine;
using Schedules.Interop;
using Schedules.Tests;

namespace Schedules.Cli.Tests.Documentation;

/// <summary>Every command line that README, documentation and help show does what it is shown for,
/// and fits in 80 columns.</summary>
public sealed class CommandLineTests
{
    private const int Columns = 80;
    private const int Wide = 300;

    /// <summary>All of them in the campaign; without it those of the README.</summary>
    public static TheoryData<string, string, int> Lines
    {
        get
        {
            var data = new TheoryData<string, string, int>();
            foreach (var (text, source, code) in CommandLines.Found.Where(line => Reason(line.Text) is null))
                if (Campaign.IsFull || source.Contains("README.md", StringComparison.Ordinal))
                    data.Add(text, source, code);
            return data;
        }
    }

    /// <summary>All of them in the campaign, and one of four without it.</summary>
    public static TheoryData<string> Helps =>
        [.. CommandLines.Commands.Where((_, index) => index % Campaign.Of(4, 1) == 0)];

    [Fact]
    public void Lines_are_found_and_every_exception_is_needed()
    {
        var lines = CommandLines.Found;
        Assert.True(lines.Count > 15, $"{lines.Count} lines");
        foreach (
            var source in (string[])["README.md", "docs/choosing.fsx", "docs/verifying.fsx", "schedules plan --help"]
        )
            Assert.Contains(lines, line => line.Source.Split(", ").Contains(source) && Reason(line.Text) is null);
        foreach (var (start, _) in CommandLines.Exceptions)
            Assert.Contains(lines, line => line.Text.StartsWith(start, StringComparison.Ordinal));
    }

    [TerminalTheory]
    [Trait(Campaign.Trait, "documentation")]
    [MemberData(nameof(Lines))]
    public void A_line_does_what_it_is_shown_for_in_80_columns(string line, string source, int code)
    {
        using var terminal = new Pseudoterminal();
        Fits(terminal, Filled(terminal, line, code), code, source);
    }

    [TerminalTheory]
    [Trait(Campaign.Trait, "documentation")]
    [MemberData(nameof(Helps))]
    public void The_help_fits_in_80_columns(string command)
    {
        using var terminal = new Pseudoterminal();
        Fits(terminal, $"schedules {command} --help", ExitCode.Done, "help");
    }

    [TerminalTheory]
    [InlineData("compare --max-n 1000000000000000000 --snapshots-in-ram 2000 --snapshots-on-disk 20000")]
    [InlineData("compare --max-n 1000000000000 --slots 1,2,3 --write 0.1,1.12345678901234,1e15 --read 0,1,1e-10")]
    [InlineData(
        "plan --steps 100000000 --restart-bytes 1KB --dependency-bytes 7777B --ram 50KB --seconds-per-step 1e7 --work 100000"
    )]
    [InlineData("cost revolve --max-n 1000000000000000000 --snapshots-in-ram 20000")]
    [InlineData("cost two-level --period 1 --binomial-snapshots 1 --steps 1000000000000000")]
    [InlineData("show revolve --max-n 1000000 --snapshots-in-ram 9")]
    [InlineData("show none --steps 1000000000000000000")]
    public void Large_numbers_fit_in_80_columns_too(string command)
    {
        using var terminal = new Pseudoterminal();
        // Much work is left out at once.
        var work = command.StartsWith("compare", StringComparison.Ordinal) ? " --work 100000" : "";
        Narrow(terminal.Run($"schedules {command}{work}", Columns), ExitCode.Done, command);
    }

    /// <summary>Those that calculate much in the campaign only.</summary>
    public static TheoryData<string, int> Narrowed
    {
        get
        {
            var data = new TheoryData<string, int>
            {
                { "show revolve --max-n 60 --snapshots-in-ram 3", ExitCode.Done },
                { "cost revolve --max-n 100 --snapshots-in-ram 5", ExitCode.Done },
                { "verify --help", ExitCode.Done },
                { "h-revolve --help", ExitCode.Done },
                { "cost revole --max-n 100", ExitCode.WrongUse },
                { "cost multistage --max-n 100", ExitCode.WrongUse },
                { "show revolve --max-n 9 --snapshots-in-ram 3 --svg /nowhere/to/be/found.svg", ExitCode.Failed },
            };
            if (Campaign.IsFull)
            {
                data.Add(
                    "compare --max-n 1000 --snapshots-in-ram 5 --snapshots-on-disk 20 --wd 4 --rd 2",
                    ExitCode.Done
                );
                data.Add(
                    "plan --steps 100000 --restart-bytes 80MB --dependency-bytes 400MB --ram 16GB --seconds-per-step 0.5",
                    ExitCode.Done
                );
            }

            return data;
        }
    }

    /// <summary>Only a word that is longer takes more.</summary>
    [TerminalTheory]
    [Trait(Campaign.Trait, "documentation")]
    [MemberData(nameof(Narrowed))]
    public void Words_are_whole_in_40_columns(string command, int code)
    {
        const int few = 40;
        using var terminal = new Pseudoterminal();
        var told = terminal.Run($"schedules {command}", few);
        Assert.Equal(code, told.Code);
        Assert.All(told.Lines, line => Assert.True(Width(line) <= few || !line.Trim().Contains(' '), line));
        var wide = Words(terminal.Run($"schedules {command}", Wide).Lines);
        if (!command.StartsWith("show revolve --max-n 60", StringComparison.Ordinal))
            Assert.Empty(wide.Except(Words(told.Lines)));
    }

    /// <summary>No line is too wide, and every word is one of those that a wide terminal shows:
    /// none is broken.</summary>
    private static void Fits(Pseudoterminal terminal, string line, int code, string source)
    {
        for (var left = 3; ; left--)
        {
            var words = Words(Result(line, Narrow(terminal.Run(line, Columns), code, $"{source}: {line}")));
            // A picture has other signs where there is more room.
            if (line.StartsWith("schedules show", StringComparison.Ordinal) && !line.EndsWith("--help"))
                return;
            var broken = words.Except(Words(terminal.Run(line, Wide).Lines));
            // What is measured differs from run to run.
            if (line.StartsWith("schedules run", StringComparison.Ordinal))
                broken = broken.Where(word => word.Any(char.IsAsciiLetter));
            if (!broken.Any())
                return;
            // A table that takes about as long as one waits for it may be there in one run,
            // and not in the other.
            Assert.True(left > 1, $"{source}: {line}: broken: {string.Join(' ', broken)}");
        }
    }

    /// <summary>Without the bar of a sample that runs: which actions it shows is as it happens.</summary>
    private static string[] Result(string line, string[] lines) =>
        line.StartsWith("schedules run", StringComparison.Ordinal)
            ? lines[(Array.FindLastIndex(lines, shown => shown.Contains(" s left", StringComparison.Ordinal)) + 1)..]
            : lines;

    private static string[] Narrow((int Code, string[] Lines) told, int code, string what)
    {
        Assert.True(told.Code == code, $"{what} ended with {told.Code}: {string.Join('\n', told.Lines)}");
        Assert.True(
            told.Lines.Length > 0 || what.Contains("--html", StringComparison.Ordinal),
            $"{what} shows nothing"
        );
        Assert.All(
            told.Lines,
            shown => Assert.True(Width(shown) <= Columns, $"{what}: {Width(shown)} columns: {shown}")
        );
        return told.Lines;
    }

    /// <summary>All that is there but lines of tables, bars, and signs that a
    /// line goes on.</summary>
    private static IEnumerable<string> Words(string[] lines) =>
        lines
            .SelectMany(line => line.Split([' ', '│', '┌', '┐', '└', '┘', '├', '┤', '┬', '┴', '┼', '─']))
            .Where(word => word.Trim('#').Length > 0 && word != "\\");

    private static int Width(string line) => new StringInfo(line).LengthInTextElements;

    private static string? Reason(string line) =>
        CommandLines
            .Exceptions.FirstOrDefault(exception => line.StartsWith(exception.Start, StringComparison.Ordinal))
            .Reason;

    /// <summary>A page names a file that it writes: a stream as valid as the page says.</summary>
    private static string Filled(Pseudoterminal terminal, string line, int code)
    {
        if (!line.Contains("{file}", StringComparison.Ordinal))
            return line;
        var actions = Vocabulary
            .ToClassic(CheckpointSchedule.Revolve(3, 2), ClassicMode.Offline)
            .Select(action => action.ToJson());
        var valid = code == ExitCode.Done ? actions : actions.Where((_, index) => index != 2);
        return line.Replace("{file}", terminal.Write("log.jsonl", string.Join('\n', valid)));
    }
}
