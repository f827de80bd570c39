using System.Diagnostics;
using Schedules.Interop;

namespace Schedules.Runtime.Tests;

/// <summary>What stores fail with is asked for again, where that is wanted.</summary>
public sealed class RetryTests
{
    private const long Steps = 11;
    private static readonly RetryPolicy AtOnce = new() { Retries = 3, Delay = TimeSpan.Zero };

    [Theory]
    [MemberData(nameof(Families.Names), MemberType = typeof(Families))]
    public void Calls_that_fail_as_often_as_allowed_do_not_break_the_run_off(string family)
    {
        foreach (var inPlace in (bool[])[false, true])
        foreach (var overlap in (bool[])[false, true])
        {
            var calls = int.MaxValue;
            for (var k = 0; k < calls; k++)
            {
                var faults = new Faults(call => call >= k && call < k + AtOnce.Retries);
                var model = new ToyModel(Steps, 0.7);
                Run(family, model, faults, inPlace, new RunOptions { Overlap = overlap, Retry = AtOnce });
                Assert.Equal([ToyModel.Expected(Steps, 0.7)], model.Gradients);
                calls = faults.Calls;
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_store_that_works_no_more_is_an_error_after_as_many_tries(bool overlap)
    {
        for (var k = 1; k < 8; k++)
        {
            var faults = new Faults(call => call >= k);
            var options = new RunOptions { Overlap = overlap, Retry = AtOnce };
            Assert.Throws<CheckpointStoreException>(() =>
                Run("single-disk", new ToyModel(Steps, 0.7), faults, false, options)
            );
            Assert.Equal(AtOnce.Retries + 1, faults.Failed);
        }
    }

    [Fact]
    public void A_run_that_is_cancelled_does_not_wait_for_the_next_try()
    {
        var options = new RunOptions { Retry = new() { Delay = TimeSpan.FromHours(1) } };
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        var since = Stopwatch.StartNew();
        Assert.Throws<OperationCanceledException>(() =>
            Run("single-disk", new ToyModel(Steps, 0.7), new Faults(_ => true), false, options, stop.Token)
        );
        Assert.InRange(since.Elapsed, TimeSpan.Zero, TimeSpan.FromMinutes(30));
    }

    [Fact]
    public void The_time_before_a_try_is_doubled_up_to_a_day()
    {
        var policy = new RetryPolicy { Delay = TimeSpan.FromSeconds(2) };
        Assert.Equal(
            [2, 4, 8, 86_400],
            ((int[])[1, 2, 3, int.MaxValue]).Select(retry => policy.DelayOf(retry).TotalSeconds)
        );
        Assert.Throws<ArgumentOutOfRangeException>("Retries", () => new RetryPolicy { Retries = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("Delay", () => new RetryPolicy { Delay = TimeSpan.FromTicks(-1) });
        Assert.Throws<ArgumentOutOfRangeException>("Delay", () => new RetryPolicy { Delay = TimeSpan.FromDays(2) });
    }

    private static void Run(
        string family,
        ToyModel model,
        Faults faults,
        bool inPlace,
        RunOptions options,
        CancellationToken cancellation = default
    )
    {
        using var place = new Place();
        var stores = place.Fill(_ => FaultyStore.Make(faults, inPlace));
        using var executor = new CheckpointExecutor(
            model,
            Families.All[family](Steps),
            options with
            {
                Stores = stores,
            }
        );
        executor.Run(cancellation);
    }
}
