using Microsoft.Win32.SafeHandles;

namespace Schedules.Runtime.Tests.Stores;

/// <summary>What a process that was killed has left, and the next one finds.</summary>
public sealed class DiskResumeTests : IDisposable
{
    private readonly Guid run = Guid.NewGuid();
    private readonly TemporaryDirectory directory = new();

    public static TheoryData<DiskLayout> Layouts => [.. Enum.GetValues<DiskLayout>()];

    public void Dispose() => directory.Dispose();

    [Theory]
    [MemberData(nameof(Layouts))]
    public void All_that_was_written_and_not_deleted_is_there_again(DiskLayout layout)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var held = new Dictionary<CheckpointLabel, byte[]>();
            using (var store = Sample.At(directory["run"], layout))
            {
                store.Begin(run);
                Change(store, held, random, 40);
            }

            // Twice: what was taken up again is used like anything else.
            for (var again = 0; again < 2; again++)
            {
                using var store = Sample.At(directory["run"], layout);
                var found = store.Resume(run);
                Assert.Equal(held.Keys.OrderBy(label => label.Step), found.Whole.OrderBy(label => label.Step));
                Assert.Empty(found.Rejected);
                Assert.Equal(held.Count, store.Usage.Checkpoints);
                Assert.Equal(held.Values.Sum(data => data.Length), store.Usage.Bytes);
                Assert.All(held, pair => Assert.Equal(pair.Value, store.Read(pair.Key.Step)));
                Change(store, held, random, 20);
                Assert.All(held, pair => Assert.Equal(pair.Value, store.Read(pair.Key.Step)));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Another_runs_checkpoints_are_removed_and_foreign_files_are_not(DiskLayout layout)
    {
        using (var store = Sample.At(directory["run"], layout))
        {
            store.Begin(Guid.NewGuid());
            store.Write(Sample.Label(1), Sample.Noise(100));
            store.Write(Sample.Label(2), Sample.Noise(100));
        }

        string[] foreign = ["run.log", "0001.checkpoint", "x.0000000000000000001.checkpoint", "a.checkpoint.part"];
        Array.ForEach(foreign, name => File.WriteAllText(Path.Combine(directory["run"], name), name));
        Directory.CreateDirectory(directory["run/0000000000000000001.checkpoint.d"]);
        using (var store = Sample.At(directory["run"], layout, keep: false))
        {
            var found = store.Resume(run);
            Assert.Empty(found.Whole);
            Assert.Equal(2, found.Rejected.Count);
            Assert.All(found.Rejected, why => Assert.Contains("another run", why));
            store.Write(Sample.Label(1), Sample.Noise(50));
        }

        Assert.Equal(
            foreign.Append("0000000000000000001.checkpoint.d").Order(StringComparer.Ordinal),
            Directory.GetFileSystemEntries(directory["run"]).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );
        Assert.All(foreign, name => Assert.Equal(name, File.ReadAllText(Path.Combine(directory["run"], name))));
    }

    [Fact]
    public void An_unfinished_file_is_removed_and_named()
    {
        using (var store = Sample.At(directory["run"], DiskLayout.FilePerCheckpoint))
        {
            store.Begin(run);
            store.Write(Sample.Label(1), Sample.Noise(100));
        }

        var whole = directory["run/0000000000000000001.checkpoint"];
        var part = directory["run/0000000000000000002.checkpoint.part"];
        File.Copy(whole, part);
        using (var store = Sample.At(directory["run"], DiskLayout.FilePerCheckpoint))
        {
            var found = store.Resume(run);
            Assert.Equal([Sample.Label(1)], found.Whole);
            Assert.Contains(part, Assert.Single(found.Rejected));
            Assert.False(File.Exists(part));
        }
    }

    [Fact]
    public void A_file_under_another_steps_name_is_rejected()
    {
        using (var store = Sample.At(directory["run"], DiskLayout.FilePerCheckpoint))
        {
            store.Begin(run);
            store.Write(Sample.Label(1), Sample.Noise(100));
        }

        File.Move(directory["run/0000000000000000001.checkpoint"], directory["run/0000000000000000002.checkpoint"]);
        using (var store = Sample.At(directory["run"], DiskLayout.FilePerCheckpoint))
        {
            var found = store.Resume(run);
            Assert.Empty(found.Whole);
            Assert.Contains("step 1", Assert.Single(found.Rejected));
        }
    }

    [Fact]
    public void A_slot_in_another_slots_data_is_not_taken_for_one()
    {
        var slots = directory["run/checkpoints.slots"];
        using (var store = Sample.At(directory["run"], DiskLayout.OneFile))
        {
            store.Begin(run);
            store.Write(Sample.Label(7), Sample.Noise(100));
            var inside = new byte[8192];
            File.ReadAllBytes(slots).CopyTo(inside, 4096 - CheckpointHeader.Size);
            store.Delete(7);
            store.Write(Sample.Label(1), Sample.Noise(100));
            store.Write(Sample.Label(2), inside);
            store.Write(Sample.Label(3), Sample.Noise(100));
        }

        // The slot around it broken: what is inside would come to light.
        var bytes = File.ReadAllBytes(slots);
        bytes[4096 + 20] ^= 1;
        File.WriteAllBytes(slots, bytes);
        using (var store = Sample.At(directory["run"], DiskLayout.OneFile))
        {
            var found = store.Resume(run);
            Assert.Equal([1L, 3L], found.Whole.Select(label => label.Step));
            Assert.Equal(2, found.Rejected.Count);
            store.Write(Sample.Label(2), Sample.Noise(8192, 4));
            Assert.Equal(Sample.Noise(8192, 4), store.Read(2));
            Assert.Equal(Sample.Noise(100), store.Read(3));
        }
    }

    [Fact]
    public void Of_two_slots_of_a_step_the_later_is_the_one()
    {
        var slots = directory["run/checkpoints.slots"];
        using (var store = Sample.At(directory["run"], DiskLayout.OneFile))
        {
            store.Begin(run);
            store.Write(Sample.Label(1, 10), Sample.Noise(100, 1));
            store.Write(Sample.Label(2, 11), Sample.Noise(100, 2));
            var before = File.ReadAllBytes(slots);
            store.Delete(1);
            store.Write(Sample.Label(3, 12), Sample.Noise(100, 3));
            store.Write(Sample.Label(1, 13), Sample.Noise(100, 4));
            // As if the deletion, and what came after it in its place, had not got to the device.
            using var file = File.OpenHandle(slots, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            RandomAccess.Write(file, before.AsSpan(0, 4096), 0);
        }

        using (var store = Sample.At(directory["run"], DiskLayout.OneFile))
        {
            var found = store.Resume(run);
            Assert.Equal([Sample.Label(2, 11), Sample.Label(1, 13)], found.Whole);
            Assert.Contains("later", Assert.Single(found.Rejected));
            Assert.Equal(Sample.Noise(100, 4), store.Read(1));
        }
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void A_run_of_the_other_layout_leaves_nothing(DiskLayout layout)
    {
        var other = layout is DiskLayout.OneFile ? DiskLayout.FilePerCheckpoint : DiskLayout.OneFile;
        foreach (var begins in new[] { true, false })
        {
            using (var store = Sample.At(directory["run"], other))
            {
                store.Begin(run);
                store.Write(Sample.Label(1), Sample.Noise(100));
            }

            using (var store = Sample.At(directory["run"], layout))
            {
                if (begins)
                {
                    store.Begin(run);
                }
                else
                {
                    Assert.Empty(store.Resume(run).Whole);
                }

                Assert.Equal([directory["run/checkpoints.lock"]], Directory.GetFiles(directory["run"]));
            }
        }
    }

    private static void Change(DiskStore store, Dictionary<CheckpointLabel, byte[]> held, Random random, int times)
    {
        for (var i = 0; i < times; i++)
        {
            var step = random.Next(10);
            if (held.Keys.FirstOrDefault(label => label.Step == step) is { Kind: not 0 } old)
            {
                store.Delete(step);
                held.Remove(old);
            }
            else
            {
                var label = Sample.Label(step, random.Next(1000));
                var data = Sample.Noise(random.Next(3) == 0 ? random.Next(30_000) : 5000, random.Next());
                store.Write(label, data);
                held.Add(label, data);
            }
        }
    }

    [Fact]
    public void A_file_of_slots_that_is_long_but_empty_is_opened_at_once()
    {
        var slots = directory["run/checkpoints.slots"];
        using (var store = Sample.At(directory["run"], DiskLayout.OneFile))
        {
            store.Begin(run);
            store.Write(Sample.Label(1), Sample.Noise(100));
            store.Write(Sample.Label(2), Sample.Noise(100));
        }

        // One that claims a part of it, and one at the very end that claims more. Read page by page
        // it would take an hour.
        using (var file = File.OpenHandle(slots, FileMode.Open, FileAccess.ReadWrite))
        {
            Forge(file, 1L << 30, 5, 1 << 20);
            Forge(file, (1L << 42) - 4096, 6, int.MaxValue);
        }

        Assert.Equal((1L << 42) - 4096 + CheckpointHeader.Size, new FileInfo(slots).Length);
        using var again = Sample.At(directory["run"], DiskLayout.OneFile);
        var found = again.Resume(run);
        Assert.Equal([Sample.Label(1), Sample.Label(2)], found.Whole);
        Assert.Equal(2, found.Rejected.Count);
        Assert.Equal(2 * 4096, new FileInfo(slots).Length);
    }

    private void Forge(SafeFileHandle file, long position, long step, int length)
    {
        var bytes = new byte[CheckpointHeader.Size];
        new CheckpointHeader(run, "", Sample.Label(step), length, position).Write(bytes, 0);
        RandomAccess.Write(file, bytes, position);
    }
}
