using Schedules.Interop;
using Schedules.Runtime.Tests.Journaling;

namespace Schedules.Runtime.Tests.Model;

/// <summary>A model that honours the token is cancelled within a range, and goes on
/// from there.</summary>
public sealed class TokenTests
{
    private const long Steps = 40;

    /// <summary>Cancelled again and again, whatever it does: returns early or throws.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void It_goes_on_to_the_same_gradient(bool throws)
    {
        foreach (var (name, family) in Families.All)
        {
            var model = new Attentive(Steps, throws);
            // What a model that throws has done of a range is lost.
            var options = new RunOptions { Slice = throws ? 2 : null };
            using var executor = new CheckpointExecutor(model, family(Steps), options);
            for (var broken = 0; ; broken++)
            {
                using var source = new CancellationTokenSource();
                model.CancelAfter(source, 3 + broken % 5);
                try
                {
                    executor.Run(source.Token);
                    Assert.True(broken > 0, name);
                    break;
                }
                catch (OperationCanceledException error)
                {
                    Assert.Equal(source.Token, error.CancellationToken);
                }
            }

            Assert.Equal([ToyModel.Expected(Steps, 0.7)], model.Gradients);
        }
    }

    /// <summary>The same, where each time another process goes on with it.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void It_goes_on_to_the_same_gradient_when_the_program_is_started_again(bool throws)
    {
        using var scratch = new Scratch();
        foreach (var (name, family) in Families.All)
        {
            var options = new RunOptions
            {
                Journal = scratch.Journal(name.Replace(' ', '-'), 5),
                Slice = throws ? 2 : null,
            };
            for (var broken = 0; ; broken++)
            {
                var model = new Attentive(Steps, throws);
                using var source = new CancellationTokenSource();
                // Each gets further than the one before, though what was in RAM is lost.
                model.CancelAfter(source, 3 * (broken + 1));
                using var executor = new CheckpointExecutor(model, family(Steps), options);
                try
                {
                    executor.Run(source.Token);
                    Assert.True(broken > 0, name);
                    Assert.Equal([ToyModel.Expected(Steps, 0.7)], model.Gradients);
                    break;
                }
                catch (OperationCanceledException)
                {
                    Assert.InRange(broken, 0, 100);
                }
            }
        }
    }

    /// <summary>The end is found as the run is cancelled: it is found again.</summary>
    [Fact]
    public void The_end_may_be_found_while_it_is_cancelled()
    {
        foreach (
            var schedule in (CheckpointSchedule[])
                [CheckpointSchedule.SingleMemory(), CheckpointSchedule.TwoLevel(50, 2)]
        )
        {
            using var source = new CancellationTokenSource();
            using var executor = new CheckpointExecutor(new Silent(Steps, source), schedule);
            Assert.ThrowsAny<OperationCanceledException>(() => executor.Run(source.Token));
            Assert.Null(executor.Steps);
            executor.Run();
            Assert.Equal(Steps, executor.Steps);
            Assert.Equal(Steps, executor.Profile.ReversedSteps);
        }
    }

    [Fact]
    public void An_adjoint_that_does_not_go_where_it_is_told_is_found_out()
    {
        foreach (var stands in (long[])[-1, 1, 7, Steps + 1])
        {
            using var executor = new CheckpointExecutor(new Wandering(stands), CheckpointSchedule.Revolve(Steps, 3));
            var error = Assert.Throws<InvalidOperationException>(() => executor.Run());
            Assert.Contains($"the model says that it stands at {stands}", error.Message);
        }
    }

    /// <summary>Looks at the token at each step.</summary>
    private sealed class Attentive(long steps, bool throws) : ToyModel(steps, 0.7), IAdjointModel
    {
        private CancellationTokenSource? source;
        private int left;

        public void CancelAfter(CancellationTokenSource source, int steps) => (this.source, left) = (source, steps);

        long IAdjointModel.Advance(long n0, long n1, CancellationToken token) => Go(n0, n1, token, Advance);

        long IAdjointModel.Record(long n0, long n1, CancellationToken token) => Go(n0, n1, token, Record);

        long IAdjointModel.Reverse(long n1, long n0, CancellationToken token)
        {
            if (throws)
            {
                // All or nothing, as it has promised.
                Count(1);
                token.ThrowIfCancellationRequested();
                Reverse(n1, n0);
                return n0;
            }

            for (; n1 > n0 && !token.IsCancellationRequested; n1--, Count(1))
                Reverse(n1, n1 - 1);
            return n1;
        }

        private long Go(long n0, long n1, CancellationToken token, Func<long, long, long> go)
        {
            if (throws)
            {
                Count(1);
                token.ThrowIfCancellationRequested();
                return go(n0, n1);
            }

            while (n0 < n1 && !token.IsCancellationRequested)
            {
                var stands = go(n0, n0 + 1);
                if (stands == n0)
                    break;
                n0 = stands;
                Count(1);
            }

            return n0;
        }

        private void Count(int steps)
        {
            if (source is not null && (left -= steps) <= 0)
            {
                source.Cancel();
                source = null;
            }
        }
    }

    /// <summary>Never says where it ends, but by going no further.</summary>
    private sealed class Silent(long ends, CancellationTokenSource source) : IdleModel(null), IAdjointModel
    {
        public override long Advance(long n0, long n1)
        {
            if (n1 > ends)
                source.Cancel();
            return Math.Min(n1, ends);
        }

        public override long Record(long n0, long n1) => Advance(n0, n1);
    }

    private sealed class Wandering(long stands) : IdleModel(TokenTests.Steps), IAdjointModel
    {
        long IAdjointModel.Reverse(long n1, long n0, CancellationToken token) => stands;
    }
}
