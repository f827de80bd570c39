using System.Globalization;
using Schedules.Interop;

namespace Schedules.Runtime.Tests;

public sealed class ProfileTests
{
    [Theory]
    [MemberData(nameof(Families.Names), MemberType = typeof(Families))]
    public void A_profile_counts_what_was_predicted(string family)
    {
        const long Steps = 31;
        foreach (var overlap in (bool[])[true, false])
        {
            var schedule = Families.All[family](Steps);
            var options = new RunOptions { Overlap = overlap };
            using var executor = new CheckpointExecutor(new ToyModel(Steps, 0.7), schedule, options);
            Assert.Empty(executor.Profile.Entries);
            var profile = executor.Run();

            var predicted = schedule.WithSteps(Steps).Predict();
            Assert.Equal(predicted.ForwardSteps, profile.ForwardSteps);
            Assert.Equal(predicted.RecordedSteps, profile.RecordedSteps);
            Assert.Equal(Steps, profile.ReversedSteps);
            Assert.Equal(predicted.RecomputationRatio(Steps), profile.RecomputationRatio);
            foreach (var level in Place.Levels)
            {
                var counts = predicted.On(level);
                Is(profile.Find(ProfileKind.Write, level), counts.Writes, executor.Usage(level).BytesWritten);
                Is(profile.Find(ProfileKind.Read, level), counts.Reads, executor.Usage(level).BytesRead);
                Is(profile.Find(ProfileKind.Delete, level), counts.Deletes, 0);
            }

            // One checksum at the start, where each Forward ends, and where restart
            // data have been read.
            var forwards = schedule.WithSteps(Steps).Count(action => action is Forward);
            Assert.InRange(profile.Find(ProfileKind.Check)!.Count, forwards, 2 * forwards + 1);
            foreach (var entry in profile.Entries.Where(entry => entry.Kind != ProfileKind.Check))
            {
                Assert.Equal(entry.Count, entry.Predicted);
                Assert.InRange(entry.Actions, 1, entry.Count);
                Assert.True(entry.Time >= TimeSpan.Zero && entry.StoreTime >= TimeSpan.Zero);
                Assert.InRange(entry.Spared, 0, overlap && entry.Level > Storage.Ram ? entry.Count : 0);
                Assert.Equal(
                    entry.Level is not (null or Storage.Ram) && entry.Count > entry.Spared,
                    entry.StoreTime > TimeSpan.Zero
                );
            }

            var costs = profile.MeasuredCosts();
            Assert.True(costs.Ub > 0);
            Assert.Equal(predicted.ForwardSteps > predicted.RecordedSteps, costs.Uf > 0);
            foreach (var level in predicted.Levels)
                Assert.True(costs.Write(level) > 0 && costs.Read(level) > 0);
            Assert.True(profile.Elapsed > TimeSpan.Zero && profile.Waiting < profile.Elapsed);
        }
    }

    [Fact]
    public void Replays_are_not_compared_if_nobody_wants_it()
    {
        using var executor = new CheckpointExecutor(
            new ToyModel(31, 0.7),
            CheckpointSchedule.Revolve(31, 3),
            new RunOptions { CheckReplays = false }
        );
        Assert.Null(executor.Run().Find(ProfileKind.Check));
    }

    [Fact]
    public void A_profile_does_not_change_as_the_run_goes_on()
    {
        using var executor = new CheckpointExecutor(new ToyModel(31, 0.7), CheckpointSchedule.Revolve(31, 3));
        executor.RunForward();
        var profile = executor.Profile;
        executor.Run();
        Assert.Equal((31, 0), (profile.ForwardSteps, profile.ReversedSteps));
        Assert.Null(profile.Entries[0].Predicted);
        Assert.Equal(31, executor.Profile.ReversedSteps);
    }

    [Fact]
    public void The_table_has_a_line_for_each_activity()
    {
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = "," } };
        try
        {
            var schedule = CheckpointSchedule.Multistage(31, 2, 2);
            using var executor = new CheckpointExecutor(new ToyModel(31, 0.7, true, 1000), schedule);
            var lines = executor.Run().ToString().Split('\n');
            var counts = schedule.Predict();
            Assert.Matches("^activity +count +predicted +MB +seconds +in store +spared +each, µs$", lines[0]);
            var disk = counts.On(Storage.Disk);
            Assert.Contains(
                lines,
                line =>
                    line.StartsWith(
                        $"write disk {disk.Writes, 19}{disk.Writes, 12}         0.0",
                        StringComparison.Ordinal
                    )
            );
            string[] names = ["advance", "record", "reverse", "write RAM", "read RAM", "delete RAM", "write disk"];
            Assert.All(
                names,
                name => Assert.Contains(lines, line => line.StartsWith(name + " ", StringComparison.Ordinal))
            );
            Assert.Equal(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"forward steps for each of 31 steps: {counts.RecomputationRatio(31):0.###}"
                ),
                lines[^1]
            );
            Assert.DoesNotContain(lines[1..], line => line.Contains(','));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void Ratio_and_speed_of_a_codec_are_those_of_the_run()
    {
        using var store = new CompressedStore(new MemoryStore());
        using var throttled = new ThrottledStore(store, 1e12);
        var options = new RunOptions
        {
            Overlap = false,
            Stores = new Dictionary<Storage, ICheckpointStore> { [Storage.Disk] = throttled },
        };
        using var executor = new CheckpointExecutor(
            new ToyModel(31, 0.7, true, 1000),
            CheckpointSchedule.Multistage(31, 2, 2),
            options
        );
        var profile = executor.Run();
        var (level, usage) = Assert.Single(profile.Compression);
        Assert.Equal((Storage.Disk, store.Compression), (level, usage));
        Assert.Equal(profile.Find(ProfileKind.Write, Storage.Disk)!.Bytes, usage.Bytes);
        Assert.Equal(profile.Find(ProfileKind.Read, Storage.Disk)!.Bytes, usage.Restored);
        Assert.Equal(store.Usage.BytesWritten, usage.Compressed);
        Assert.Equal(store.Ratio, usage.Ratio);
        Assert.True(usage is { CompressBandwidth: > 0, DecompressBandwidth: > 0 });
        Assert.Matches(@"\ndisk compressed: [0-9.]+ % of the bytes, MB/s in: \d+, out: \d+\n", profile.ToString());
        Assert.Null(new CompressedStore(new MemoryStore()).Compression.CompressBandwidth);
    }

    private static void Is(ProfileEntry? entry, long count, long bytes)
    {
        Assert.Equal(count, entry?.Count ?? 0);
        // What the store has not been asked for has not gone there.
        Assert.InRange(bytes, entry?.Spared > 0 ? 0 : entry?.Bytes ?? 0, entry?.Bytes ?? 0);
    }
}
