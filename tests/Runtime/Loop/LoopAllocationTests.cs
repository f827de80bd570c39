using Schedules.Interop;

namespace Schedules.Runtime.Tests.Loop;

/// <summary>After the first gradient nothing is allocated, on any thread of the process.</summary>
[Collection(Alone.Name)]
public sealed class LoopAllocationTests
{
    private const int Rounds = 1000;
    private const int Gradients = 5;

    /// <summary>Bytes for the objects of a run with a journal, the names of its files and what is
    /// written into them.</summary>
    private const long OfAJournaledRun = 64 * 1024;

    /// <summary>The same for each checkpoint that is written to disk.</summary>
    private const long OfACheckpointOnDisk = 6 * 1024;

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

    /// <summary>But by the model, which says what it is.</summary>
    [Fact]
    public void An_answer_from_the_journal_allocates_nothing()
    {
        using var scratch = new Journaling.Scratch();
        var pond = new Pond();
        using var loop = Journaled(pond, CheckpointSchedule.Revolve(Pond.Steps, 3), scratch);
        loop.Evaluate(Pond.At(0));
        var at = Pond.At(0);
        _ = pond.Model.Identity;
        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = pond.Model.Identity;
        var own = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(own, Least(own, () => loop.Evaluate(at)));
        Assert.Equal(1, loop.Computed);
    }

    /// <summary>A run of its own with a journal of its own takes objects and names of files, and
    /// nothing of the size of the data.</summary>
    [Theory]
    [MemberData(nameof(Families.Names), MemberType = typeof(Families))]
    public void With_a_journal_what_is_allocated_is_bounded(string family)
    {
        using var scratch = new Journaling.Scratch();
        var schedule = Families.All[family](Pond.Steps);
        var counts = schedule.WithSteps(Pond.Steps).Predict();
        var bound =
            OfAJournaledRun
            + (
                OfACheckpointOnDisk
                * counts.Levels.Where(level => level > Storage.Ram).Sum(level => counts.On(level).Writes)
            );
        var pond = new Pond();
        using var loop = Journaled(pond, schedule, scratch);
        var at = new double[3];
        var least = Least(
            bound,
            () =>
            {
                at[0]++;
                loop.Evaluate(at);
            }
        );
        Assert.True(least <= bound, $"{least} bytes, allowed: {bound}");
    }

    [Fact]
    public void With_a_journal_nothing_of_the_size_of_the_data_is_allocated()
    {
        const int Numbers = 200_000;
        using var scratch = new Journaling.Scratch();
        var (control, state, gradient) = (new double[Numbers], new double[Numbers], new double[Numbers]);
        var model = new ArrayModel(Pond.Steps, [state], [gradient])
        {
            Control = [control],
            Begin = () => control.CopyTo(state, 0),
            Step = _ => state[0] *= 1.01,
            BeginAdjoint = at => at[state].CopyTo(gradient),
            AdjointStep = (_, _) => gradient[0] *= 1.01,
        };
        using var loop = new GradientLoop(
            model,
            CheckpointSchedule.Multistage(Pond.Steps, 2, 3),
            control,
            () => state[0],
            gradient,
            Options(scratch)
        );
        var at = new double[Numbers];
        var bound = OfAJournaledRun + (3 * OfACheckpointOnDisk);
        Assert.True(bound < sizeof(double) * Numbers / 10);
        var least = Least(
            bound,
            () =>
            {
                at[0]++;
                loop.Evaluate(at);
            }
        );
        Assert.True(least <= bound, $"{least} bytes, allowed: {bound}");
    }

    private static GradientLoop Journaled(Pond pond, CheckpointSchedule schedule, Journaling.Scratch scratch) =>
        new(pond.Model, schedule, pond.Control, pond.Value, pond.Gradient, Options(scratch));

    private static RunOptions Options(Journaling.Scratch scratch) =>
        new() { Journal = new JournalOptions(scratch.New()) };

    /// <summary>What all threads allocate, the least of some rounds, until it is as little as
    /// is expected.</summary>
    private static long Least(long enough, Action evaluate)
    {
        var least = long.MaxValue;
        for (var round = 0; round < Rounds && least > enough; round++)
        {
            if (round > 10)
                Thread.Sleep(1);
            var before = GC.GetTotalAllocatedBytes(precise: true);
            evaluate();
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        return least;
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
