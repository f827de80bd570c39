using Schedules.Interop;
using Schedules.Runtime.Tests.Stores;

namespace Schedules.Runtime.Tests;

/// <summary>Runs without an adjoint calculation.</summary>
public sealed class ForwardOnlyTests : IDisposable
{
    private const long Steps = 40;
    private readonly TemporaryDirectory directory = new();

    public static TheoryData<string> Names => [.. Families.All.Keys];

    public void Dispose() => directory.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void They_keep_nothing(string family)
    {
        var stores = Place.Levels.ToDictionary(level => level, _ => (ICheckpointStore)new UserStore());
        var model = new Ending(new ToyModel(Steps, 0.7));
        using var executor = new CheckpointExecutor(
            model,
            Families.All[family](Steps),
            new RunOptions { Adjoints = 0, Stores = stores }
        );
        var profile = executor.Run();
        Assert.True(executor.IsComplete);
        Assert.Equal((Steps, 0L), (profile.ForwardSteps, profile.ReversedSteps));
        Assert.Equal(1, model.Ends);
        Assert.All(stores.Values, store => Assert.Equal(0, store.Usage.Writes));
    }

    [Fact]
    public void With_a_journal_they_can_be_started_again()
    {
        var options = new RunOptions { Adjoints = 0, Journal = new JournalOptions(directory["run"]) };
        for (var again = 0; again < 2; again++)
        {
            using var source = new CancellationTokenSource();
            var model = new ToyModel(Steps, 0.7) { OnStep = n => Break(n == 20 && again == 0) };
            using var executor = new CheckpointExecutor(
                model,
                CheckpointSchedule.SingleDisk(moveData: true).WithSteps(Steps),
                options with
                {
                    Slice = 1,
                }
            );
            if (again == 0)
                Assert.Throws<OperationCanceledException>(() => executor.Run(source.Token));
            else
                Assert.Equal(Steps, executor.Run().ForwardSteps);
            Assert.Empty(Directory.GetDirectories(directory["run"]));

            void Break(bool now)
            {
                if (now)
                    source.Cancel();
            }
        }

        Assert.Equal([directory["run"]], directory.Entries());
    }

    private sealed class Ending(ToyModel model) : IAdjointModel
    {
        public int Ends { get; private set; }

        public long? Steps => model.Steps;

        public bool DependenciesRestart => true;

        public bool BeginForward() => model.BeginForward();

        public long Advance(long n0, long n1) => model.Advance(n0, n1);

        public long Record(long n0, long n1) => throw new InvalidOperationException("nothing is to be recorded");

        public void EndForward(long n) => Ends++;

        public void Reverse(long n1, long n0) => throw new InvalidOperationException("there is no adjoint");

        public void ClearDependencies() => model.ClearDependencies();

        public long RestartBytes(long step) => model.RestartBytes(step);

        public void WriteRestart(long step, ref ByteWriter writer) =>
            throw new InvalidOperationException("nothing is to be kept");

        public void ReadRestart(long step, ref ByteReader reader) =>
            throw new InvalidOperationException("nothing is to be read");
    }
}
