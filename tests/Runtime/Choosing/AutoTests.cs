using Schedules.Interop;
using Schedules.Runtime.Tests.Journaling;

namespace Schedules.Runtime.Tests.Choosing;

/// <summary>Runs whose schedule is chosen by what was measured.</summary>
public sealed class AutoTests
{
    private const long Steps = 40;
    private const int Size = 500;
    private const double Room = 1e9;
    private static readonly double Expected = ToyModel.Expected(Steps, 0.7, Size);

    /// <summary>Storage is free, and a step takes a second.</summary>
    private static readonly Machine Given = new() { RestartBytes = 8 * Size, DependencyBytes = (8 * Size) + 8 };

    [Theory]
    // Everything fits into RAM.
    [InlineData(1e9, 0)]
    // RAM for a few checkpoints.
    [InlineData(8 * 8 * Size, 0)]
    // And a disk below it.
    [InlineData(16 * 8 * Size, 1e9)]
    public void The_gradient_is_right_in_any_room(double ram, double disk)
    {
        var model = Toy();
        using var executor = CheckpointExecutor.Auto(model, [ram, disk]);
        var choice = executor.Choice!;
        Assert.InRange(choice.Chosen.Bytes(Storage.Ram), 1, ram);
        Assert.InRange(choice.Chosen.Bytes(Storage.Disk), 0, disk);
        Assert.True(choice.MeasuringTime > TimeSpan.Zero);
        Assert.False(choice.IsReverseAssumed);
        Assert.Equal(8 * Size, choice.Machine.RestartBytes);
        Assert.Equal(8 * Size + 8, choice.Machine.DependencyBytes);
        Assert.True(choice.Machine is { Advance: > 0, Record: > 0, Reverse: > 0 });
        var profile = executor.Run();
        Assert.Equal([Expected], model.Gradients);
        Assert.Equal(choice.Chosen.Counts.ForwardSteps, profile.ForwardSteps);
        Assert.NotNull(profile.PredictedTime());
    }

    [Fact]
    public void Short_calculations_are_measured_too()
    {
        for (var steps = 1L; steps <= 7; steps++)
        {
            var model = new ToyModel(steps, 0.7);
            using var executor = CheckpointExecutor.Auto(model, [Room, Room]);
            executor.Run();
            Assert.Equal([ToyModel.Expected(steps, 0.7)], model.Gradients);
        }
    }

    [Fact]
    public void It_takes_the_fastest_of_the_plan_and_says_why()
    {
        var options = new RunOptions { Machine = Given };
        using var executor = CheckpointExecutor.Auto(Toy(), [4 * 8.1 * Size], options);
        var choice = executor.Choice!;
        Assert.Equal(TimeSpan.Zero, choice.MeasuringTime);
        Assert.Same(choice.Plan.Ranking[0], choice.Chosen);
        Assert.Equal(choice.Chosen.Seconds, choice.Plan.Ranking.Min(planned => planned.Seconds));
        Assert.Contains(choice.Chosen.CommandLine, choice.Reason, StringComparison.Ordinal);
        Assert.Contains("more computing", choice.Reason, StringComparison.Ordinal);
        Assert.Contains("advance=1 ", choice.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_does_not_write_dependencies_is_not_asked_for_them()
    {
        var model = new NoDependencies(Toy());
        var options = new RunOptions { Machine = Given };
        static bool Keeps(AutoChoice choice) => ScheduleFamily.Find(choice.Chosen.Family)!.KeepsDependencies;
        // For a model that writes them it would be one that keeps them.
        using (var writes = CheckpointExecutor.Auto(Toy(), [6 * 8 * Size, Room], options))
            Assert.True(Keeps(writes.Choice!));
        using var executor = CheckpointExecutor.Auto(model, [6 * 8 * Size, Room], options);
        Assert.False(Keeps(executor.Choice!));
        executor.Run();
        Assert.Equal([Expected], model.Toy.Gradients);
    }

    [Fact]
    public void Measuring_leaves_the_model_as_it_was()
    {
        var (measured, other) = (Toy(), Toy());
        // It stands somewhere else.
        measured.Record(0, 3);
        using var executor = CheckpointExecutor.Auto(measured, [Room, Room]);
        Assert.Equal(Bytes(other), Bytes(measured));
        Assert.Equal(0, measured.Recorded);
        Assert.Empty(measured.Gradients);
    }

    [Fact]
    public void A_model_that_cannot_be_put_back_is_refused_before_it_is_touched()
    {
        var model = new OneWay();
        var refused = Assert.Throws<InvalidOperationException>(() => CheckpointExecutor.Auto(model, [Room]));
        Assert.Contains("BeginForward", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, model.Calls);
        using var executor = new CheckpointExecutor(model, CheckpointSchedule.Revolve(5, 2));
        executor.Run();
    }

    [Fact]
    public void A_model_that_is_put_elsewhere_is_refused()
    {
        var model = new Drifting();
        var refused = Assert.Throws<InvalidOperationException>(() => CheckpointExecutor.Auto(model, [Room]));
        Assert.Contains("cannot be put back", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_there_is_no_plan_for_is_refused()
    {
        void Refused(string says, Action act) =>
            Assert.Contains(says, Assert.ThrowsAny<ArgumentException>(act).Message, StringComparison.Ordinal);
        Refused("Steps", () => CheckpointExecutor.Auto(new ToyModel(5, 1, knowsItsEnd: false), [Room]));
        Refused("Adjoints", () => CheckpointExecutor.Auto(Toy(), [Room], new RunOptions { Adjoints = 0 }));
        Refused("budgets", () => CheckpointExecutor.Auto(Toy(), []));
        Refused("budgets", () => CheckpointExecutor.Auto(Toy(), [0]));
        Refused("budgets", () => CheckpointExecutor.Auto(Toy(), [1e6, -1]));
        Refused("give more bytes", () => CheckpointExecutor.Auto(Toy(), [100]));
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() =>
            CheckpointExecutor.Auto(Toy(), [Room], cancellation: cancelled.Token)
        );
    }

    [Fact]
    public void Stores_of_the_user_are_measured_and_empty_afterwards()
    {
        using var store = new ThrottledStore(new MemoryStore(), 1e9, TimeSpan.FromMilliseconds(3));
        var options = new RunOptions { Stores = new Dictionary<Storage, ICheckpointStore> { [Storage.Disk] = store } };
        var model = Toy();
        using var executor = CheckpointExecutor.Auto(model, [16 * 8 * Size, Room], options);
        Assert.Equal(0, store.Usage.Bytes);
        var disk = executor.Choice!.Machine.Levels[1];
        // The store takes at least that, however the time is told apart.
        Assert.True(disk.WriteLatency + (8 * Size / disk.WriteBandwidth) >= 0.0029);
        executor.Run();
        Assert.Equal([Expected], model.Gradients);
    }

    [Fact]
    public void A_run_that_was_broken_off_goes_on_with_its_schedule()
    {
        using var scratch = new Scratch();
        var options = new RunOptions { Journal = scratch.Journal("run", 1), Machine = Given };
        var left = 12;
        string first;
        using (
            var broken = CheckpointExecutor.Auto(
                Toy(),
                [16 * 8 * Size, Room],
                options with
                {
                    BeforeAction = _ =>
                    {
                        if (left-- == 0)
                            throw new InvalidTimeZoneException("on purpose");
                    },
                }
            )
        )
        {
            first = broken.Choice!.Chosen.CommandLine;
            Assert.Throws<InvalidTimeZoneException>(() => broken.Run());
        }

        var model = Toy();
        using (var executor = CheckpointExecutor.Auto(model, [Room, Room], options))
        {
            Assert.NotNull(executor.Recovery);
            Assert.Null(executor.Choice);
            executor.Run();
        }

        Assert.Equal([Expected], model.Gradients);
        Assert.NotEmpty(first);
        Assert.Empty(Directory.EnumerateFileSystemEntries(scratch["run"]));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("rank-1")]
    public void Measuring_where_a_journal_will_be_leaves_nothing_there(string? rank)
    {
        using var scratch = new Scratch();
        var options = new RunOptions { Journal = scratch.Journal("run", 1), Rank = rank };
        var model = Toy();
        using (var executor = CheckpointExecutor.Auto(model, [16 * 8 * Size, Room], options))
        {
            Assert.Empty(Directory.EnumerateFiles(scratch["run"], "*.checkpoint", SearchOption.AllDirectories));
            Assert.True(executor.Choice!.Machine.Levels[1].WriteBandwidth < double.PositiveInfinity);
            executor.Run();
        }

        Assert.Equal([Expected], model.Gradients);
        Assert.Empty(Directory.EnumerateFileSystemEntries(scratch["run"]));
    }

    [Fact]
    public void Floats_are_planned_for_as_they_are_stored()
    {
        var model = new ToyModel(Steps, 0.7, size: Size) { Checks = false };
        using var executor = CheckpointExecutor.Auto(
            model,
            [16 * 8 * Size, Room],
            new RunOptions { Precision = StoredPrecision.Single }
        );
        Assert.InRange(executor.Choice!.Machine.RestartBytes, 4 * Size, 4 * Size + 100);
        executor.Run();
        Assert.Equal(1, model.Gradients.Single() / Expected, 1e-5);
    }

    private static CountedToy Toy() => new();

    private static byte[] Bytes(IAdjointModel model)
    {
        var bytes = new byte[model.RestartBytes(0)];
        var writer = new ByteWriter(bytes);
        model.WriteRestart(0, ref writer);
        return bytes;
    }

    private sealed class CountedToy() : ToyModel(AutoTests.Steps, 0.7, size: Size)
    {
        public int Recorded => DependencyCount;
    }

    /// <summary>A model that only knows restart data.</summary>
    private sealed class NoDependencies(CountedToy toy) : IAdjointModel
    {
        public CountedToy Toy => toy;

        public long? Steps => toy.Steps;

        public bool BeginForward() => toy.BeginForward();

        public long Advance(long n0, long n1) => toy.Advance(n0, n1);

        public long Record(long n0, long n1) => toy.Record(n0, n1);

        public void EndForward(long n) => toy.EndForward(n);

        public void BeginAdjoint(long index) => toy.BeginAdjoint(index);

        public void Reverse(long n1, long n0) => toy.Reverse(n1, n0);

        public void EndAdjoint(long index) => toy.EndAdjoint(index);

        public void ClearDependencies() => toy.ClearDependencies();

        public long RestartBytes(long step) => toy.RestartBytes(step);

        public void WriteRestart(long step, ref ByteWriter writer) => toy.WriteRestart(step, ref writer);

        public void ReadRestart(long step, ref ByteReader reader) => toy.ReadRestart(step, ref reader);
    }

    /// <summary>A model that serves for one run.</summary>
    private class OneWay : IAdjointModel
    {
        public int Calls { get; private set; }

        public long? Steps => 5;

        public virtual bool BeginForward() => false;

        public virtual long Advance(long n0, long n1)
        {
            Calls++;
            return n1;
        }

        public virtual long Record(long n0, long n1) => Advance(n0, n1);

        public void Reverse(long n1, long n0) => Calls++;

        public void ClearDependencies() { }

        public long RestartBytes(long step) => 8;

        public virtual void WriteRestart(long step, ref ByteWriter writer) => writer.Write(0L);

        public void ReadRestart(long step, ref ByteReader reader) => reader.Read<long>();
    }

    /// <summary>One whose forward begins where it stands.</summary>
    private sealed class Drifting : OneWay
    {
        public override bool BeginForward() => true;

        public override void WriteRestart(long step, ref ByteWriter writer) => writer.Write((long)Calls);
    }
}
