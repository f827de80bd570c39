using Schedules.Interop.Tests;

namespace Schedules.Testing.Tests;

/// <summary>The public surface is a text file, so that a change of it shows in a review.</summary>
public class PublicSurfaceTests
{
    [Fact]
    public void The_public_surface_is_the_one_that_is_written_down() =>
        PublicSurface.IsWrittenDown(typeof(Laws), "Testing");

    [Fact]
    public void No_type_of_FSharp_is_on_it() =>
        Assert.DoesNotContain(
            typeof(Laws).Assembly.GetReferencedAssemblies(),
            name => name.Name is "FSharp.Core" or "Schedules.FSharp"
        );
}
