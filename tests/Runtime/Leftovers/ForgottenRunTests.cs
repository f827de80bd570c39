using System.Diagnostics;
using System.Runtime.CompilerServices;
using Schedules.Interop;
using Schedules.Runtime.Tests.Stores;

namespace Schedules.Runtime.Tests.Leftovers;

/// <summary>Runs that nobody disposes of.</summary>
[Collection(Alone.Name)]
public sealed class ForgottenRunTests : IDisposable
{
    private const long Steps = 23;
    private const int Runs = 100;
    private readonly TemporaryDirectory directory = new();
    private readonly int threads = Threads();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void A_complete_run_has_no_thread_and_no_files()
    {
        var executors = Enumerable.Range(0, Runs).Select(_ => Make()).ToList();
        foreach (var executor in executors)
        {
            executor.Run();
            Assert.Empty(directory.Entries());
        }

        Assert.InRange(Threads(), 0, threads + Runs / 2);
        var usage = executors[0].Usage(Storage.Disk);
        Assert.True(usage.Writes > 0);
        Assert.Equal((0, 0), (usage.Checkpoints, usage.Bytes));
        executors.ForEach(executor => executor.Dispose());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_run_that_is_forgotten_is_collected(bool overlap)
    {
        Forget(overlap);
        var since = Stopwatch.GetTimestamp();
        do
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Thread.Sleep(20);
        } while (
            (directory.Entries().Length > 0 || Threads() > threads + Runs / 2)
            && Stopwatch.GetElapsedTime(since) < TimeSpan.FromSeconds(60)
        );
        Assert.Empty(directory.Entries());
        Assert.InRange(Threads(), 0, threads + Runs / 2);
    }

    /// <summary>What is complete may not have been taken yet.</summary>
    [Fact]
    public void The_journal_of_a_complete_run_stays_until_that_is_disposed_of()
    {
        var options = new RunOptions { Journal = new JournalOptions(directory["run"]) };
        using (
            var executor = new CheckpointExecutor(
                new ToyModel(Steps, 0.7),
                CheckpointSchedule.SingleDisk(moveData: true).WithSteps(Steps),
                options
            )
        )
        {
            executor.Run();
            Assert.True(File.Exists(Path.Combine(directory["run"], "journal.json")));
            Assert.Empty(Directory.GetFiles(directory["run"], "*.checkpoint", SearchOption.AllDirectories));
        }

        Assert.Equal([directory["run"]], directory.Entries());
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Forget(bool overlap)
    {
        var executors = Enumerable.Range(0, Runs).Select(_ => Make(overlap)).ToList();
        executors.ForEach(executor => executor.RunForward());
        Assert.Equal(Runs, Directory.GetDirectories(directory.Location).Length);
    }

    private CheckpointExecutor Make(bool overlap = true) =>
        new(
            new ToyModel(Steps, 0.7),
            CheckpointSchedule.SingleDisk(moveData: true).WithSteps(Steps),
            new RunOptions { Directory = directory.Location, Overlap = overlap }
        );

    private static int Threads()
    {
        using var process = Process.GetCurrentProcess();
        return process.Threads.Count;
    }
}
