using Schedules.Interop;
using Schedules.Runtime.Tests.Journaling;

namespace Schedules.Runtime.Tests.Loop;

/// <summary>What is complete is answered from the journal, and what was broken off goes on.</summary>
public sealed class LoopJournalTests : IDisposable
{
    private const int Evaluations = 4;
    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    /// <summary>A process that dies at any step of any evaluation, and the next, which asks for the
    /// same again from the first on.</summary>
    [Theory]
    [MemberData(nameof(Families.Names), MemberType = typeof(Families))]
    public void Started_again_it_comes_to_the_same_bits_and_computes_what_is_missing(string family)
    {
        var place = scratch.New();
        var (answered, resumed, last) = (0L, 0, -1);
        for (var life = 0; last < Evaluations - 1; life++)
        {
            Assert.InRange(life, 0, 200);
            var pond = new Pond();
            using var source = new CancellationTokenSource();
            var left = 30 + (17 * (life % 5));
            pond.EachStep = () =>
            {
                if (--left == 0)
                    source.Cancel();
            };
            using var loop = Of(pond, Families.All[family](Pond.Steps), place);
            try
            {
                for (var index = 0; index < Evaluations; index++)
                {
                    var value = loop.Evaluate(Pond.At(index), source.Token);
                    Assert.Equal(Pond.Straight(Pond.At(index)), (double[])[value, .. pond.Gradient]);
                    Assert.Equal(Pond.At(index), pond.Control);
                    resumed += loop.Recovery is { Reversed: > 0 } ? 1 : 0;
                    last = Math.Max(last, index);
                }
            }
            catch (OperationCanceledException) { }

            Assert.InRange(loop.Answered, answered, Evaluations);
            answered = loop.Answered;
        }

        Assert.True(resumed > 0);
        using (var loop = Of(new Pond(), Families.All[family](Pond.Steps), place))
        {
            for (var index = 0; index < Evaluations; index++)
                loop.Evaluate(Pond.At(index));
            Assert.Equal((0L, (long)Evaluations), (loop.Computed, loop.Answered));
            loop.Complete();
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(place));
    }

    [Fact]
    public void What_a_crash_cuts_off_is_computed_again()
    {
        var place = scratch.New();
        Fill(place);
        var whole = File.ReadAllBytes(Path.Combine(place, EvaluationLog.FileName));
        for (var length = 0; length < whole.Length; length += 5)
        {
            var cut = scratch.New();
            Directory.CreateDirectory(cut);
            File.WriteAllBytes(Path.Combine(cut, EvaluationLog.FileName), whole[..length]);
            ComesToTheSame(cut);
        }
    }

    [Fact]
    public void What_is_altered_is_refused_or_computed_again_and_never_believed()
    {
        var place = scratch.New();
        Fill(place);
        var whole = File.ReadAllBytes(Path.Combine(place, EvaluationLog.FileName));
        var refused = 0;
        for (var at = 0; at < whole.Length; at += 3)
        {
            var altered = scratch.New();
            Directory.CreateDirectory(altered);
            var bytes = whole.ToArray();
            bytes[at] ^= (byte)(1 << (at % 8));
            File.WriteAllBytes(Path.Combine(altered, EvaluationLog.FileName), bytes);
            try
            {
                ComesToTheSame(altered);
            }
            catch (JournalException damaged)
            {
                Assert.Matches("Remove what is in the directory|Give the control that they are of", damaged.Message);
                refused++;
            }
        }

        Assert.InRange(refused, 20, whole.Length);
    }

    [Fact]
    public void It_is_of_one_number_of_numbers_and_of_one_loop_at_a_time()
    {
        var place = scratch.New();
        Fill(place);
        double[] control = [1],
            x = [0],
            gradient = [0];
        var model = new ArrayModel(5, [x], [gradient])
        {
            Control = [control],
            Begin = () => x[0] = control[0],
            Step = _ => x[0] *= 1.1,
            BeginAdjoint = _ => gradient[0] = 1,
            AdjointStep = (_, _) => gradient[0] *= 1.1,
        };
        var refused = Assert.Throws<JournalException>(() =>
            new GradientLoop(model, CheckpointSchedule.SingleMemory(), control, () => x[0], gradient, Options(place))
        );
        Assert.Contains("are of 3 numbers, and this loop is of 1", refused.Message);

        using var loop = Of(new Pond(), CheckpointSchedule.SingleMemory(), place);
        var used = Assert.Throws<JournalException>(() => Of(new Pond(), CheckpointSchedule.SingleMemory(), place));
        Assert.Contains("another loop uses it", used.Message);
    }

    /// <summary>By its identity: with the same control it has another gradient.</summary>
    [Fact]
    public void Another_model_is_not_answered()
    {
        var place = scratch.New();
        Fill(place);
        var pond = new Pond(steps: 19);
        using var loop = new GradientLoop(
            pond.Model,
            CheckpointSchedule.SingleMemory(),
            pond.Control,
            pond.Value,
            pond.Gradient,
            Options(place)
        );
        var value = loop.Evaluate(Pond.At(0));
        Assert.Equal((1L, 0L), (loop.Computed, loop.Answered));
        Assert.Equal(Pond.Straight(Pond.At(0), 19), (double[])[value, .. pond.Gradient]);
    }

    [Fact]
    public void Rounded_checkpoints_are_answered_for_the_same_schedule_only()
    {
        var place = scratch.New();
        long Computed(CheckpointSchedule schedule, StoredPrecision precision)
        {
            var pond = new Pond();
            var options = Options(place) with { Precision = precision };
            using var loop = new GradientLoop(pond.Model, schedule, pond.Control, pond.Value, pond.Gradient, options);
            loop.Evaluate(Pond.At(0));
            return loop.Computed;
        }

        var (few, more) = (CheckpointSchedule.Revolve(Pond.Steps, 2), CheckpointSchedule.Revolve(Pond.Steps, 5));
        Assert.Equal(1, Computed(few, StoredPrecision.Exact));
        Assert.Equal(0, Computed(more, StoredPrecision.Exact));
        Assert.Equal(1, Computed(few, StoredPrecision.Single));
        Assert.Equal(0, Computed(few, StoredPrecision.Single));
        Assert.Equal(1, Computed(more, StoredPrecision.Single));
    }

    /// <summary>An evaluation that is not asked for again leaves nothing, and foreign
    /// files stay.</summary>
    [Fact]
    public void What_is_not_asked_for_again_is_removed_and_nothing_else()
    {
        var place = scratch.New();
        Directory.CreateDirectory(Path.Combine(place, "evaluation-mine"));
        Break(place, Pond.At(0));
        Assert.Equal(2, Directory.GetDirectories(place).Length);
        var pond = new Pond();
        using (var loop = Of(pond, CheckpointSchedule.SingleDisk(), place))
        {
            var value = loop.Evaluate(Pond.At(1));
            Assert.Equal(Pond.Straight(Pond.At(1)), (double[])[value, .. pond.Gradient]);
            Assert.Single(Directory.GetDirectories(place));
            loop.Complete();
        }

        Assert.Equal([Path.Combine(place, "evaluation-mine")], Directory.GetFileSystemEntries(place));
    }

    [Fact]
    public void A_value_that_is_gone_is_missed()
    {
        var place = scratch.New();
        Break(place, Pond.At(0));
        File.Delete(Path.Combine(place, EvaluationLog.FileName));
        using var loop = Of(new Pond(), CheckpointSchedule.SingleDisk(), place);
        var refused = Assert.Throws<InvalidOperationException>(() => loop.Evaluate(Pond.At(0)));
        Assert.Contains("its value is not in the journal", refused.Message);
    }

    [Fact]
    public void A_model_without_an_identity_is_refused_at_the_call()
    {
        var model = new IdleModel(5);
        var refused = Assert.Throws<ArgumentException>(
            "model",
            () =>
                new GradientLoop(
                    model,
                    CheckpointSchedule.SingleMemory(),
                    new double[1],
                    () => 0,
                    new double[1],
                    Options(scratch.New())
                )
        );
        Assert.Contains("Identity", refused.Message);
    }

    /// <summary>Breaks an evaluation off in reverse.</summary>
    private static void Break(string place, double[] at)
    {
        var pond = new Pond();
        using var source = new CancellationTokenSource();
        var left = Pond.Steps + 10;
        pond.EachStep = () =>
        {
            if (--left == 0)
                source.Cancel();
        };
        using var loop = Of(pond, CheckpointSchedule.SingleDisk(), place);
        Assert.Throws<OperationCanceledException>(() => loop.Evaluate(at, source.Token));
    }

    private static void Fill(string place)
    {
        using var loop = Of(new Pond(), CheckpointSchedule.Revolve(Pond.Steps, 3), place);
        for (var index = 0; index < 2; index++)
            loop.Evaluate(Pond.At(index));
    }

    private static void ComesToTheSame(string place)
    {
        var pond = new Pond();
        using var loop = Of(pond, CheckpointSchedule.Revolve(Pond.Steps, 3), place);
        for (var index = 0; index < 2; index++)
        {
            var value = loop.Evaluate(Pond.At(index));
            Assert.Equal(Pond.Straight(Pond.At(index)), (double[])[value, .. pond.Gradient]);
        }
    }

    private static RunOptions Options(string place) =>
        new()
        {
            Journal = new JournalOptions(place) { Every = null, EveryActions = 1 },
        };

    private static GradientLoop Of(Pond pond, CheckpointSchedule schedule, string place) =>
        new(pond.Model, schedule, pond.Control, pond.Value, pond.Gradient, Options(place));
}
