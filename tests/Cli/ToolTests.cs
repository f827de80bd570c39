namespace Schedules.Cli.Tests;

public sealed class ToolTests
{
    /// <summary>Of each way to end, to read and to write one.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("actions revolve --max-n 10 --snapshots-in-ram 3")]
    [InlineData("cost revolve --max-n 10 --snapshots-in-ram 3 --format json")]
    [InlineData("plan --help")]
    [InlineData("serve", """{"op":"hello"}""")]
    [InlineData("verify", """["EndForward"]""")]
    [InlineData("verify", """["EndFor""")]
    [InlineData("verify /no/such/file")]
    [InlineData("shwo")]
    public void It_does_within_the_tests_what_it_does_in_a_process_of_its_own(string line, string input = "")
    {
        var arguments = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            Tool.RunApart(writer => writer.Write(input), arguments),
            Tool.RunWith(writer => writer.Write(input), arguments)
        );
    }
}
