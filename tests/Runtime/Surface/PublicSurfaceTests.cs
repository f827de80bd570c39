using Schedules.Interop.Tests;

namespace Schedules.Runtime.Tests;

/// <summary>The public surface is a text file, so that a change of it shows in a review.</summary>
public class PublicSurfaceTests
{
    [Fact]
    public void The_public_surface_is_the_one_that_is_written_down() =>
        PublicSurface.IsWrittenDown(typeof(CheckpointExecutor), "Runtime");
}
