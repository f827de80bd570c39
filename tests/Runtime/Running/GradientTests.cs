using Schedules.Interop;

namespace Schedules.Runtime.Tests;

public sealed class GradientTests
{
    [Theory]
    [MemberData(nameof(Families.Names), MemberType = typeof(Families))]
    public void Every_schedule_gives_the_bits_of_storing_everything(string family)
    {
        foreach (var steps in (long[])[1, 2, 3, 8, 23, 60])
        foreach (var knowsItsEnd in (bool[])[true, false])
        foreach (var overlap in (bool[])[true, false])
        {
            var model = new ToyModel(steps, 0.7, knowsItsEnd);
            using var executor = new CheckpointExecutor(
                model,
                Families.All[family](steps),
                new RunOptions { Overlap = overlap, LookAhead = 5 }
            );
            var profile = executor.Run();
            Assert.True(executor.IsComplete);
            Assert.Equal([ToyModel.Expected(steps, 0.7)], model.Gradients);
            Assert.All(
                profile.Entries.Where(entry => entry.Kind != ProfileKind.Check),
                entry => Assert.Equal(entry.Predicted, entry.Count)
            );
        }
    }

    [Fact]
    public void The_gradient_is_the_derivative()
    {
        const double H = 1e-6;
        double Energy(double control)
        {
            var state = new double[3];
            var model = new Evaluation(40, control);
            using var executor = new CheckpointExecutor(model, CheckpointSchedule.None());
            executor.Run();
            model.State.CopyTo(state, 0);
            return state.Sum(x => x * x) / 2;
        }

        var slope = (Energy(0.4 + H) - Energy(0.4 - H)) / (2 * H);
        Assert.Equal(slope, ToyModel.Expected(40, 0.4), 1e-6 * Math.Abs(slope));
    }

    [Theory]
    [InlineData("single-memory")]
    [InlineData("single-disk")]
    [InlineData("two-level")]
    [InlineData("periodic-disk")]
    [InlineData("disk-revolve, kept")]
    [InlineData("async-disk, kept")]
    [InlineData("async-periodic-disk, kept")]
    public void Where_the_schedule_permits_it_there_are_more_adjoints(string family)
    {
        var model = new ToyModel(23, 0.7);
        using var executor = new CheckpointExecutor(model, Families.All[family](23), new RunOptions { Adjoints = 3 });
        executor.Run();
        Assert.Equal(Enumerable.Repeat(ToyModel.Expected(23, 0.7), 3), model.Gradients);
    }

    [Fact]
    public void More_adjoints_than_permitted_are_refused_at_the_call()
    {
        var refused = Assert.Throws<ArgumentException>(() =>
            new CheckpointExecutor(
                new ToyModel(9, 1),
                CheckpointSchedule.Revolve(9, 2),
                new RunOptions { Adjoints = 2 }
            )
        );
        Assert.Contains("permits 1 adjoint calculations, and 2 are wanted", refused.Message);
    }

    [Fact]
    public void Forward_and_reverse_are_two_calls_for_who_wants_to_look_between()
    {
        var model = new ToyModel(23, 0.7);
        using var executor = new CheckpointExecutor(model, CheckpointSchedule.Revolve(23, 3));
        executor.RunForward();
        Assert.Empty(model.Gradients);
        Assert.Equal(23, executor.Forward);
        executor.RunForward();
        Assert.True(executor.RunReverse());
        Assert.False(executor.RunReverse());
        Assert.Equal([ToyModel.Expected(23, 0.7)], model.Gradients);
    }

    private sealed class Evaluation(long steps, double control) : ToyModel(steps, control)
    {
        public double[] State
        {
            get
            {
                var bytes = new byte[RestartBytes(steps)];
                var writer = new ByteWriter(bytes);
                WriteRestart(steps, ref writer);
                return System.Runtime.InteropServices.MemoryMarshal.Cast<byte, double>(bytes).ToArray();
            }
        }

        private readonly long steps = steps;
    }
}
