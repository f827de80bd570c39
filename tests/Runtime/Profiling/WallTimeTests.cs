using Schedules.Interop;

namespace Schedules.Runtime.Tests;

/// <summary>What a profile predicts of the wall time of its run.</summary>
public sealed class WallTimeTests
{
    private const long Steps = 31;

    private static readonly Machine Given = new()
    {
        Advance = 0.5,
        Record = 0.75,
        Reverse = 1.25,
        RestartBytes = 24,
        DependencyBytes = 32,
        Levels = [new(0.01, 0.02), new(3, 2, 16, 32)],
    };

    [Theory]
    [MemberData(nameof(Families.Names), MemberType = typeof(Families))]
    public void It_is_that_of_the_schedule_on_the_machine_that_was_given(string family)
    {
        var schedule = Families.All[family](Steps);
        foreach (var overlap in (bool[])[true, false])
        foreach (var buffers in (int[])[2, 7])
        {
            var options = new RunOptions
            {
                Overlap = overlap,
                Buffers = buffers,
                LookAhead = 50,
                Machine = Given,
            };
            using var executor = new CheckpointExecutor(new ToyModel(Steps, 0.7), schedule, options);
            Assert.Null(executor.Profile.PredictedTime());
            var profile = executor.Run();
            var expected = schedule
                .WithSteps(Steps)
                .Time(Given with { Buffers = buffers, LookAhead = 50 }, overlap)
                .Seconds;
            Assert.Equal(expected, profile.PredictedTime()!.Value.TotalSeconds, 1e-6);
            Assert.Equal(expected, profile.PredictedTime(Given)!.Value.TotalSeconds, 1e-6);
            var told = FormattableString.Invariant($"wall time predicted: {expected:F3} s; measured: ");
            Assert.Contains(told, profile.ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Families.Names), MemberType = typeof(Families))]
    public void By_what_was_measured_one_after_the_other_it_is_the_sum_of_that(string family)
    {
        using var executor = new CheckpointExecutor(
            new ToyModel(Steps, 0.7),
            Families.All[family](Steps),
            new RunOptions { Overlap = false }
        );
        var profile = executor.Run();
        var sum = profile.Entries.Sum(entry => entry.Time.TotalSeconds);
        // A short run takes a few ticks, and each of its times is a whole number of them.
        var rounding = (profile.Entries.Count + 1) * 1.0 / TimeSpan.TicksPerSecond;
        Assert.Equal(sum, profile.PredictedTime()!.Value.TotalSeconds, 0.01 * sum + rounding);
    }

    [Fact]
    public void Of_a_stream_of_ones_own_nothing_is_known()
    {
        var schedule = CheckpointSchedule.Revolve(Steps, 3);
        using var executor = new CheckpointExecutor(
            new ToyModel(Steps, 0.7),
            schedule.ToList(),
            schedule.RefereeOptions,
            new RunOptions { Machine = Given }
        );
        var profile = executor.Run();
        Assert.Null(profile.PredictedTime());
        Assert.DoesNotContain("wall time", profile.ToString(), StringComparison.Ordinal);
    }
}
