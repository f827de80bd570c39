using System.Diagnostics;
using Schedules.Runtime.Tests.Stores;

namespace Schedules.Runtime.Tests.Leftovers;

/// <summary>Directories of runs that were killed.</summary>
public sealed class SweepTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void The_next_run_removes_what_one_that_was_killed_has_left()
    {
        Kill();
        Assert.Contains(directory.Entries(), entry => entry.EndsWith(".slots", StringComparison.Ordinal));
        using (var store = new DiskStore(new() { Parent = directory.Location }))
        {
            store.Write(Sample.Label(1), Sample.Noise(100));
            // Behind what the run does.
            Assert.True(
                SpinWait.SpinUntil(
                    () => Directory.GetDirectories(directory.Location) is [var only] && only == store.Location,
                    TimeSpan.FromSeconds(60)
                )
            );
        }

        Assert.Empty(directory.Entries());
    }

    [Fact]
    public void Sweeping_removes_what_is_dead_and_nothing_else()
    {
        using var living = new DiskStore(new() { Parent = directory.Location });
        living.Write(Sample.Label(1), Sample.Noise(100));
        var kept = new DiskStore(new() { Parent = directory.Location, KeepOnDispose = true });
        kept.Write(Sample.Label(1), Sample.Noise(100));
        kept.Dispose();
        var others = directory["schedules-of-the-trains"];
        Directory.CreateDirectory(others);
        var link = RunDirectories.New(directory.Location, null);
        Directory.CreateSymbolicLink(link, others);
        Kill();
        // One whose owner died before there was a lock in it.
        Abandon(directory.Location);
        // The stores may have come before.
        Assert.InRange(DiskStore.Sweep(directory.Location), 0, 2);
        string[] expected =
        [
            .. ((string[])[living.Location, kept.Location, others, link]).Order(StringComparer.Ordinal),
        ];
        Assert.True(
            SpinWait.SpinUntil(
                () =>
                    Directory.GetDirectories(directory.Location).Order(StringComparer.Ordinal).SequenceEqual(expected),
                TimeSpan.FromSeconds(60)
            )
        );
        Assert.Equal(Sample.Noise(100), living.Read(1));
        Assert.Equal(0, DiskStore.Sweep(directory["nowhere"]));
        Abandon(directory["other"]);
        Assert.Equal(1, DiskStore.Sweep(directory["other"]));
        Assert.Throws<ArgumentException>("parent", () => DiskStore.Sweep(" "));
    }

    /// <summary>Their machine may see locks that this one does not.</summary>
    [Fact]
    public void What_another_machine_has_left_stays()
    {
        var path = directory[$"schedules-00000000-{Guid.NewGuid():N}"];
        Directory.CreateDirectory(path);
        File.WriteAllText(Path.Combine(path, FileNames.LockName), "");
        Assert.Equal(0, DiskStore.Sweep(directory.Location));
        Assert.True(Directory.Exists(path));
    }

    /// <summary>A process in which locks mean nothing takes no run for dead.</summary>
    [Fact]
    public void Without_locks_nothing_is_swept()
    {
        using var living = new DiskStore(new() { Parent = directory.Location });
        living.Write(Sample.Label(1), Sample.Noise(100));
        for (var again = 0; again < 3; again++)
            Assert.Equal(0, Run(-1, ("DOTNET_SYSTEM_IO_DISABLEFILELOCKING", "1")));
        Assert.Equal(Sample.Noise(100), living.Read(1));
    }

    /// <summary>Nothing that is being made is swept away, and nothing that is being removed is kept
    /// from it.</summary>
    [Fact]
    public void Stores_are_made_while_others_sweep()
    {
        Parallel.For(
            0,
            400,
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            i =>
            {
                var store = new DiskStore(new() { Parent = directory.Location });
                store.Write(Sample.Label(1), Sample.Noise(100, i));
                Assert.Equal(Sample.Noise(100, i), store.Read(1));
                store.Dispose();
                Assert.False(Directory.Exists(store.Location));
            }
        );
        Assert.Empty(directory.Entries());
    }

    private static void Abandon(string parent)
    {
        var path = RunDirectories.New(parent, null);
        Directory.CreateDirectory(path);
        Directory.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddHours(-1));
    }

    /// <summary>A run that is killed in reverse; it may come to its end before.</summary>
    private void Kill()
    {
        for (var seed = 2; Run(seed) == 0; seed += 2)
            Assert.InRange(seed, 2, 40);
    }

    private int Run(int seed, (string Name, string Value)? setting = null)
    {
        var victim = typeof(Victim.SampleSchedules).Assembly.Location;
        var start = new ProcessStartInfo(
            "dotnet",
            ["exec", victim, directory.Location, "two-level on disk", "40", $"{seed}", "temporary"]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (setting is var (name, value))
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal("", error.Result);
        return process.ExitCode;
    }
}
