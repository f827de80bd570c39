using Schedules.Interop;

namespace Schedules.Runtime.Tests;

/// <summary>How often a model is called, and with what.</summary>
public sealed class SliceTests
{
    private const long Steps = 200;

    /// <summary>Whole ranges, as the schedule has them: no clock has a say.</summary>
    [Fact]
    public void A_model_is_called_once_a_range()
    {
        var schedule = CheckpointSchedule.Revolve(Steps, 3);
        var ranges = schedule
            .Select(action =>
                action switch
                {
                    Forward forward => (forward.N0, forward.N1),
                    Reverse reverse => (reverse.N1, reverse.N0),
                    _ => (-1, -1),
                }
            )
            .Where(range => range.Item1 >= 0)
            .ToList();
        Assert.Equal(ranges, Calls(null, 0));
        Assert.Equal(ranges, Calls(null, 1));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(long.MaxValue)]
    public void Or_for_so_many_steps_at_a_time(long slice)
    {
        var calls = Calls(slice, 0);
        Assert.Equal(calls, Calls(slice, 1));
        Assert.All(calls, call => Assert.InRange(Math.Abs(call.To - call.From), 1, slice));
        // No more of them than it takes.
        Assert.Equal(Calls(null, 0).Sum(call => 1 + (Math.Abs(call.To - call.From) - 1) / slice), calls.Count);
    }

    [Fact]
    public void A_slice_has_a_step()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>("Slice", () => new RunOptions { Slice = 0 });
        Assert.Contains("at least 1", error.Message);
    }

    /// <summary>The calls of a run whose steps take no time, or some.</summary>
    private static List<(long From, long To)> Calls(long? slice, int milliseconds)
    {
        var model = new Watched(
            new ToyModel(Steps, 0.7)
            {
                OnStep = n =>
                {
                    if (milliseconds > 0 && n % 50 == 0)
                        Thread.Sleep(milliseconds);
                },
            }
        );
        using var executor = new CheckpointExecutor(
            model,
            CheckpointSchedule.Revolve(Steps, 3),
            new RunOptions { Slice = slice }
        );
        executor.Run();
        return model.Calls;
    }

    private sealed class Watched(ToyModel model) : IAdjointModel
    {
        public List<(long From, long To)> Calls { get; } = [];

        public long? Steps => model.Steps;

        public bool BeginForward() => model.BeginForward();

        public long Advance(long n0, long n1) => model.Advance(n0, Called(n0, n1));

        public long Record(long n0, long n1) => model.Record(n0, Called(n0, n1));

        public void EndForward(long n) => model.EndForward(n);

        public void BeginAdjoint(long index) => model.BeginAdjoint(index);

        public void Reverse(long n1, long n0) => model.Reverse(n1, Called(n1, n0));

        public void EndAdjoint(long index) => model.EndAdjoint(index);

        public void ClearDependencies() => model.ClearDependencies();

        public long RestartBytes(long step) => model.RestartBytes(step);

        public void WriteRestart(long step, ref ByteWriter writer) => model.WriteRestart(step, ref writer);

        public void ReadRestart(long step, ref ByteReader reader) => model.ReadRestart(step, ref reader);

        private long Called(long from, long to)
        {
            Calls.Add((from, to));
            return to;
        }
    }
}
