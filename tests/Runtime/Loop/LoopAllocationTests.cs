using Schedules.Interop;

namespace Schedules.Runtime.Tests.Loop;

/// <summary>After the first gradient nothing is allocated, on any thread of the process.</summary>
[Collection(Alone.Name)]
public sealed class LoopAllocationTests
{
    private const int Rounds = 1000;
    private const int Gradients = 5;

    [Theory]
    [MemberData(nameof(Families.Names), MemberType = typeof(Families))]
    public void Nothing_is_allocated_but_by_a_schedule_that_decides_as_it_goes(string family)
    {
        var schedule = Families.All[family](Pond.Steps);
        foreach (var overlap in (bool[])[true, false])
        {
            var pond = new Pond();
            using var loop = new GradientLoop(
                pond.Model,
                schedule,
                pond.Control,
                pond.Value,
                pond.Gradient,
                new RunOptions { Overlap = overlap }
            );
            var at = new double[3];
            var (least, own) = (long.MaxValue, OfTheSchedule(schedule));
            Assert.True(own == 0 || family.StartsWith("online", StringComparison.Ordinal), $"{own} bytes");
            // The compiler optimises behind the test, and whatever else is in the process allocates
            // now and then: what an evaluation allocates, it allocates in every round.
            for (var round = 0; round < Rounds && least > own * Gradients; round++)
            {
                if (round > 10)
                    Thread.Sleep(20);
                var before = GC.GetTotalAllocatedBytes(precise: true);
                for (var index = 0; index < Gradients; index++)
                {
                    at[0] = round + (0.1 * index);
                    loop.Evaluate(at);
                }

                least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
            }

            Assert.True(
                least <= own * Gradients,
                $"{(double)least / Gradients} bytes a gradient, {own} of the schedule"
            );
        }
    }

    /// <summary>What going through the actions once allocates.</summary>
    private static long OfTheSchedule(CheckpointSchedule schedule)
    {
        var run = schedule.Start();
        var least = long.MaxValue;
        for (var round = 0; round < Rounds && least > 0; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            run.Restart();
            var at = 0L;
            while (run.MoveNext() && run.Raw.Kind != ActionKind.EndReverse)
            {
                at = run.Raw.Kind == ActionKind.Forward ? run.Raw.N1 : at;
                if (at >= Pond.Steps && run.MaxN is null)
                    run.SetLength(Pond.Steps);
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
