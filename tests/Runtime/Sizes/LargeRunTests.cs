using Schedules.Interop;
using Schedules.Runtime.Tests.Journaling;
using Schedules.Tests;

namespace Schedules.Runtime.Tests.Sizes;

/// <summary>Runs of models whose state has more than 2 GiB, in the campaign; less, otherwise.</summary>
[Collection(Alone.Name)]
public sealed class LargeRunTests : IDisposable
{
    private const int Steps = 4;

    private static readonly long Bytes = Campaign.IsFull ? Room.Large : (1L << 20) + 11;

    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [LargeTheory(16 * Room.GiB, ofCampaign: true)]
    [Trait(Campaign.Trait, "sizes")]
    [InlineData(Storage.Ram)]
    [InlineData(Storage.Disk)]
    public void The_adjoint_goes_back_over_all_steps(Storage storage)
    {
        var model = new Large(Bytes);
        using var executor = new CheckpointExecutor(
            model,
            CheckpointSchedule.Mixed(Steps, 1, storage),
            new RunOptions
            {
                Overlap = false,
                Buffers = 2,
                Directory = scratch.New(),
            }
        );
        executor.Run();
        Assert.Equal(0, model.AdjointAt);
        Assert.Equal(Bytes, executor.Usage(storage).PeakBytes);
    }

    [LargeFact(16 * Room.GiB, ofCampaign: true)]
    [Trait(Campaign.Trait, "sizes")]
    public void A_run_that_was_broken_off_goes_on_from_the_state_of_its_adjoint()
    {
        var options = new RunOptions
        {
            Overlap = false,
            Buffers = 2,
            Journal = scratch.Journal("run", 1),
        };
        var schedule = CheckpointSchedule.Multistage(Steps, 0, 1);
        using (var executor = new CheckpointExecutor(new Large(Bytes) { FailsAt = 1 }, schedule, options))
            Assert.Throws<InvalidOperationException>(() => executor.Run());
        var model = new Large(Bytes);
        using var again = new CheckpointExecutor(model, schedule, options);
        again.Run();
        Assert.Equal((2, 0), (model.AdjointWasReadAt, model.AdjointAt));
    }

    /// <summary>A model whose state is where it stands, and many bytes that say so.</summary>
    private sealed class Large(long bytes) : IAdjointModel, IAdjointState
    {
        private long at;
        private long recorded = -1;

        public long? Steps => LargeRunTests.Steps;

        public string Identity => "large";

        public long? FailsAt { get; init; }

        public long AdjointAt { get; private set; } = LargeRunTests.Steps;

        public long? AdjointWasReadAt { get; private set; }

        public long Advance(long n0, long n1)
        {
            Assert.Equal(at, n0);
            return at = n1;
        }

        public long Record(long n0, long n1)
        {
            Assert.Equal((at, n0 + 1), (n0, n1));
            recorded = n0;
            return at = n1;
        }

        public void Reverse(long n1, long n0)
        {
            if (n0 == FailsAt)
                throw new InvalidOperationException("as planned");
            Assert.Equal((AdjointAt, recorded), (n1, n0));
            AdjointAt = n0;
        }

        public void ClearDependencies() => recorded = -1;

        public long RestartBytes(long step) => bytes;

        public void WriteRestart(long step, ref ByteWriter writer)
        {
            Assert.Equal(at, step);
            Write(step, ref writer);
        }

        public void ReadRestart(long step, ref ByteReader reader)
        {
            Read(step, ref reader);
            at = step;
        }

        public long DependencyBytes(long step) => bytes;

        public void WriteDependencies(long step, ref ByteWriter writer)
        {
            Assert.Equal(recorded, step);
            Write(step + 100, ref writer);
        }

        public void ReadDependencies(long step, ref ByteReader reader)
        {
            Read(step + 100, ref reader);
            recorded = step;
        }

        public long AdjointBytes(long step) => bytes;

        public void WriteAdjoint(long step, ref ByteWriter writer)
        {
            Assert.Equal(AdjointAt, step);
            Write(step + 200, ref writer);
        }

        public void ReadAdjoint(long step, ref ByteReader reader)
        {
            Read(step + 200, ref reader);
            AdjointAt = step;
            AdjointWasReadAt = step;
        }

        private static void Write(long value, ref ByteWriter writer)
        {
            for (var part = 0; writer.Remaining > 0; part++)
                writer.Take((int)Math.Min(1 << 20, writer.Remaining)).Fill((byte)(3 * value + part));
        }

        private static void Read(long value, ref ByteReader reader)
        {
            for (var part = 0; reader.Remaining > 0; part++)
                Assert.False(
                    reader.Take((int)Math.Min(1 << 20, reader.Remaining)).ContainsAnyExcept((byte)(3 * value + part))
                );
        }
    }
}
