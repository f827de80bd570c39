using System.Collections.Concurrent;
using Schedules.Interop;

namespace Schedules.Runtime.Tests;

public sealed class ThreadTests
{
    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(17)]
    public void Threads_that_a_run_has_made_end_with_it(int fatal)
    {
        var threads = new ConcurrentDictionary<Thread, bool>();
        var stores = Place.Levels.ToDictionary(level => level, _ => (ICheckpointStore)new Watched(threads));
        var faults = 0;
        var options = new RunOptions
        {
            Stores = stores,
            // Fewer than a level has slots, so that not all can stay in them.
            Buffers = 2,
            AfterAction = _ =>
            {
                if (faults++ == fatal)
                    throw new InvalidTimeZoneException();
            },
        };
        using (
            var executor = new CheckpointExecutor(
                new ToyModel(40, 0.7),
                CheckpointSchedule.HRevolve(40, [1, 2, 3], costs: new CostModel(1, 2, [0, 0.1, 0.2], [0, 0.1, 0.2])),
                options
            )
        )
        {
            if (fatal < 0)
                executor.Run();
            else
                Assert.Throws<InvalidTimeZoneException>(() => executor.Run());
        }

        if (fatal < 0)
            Assert.NotEmpty(threads);
        Assert.All(threads.Keys, thread => Assert.False(thread.IsAlive));
        Assert.DoesNotContain(Thread.CurrentThread, threads.Keys);
    }

    [Fact]
    public async Task A_run_that_is_awaited_has_a_thread_of_its_own()
    {
        using var go = new ManualResetEventSlim();
        bool? pooled = null;
        var model = new ToyModel(20, 0.7)
        {
            OnStep = _ =>
            {
                go.Wait();
                pooled = Thread.CurrentThread.IsThreadPoolThread;
            },
        };
        using var executor = new CheckpointExecutor(model, CheckpointSchedule.Revolve(20, 3));
        var run = executor.RunAsync();
        Assert.False(run.IsCompleted);
        go.Set();
        Assert.Equal(20, (await run).ReversedSteps);
        Assert.False(pooled);
        Assert.Equal([ToyModel.Expected(20, 0.7)], model.Gradients);
        await Assert.ThrowsAsync<InvalidOperationException>(() => executor.RunAsync());
    }

    [Fact]
    public async Task A_run_that_is_awaited_is_cancelled_and_goes_on()
    {
        using var stop = new CancellationTokenSource();
        var model = new ToyModel(20, 0.7)
        {
            OnStep = n =>
            {
                if (n == 7)
                    stop.Cancel();
            },
        };
        using var executor = new CheckpointExecutor(model, CheckpointSchedule.Revolve(20, 3));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => executor.RunAsync(stop.Token));
        await executor.RunAsync();
        Assert.Equal([ToyModel.Expected(20, 0.7)], model.Gradients);
    }

    [Fact]
    public void Runs_at_once_do_not_disturb_each_other()
    {
        using var place = new Place();
        var families = Families.All.ToArray();
        var results = new ConcurrentBag<double>();
        var threads = Enumerable
            .Range(0, 8)
            .Select(index => new Thread(() =>
            {
                for (var i = 0; i < families.Length; i++)
                {
                    var model = new ToyModel(30, 0.7);
                    var options = new RunOptions { Directory = place.Path, Overlap = (index + i) % 3 > 0 };
                    var family = families[(i + index) % families.Length].Value(30);
                    using var executor = new CheckpointExecutor(model, family, options);
                    executor.Run();
                    results.Add(model.Gradients.Single());
                }
            }))
            .ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        Assert.Equal(Enumerable.Repeat(ToyModel.Expected(30, 0.7), 8 * families.Length), results);
    }

    private sealed class Watched(ConcurrentDictionary<Thread, bool> threads) : UserStore
    {
        public override void Write(CheckpointLabel label, ReadOnlyLargeSpan data)
        {
            threads[Thread.CurrentThread] = true;
            base.Write(label, data);
        }
    }
}
