using Schedules.Interop;

namespace Schedules.Runtime.Tests.Model;

/// <summary>What a model writes and reads is what it says.</summary>
public sealed class ModelBytesTests
{
    private const long Steps = 12;

    public static TheoryData<string, int> Wrong()
    {
        var data = new TheoryData<string, int>();
        foreach (var member in (string[])["WriteRestart", "ReadRestart", "WriteDependencies", "ReadDependencies"])
        foreach (var surplus in (int[])[1, -1])
            data.Add(member, surplus);
        return data;
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_model_that_writes_or_reads_another_size_than_it_says_is_named(string member, int surplus)
    {
        foreach (var overlap in (bool[])[true, false])
        foreach (var storage in (Storage[])[Storage.Ram, Storage.Disk])
        {
            var schedule =
                member.EndsWith("Restart", StringComparison.Ordinal) ? CheckpointSchedule.Mixed(Steps, 3, storage)
                : storage == Storage.Ram ? CheckpointSchedule.Mixed(Steps, 3, storage)
                : CheckpointSchedule.SingleDisk();
            using var executor = new CheckpointExecutor(
                new Surplus(Steps, member, surplus),
                schedule,
                new RunOptions { Overlap = overlap }
            );
            var error = Assert.Throws<InvalidOperationException>(() => executor.Run());
            Assert.Contains($"{member} of step ", error.Message);
            Assert.Contains(
                surplus > 0 ? "and 8 of 16 bytes are left" : "8 of 16 bytes are left, and not",
                error.Message
            );
            Assert.Contains("of the model do not agree", error.Message);
        }
    }

    [Fact]
    public void Sizes_may_differ_from_step_to_step()
    {
        foreach (var (name, family) in Families.All)
        {
            var model = new Growing(Steps);
            using var executor = new CheckpointExecutor(model, family(Steps));
            executor.Run();
            Assert.True(model.Reversed == Steps, name);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_size_that_makes_no_sense_is_found_at_its_step(int bytes)
    {
        using var executor = new CheckpointExecutor(
            new Shrinking(Steps, bytes),
            CheckpointSchedule.Multistage(Steps, 6, 0)
        );
        var error = Assert.Throws<InvalidOperationException>(() => executor.Run());
        Assert.Contains($"is {bytes}; allowed: at least 1", error.Message);
    }

    [Fact]
    public void A_model_without_bytes_for_dependencies_runs_where_none_are_kept()
    {
        using (var executor = new CheckpointExecutor(new Least(), CheckpointSchedule.Revolve(Steps, 3)))
            executor.Run();
        using var refused = new CheckpointExecutor(new Least(), CheckpointSchedule.SingleDisk());
        var error = Assert.Throws<NotSupportedException>(() => refused.Run());
        Assert.Contains("implement DependencyBytes, WriteDependencies and ReadDependencies", error.Message);
    }

    /// <summary>Uses more, or less, than its 16 bytes in one of its methods.</summary>
    private sealed class Surplus(long steps, string wrong, int surplus) : IdleModel(steps, 16)
    {
        public override void WriteRestart(long step, ref ByteWriter writer) => Use(nameof(WriteRestart), ref writer);

        public override void WriteDependencies(long step, ref ByteWriter writer) =>
            Use(nameof(WriteDependencies), ref writer);

        public override void ReadRestart(long step, ref ByteReader reader) => Use(nameof(ReadRestart), ref reader);

        public override void ReadDependencies(long step, ref ByteReader reader) =>
            Use(nameof(ReadDependencies), ref reader);

        private void Use(string member, ref ByteWriter writer)
        {
            writer.Write(1.0);
            writer.Write<long>(
                member != wrong ? [1]
                : surplus > 0 ? [1, 2]
                : []
            );
        }

        private void Use(string member, ref ByteReader reader)
        {
            reader.Read<double>();
            reader.Read(new long[member != wrong ? 1 : 1 + surplus]);
        }
    }

    /// <summary>Has more to write at each step, and looks whether it comes back.</summary>
    private sealed class Growing(long steps) : IdleModel(steps)
    {
        public long Reversed { get; private set; }

        public override long RestartBytes(long step) => 8 * (1 + step % 5);

        public override long DependencyBytes(long step) => 8 * (7 - step % 3);

        public override void Reverse(long n1, long n0) => Reversed += n1 - n0;

        public override void WriteRestart(long step, ref ByteWriter writer) => Write(step, 5, ref writer);

        public override void WriteDependencies(long step, ref ByteWriter writer) => Write(step, 6, ref writer);

        public override void ReadRestart(long step, ref ByteReader reader) => Read(step, 5, ref reader);

        public override void ReadDependencies(long step, ref ByteReader reader) => Read(step, 6, ref reader);

        private static void Write(long step, long kind, ref ByteWriter writer)
        {
            while (writer.Remaining > 0)
                writer.Write(10 * step + kind);
        }

        private static void Read(long step, long kind, ref ByteReader reader)
        {
            while (reader.Remaining > 0)
                Assert.Equal(10 * step + kind, reader.Read<long>());
        }
    }

    private sealed class Shrinking(long steps, int bytes) : IdleModel(steps)
    {
        public override long RestartBytes(long step) => step == 0 ? 8 : bytes;
    }

    /// <summary>All that a model has to have.</summary>
    private sealed class Least : IAdjointModel
    {
        public long? Steps => ModelBytesTests.Steps;

        public long Advance(long n0, long n1) => n1;

        public long Record(long n0, long n1) => n1;

        public void Reverse(long n1, long n0) { }

        public void ClearDependencies() { }

        public long RestartBytes(long step) => 1;

        public void WriteRestart(long step, ref ByteWriter writer) => writer.Write<byte>(1);

        public void ReadRestart(long step, ref ByteReader reader) => reader.Read<byte>();
    }
}
