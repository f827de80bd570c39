using Schedules.Cli.CommandLine;
using Schedules.Cli.Families;
using Schedules.Cli.Help;
using Schedules.Interop;
using Schedules.Tests;

namespace Schedules.Cli.Tests;

/// <summary>The help of each family: its own options, with their ranges, its paper, and a line that
/// can be run.</summary>
public sealed class FamilyHelpTests
{
    /// <summary>All in the campaign, one of five without it.</summary>
    public static TheoryData<string> Names =>
        [.. ScheduleFamily.All.Select(family => family.Name).Where((_, index) => index % Campaign.Of(5, 1) == 0)];

    [Theory]
    [Trait(Campaign.Trait, "documentation")]
    [MemberData(nameof(Names))]
    public void It_has_the_options_of_the_family_and_its_example_runs(string name)
    {
        var family = ScheduleFamily.Find(name)!;
        var help = Tool.Run([name, "--help"]).Done();
        Assert.All(help.Lines, line => Assert.InRange(line.Length, 0, 80));
        var options = help
            .Lines.Select(line => line.Trim())
            .Where(line => line.StartsWith("--", StringComparison.Ordinal) && !line.Contains(' '))
            .ToHashSet();
        IEnumerable<string> expected = family
            .Parameters.SelectMany(OptionNames.Of)
            .Append(family.IsOffline ? OptionNames.MaxN : OptionNames.Steps)
            .Concat(family.Parameters.Any(p => p.Kind == ParameterKind.SlotsOfLevels) ? [OptionNames.Slots] : []);
        Assert.Equal(expected.ToHashSet(), options);
        foreach (var word in family.Source.Split(' '))
            Assert.Contains(word, help.Output, StringComparison.Ordinal);
        Assert.NotEmpty(Tool.Run(FamilyHelp.Example(family).Split(' ')[1..]).Done().Lines);
    }

    [Theory]
    [InlineData("revolve")]
    [InlineData("show revolve --help")]
    [InlineData("cost revolve -h")]
    public void It_is_asked_for_in_several_ways(string line) =>
        Assert.Equal(Tool.Run("revolve", "--help").Done().Output, Tool.Run(line.Split(' ')).Done().Output);

    [Fact]
    public void The_command_alone_says_what_it_can_do() =>
        Assert.Equal(Tool.Run("--help").Done().Output, Tool.Run().Done().Output);

    [Theory]
    [InlineData("revolv", "revolve")]
    [InlineData("h-rveolve", "h-revolve")]
    [InlineData("mixd", "mixed")]
    [InlineData("onlin", "online")]
    public void A_family_that_is_almost_right_is_named(string typed, string meant) =>
        Assert.Contains(
            $"{typed} is no family (did you mean {meant}?); allowed",
            Tool.Run("cost", typed).ErrorLine(ExitCode.WrongUse)
        );

    [Theory]
    [InlineData("shwo", "(did you mean show?)")]
    [InlineData("show revolve --max-m 3", "(did you mean --max-n?)")]
    [InlineData("draw", "draw is no command; allowed")]
    public void So_is_a_command_or_an_option(string line, string expected) =>
        Assert.Contains(expected, Tool.Run(line.Split(' ')).ErrorLine(ExitCode.WrongUse));

    [Theory]
    [InlineData("cost revolve --max-n 1e6 --snapshots-in-ram 10", "cost revolve --max-n 1000000 --snapshots-in-ram 10")]
    [InlineData("cost optimal --max-n 2.5E1 --slots 1e0,2", "cost optimal --max-n 25 --slots 1,2")]
    [InlineData(
        "plan --steps 1e2 --ram 16e9 --restart-bytes 80e6 --dependency-bytes 0.4GB --seconds-per-step 5e-1",
        "plan --steps 100 --ram 16GB --restart-bytes 80MB --dependency-bytes 400MB --seconds-per-step 0.5"
    )]
    public void Large_numbers_may_have_an_exponent(string line, string plain) =>
        Assert.Equal(Tool.Run(plain.Split(' ')).Done().Output, Tool.Run(line.Split(' ')).Done().Output);

    [Theory]
    [InlineData("1.5e0")]
    [InlineData("1e-1")]
    [InlineData("e6")]
    [InlineData("1e99")]
    public void Other_numbers_are_refused_as_typed(string number) =>
        Assert.Contains(
            $"--max-n is {number}; allowed: a whole number",
            Tool.Run("cost", "revolve", "--max-n", number, "--snapshots-in-ram", "2").ErrorLine(ExitCode.WrongUse)
        );

    [Theory]
    [InlineData("schedules ")]
    [InlineData("schedules show ")]
    [InlineData("schedules plan --")]
    [InlineData("schedules show revolve --trajectory ")]
    public void Shells_complete_with_words(string line)
    {
        var words = Tool.Run($"[suggest:{line.Length}]", line).Done().Lines;
        Assert.NotEmpty(words);
        Assert.All(words, word => Assert.Matches("^(--)?[a-z0-9][a-z0-9-]+$", word));
    }
}
