using Schedules.Interop;

namespace Schedules.Runtime.Tests.Model;

/// <summary>Gradients of several functionals at one control: all taken back together under any
/// family, or one after the other where a family repeats its adjoint.</summary>
public sealed class SeveralFunctionalsTests
{
    private const int Steps = 23;
    private const int Count = 3;

    public static TheoryData<string> Repeating =>
        [
            .. Families
                .All.Where(family => family.Value(Steps).Adjoints is null or >= Count)
                .Select(family => family.Key),
        ];

    [Theory]
    [MemberData(nameof(Families.Names), MemberType = typeof(Families))]
    public void Together_they_have_the_bits_of_each_alone(string family)
    {
        var (model, gradients) = Together();
        Assert.Equal(Count, model.AdjointCount);
        using var run = new CheckpointExecutor(model, Families.All[family](Steps));
        var profile = run.Run();
        for (var index = 0; index < Count; index++)
            Assert.Equal(Alone(index), gradients[index]);
        // One sweep of the forward, whatever their number.
        Assert.Equal(Steps, profile.ReversedSteps);
    }

    [Theory]
    [MemberData(nameof(Repeating))]
    public void One_after_the_other_they_have_the_same_bits(string family)
    {
        var (model, gradient) = OneByOne();
        using var run = new CheckpointExecutor(model, Families.All[family](Steps), new() { Adjoints = Count });
        for (var index = 0; index < Count; index++)
        {
            Assert.True(run.RunReverse());
            Assert.Equal((index, index + 1L), (model.AdjointIndex, run.Completed));
            Assert.Equal(Alone(index), gradient);
        }

        Assert.True(run.IsComplete);
        Assert.Equal(Count * Steps, run.Profile.ReversedSteps);
    }

    /// <summary>The functional that it is of is known again, too.</summary>
    [Theory]
    [MemberData(nameof(Repeating))]
    public void Broken_off_in_any_of_them_it_goes_on_with_that_one(string family)
    {
        using var place = new Stores.TemporaryDirectory();
        var done = 0;
        for (var life = 0; done < Count; life++)
        {
            Assert.InRange(life, 0, 100);
            using var source = new CancellationTokenSource();
            var left = 30 + (3 * life);
            var (model, gradient) = OneByOne(() =>
            {
                if (--left == 0)
                    source.Cancel();
            });
            var options = new RunOptions
            {
                Adjoints = Count,
                Slice = 1,
                Journal = new JournalOptions(place.Location) { Every = null, EveryActions = 1 },
            };
            using var run = new CheckpointExecutor(model, Families.All[family](Steps), options);
            try
            {
                while (run.RunReverse(source.Token))
                    Assert.Equal(Alone(done++), gradient);
            }
            catch (OperationCanceledException) { }
        }
    }

    [Fact]
    public void A_count_below_one_is_refused()
    {
        double[] x = [1],
            adjoint = [0];
        Assert.Throws<ArgumentOutOfRangeException>(
            "AdjointCount",
            () =>
                new ArrayModel(Steps, [x], [adjoint])
                {
                    Begin = () => { },
                    Step = _ => { },
                    BeginAdjoint = _ => { },
                    AdjointStep = (_, _) => { },
                    AdjointCount = 0,
                }
        );
    }

    private static void Start(double[] x)
    {
        for (var i = 0; i < x.Length; i++)
            x[i] = 0.4 + i;
    }

    private static void Advance(double[] x)
    {
        for (var i = 0; i < x.Length; i++)
            x[i] += 0.05 * Math.Sin(x[i] + (0.1 * x[(i + 1) % x.Length]));
    }

    /// <summary>Functional k is half the square of the k-th number at the end.</summary>
    private static void Last(ReadOnlySpan<double> x, int functional, double[] adjoint)
    {
        Array.Clear(adjoint);
        adjoint[functional] = x[functional];
    }

    private static void GoBack(ReadOnlySpan<double> x, double[] adjoint)
    {
        Span<double> after = stackalloc double[Count];
        adjoint.CopyTo(after);
        for (var i = Count - 1; i >= 0; i--)
        {
            var next = x[(i + 1) % Count];
            var moved = i == Count - 1 ? x[0] + (0.05 * Math.Sin(x[0] + (0.1 * x[1]))) : next;
            var slope = 0.05 * Math.Cos(x[i] + (0.1 * moved));
            adjoint[(i + 1) % Count] += 0.1 * slope * after[i];
            adjoint[i] += slope * after[i];
        }
    }

    private static (ArrayModel Model, double[][] Gradients) Together()
    {
        var x = new double[Count];
        double[][] gradients = [.. Enumerable.Range(0, Count).Select(_ => new double[Count])];
        var model = new ArrayModel(Steps, [x], gradients)
        {
            Begin = () => Start(x),
            Step = _ => Advance(x),
            BeginAdjoint = at =>
            {
                for (var index = 0; index < Count; index++)
                    Last(at[x], index, gradients[index]);
            },
            AdjointStep = (_, at) =>
            {
                foreach (var gradient in gradients)
                    GoBack(at[x], gradient);
            },
            AdjointCount = Count,
        };
        return (model, gradients);
    }

    private static (ArrayModel Model, double[] Gradient) OneByOne(Action? eachStep = null)
    {
        var (x, gradient) = (new double[Count], new double[Count]);
        ArrayModel model = null!;
        model = new ArrayModel(Steps, [x], [gradient])
        {
            Identify = () => "one functional after the other",
            Begin = () => Start(x),
            Step = _ =>
            {
                eachStep?.Invoke();
                Advance(x);
            },
            BeginAdjoint = at => Last(at[x], (int)model.AdjointIndex, gradient),
            AdjointStep = (_, at) =>
            {
                eachStep?.Invoke();
                GoBack(at[x], gradient);
            },
        };
        return (model, gradient);
    }

    private static double[] Alone(int functional)
    {
        var (x, gradient) = (new double[Count], new double[Count]);
        var model = new ArrayModel(Steps, [x], [gradient])
        {
            Begin = () => Start(x),
            Step = _ => Advance(x),
            BeginAdjoint = at => Last(at[x], functional, gradient),
            AdjointStep = (_, at) => GoBack(at[x], gradient),
        };
        using var run = new CheckpointExecutor(model, CheckpointSchedule.SingleMemory());
        run.Run();
        return gradient;
    }
}
