using Schedules.Interop;

namespace Schedules.Runtime;

/// <summary>One check of a kind of model: see <see cref="GradientCheck"/>.</summary>
internal sealed class CheckRun<TModel>(
    Func<double[], TModel> model,
    double[] control,
    Func<TModel, double> objective,
    Func<TModel, IReadOnlyList<double>> gradient,
    GradientCheckOptions options
)
    where TModel : IAdjointModel
{
    private const int MostComponents = 4;

    private readonly Random random = new(options.Seed);
    private readonly List<GradientFinding> findings = [];
    private readonly List<DerivativeTest> tests = [];
    private readonly double[] first = control;
    private double[] present = control;

    public GradientCheckResult Run()
    {
        Value(first, out var evaluated);
        var steps =
            evaluated.Steps
            ?? throw new InvalidOperationException("the model has no number of steps after its forward");
        var states = new StepStates(() => model(first), steps, options.Cancellation);
        if (states.FirstDifference() is { } step)
            return Found(
                GradientFault.NotReproducible,
                $"two forwards from the same control differ at the start of step {step}: random numbers in a step, or something "
                    + "that BeginForward does not put back",
                steps
            );
        if (RestartTest.Run(states, steps) is { } finding)
            findings.Add(finding);
        var straight = Gradient(CheckpointSchedule.SingleMemory());
        if (findings.Count == 0)
            CompareSchedules(straight, steps, evaluated.DependencyBytes(0) > 0);
        if (steps > 1 && Resumed(steps) is { } resumed && !resumed.SequenceEqual(straight))
            Found(
                GradientFault.AdjointStateIncomplete,
                "the gradient is another one where the adjoint goes on from the state that it wrote half-way, as after a crash: "
                    + "WriteAdjoint leaves out something that is summed up, or an array is not among those of the adjoint",
                steps
            );
        if (Test(straight))
            TestElsewhere();
        return new(findings, tests, steps);
    }

    /// <summary>Gradients whose dependencies are written and read, or recorded step by step,
    /// have the same bits.</summary>
    private void CompareSchedules(double[] straight, long steps, bool writesDependencies)
    {
        if (
            !Gradient(CheckpointSchedule.Uniform(steps, (int)Math.Min(steps - 1, 8))).SequenceEqual(straight)
            || !Gradient(CheckpointSchedule.Revolve(steps, (int)Math.Clamp(steps / 4, 1, 8))).SequenceEqual(straight)
        )
            Found(
                GradientFault.DependenciesOverwritten,
                "the gradient is another one where steps are computed again before they are reversed: what is recorded of a step changes "
                    + "as the forward goes on, or belongs to another step; Record is to keep copies",
                steps
            );
        else if (steps > 1 && writesDependencies && !Gradient(CheckpointSchedule.SingleDisk()).SequenceEqual(straight))
            Found(
                GradientFault.DependenciesIncomplete,
                "the gradient is another one where dependencies are written and read: WriteDependencies leaves out something that the "
                    + "adjoint of the step needs",
                steps
            );
    }

    /// <summary>The gradient of an adjoint that goes on from its state half-way; null if the model
    /// does not write one.</summary>
    private double[]? Resumed(long steps)
    {
        var (computed, half) = (model(present), steps / 2);
        if (computed is not IAdjointState before)
            return null;
        Record(computed, steps);
        computed.EndForward(steps);
        computed.BeginAdjoint(0);
        computed.Reverse(steps, half, options.Cancellation);
        var bytes = new byte[before.AdjointBytes(half)];
        var writer = new ByteWriter(bytes);
        before.WriteAdjoint(half, ref writer);
        writer.End();
        // What is not in the state has other contents then.
        computed.Reverse(half, 0, options.Cancellation);
        computed.EndAdjoint(0);
        computed = model(present);
        Record(computed, half);
        var reader = new ByteReader(bytes);
        ((IAdjointState)computed).ReadAdjoint(half, ref reader);
        reader.End();
        computed.Reverse(half, 0, options.Cancellation);
        computed.EndAdjoint(0);
        return [.. gradient(computed)];
    }

    private void Record(TModel computed, long steps)
    {
        computed.BeginForward();
        computed.ClearDependencies();
        for (var at = 0L; at < steps; )
        {
            options.Cancellation.ThrowIfCancellationRequested();
            at = computed.Record(at, steps, options.Cancellation);
        }
    }

    /// <summary>At the present control; false if the gradient is wrong, or nothing can be
    /// said.</summary>
    private bool Test(double[] computed)
    {
        var here = present;
        var direction = Direction(here);
        var test = Along(direction, computed, here);
        tests.Add(test);
        if (tests.Count == 1 && test is { Passes: false, IsDecided: true })
            Name(computed, here, test);
        if (test.Passes && tests.Count == 1 && options.Tangent is { } tangent)
        {
            Value(here, out _);
            var along = tangent(direction);
            if (Math.Abs(along - test.Gradient) > 1e-9 * Scale(computed, direction))
                findings.Add(
                    new(
                        GradientFault.TangentDiffers,
                        FormattableString.Invariant(
                            $"the derivative along a direction is {along:E12} by the tangent and {test.Gradient:E12} by the adjoint"
                        )
                    )
                );
        }

        return test.Passes;
    }

    private void TestElsewhere()
    {
        present =
            options.SecondControl ?? [.. first.Select(value => value * (1 + (0.05 * ((2 * random.NextDouble()) - 1))))];
        var computed = Gradient(CheckpointSchedule.SingleMemory());
        if (!Test(computed) && tests[^1].IsDecided)
            findings.Add(
                new(
                    GradientFault.StaleDependencies,
                    "the gradient is right at the first control and wrong at the second: its dependencies are those that were recorded "
                        + "first; ClearDependencies is to forget them, and Record to record each step again"
                )
            );
    }

    /// <summary>Says what is wrong with a gradient, from the derivatives by single
    /// numbers.</summary>
    private void Name(double[] computed, double[] here, DerivativeTest test)
    {
        if (
            model(here) is ArrayModel arrays
            && new StepDerivatives(arrays, random, options.Cancellation).Find() is { } found
        )
        {
            findings.Add(found);
            return;
        }

        var along = new List<(int Index, DerivativeTest Test)>();
        foreach (var index in Components(computed))
        {
            var unit = new double[here.Length];
            unit[index] = Unit(here, index);
            along.Add((index, Along(unit, computed, here)));
        }

        var wrong = along.Where(one => one.Test is { Passes: false, IsDecided: true }).ToList();
        var message = FormattableString.Invariant(
            $"the derivative along a direction is {test.Gradient:E6} by the adjoint, and {test.Difference:E6} by differences"
        );
        findings.Add(
            Reversed(test) && along.All(one => !one.Test.IsDecided || Reversed(one.Test))
                ? new(GradientFault.WrongSign, $"{message}: the gradient has the wrong sign")
            : wrong.Find(one => one.Test.Gradient == 0) is { Test: { } } missing
                ? new(
                    GradientFault.MissingTerm,
                    FormattableString.Invariant(
                        $"{message}; the derivative by number {missing.Index} of the control is 0 in the gradient, and {missing.Test.Difference / Unit(here, missing.Index):E6} by differences: a term is missing"
                    )
                )
            : new(
                GradientFault.WrongTerm,
                $"{message}: a term of the adjoint is missing, or has a wrong sign or factor"
                    + (wrong.Count == 0 ? "" : $"; the derivative by number {wrong[0].Index} of the control is wrong")
            )
        );
    }

    private static bool Reversed(DerivativeTest test) => Math.Abs(test.Gradient + test.Difference) <= test.Tolerance;

    /// <summary>The numbers with the largest derivatives, and some that are zero.</summary>
    private static IEnumerable<int> Components(double[] computed)
    {
        var byLargest = Enumerable.Range(0, computed.Length).OrderByDescending(i => Math.Abs(computed[i])).ToList();
        return byLargest.Take(MostComponents).Concat(byLargest.TakeLast(MostComponents)).Distinct();
    }

    private DerivativeTest Along(double[] direction, double[] computed, double[] here) =>
        DerivativeTest.Run(
            Value(here, out _),
            h => Value([.. here.Zip(direction, (c, d) => c + (h * d))], out _),
            computed.Zip(direction, (g, d) => g * d).Sum(),
            Scale(computed, direction)
        );

    private static double Scale(double[] computed, double[] direction) =>
        computed.Zip(direction, (g, d) => Math.Abs(g * d)).Sum();

    /// <summary>Random, each number in the size of the control.</summary>
    private double[] Direction(double[] here) =>
        [
            .. here.Select(
                (_, i) => Unit(here, i) * (0.5 + (0.5 * random.NextDouble())) * (random.Next(2) == 0 ? -1 : 1)
            ),
        ];

    private static double Unit(double[] here, int index)
    {
        var largest = here.Max(Math.Abs);
        return Math.Max(Math.Abs(here[index]), largest > 0 ? 1e-3 * largest : 1);
    }

    private double Value(double[] here, out TModel evaluated)
    {
        options.Cancellation.ThrowIfCancellationRequested();
        evaluated = model(here);
        using var run = new CheckpointExecutor(evaluated, CheckpointSchedule.None());
        run.Run(options.Cancellation);
        return objective(evaluated);
    }

    private double[] Gradient(CheckpointSchedule schedule)
    {
        using var memory = new MemoryStore();
        var stores = new Dictionary<Storage, ICheckpointStore> { [Storage.Disk] = memory };
        var computed = model(present);
        using var run = new CheckpointExecutor(computed, schedule, new RunOptions { Stores = stores, Overlap = false });
        run.Run(options.Cancellation);
        double[] numbers = [.. gradient(computed)];
        return numbers.Length == first.Length
            ? numbers
            : throw new ArgumentException(
                $"the gradient has {numbers.Length} numbers, the control {first.Length}; allowed: as many",
                nameof(gradient)
            );
    }

    private GradientCheckResult Found(GradientFault fault, string message, long steps)
    {
        findings.Add(new(fault, message));
        return new(findings, tests, steps);
    }
}
