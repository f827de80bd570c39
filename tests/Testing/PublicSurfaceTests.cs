using Schedules.Interop.Tests;

namespace Schedules.Testing.Tests;

/// <summary>The public surface is a text file, so that a change of it shows in a review.</summary>
public class PublicSurfaceTests
{
    [Fact]
    public void The_public_surface_is_the_one_that_is_written_down()
    {
        var output = AppContext.BaseDirectory;
        var received = Path.Combine(output, "PublicSurface.received.txt");
        var actual = string.Concat(Signature.Of(typeof(Laws).Assembly).Select(line => line + "\n"));
        File.WriteAllText(received, actual);
        Assert.True(
            File.ReadAllText(Path.Combine(output, "PublicSurface.txt")) == actual,
            $"The public surface has changed. If that is meant: cp {received} tests/Testing/PublicSurface.txt"
        );
    }

    [Fact]
    public void No_type_of_FSharp_is_on_it() =>
        Assert.DoesNotContain(
            typeof(Laws).Assembly.GetReferencedAssemblies(),
            name => name.Name is "FSharp.Core" or "Schedules.FSharp"
        );
}
