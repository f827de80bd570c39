using Schedules.Tests;

namespace Schedules.Interleavings;

/// <summary>The threads of a team that works on rows.</summary>
[Trait(Campaign.Trait, "interleavings")]
public sealed class RowTests
{
    [Theory]
    [InlineData(2, 2, false, 2, 3)]
    [InlineData(2, 2, true, 1, 2)]
    [InlineData(3, 1, true, 1, 2)]
    public void Each_row_is_done_once_and_what_fails_fails_the_call(
        int threads,
        int calls,
        bool fails,
        int sample,
        int full
    )
    {
        var found = new Exploration(() => RowsProgram.Run(threads, calls, fails)).Complete(Campaign.Of(sample, full));
        Assert.True(found.Failure is null, found.Failure);
    }
}
