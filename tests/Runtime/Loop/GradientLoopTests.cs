using Schedules.Interop;

namespace Schedules.Runtime.Tests.Loop;

/// <summary>One schedule, one set of stores and threads, many controls.</summary>
public sealed class GradientLoopTests
{
    [Theory]
    [MemberData(nameof(Families.Names), MemberType = typeof(Families))]
    public void Each_evaluation_has_the_bits_of_a_run_of_its_own(string family)
    {
        foreach (var overlap in (bool[])[true, false])
        foreach (var knowsItsEnd in (bool[])[true, false])
        {
            var pond = new Pond(knowsItsEnd);
            using var loop = Of(pond, Families.All[family](Pond.Steps), new RunOptions { Overlap = overlap });
            var result = new double[3];
            for (var index = 0; index < 4; index++)
            {
                var value = loop.Evaluate(Pond.At(index), result);
                Assert.Equal(Pond.Straight(Pond.At(index)), (double[])[value, .. result]);
                Assert.Equal(result, pond.Gradient);
            }

            Assert.Equal((4L, 0L), (loop.Computed, loop.Answered));
        }
    }

    [Theory]
    [MemberData(nameof(Families.Names), MemberType = typeof(Families))]
    public void Levels_are_empty_between_evaluations_and_labels_are_never_the_same(string family)
    {
        var pond = new Pond();
        var stores = new[] { Storage.Ram, Storage.Disk, (Storage)2 }.ToDictionary(
            level => level,
            _ => (ICheckpointStore)new Labelled()
        );
        using var loop = Of(pond, Families.All[family](Pond.Steps), new RunOptions { Stores = stores });
        for (var index = 0; index < 3; index++)
        {
            foreach (var labelled in stores.Values.Cast<Labelled>())
                labelled.Evaluation = index;
            loop.Evaluate(Pond.At(index));
        }

        var labels = stores.Values.Cast<Labelled>().SelectMany(store => store.Labels).ToList();
        Assert.Equal(labels.Count, labels.Distinct().Count());
        Assert.All(stores.Values.Cast<Labelled>(), store => Assert.Empty(store.Foreign));
    }

    [Fact]
    public void A_calculation_may_have_another_length_each_time()
    {
        var pond = new Pond(knowsItsEnd: false);
        using var loop = Of(pond, CheckpointSchedule.TwoLevel(7, 2, Storage.Ram));
        foreach (var length in (int[])[23, 5, 40])
        {
            pond.Length = length;
            var value = loop.Evaluate(Pond.At(length));
            Assert.Equal(Pond.Straight(Pond.At(length), length), (double[])[value, .. pond.Gradient]);
        }
    }

    /// <summary>What else changes the result is nobody's to say without a journal.</summary>
    [Fact]
    public void The_same_control_is_evaluated_anew()
    {
        var pond = new Pond(knowsItsEnd: false);
        using var loop = Of(pond, CheckpointSchedule.TwoLevel(7, 2, Storage.Ram));
        foreach (var length in (int[])[23, 40, 23])
        {
            pond.Length = length;
            Array.Clear(pond.Control);
            Array.Clear(pond.Gradient);
            var value = loop.Evaluate(Pond.At(1));
            Assert.Equal(Pond.At(1), pond.Control);
            Assert.Equal(Pond.Straight(Pond.At(1), length), (double[])[value, .. pond.Gradient]);
        }
        Assert.Equal((3L, 0L), (loop.Computed, loop.Answered));
    }

    [Fact]
    public void After_a_cancellation_or_a_failure_the_next_evaluation_begins_anew()
    {
        var pond = new Pond();
        using var loop = Of(pond, CheckpointSchedule.Multistage(Pond.Steps, 2, 3));
        loop.Evaluate(Pond.At(0));
        var broken = 0;
        for (var after = 1; after < 40; after++)
        {
            using var source = new CancellationTokenSource();
            var left = after;
            pond.Step = _ =>
            {
                if (--left == 0 && after % 2 == 0)
                    source.Cancel();
                else if (left == 0)
                    throw new InvalidTimeZoneException("on purpose");
            };
            // It may be cancelled after all has been done.
            if (Record.Exception(() => loop.Evaluate(Pond.At(1), source.Token)) is not null)
                broken++;
            pond.Step = null;
            // The same control and another one, by turns.
            var next = after % 3 == 0 ? 1 : 2 + after;
            var value = loop.Evaluate(Pond.At(next));
            Assert.Equal(Pond.Straight(Pond.At(next)), (double[])[value, .. pond.Gradient]);
        }

        Assert.InRange(broken, 20, 39);
    }

    [Fact]
    public void A_model_that_is_not_put_at_its_start_is_refused_at_the_call()
    {
        var model = new NoBeginning();
        foreach (var journal in (JournalOptions?[])[null, new JournalOptions("nowhere")])
        {
            var refused = Assert.Throws<InvalidOperationException>(() =>
                new GradientLoop(
                    model,
                    CheckpointSchedule.Revolve(Pond.Steps, 3),
                    new double[1],
                    () => 0,
                    new double[1],
                    new RunOptions { Journal = journal }
                )
            );
            Assert.Contains("BeginForward", refused.Message);
        }

        Assert.False(Directory.Exists("nowhere"));
    }

    [Fact]
    public void A_model_that_stops_being_put_at_its_start_is_refused()
    {
        var model = new Fickle();
        using var loop = new GradientLoop(
            model,
            CheckpointSchedule.SingleMemory(),
            model.Control,
            () => 1,
            model.Gradient
        );
        loop.Evaluate([1.0]);
        model.Begins = false;
        Assert.Contains("BeginForward", Assert.Throws<InvalidOperationException>(() => loop.Evaluate([2.0])).Message);
        model.Begins = true;
        loop.Evaluate([2.0]);
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(3, false)]
    [InlineData(60, true)]
    [InlineData(60, false)]
    public void A_control_that_changes_while_it_is_evaluated_is_seen(int after, bool checks)
    {
        var pond = new Pond();
        using var loop = Of(pond, CheckpointSchedule.Revolve(Pond.Steps, 2), new RunOptions { CheckReplays = checks });
        pond.Step = _ => pond.Control[0] += --after == 0 ? 1e-12 : 0;
        var seen = Assert.Throws<InvalidOperationException>(() => loop.Evaluate(Pond.At(0)));
        Assert.Contains("the control has changed", seen.Message);
        pond.Step = null;
        var value = loop.Evaluate(Pond.At(0));
        Assert.Equal(Pond.Straight(Pond.At(0)), (double[])[value, .. pond.Gradient]);
    }

    /// <summary>It would be right the first time, and the sum of all gradients from then on.</summary>
    [Fact]
    public void A_gradient_that_is_summed_up_onto_the_last_is_seen()
    {
        double[] control = [1],
            x = [0],
            adjoint = [0],
            gradient = [0];
        var model = new ArrayModel(5, [x], [adjoint, gradient])
        {
            Control = [control],
            Begin = () => x[0] = control[0],
            Step = _ => x[0] *= 1.1,
            BeginAdjoint = _ => adjoint[0] = 1,
            AdjointStep = (n, _) =>
            {
                adjoint[0] *= 1.1;
                gradient[0] += n == 0 ? adjoint[0] : 0;
            },
        };
        using var loop = new GradientLoop(model, CheckpointSchedule.SingleMemory(), control, () => x[0], gradient);
        var seen = Assert.Throws<InvalidOperationException>(() => loop.Evaluate([2.0]));
        Assert.Contains("number 0 of the gradient is NaN", seen.Message);
    }

    [Fact]
    public void Another_run_with_its_model_does_not_go_on_and_the_loop_does()
    {
        var pond = new Pond();
        using var loop = Of(pond, CheckpointSchedule.Revolve(Pond.Steps, 3));
        loop.Evaluate(Pond.At(0));
        using var other = new CheckpointExecutor(pond.Model, CheckpointSchedule.Revolve(Pond.Steps, 3));
        other.RunForward();
        var value = loop.Evaluate(Pond.At(1));
        Assert.Equal(Pond.Straight(Pond.At(1)), (double[])[value, .. pond.Gradient]);
        Assert.Throws<InvalidOperationException>(() => other.RunReverse());
    }

    [Fact]
    public void An_evaluation_does_not_begin_within_another_and_the_loop_is_not_ended_there()
    {
        var pond = new Pond();
        using var loop = Of(pond, CheckpointSchedule.SingleMemory());
        var refused = 0;
        pond.Step = n =>
        {
            if (n != 3)
                return;
            Assert.Throws<InvalidOperationException>(() => loop.Evaluate(Pond.At(5)));
            Assert.Throws<InvalidOperationException>(loop.Dispose);
            refused++;
        };
        var value = loop.Evaluate(Pond.At(0));
        Assert.Equal(1, refused);
        Assert.Equal(Pond.Straight(Pond.At(0)), (double[])[value, .. pond.Gradient]);
        loop.Dispose();
        Assert.Throws<ObjectDisposedException>(() => loop.Evaluate(Pond.At(0)));
    }

    [Fact]
    public void Wrong_use_is_refused_by_name()
    {
        var pond = new Pond();
        var schedule = CheckpointSchedule.Revolve(Pond.Steps, 3);
        void Refused(string name, Func<object> act) => Assert.Throws<ArgumentException>(name, act);
        GradientLoop Loop(
            double[] control,
            double[] gradient,
            CheckpointSchedule schedule,
            RunOptions? options = null
        ) => new(pond.Model, schedule, control, pond.Value, gradient, options);

        Refused("control", () => Loop([], [], schedule));
        Refused("gradient", () => Loop(pond.Control, new double[2], schedule));
        Refused("gradient", () => Loop(pond.Control, pond.Control, schedule));
        Refused("schedule", () => Loop(pond.Control, pond.Gradient, CheckpointSchedule.None()));
        Refused("schedule", () => Loop(pond.Control, pond.Gradient, CheckpointSchedule.Revolve(22, 3)));
        Refused("options", () => Loop(pond.Control, pond.Gradient, schedule, new RunOptions { Adjoints = 0 }));
        Refused("options", () => Loop(pond.Control, pond.Gradient, schedule, new RunOptions { Adjoints = 2 }));
        var ranked = new RunOptions { Rank = "0", Journal = new JournalOptions("nowhere") };
        Refused("options", () => Loop(pond.Control, pond.Gradient, schedule, ranked));
        using var loop = Of(pond, schedule);
        Refused("at", () => loop.Evaluate([1.0, 2.0]));
        Refused("result", () => loop.Evaluate(Pond.At(0), new double[2]));
    }

    private static GradientLoop Of(Pond pond, CheckpointSchedule schedule, RunOptions? options = null) =>
        new(pond.Model, schedule, pond.Control, pond.Value, pond.Gradient, options);

    /// <summary>Which has the data of one evaluation only, and knows all its labels.</summary>
    private sealed class Labelled : ICheckpointStore
    {
        private readonly Dictionary<long, (int Evaluation, byte[] Bytes)> data = [];

        public int Evaluation { get; set; }

        public List<CheckpointLabel> Labels { get; } = [];

        /// <summary>What was read of another evaluation, or was there when one wrote.</summary>
        public List<string> Foreign { get; } = [];

        public StoreUsage Usage => default;

        public long Length(long step) => data[step].Bytes.Length;

        public void Write(CheckpointLabel label, ReadOnlyLargeSpan source)
        {
            Labels.Add(label);
            if (data.Values.Any(entry => entry.Evaluation != Evaluation))
                Foreign.Add($"there when step {label.Step} was written");
            var bytes = new byte[source.Length];
            source.CopyTo(bytes);
            data.Add(label.Step, (Evaluation, bytes));
        }

        public void Read(long step, LargeSpan target)
        {
            if (data[step].Evaluation != Evaluation)
                Foreign.Add($"step {step} was read");
            ((ReadOnlyLargeSpan)data[step].Bytes).CopyTo(target);
        }

        public void Delete(long step) => data.Remove(step);

        public void Dispose() { }
    }

    private sealed class NoBeginning() : IdleModel(Pond.Steps)
    {
        public override bool BeginForward() => false;
    }

    private sealed class Fickle() : IdleModel(Pond.Steps)
    {
        public bool Begins { get; set; } = true;

        public double[] Control { get; } = [0];

        public double[] Gradient { get; } = [0];

        public override bool BeginForward() => Begins;

        public override void EndAdjoint(long index) => Gradient[0] = 1;
    }
}
