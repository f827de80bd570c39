using Schedules.Interop;

namespace Schedules.Runtime.Tests;

/// <summary>That stores work behind the computation, and ahead of it, shown by stores and models
/// that wait for each other.</summary>
public sealed class OverlapTests
{
    private const long Steps = 40;

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(6)]
    public void The_model_goes_on_while_checkpoints_are_written_as_far_as_there_are_buffers(int buffers)
    {
        var gate = new Gate();
        // The first write ends when the model has begun the step for which there is no buffer.
        var store = new Gated(step => gate.Await("step", at => at >= Math.Min(Steps - 1, step + buffers)));
        var most = 0L;
        var options = new RunOptions
        {
            Buffers = buffers,
            Stores = new Dictionary<Storage, ICheckpointStore> { [Storage.Disk] = store },
            AfterAction = action =>
            {
                if (action is Forward forward)
                    most = Math.Max(most, forward.N1 - store.Written);
            },
        };
        var model = new ToyModel(Steps, 0.7) { OnStep = n => gate.Reach("step", n) };
        using var executor = new CheckpointExecutor(model, CheckpointSchedule.SingleDisk(true), options);
        executor.RunForward();
        Assert.InRange(most, 2, buffers);
        model.OnStep = null;
        executor.Run();
        Assert.Equal([ToyModel.Expected(Steps, 0.7)], model.Gradients);
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(2, 50)]
    [InlineData(4, 50)]
    public void Checkpoints_are_read_while_the_adjoint_goes_back(int buffers, int window)
    {
        var gate = new Gate();
        var least = Steps;
        var store = new Gated(_ => { }, step => gate.Reach("read", least = Math.Min(least, step)));
        var options = new RunOptions
        {
            Buffers = buffers,
            LookAhead = window,
            Stores = new Dictionary<Storage, ICheckpointStore> { [Storage.Disk] = store },
        };
        // As many as there are buffers but one, and no more than the window has: every
        // second action reads.
        var ahead = Math.Min(buffers - 1, window);
        var model = new ToyModel(Steps, 0.7);
        using var executor = new CheckpointExecutor(model, CheckpointSchedule.SingleDisk(true), options);
        executor.RunForward();
        // The last ones are in the buffers still.
        model.OnStep = n =>
        {
            if (n < Steps - buffers)
                gate.Await("read", read => read >= 0 && read <= Math.Max(0, n - ahead));
        };
        executor.Run();
        Assert.Equal([ToyModel.Expected(Steps, 0.7)], model.Gradients);
    }

    [Fact]
    public void What_is_needed_now_is_read_before_what_will_be()
    {
        const int Buffers = 4;
        var gate = new Gate();
        var reads = new List<long>();
        // No buffer is free when the first read could be asked for ahead.
        var store = new Gated(step => gate.Await("ended", at => step < Steps - Buffers || at == 1), reads.Add);
        var options = new RunOptions
        {
            Buffers = Buffers,
            Stores = new Dictionary<Storage, ICheckpointStore> { [Storage.Disk] = store },
            AfterAction = action => gate.Reach("ended", action is EndForward ? 1 : 0),
        };
        using var executor = new CheckpointExecutor(
            new ToyModel(Steps, 0.7),
            CheckpointSchedule.SingleDisk(true),
            options
        );
        executor.RunForward();
        Assert.Empty(reads);
        executor.Run();
        // The last ones are in the buffers still.
        Assert.Equal(Enumerable.Range(1, (int)Steps - Buffers).Select(step => Steps - Buffers - step), reads);
    }

    [Fact]
    public void What_is_written_again_is_read_after_and_a_store_does_one_thing_at_a_time()
    {
        // Schedules write, read and delete the same keys over and over.
        foreach (var make in Families.All.Values)
        {
            var options = new RunOptions
            {
                Buffers = 6,
                LookAhead = 1000,
                Stores = Place.Levels.ToDictionary(level => level, _ => (ICheckpointStore)new Strict()),
            };
            var model = new ToyModel(Steps, 0.7);
            using var executor = new CheckpointExecutor(model, make(Steps), options);
            executor.Run();
            Assert.Equal([ToyModel.Expected(Steps, 0.7)], model.Gradients);
        }
    }

    [Fact]
    public void Without_overlap_the_store_works_where_the_computation_does()
    {
        var thread = Environment.CurrentManagedThreadId;
        var model = new ToyModel(Steps, 0.7);
        var at = 0L;
        model.OnStep = n => at = n;
        var store = new Gated(
            step =>
            {
                Assert.Equal(thread, Environment.CurrentManagedThreadId);
                Assert.Equal(step, at);
            },
            step => Assert.Equal(step, at - (model.Gradients.Count == 0 && at == Steps - 1 && step == at ? 0 : 1))
        );
        var options = new RunOptions
        {
            Overlap = false,
            Stores = new Dictionary<Storage, ICheckpointStore> { [Storage.Disk] = store },
        };
        using var executor = new CheckpointExecutor(model, CheckpointSchedule.SingleDisk(true), options);
        executor.Run();
        Assert.Equal(TimeSpan.Zero, executor.Profile.Waiting);
    }

    private sealed class Gated(Action<long> writing, Action<long>? reading = null) : UserStore
    {
        public int Written;

        public override void Write(CheckpointLabel label, ReadOnlyLargeSpan data)
        {
            writing(label.Step);
            base.Write(label, data);
            Interlocked.Increment(ref Written);
        }

        public override void Read(long step, LargeSpan target)
        {
            reading?.Invoke(step);
            base.Read(step, target);
        }
    }

    /// <summary>One call at a time, and data that are of their own writing.</summary>
    private sealed class Strict : UserStore
    {
        private int inside;

        public override void Write(CheckpointLabel label, ReadOnlyLargeSpan data)
        {
            Enter();
            base.Write(label, data);
            inside = 0;
        }

        public override void Read(long step, LargeSpan target)
        {
            Enter();
            base.Read(step, target);
            inside = 0;
        }

        public override void Delete(long step)
        {
            Enter();
            base.Delete(step);
            inside = 0;
        }

        private void Enter() => Assert.Equal(0, Interlocked.Exchange(ref inside, 1));
    }
}
