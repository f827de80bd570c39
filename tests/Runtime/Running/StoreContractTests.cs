using Schedules.Interop;
using Schedules.Runtime.Tests.Journaling;

namespace Schedules.Runtime.Tests;

/// <summary>What a store may rely on, and what a run makes of a store that fails behind the
/// computation.</summary>
public sealed class StoreContractTests : IDisposable
{
    private const long Steps = 20;
    private static readonly double Expected = ToyModel.Expected(Steps, 0.7);

    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void A_read_ahead_that_fails_is_an_error_when_its_data_are_needed_and_not_before()
    {
        const long Damaged = 3;
        var gate = new Gate();
        var store = new Watched
        {
            Reading = step =>
            {
                if (step < Damaged)
                    gate.Reach("behind", step);
                if (step == Damaged && gate["mended"] < 0)
                    throw new IOException("no");
            },
        };
        var options = new RunOptions
        {
            Buffers = 5,
            LookAhead = 3 * (int)Steps,
            Stores = new Dictionary<Storage, ICheckpointStore> { [Storage.Disk] = store },
        };
        var model = new ToyModel(Steps, 0.7);
        using var executor = new CheckpointExecutor(model, CheckpointSchedule.SingleDisk(true), options);
        executor.RunForward();
        // It has failed long before the adjoint gets there, and what is behind it
        // is read all the same.
        model.OnStep = n =>
        {
            if (n <= Damaged + 1)
                gate.Await("behind", read => read >= 0);
        };
        for (var again = 0; again < 2; again++)
        {
            var error = Assert.Throws<CheckpointStoreException>(() => executor.Run());
            Assert.Equal((Damaged, Damaged + 1), (error.Step!.Value, executor.Adjoint));
            Assert.IsType<IOException>(error.InnerException);
        }

        gate.Reach("mended", 1);
        executor.Run();
        Assert.Equal([Expected], model.Gradients);
        Assert.Equal(Steps, store.Usage.With(executor.Profile, Storage.Disk).Reads);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_is_moved_is_on_the_slower_level_before_it_goes_from_the_faster_one(bool overlap)
    {
        var gate = new Gate();
        var fast = new Watched { Deleting = _ => Assert.Equal(1, gate["written"]) };
        var slow = new Watched
        {
            Writing = _ =>
            {
                // Long enough for a deletion that does not wait.
                Thread.Sleep(200);
                gate.Reach("written", 1);
            },
        };
        CheckpointAction[] stream =
        [
            new Forward(0, 1, true, false, Storage.Disk),
            new Move(0, Storage.Disk, (Storage)2),
            new Forward(1, 2, false, true, Storage.Work),
            new EndForward(),
            new Reverse(2, 1, true),
            new Move(0, (Storage)2, Storage.Work),
            new Forward(0, 1, false, true, Storage.Work),
            new Reverse(1, 0, true),
            new EndReverse(),
        ];
        var model = new ToyModel(2, 0.7);
        var stores = new Dictionary<Storage, ICheckpointStore> { [Storage.Disk] = fast, [(Storage)2] = slow };
        using var executor = new CheckpointExecutor(
            model,
            stream,
            new RefereeOptions { Steps = 2 },
            new RunOptions { Stores = stores, Overlap = overlap }
        );
        executor.Run();
        Assert.Equal([ToyModel.Expected(2, 0.7)], model.Gradients);
    }

    [Fact]
    public void A_store_is_asked_for_its_usage_in_no_other_call()
    {
        var gate = new Gate();
        var store = new Watched
        {
            Writing = step =>
            {
                gate.Reach("writing", step);
                Thread.Sleep(10);
            },
        };
        CheckpointExecutor? running = null;
        var options = new RunOptions
        {
            Stores = new Dictionary<Storage, ICheckpointStore> { [Storage.Disk] = store },
            AfterAction = action =>
            {
                if (action is not Forward forward)
                    return;
                gate.Await("writing", step => step >= forward.N0);
                Assert.InRange(running!.Usage(Storage.Disk).Checkpoints, 0, forward.N1);
            },
        };
        var model = new ToyModel(Steps, 0.7);
        using var executor = new CheckpointExecutor(model, CheckpointSchedule.SingleDisk(true), options);
        running = executor;
        executor.Run();
        Assert.Equal([Expected], model.Gradients);
    }

    [Fact]
    public void A_store_is_told_to_keep_what_it_holds_in_no_other_call()
    {
        var gate = new Gate();
        var store = new Watched
        {
            Writing = step =>
            {
                gate.Reach("writing", step);
                Thread.Sleep(100);
            },
        };
        using var source = new CancellationTokenSource();
        var options = new RunOptions
        {
            Journal = new JournalOptions(scratch.New()),
            Stores = new Dictionary<Storage, ICheckpointStore> { [Storage.Disk] = store },
            AfterAction = action =>
            {
                if (action is not Forward { N0: 5 })
                    return;
                gate.Await("writing", step => step == 5);
                source.Cancel();
            },
        };
        using (
            var executor = new CheckpointExecutor(new ToyModel(Steps, 0.7), CheckpointSchedule.SingleDisk(), options)
        )
            Assert.ThrowsAny<OperationCanceledException>(() => executor.Run(source.Token));
        Assert.True(store.KeepOnDispose);
        Assert.Null(store.Overlapping);
    }

    /// <summary>A store that is in one call at a time, and notices when it is not.</summary>
    private sealed class Watched : UserStore, ICheckpointStore
    {
        private readonly Lock calls = new();
        private bool keep;

        public Action<long> Writing { get; init; } = _ => { };

        public Action<long> Reading { get; init; } = _ => { };

        public Action<long> Deleting { get; init; } = _ => { };

        /// <summary>The call that was made while it was in another one.</summary>
        public string? Overlapping { get; private set; }

        public new StoreUsage Usage => Alone(() => base.Usage, nameof(Usage));

        public bool KeepOnDispose
        {
            get => Alone(() => keep, nameof(KeepOnDispose));
            set => Alone(() => keep = value, nameof(KeepOnDispose));
        }

        public override void Write(CheckpointLabel label, ReadOnlyLargeSpan data)
        {
            var copy = data.ToArray();
            Alone(
                () =>
                {
                    Writing(label.Step);
                    base.Write(label, copy);
                    return true;
                },
                nameof(Write)
            );
        }

        public override void Read(long step, LargeSpan target)
        {
            Alone(
                () =>
                {
                    Reading(step);
                    return true;
                },
                nameof(Read)
            );
            base.Read(step, target);
        }

        public override void Delete(long step) =>
            Alone(
                () =>
                {
                    Deleting(step);
                    base.Delete(step);
                    return true;
                },
                nameof(Delete)
            );

        private T Alone<T>(Func<T> act, string name)
        {
            if (!calls.TryEnter())
            {
                Overlapping = name;
                throw new InvalidOperationException($"{name} while the store is in another call");
            }

            try
            {
                return act();
            }
            finally
            {
                calls.Exit();
            }
        }
    }
}
