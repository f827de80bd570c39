using Schedules.Interop.Tests;

namespace Schedules.Mpi.Tests;

/// <summary>The public surface is a text file, so that a change of it shows in a review.</summary>
public class PublicSurfaceTests
{
    private const string Baseline = "PublicSurface.txt";

    [Fact]
    public void The_public_surface_is_the_one_that_is_written_down()
    {
        var output = AppContext.BaseDirectory;
        var received = Path.Combine(output, "PublicSurface.received.txt");
        var expected = File.ReadAllText(Path.Combine(output, Baseline));
        var actual = string.Concat(Signature.Of(typeof(MpiGroup).Assembly).Select(line => line + "\n"));
        File.WriteAllText(received, actual);

        Assert.True(
            expected == actual,
            $"""
            The public surface has changed:
            {string.Join('\n', Changes(expected.Split('\n'), actual.Split('\n')))}
            If that is meant, accept it with
            cp {received} tests/Mpi/{Baseline}
            """
        );
    }

    private static IEnumerable<string> Changes(string[] before, string[] after) =>
        [.. before.Except(after).Select(line => $"- {line}"), .. after.Except(before).Select(line => $"+ {line}")];
}
