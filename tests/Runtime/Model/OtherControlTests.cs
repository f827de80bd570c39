using Schedules.Interop;
using Schedules.Runtime.Tests.Journaling;

namespace Schedules.Runtime.Tests.Model;

/// <summary>A run is not resumed with another control.</summary>
public sealed class OtherControlTests : IDisposable
{
    private const long Steps = 60;
    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void A_journal_needs_a_model_that_says_what_it_is()
    {
        var options = new RunOptions { Journal = new JournalOptions(scratch.New()) };
        var schedule = CheckpointSchedule.Revolve(Steps, 3);
        foreach (var identity in (string?[])[null, ""])
        {
            var model = new Moving { Identity = identity };
            var refused = Assert.Throws<ArgumentException>(
                "model",
                () => new CheckpointExecutor(model, schedule, options)
            );
            Assert.Contains("needs a model with an Identity", refused.Message);
            Assert.Throws<ArgumentException>("model", () => new OperatorRun(model, model, model, schedule, options));
        }

        var named = new Moving();
        using (var run = new OperatorRun(named, named, named, schedule, options))
            run.ApplyReverse();
        Assert.Equal(Steps, named.Reversed);
    }

    /// <summary>What is recomputed would be of another control than what was computed.</summary>
    [Fact]
    public void A_control_that_changes_between_forward_and_reverse_is_refused()
    {
        var model = new Moving();
        using var executor = new CheckpointExecutor(model, CheckpointSchedule.Revolve(Steps, 3));
        executor.RunForward();
        var (before, identity) = (model.Velocity, model.Identity);
        (model.Velocity, model.Identity) = (2, "another velocity");
        var refused = Assert.Throws<InvalidOperationException>(() => executor.RunReverse());
        Assert.Contains("is \"another velocity\" now", refused.Message);
        Assert.Equal(0, model.Reversed);
        // As the message says, it can be put back.
        (model.Velocity, model.Identity) = (before, identity);
        Assert.True(executor.RunReverse());
        Assert.Equal(Steps, model.Reversed);
    }

    /// <summary>By the restart data at step 0, though its identity is the same.</summary>
    [Theory]
    [MemberData(nameof(Families.Names), MemberType = typeof(Families))]
    public void Another_start_is_refused_wherever_the_run_was_broken_off(string family)
    {
        foreach (var after in (int[])[0, 1, 7, 40, 70])
        {
            var (place, schedule) = (scratch.New(), Families.All[family](Steps));
            if (!Break(new Moving(), schedule, place, after))
                continue;
            var other = new Moving { Start = 2 };
            var refused = Assert.Throws<JournalException>(() =>
                new CheckpointExecutor(other, schedule, Options(place))
            );
            Assert.Contains("other restart data at step 0", refused.Message);
            var same = new Moving();
            using (var executor = new CheckpointExecutor(same, schedule, Options(place)))
                executor.Run();
            // With the model that was refused a new run begins.
            using (var executor = new CheckpointExecutor(other, schedule, Options(scratch.New())))
                executor.Run();
            Assert.True(same.Reversed >= 1 && other.Reversed == Steps);
        }
    }

    /// <summary>A control that is not in the restart data, and that the identity is
    /// silent about.</summary>
    [Fact]
    public void Another_velocity_is_found_by_the_checksums_that_are_with_the_checkpoints()
    {
        foreach (var overlap in (bool[])[false, true])
        {
            var (place, schedule) = (scratch.New(), CheckpointSchedule.SingleDisk());
            Assert.True(Break(new Moving(), schedule, place, 58, overlap));
            using (
                var copy = new CheckpointExecutor(
                    new Moving(),
                    schedule,
                    Options(scratch.Copy(Path.GetFileName(place)))
                )
            )
            {
                Assert.NotEmpty(copy.Recovery!.Used);
                copy.Run();
            }

            using var executor = new CheckpointExecutor(new Moving { Velocity = 2 }, schedule, Options(place));
            Assert.NotEmpty(executor.Recovery!.Used);
            Assert.Throws<ReplayMismatchException>(() => executor.Run());
        }
    }

    [Fact]
    public void A_journal_with_reversed_steps_and_no_state_is_refused()
    {
        var (place, schedule) = (scratch.New(), CheckpointSchedule.HRevolve(Steps, 1, 3));
        var model = new ToyModel(Steps, 0.7);
        var reversed = 0;
        using (
            var executor = new CheckpointExecutor(
                model,
                schedule,
                Options(place) with
                {
                    AfterAction = action =>
                    {
                        if (action is Reverse && ++reversed == 5)
                            throw new InvalidTimeZoneException("on purpose");
                    },
                }
            )
        )
            Assert.Throws<InvalidTimeZoneException>(() => executor.Run());
        using (var directory = JournalDirectory.Open(place, false))
        {
            var entry = directory.Read()!;
            Assert.True(entry.Reversed > 0);
            directory.WriteFirst(entry with { Adjoint = null });
        }

        var refused = Assert.Throws<JournalException>(() =>
            new CheckpointExecutor(new ToyModel(Steps, 0.7), schedule, Options(place))
        );
        Assert.Contains($"steps had been reversed, and there is no state of the adjoint", refused.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-8)]
    public void A_state_of_the_adjoint_without_bytes_is_refused_at_the_call(long bytes)
    {
        var refused = Assert.Throws<ArgumentOutOfRangeException>(
            "model",
            () =>
                new CheckpointExecutor(new Hollow(bytes), CheckpointSchedule.Revolve(Steps, 3), Options(scratch.New()))
        );
        Assert.Contains($"AdjointBytes is {bytes}; allowed: at least 1", refused.Message);
    }

    [Fact]
    public void A_stiffly_accurate_schedule_is_refused_for_a_model_that_is_not()
    {
        var schedule = CheckpointSchedule.UnitSizes(30, 12, 3, 3, true, Storage.Disk);
        var refused = Assert.Throws<ArgumentException>(
            "schedule",
            () => new CheckpointExecutor(new ToyModel(30, 0.7), schedule)
        );
        Assert.Contains("DependenciesRestart", refused.Message);
        Assert.Throws<ArgumentException>(
            "referee",
            () => new CheckpointExecutor(new ToyModel(30, 0.7), schedule.ToList(), schedule.RefereeOptions)
        );
        new CheckpointExecutor(new ToyModel(30, 0.7) { IsStifflyAccurate = true }, schedule).Dispose();
    }

    private static RunOptions Options(string place) =>
        new()
        {
            Journal = new JournalOptions(place) { Every = null, EveryActions = 1 },
        };

    /// <summary>Breaks a run off before an action; false if there are not so many.</summary>
    private static bool Break(Moving model, CheckpointSchedule schedule, string place, int after, bool overlap = true)
    {
        var options = Options(place) with
        {
            Overlap = overlap,
            BeforeAction = _ =>
            {
                if (after-- == 0)
                    throw new InvalidTimeZoneException("on purpose");
            },
        };
        using var executor = new CheckpointExecutor(model, schedule, options);
        try
        {
            executor.Run();
            return false;
        }
        catch (InvalidTimeZoneException)
        {
            return true;
        }
    }

    /// <summary>x moves by a velocity that is not a part of the state.</summary>
    private sealed class Moving
        : IAdjointModel,
            IAdjointState,
            IForwardChecksum,
            IStateCheckpoint,
            IForwardOperator,
            IReverseOperator
    {
        private double x = 1;

        public double Start { get; init; } = 1;

        public double Velocity { get; set; } = 1;

        public string? Identity { get; set; } = "moving";

        public long Reversed { get; private set; }

        public long? Steps => OtherControlTests.Steps;

        public long Bytes => 8;

        public bool BeginForward()
        {
            x = Start;
            return true;
        }

        public bool Begin() => BeginForward();

        public long Advance(long n0, long n1)
        {
            x += Velocity * (n1 - n0);
            return n1;
        }

        public long Record(long n0, long n1) => Advance(n0, n1);

        public void Reverse(long n1, long n0) => Reversed += n1 - n0;

        public void ClearDependencies() { }

        public long RestartBytes(long step) => 8;

        public void WriteRestart(long step, ref ByteWriter writer) => writer.Write(x);

        public void ReadRestart(long step, ref ByteReader reader) => x = reader.Read<double>();

        public long DependencyBytes(long step) => 8;

        public void WriteDependencies(long step, ref ByteWriter writer) => writer.Write(x);

        public void ReadDependencies(long step, ref ByteReader reader) => reader.Read<double>();

        public long AdjointBytes(long step) => 8;

        public void WriteAdjoint(long step, ref ByteWriter writer) => writer.Write(Reversed);

        public void ReadAdjoint(long step, ref ByteReader reader) => Reversed = reader.Read<long>();

        public ulong Checksum() => BitConverter.DoubleToUInt64Bits(x);

        public long Apply(long n0, long n1, bool record) => Advance(n0, n1);

        public void Apply(long n1, long n0) => Reverse(n1, n0);

        public void Save(ref ByteWriter writer) => writer.Write(x);

        public void Load(ref ByteReader reader) => x = reader.Read<double>();
    }

    private sealed class Hollow(long bytes) : ToyModel(OtherControlTests.Steps, 0.7)
    {
        public override long AdjointBytes(long step) => bytes;
    }
}
