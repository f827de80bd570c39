using Schedules.Interop;

namespace Schedules.Runtime.Tests.Sizes;

/// <summary>Room is checked by the sizes that a model expects at later steps.</summary>
public sealed class ExpectedSizeTests
{
    private const long Steps = 24;

    public static TheoryData<string, bool> FamiliesAndSizes
    {
        get
        {
            var rows = new TheoryData<string, bool>();
            foreach (var family in Families.All.Keys)
            foreach (var grows in (bool[])[false, true])
                rows.Add(family, grows);
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(FamiliesAndSizes))]
    public void What_fits_exactly_is_run_and_a_byte_less_is_refused_before_the_first_step(string family, bool grows)
    {
        var schedule = Families.All[family](Steps).WithSteps(Steps);
        var peaks = Run(schedule, grows, []).Peaks;
        foreach (var level in peaks.Keys.Where(level => peaks[level] > 0))
        {
            Assert.Equal(peaks[level], Run(schedule, grows, new() { [level] = peaks[level] }).Peaks[level]);
            var small = Run(schedule, grows, new() { [level] = peaks[level] - 1 });
            Assert.Equal(0, small.Calls);
            Assert.Contains($"{peaks[level]} bytes are needed", small.Refused, StringComparison.Ordinal);
        }
    }

    private static (Dictionary<Storage, long> Peaks, int Calls, string? Refused) Run(
        CheckpointSchedule schedule,
        bool grows,
        Dictionary<Storage, long> room
    )
    {
        var stores = schedule
            .Storages.Where(level => level >= Storage.Ram)
            .ToDictionary(
                level => level,
                level => (ICheckpointStore)new MemoryStore(room.TryGetValue(level, out var bytes) ? bytes : null)
            );
        try
        {
            var model = new Growing(grows);
            using var executor = new CheckpointExecutor(model, schedule, new RunOptions { Stores = stores });
            string? refused = null;
            try
            {
                executor.Run();
            }
            catch (CheckpointStoreException error)
            {
                refused = error.Message;
            }

            return (stores.ToDictionary(pair => pair.Key, pair => pair.Value.Usage.PeakBytes), model.Calls, refused);
        }
        finally
        {
            foreach (var store in stores.Values)
                store.Dispose();
        }
    }

    /// <summary>A model whose data get more, or fewer, from step to step.</summary>
    private sealed class Growing(bool grows) : IAdjointModel, IExpectedSizes
    {
        public int Calls { get; private set; }

        public long? Steps => ExpectedSizeTests.Steps;

        public bool DependenciesRestart => true;

        public bool BeginForward() => true;

        public long Advance(long n0, long n1)
        {
            Calls++;
            return n1;
        }

        public long Record(long n0, long n1) => Advance(n0, n1);

        public void Reverse(long n1, long n0) { }

        public void ClearDependencies() { }

        public long ExpectedRestartBytes(long step) => 10 + (7 * (grows ? step : ExpectedSizeTests.Steps - step));

        public long ExpectedDependencyBytes(long step) => 2 * ExpectedRestartBytes(step);

        public long RestartBytes(long step) => ExpectedRestartBytes(step);

        public void WriteRestart(long step, ref ByteWriter writer) => writer.Take((int)writer.Remaining).Clear();

        public void ReadRestart(long step, ref ByteReader reader) => reader.Take((int)reader.Remaining);

        public long DependencyBytes(long step) => ExpectedDependencyBytes(step);

        public void WriteDependencies(long step, ref ByteWriter writer) => writer.Take((int)writer.Remaining).Clear();

        public void ReadDependencies(long step, ref ByteReader reader) => reader.Take((int)reader.Remaining);
    }
}
