using Schedules.Cli.CommandLine;

namespace Schedules.Cli.Tests;

/// <summary>Wrong use is exit code 2 and one line on standard error, that names what is wrong and
/// what is allowed.</summary>
public sealed class WrongUseTests
{
    [Theory]
    [InlineData("draw", "draw is no command; allowed: actions")]
    [InlineData("actions", "FAMILY is missing; allowed: none")]
    [InlineData("cost treeverse", "treeverse is no family; allowed: none")]
    [InlineData("actions revolve --max-n 3", "--snapshots-in-ram is missing; revolve needs")]
    [InlineData(
        "actions async-disk --snapshots-in-ram 3",
        "--snapshots-in-ram; allowed without it: none, single-memory"
    )]
    [InlineData("show online --policy r2 --snapshots 3", "--steps is missing")]
    [InlineData("actions revolve --max-n 3 --snapshots-in-ram", "--snapshots-in-ram has no value; allowed: a whole")]
    [InlineData("actions revolve --max-n -3 --snapshots-in-ram 2", "--max-n is -3; allowed: from 1")]
    [InlineData("actions revolve --max-n 99999999999999999999 --snapshots-in-ram 2", "--max-n is 9999")]
    [InlineData("cost h-revolve --max-n 1000000000000 --snapshots-in-ram 2 --snapshots-on-disk 2", "--max-n is")]
    [InlineData("actions revolve --max-n many --snapshots-in-ram 2", "--max-n is many; allowed: a whole number")]
    [InlineData("actions revolve --max-n 3 --snapshots-in-ram 0", "--snapshots-in-ram is 0; allowed: from 1")]
    [InlineData("actions revolve --max-n 3 --max-n 4 --snapshots-in-ram 2", "--max-n is given 2 times")]
    [InlineData("actions revolve --max-n 3 --snapshots-in-ram 2 --adjoints 2", "--adjoints is 2; allowed: up to 1")]
    [InlineData("actions revolve --max-n 3 --steps 4 --snapshots-in-ram 2", "--steps 4 and --max-n 3 contradict")]
    [InlineData(
        "actions h-revolve --max-n 3 --slots 1,2 --snapshots-on-disk 2",
        "--slots and --snapshots-on-disk contr"
    )]
    [InlineData("actions h-revolve --max-n 3 --slots 1,,2", "--slots is 1,,2; allowed: whole numbers")]
    [InlineData("cost revolve --max-n 3 --snapshots-in-ram 1 --wd 1 --write 1,2", "--wd and --write contradict")]
    [InlineData("cost revolve --max-n 3 --snapshots-in-ram 1 --uf -1", "--uf is -1; allowed: a finite number")]
    [InlineData("cost revolve --max-n 3 --snapshots-in-ram 1 --uf NaN", "--uf is NaN; allowed: a finite number")]
    [InlineData("actions single-disk --steps 3 --move-data maybe", "--move-data is maybe; allowed: true, false")]
    [InlineData("actions none --steps 3 --colour red", "--colour is no option of actions; allowed: --max-n")]
    [InlineData("actions none --steps 3 --format xml", "--format is xml; allowed: json, text, step, classic, oper")]
    [InlineData("show revolve --max-n 99999 --snapshots-in-ram 5 --html a.html", "too long for this picture")]
    [InlineData(
        "show revolve --max-n 9 --snapshots-in-ram 5 --width 39",
        "--width is 39; allowed: a whole number from 40"
    )]
    [InlineData("table online --steps 3 --policy r2 --snapshots 2", "online has no table; allowed: revolve")]
    [InlineData("verify /no/such/file", "/no/such/file cannot be read")]
    [InlineData("verify --limit ram", "--limit is ram; allowed: level=units")]
    [InlineData("compare --max-n 3", "--snapshots-in-ram is missing")]
    [InlineData("plan --steps 3 --ram 4XB", "--ram is 4XB; allowed: bytes")]
    [InlineData(
        "plan --steps 3 --ram 4GB --restart-bytes 1 --dependency-bytes 1 --seconds-per-step 0",
        "--seconds-per"
    )]
    [InlineData("run", "allowed: burgers")]
    [InlineData("run burgers --schedule straight", "--schedule is straight; allowed: multistage")]
    public void Wrong_use_is_one_line(string line, string expected)
    {
        var told = Tool.Run(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(expected, told.ErrorLine(ExitCode.WrongUse));
        Assert.Empty(told.Output);
    }

    [Theory]
    [InlineData(1, "")]
    [InlineData(2, "verify", "")]
    [InlineData(2, "verify", " ")]
    [InlineData(2, "actions", "", "--max-n", "3")]
    [InlineData(4, "show", "revolve", "--svg", "", "--max-n", "3", "--snapshots-in-ram", "1")]
    [InlineData(4, "show", "revolve", "--max-n", "", "--snapshots-in-ram", "1")]
    [InlineData(4, "run", "burgers", "--schedule", "")]
    [InlineData(3, "plan", "--ram", "\t")]
    public void An_empty_argument_is_wrong_use(int number, params string[] arguments)
    {
        var told = Tool.Run(arguments);
        Assert.Contains($"argument {number} is empty", told.ErrorLine(ExitCode.WrongUse));
        Assert.Empty(told.Output);
    }

    /// <summary>One word with all of them: each run of the command takes its time.</summary>
    [Fact]
    public void What_a_message_quotes_cannot_steer_the_terminal()
    {
        const string word = "\u001b[2Ja\u009b31mb\u202egnp.exe\u2066b\u200Bca\nb\u2028b";
        const string shown = @"\u{1B}[2Ja\u{9B}31mb\u{202E}gnp.exe\u{2066}b\u{200B}ca\u{A}b\u{2028}b";
        foreach (
            var arguments in (string[][])
                [
                    [word],
                    ["actions", word],
                    ["actions", "revolve", $"--{word}"],
                    ["actions", "revolve", "--max-n", word],
                    ["actions", "revolve", "--format", word],
                    ["verify", $"/no/{word}"],
                    ["verify", "--limit", word],
                    ["run", word],
                    ["run", "burgers", "--schedule", word],
                    ["plan", "--ram", word],
                ]
        )
            Assert.Contains(shown, Tool.Run(arguments).ErrorLine(ExitCode.WrongUse));
        string[] show = ["show", "revolve", "--max-n", "3", "--snapshots-in-ram", "1"];
        Assert.Contains(shown, Tool.Run([.. show, "--svg", $"/no/such/{word}"]).ErrorLine(ExitCode.Failed));
    }
}
