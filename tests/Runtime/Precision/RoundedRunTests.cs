using Schedules.Interop;
using Schedules.Tests;

namespace Schedules.Runtime.Tests.Precision;

/// <summary>Runs whose checkpoints have floats for doubles.</summary>
[Trait(Campaign.Trait, "families")]
public sealed class RoundedRunTests
{
    private const long Steps = 23;
    private const int Size = 1000;

    private static readonly RunOptions Single = new() { Precision = StoredPrecision.Single };

    public static TheoryData<string, string> EveryStoreAndFamily => EveryStore.WithFamilies;

    [Theory]
    [MemberData(nameof(EveryStoreAndFamily))]
    public void Doubles_are_rounded_and_all_else_is_as_it_was(string store, string family)
    {
        using var place = new Place();
        foreach (var precision in Enum.GetValues<StoredPrecision>())
        {
            var stores = new Dictionary<Storage, ICheckpointStore>
            {
                [Storage.Ram] = EveryStore.All[store](place),
                [Storage.Disk] = EveryStore.All[store](place),
            };
            var model = new MixedModel(Steps, precision);
            using (
                var executor = new CheckpointExecutor(
                    model,
                    Families.All[family](Steps),
                    new RunOptions { Precision = precision, Stores = stores }
                )
            )
                executor.Run();
            Assert.Equal(Sum.Value, model.Sum, 1e-6);
            foreach (var one in stores.Values)
                one.Dispose();
        }
    }

    [Theory]
    [MemberData(nameof(Families.Names), MemberType = typeof(Families))]
    public void The_gradient_is_off_by_what_is_rounded(string family)
    {
        var schedule = Families.All[family](Steps);
        var (exact, rounded) = (Toy(schedule, new RunOptions()), Toy(schedule, Single));
        var expected = ToyModel.Expected(Steps, 0.7, Size);
        Assert.Equal(expected, exact.Gradient);
        Assert.Equal(1, rounded.Gradient / expected, 1e-5);
        var (all, half) = (Written(exact.Profile), Written(rounded.Profile));
        Assert.Equal(all == 0, half == 0);
        // Head and tail are small.
        Assert.InRange(half, all / 2, 0.52 * all);
        Assert.True(half == 0 || rounded.Gradient != expected);
    }

    [Fact]
    public void Floats_are_compressed_by_their_places()
    {
        long Bytes(int elementSize)
        {
            using var store = new CompressedStore(new MemoryStore(), new BrotliCodec(elementSize: elementSize));
            var values = Enumerable.Range(0, 20_000).Select(i => Math.Sin(i * 1e-3)).ToArray();
            var model = new FixedModel(values);
            using var executor = new CheckpointExecutor(
                model,
                CheckpointSchedule.SingleDisk(),
                Single with
                {
                    Stores = new Dictionary<Storage, ICheckpointStore> { [Storage.Disk] = store },
                }
            );
            executor.Run();
            Assert.Equal(values.Select(value => (double)(float)value), model.Restored);
            return store.Compression.Compressed;
        }

        Assert.True(Bytes(4) < Bytes(8));
        Assert.True(Bytes(4) < Bytes(1));
    }

    [Fact]
    public void Arrays_of_doubles_are_rounded_and_other_arrays_are_not()
    {
        double[,] field = new double[3, 5];
        float[] floats = [1.5f, 1e-30f];
        double[] shorter = [1 / 3.0];
        long[] counts = [1, long.MaxValue, 3, 4, 5, 6, 7, 8, 9];
        double[] adjoint = [0];
        var seen = new List<(double, double, long, float)>();
        var model = new ArrayModel(4, [field, floats, shorter, counts], [adjoint])
        {
            Begin = () =>
            {
                field[2, 4] = 1 / 3.0;
                counts[1] = long.MaxValue;
            },
            Step = step => counts[0] += step,
            BeginAdjoint = _ => adjoint[0] = 1,
            AdjointStep = (_, at) =>
                seen.Add((at.Of<double>(field)[14], at[shorter][0], at.Of<long>(counts)[1], at[floats][1])),
        };
        using var executor = new CheckpointExecutor(model, CheckpointSchedule.Revolve(4, 1), Single);
        executor.Run();
        Assert.Equal(4, seen.Count);
        Assert.Equal((1 / 3.0, 1 / 3.0, long.MaxValue, 1e-30f), seen[0]);
        Assert.All(seen.Skip(1), one => Assert.Equal(((double)(float)(1 / 3.0), 1 / 3.0, long.MaxValue, 1e-30f), one));
    }

    [Theory]
    [InlineData(1e39)]
    [InlineData(-double.MaxValue)]
    public void What_no_float_holds_is_refused(double value)
    {
        var values = new double[20];
        values[13] = value;
        using var executor = new CheckpointExecutor(new FixedModel(values), CheckpointSchedule.Revolve(5, 2), Single);
        var refused = Assert.Throws<OverflowException>(() => executor.Run());
        Assert.Contains("step 0", refused.Message, StringComparison.Ordinal);
        Assert.Contains(value.ToString("R"), refused.Message, StringComparison.Ordinal);
        Assert.Contains("RunOptions.Precision", refused.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => executor.Run());
    }

    [Fact]
    public void A_replay_that_differs_from_another_one_of_the_same_checkpoint_is_found()
    {
        var visits = 0;
        var model = new MixedModel(Steps, StoredPrecision.Single)
        {
            // A replay of step 1 that gives other bits each time.
            Disturb = (step, state) => state[0] += step == 1 ? 1e-14 * visits++ : 0,
        };
        using var executor = new CheckpointExecutor(model, CheckpointSchedule.Revolve(Steps, 2), Single);
        Assert.Throws<ReplayMismatchException>(() => executor.Run());
    }

    [Fact]
    public void A_precision_that_is_none_is_refused() =>
        Assert.Throws<ArgumentException>(() => new RunOptions { Precision = (StoredPrecision)2 });

    [Fact]
    public void A_store_need_have_room_for_the_floats_only()
    {
        using var store = new MemoryStore(3 * (Size * 4 + 100));
        var options = Single with { Stores = new Dictionary<Storage, ICheckpointStore> { [Storage.Ram] = store } };
        var schedule = CheckpointSchedule.Revolve(Steps, 3);
        Assert.Equal(1, Toy(schedule, options).Gradient / ToyModel.Expected(Steps, 0.7, Size), 1e-5);
        Assert.Throws<CheckpointStoreException>(() =>
            Toy(schedule, options with { Precision = StoredPrecision.Exact })
        );
    }

    private static readonly Lazy<double> Sum = new(() =>
    {
        var model = new MixedModel(Steps, StoredPrecision.Exact);
        model.Record(0, Steps);
        model.Reverse(Steps, 0);
        return model.Sum;
    });

    private static (double Gradient, RunProfile Profile) Toy(CheckpointSchedule schedule, RunOptions options)
    {
        var model = new ToyModel(Steps, 0.7, size: Size) { Checks = false };
        using var executor = new CheckpointExecutor(model, schedule, options);
        var profile = executor.Run();
        return (model.Gradients.Single(), profile);
    }

    private static double Written(RunProfile profile) =>
        profile.Entries.Where(entry => entry.Kind == ProfileKind.Write).Sum(entry => (double)entry.Bytes);

    /// <summary>A state that stays as it is.</summary>
    private sealed class FixedModel(double[] values) : IAdjointModel
    {
        public double[] Restored { get; } = new double[values.Length];

        public long? Steps => 5;

        public long Advance(long n0, long n1) => n1;

        public long Record(long n0, long n1) => n1;

        public void Reverse(long n1, long n0) { }

        public void ClearDependencies() { }

        public long RestartBytes(long step) => 8 * values.Length;

        public void WriteRestart(long step, ref ByteWriter writer) => writer.Write(values);

        public void ReadRestart(long step, ref ByteReader reader) => reader.Read(Restored);

        public long DependencyBytes(long step) => 8 * values.Length;

        public void WriteDependencies(long step, ref ByteWriter writer) => writer.Write(values);

        public void ReadDependencies(long step, ref ByteReader reader) => reader.Read(Restored);
    }
}
