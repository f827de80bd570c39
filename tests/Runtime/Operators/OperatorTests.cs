using Schedules.Interop;

namespace Schedules.Runtime.Tests;

/// <summary>The second way in: two operators and a state.</summary>
public sealed class OperatorTests
{
    private const long Steps = 37;

    [Fact]
    public void Forward_and_reverse_are_two_calls_with_the_result_in_between()
    {
        var all = new Logistic(0.3);
        using (var stored = new OperatorRun(all, all, all, CheckpointSchedule.SingleMemory()))
        {
            stored.ApplyForward();
            stored.ApplyReverse();
        }

        foreach (
            var schedule in (CheckpointSchedule[])
                [
                    CheckpointSchedule.Revolve(Steps, 3),
                    CheckpointSchedule.Multistage(Steps, 1, 2),
                    CheckpointSchedule.TwoLevel(5, 2),
                    CheckpointSchedule.Online(OnlinePolicy.R2, 3, Storage.Disk),
                ]
        )
        {
            var some = new Logistic(0.3);
            using var run = new OperatorRun(some, some, some, schedule);
            run.ApplyForward();
            Assert.Equal((Steps, all.Final), (run.Steps, some.State));
            some.Adjoint = some.State; // of half the square of the final state
            run.ApplyReverse();
            Assert.Equal(all.Adjoint, some.Adjoint);
            Assert.Equal(Steps, run.Profile.ReversedSteps);
            if (schedule.Adjoints == 1)
                Assert.Throws<InvalidOperationException>(() => run.ApplyReverse());
        }

        const double H = 1e-7;
        var slope = (Logistic.Energy(0.3 + H) - Logistic.Energy(0.3 - H)) / (2 * H);
        Assert.Equal(slope, all.Adjoint, 1e-5 * Math.Abs(slope));
    }

    [Fact]
    public void Reverse_applies_the_forward_if_nobody_has()
    {
        var some = new Logistic(0.3);
        using var run = new OperatorRun(some, some, some, CheckpointSchedule.Revolve(Steps, 3));
        run.ApplyReverse();
        Assert.Equal(Steps, run.Profile.ReversedSteps);
    }

    [Theory]
    [InlineData("single-disk")]
    [InlineData("mixed")]
    public void A_schedule_that_keeps_dependencies_is_refused_with_what_to_do(string family)
    {
        var some = new Logistic(0.3);
        using var run = new OperatorRun(some, some, some, Families.All[family](Steps));
        var error = Assert.Throws<NotSupportedException>(() => run.ApplyReverse());
        Assert.Contains("keeps adjoint dependencies", error.Message);
        Assert.Contains(nameof(IAdjointModel), error.Message);
    }

    [Fact]
    public void What_is_missing_is_named()
    {
        var some = new Logistic(0.3);
        var schedule = CheckpointSchedule.Revolve(Steps, 3);
        Assert.Throws<ArgumentNullException>("checkpoint", () => new OperatorRun(null!, some, some, schedule));
        Assert.Throws<ArgumentNullException>("forward", () => new OperatorRun(some, null!, some, schedule));
        Assert.Throws<ArgumentNullException>("reverse", () => new OperatorRun(some, some, null!, schedule));
        Assert.Throws<ArgumentNullException>("schedule", () => new OperatorRun(some, some, some, null!));
    }

    /// <summary>x becomes x + 0.1 x (1 - x); its derivative needs x.</summary>
    private sealed class Logistic(double start) : IStateCheckpoint, IForwardOperator, IReverseOperator
    {
        private readonly Dictionary<long, double> recorded = [];

        public double State { get; private set; } = start;

        public double Final { get; private set; }

        public double Adjoint { get; set; }

        public long? Steps => OperatorTests.Steps;

        public long Bytes => 8;

        public static double Energy(double start)
        {
            var x = new Logistic(start);
            x.Apply(0, OperatorTests.Steps, false);
            return x.State * x.State / 2;
        }

        public long Apply(long n0, long n1, bool record)
        {
            for (var n = n0; n < n1; n++)
            {
                if (record)
                    recorded[n] = State;
                State += 0.1 * State * (1 - State);
            }

            if (n1 == OperatorTests.Steps && Final == 0)
                (Final, Adjoint) = (State, State);
            return n1;
        }

        public void Apply(long n1, long n0)
        {
            for (var n = n1 - 1; n >= n0; n--)
            {
                Assert.True(recorded.Remove(n, out var x));
                Adjoint *= 1 + 0.1 * (1 - 2 * x);
            }
        }

        public void Save(ref ByteWriter writer) => writer.Write(State);

        public void Load(ref ByteReader reader) => State = reader.Read<double>();
    }
}
