using Schedules.Interop;

namespace Schedules.Runtime.Tests.Model;

/// <summary>One model object, many runs.</summary>
public sealed class RepeatedRunTests
{
    private const long Steps = 23;

    private static CheckpointSchedule Schedule => CheckpointSchedule.Revolve(Steps, 3);

    [Theory]
    [InlineData(0.7, 0.7)]
    [InlineData(0.7, 0.9)]
    public void A_model_that_begins_again_runs_again_with_its_present_control(double first, double second)
    {
        var model = new Controlled(Steps, true);
        foreach (var control in (double[])[first, second])
        {
            model.Control = control;
            using var executor = new CheckpointExecutor(model, Schedule);
            executor.Run();
        }

        Assert.Equal([Gradient(first), Gradient(second)], model.Gradients);
    }

    [Fact]
    public void A_model_that_does_not_serves_for_one_run()
    {
        var model = new Controlled(Steps, false) { Control = 0.7 };
        using (var executor = new CheckpointExecutor(model, Schedule))
            executor.Run();
        Assert.Equal([Gradient(0.7)], model.Gradients);

        using var again = new CheckpointExecutor(model, Schedule);
        var refused = Assert.Throws<InvalidOperationException>(() => again.Run());
        Assert.Contains("does not implement BeginForward", refused.Message);
        Assert.Contains("make a new model for each run", refused.Message);
    }

    [Fact]
    public void An_executor_that_never_ran_takes_no_model()
    {
        var model = new Controlled(Steps, false) { Control = 0.7 };
        new CheckpointExecutor(model, Schedule).Dispose();
        using var executor = new CheckpointExecutor(model, Schedule);
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() => executor.Run(cancelled.Token));
        using var other = new CheckpointExecutor(model, Schedule);
        other.Run();
        Assert.Equal([Gradient(0.7)], model.Gradients);
    }

    [Fact]
    public void A_run_that_has_lost_its_model_to_another_does_not_go_on()
    {
        var model = new Controlled(Steps, true) { Control = 0.7 };
        using var first = new CheckpointExecutor(model, Schedule);
        first.RunForward();
        using var second = new CheckpointExecutor(model, Schedule);
        second.RunForward();
        var refused = Assert.Throws<InvalidOperationException>(() => first.RunReverse());
        Assert.Contains("another run has begun with the model", refused.Message);
        second.RunReverse();
        Assert.Equal([Gradient(0.7)], model.Gradients);
    }

    [Fact]
    public void Operators_are_told_apart_by_the_forward()
    {
        var state = new Growth();
        using (var run = new OperatorRun(state, state, state, Schedule))
            run.ApplyReverse();
        using var again = new OperatorRun(state, state, state, Schedule);
        var refused = Assert.Throws<InvalidOperationException>(() => again.ApplyForward());
        Assert.Contains("BeginForward", refused.Message);
    }

    /// <summary>Whatever a run that was broken off has left in WORK.</summary>
    [Fact]
    public void Recordings_of_another_run_are_forgotten_before_a_run()
    {
        var model = new Controlled(Steps, true) { Control = 0.3 };
        model.Record(0, 17);
        model.Control = 0.7;
        using (var broken = new CheckpointExecutor(model, CheckpointSchedule.SingleMemory()))
        {
            using var source = new CancellationTokenSource();
            model.AfterStep = n => Cancel(source, n == 11);
            Assert.Throws<OperationCanceledException>(() => broken.Run(source.Token));
        }

        model.AfterStep = null;
        Assert.NotEqual(0, model.Recorded);
        model.Control = 0.9;
        using var executor = new CheckpointExecutor(model, CheckpointSchedule.SingleMemory());
        executor.RunForward();
        Assert.Equal(Steps, model.Recorded);
        executor.RunReverse();
        Assert.Equal([Gradient(0.9)], model.Gradients);
    }

    private static void Cancel(CancellationTokenSource source, bool now)
    {
        if (now)
            source.Cancel();
    }

    private static double Gradient(double control)
    {
        var model = new Controlled(Steps, true) { Control = control };
        using var executor = new CheckpointExecutor(model, CheckpointSchedule.SingleMemory());
        executor.Run();
        return model.Gradients.Single();
    }

    /// <summary>x becomes x + 0.1 sin x; the derivative of the last x by the first.</summary>
    private sealed class Controlled(long steps, bool begins) : IAdjointModel
    {
        private readonly Dictionary<long, double> recorded = [];
        private double control;
        private double x;
        private double adjoint;

        public double Control
        {
            get => control;
            set => (control, x) = (value, begins ? x : value);
        }

        public List<double> Gradients { get; } = [];

        public int Recorded => recorded.Count;

        public Action<long>? AfterStep { get; set; }

        public long? Steps => steps;

        public bool BeginForward()
        {
            if (begins)
                x = control;
            return begins;
        }

        public long Advance(long n0, long n1) => Go(n0, n1, false);

        public long Record(long n0, long n1) => Go(n0, n1, true);

        public void BeginAdjoint(long index) => adjoint = 1;

        public void Reverse(long n1, long n0)
        {
            for (var n = n1 - 1; n >= n0; n--)
                adjoint *= 1 + 0.1 * Math.Cos(recorded[n]);
        }

        public void EndAdjoint(long index) => Gradients.Add(adjoint);

        public void ClearDependencies() => recorded.Clear();

        public long RestartBytes(long step) => 8;

        public void WriteRestart(long step, ref ByteWriter writer) => writer.Write(x);

        public void ReadRestart(long step, ref ByteReader reader) => x = reader.Read<double>();

        private long Go(long n0, long n1, bool record)
        {
            for (var n = n0; n < n1; n++)
            {
                if (record)
                    recorded[n] = x;
                x += 0.1 * Math.Sin(x);
                AfterStep?.Invoke(n);
            }

            return n1;
        }
    }

    private sealed class Growth : IStateCheckpoint, IForwardOperator, IReverseOperator
    {
        private double state = 1;

        public long? Steps => RepeatedRunTests.Steps;

        public long Bytes => 8;

        public long Apply(long n0, long n1, bool record)
        {
            state *= 1.1;
            return n1;
        }

        public void Apply(long n1, long n0) { }

        public void Save(ref ByteWriter writer) => writer.Write(state);

        public void Load(ref ByteReader reader) => state = reader.Read<double>();
    }
}
