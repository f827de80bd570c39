using Schedules.Interop;
using Schedules.Runtime.Tests.Journaling;
using Schedules.Runtime.Tests.Stores;

namespace Schedules.Runtime.Tests.Inspecting;

/// <summary>What is in a directory is told as it is, and stays.</summary>
public sealed class InspectionTests : IDisposable
{
    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Theory]
    [InlineData(DiskLayout.FilePerCheckpoint)]
    [InlineData(DiskLayout.OneFile)]
    public void All_checkpoints_are_found_with_all_that_is_known_of_them(DiskLayout layout)
    {
        var runs = new Dictionary<string, Guid> { ["a"] = Guid.NewGuid(), ["b"] = Guid.NewGuid() };
        var expected = new List<(Guid, string, CheckpointLabel, byte[])>();
        foreach (var (rank, run) in runs)
        {
            using var store = Sample.At(scratch["runs"], layout, rank);
            store.Begin(run);
            for (var step = 0; step < 4; step++)
            {
                var label = new CheckpointLabel(step, CheckpointKind.Restart, step, step, 77, Storage.Disk);
                var data = Sample.Noise(5000 * step, step);
                store.Write(label, data);
                expected.Add((run, rank, label, data));
            }
        }

        var before = Contents();
        var found = RunInspection.Of(scratch["runs"]);
        Assert.Empty(found.Faults);
        Assert.Empty(found.Journals);
        Assert.Equal(expected.Count, found.Checkpoints.Count);
        foreach (var (run, rank, label, data) in expected)
        {
            var one = Assert.Single(found.Checkpoints, one => one.Run == run && one.Label == label);
            Assert.Equal((rank, data.Length, Crc32C.Append(0, data)), (one.Rank, one.Bytes, one.Crc));
            var read = new byte[one.Bytes];
            one.Read(read);
            Assert.Equal(data, read);
            Assert.Throws<ArgumentException>("target", () => one.Read(new byte[one.Bytes + 1]));
        }

        Assert.Equal(before, Contents());
    }

    [Theory]
    [InlineData(DiskLayout.FilePerCheckpoint)]
    [InlineData(DiskLayout.OneFile)]
    public void A_byte_that_is_damaged_is_a_fault_of_its_checkpoint_alone(DiskLayout layout)
    {
        using (var store = Sample.At(scratch["runs"], layout))
        {
            store.Begin(Guid.NewGuid());
            for (var step = 0; step < 4; step++)
                store.Write(Sample.Label(step), Sample.Noise(5000, step));
        }

        var third = RunInspection.Of(scratch["runs"]).Checkpoints[2];
        foreach (var offset in (int[])[0, 20, 60, 127, 128, 5127])
        {
            using (var file = File.Open(third.Path, FileMode.Open))
                Flip(file, third.Position + offset);
            var found = RunInspection.Of(scratch["runs"]);
            Assert.Equal([0, 1, 3], found.Checkpoints.Select(one => one.Label.Step));
            // A slot whose beginning is no header's is free.
            if (offset != 0 || layout == DiskLayout.FilePerCheckpoint)
                Assert.Contains(third.Path, Assert.Single(found.Faults));
            if (offset >= CheckpointHeader.Size)
                Assert.Throws<CheckpointStoreException>(() => third.Read(new byte[third.Bytes]));
            using (var file = File.Open(third.Path, FileMode.Open))
                Flip(file, third.Position + offset);
        }

        Assert.Empty(RunInspection.Of(scratch["runs"]).Faults);

        static void Flip(FileStream file, long position)
        {
            file.Position = position;
            var value = file.ReadByte();
            file.Position = position;
            file.WriteByte((byte)(value ^ 0x10));
        }
    }

    [Fact]
    public void A_run_that_goes_on_is_looked_at_without_disturbing_it()
    {
        var model = new ToyModel(23, 0.7);
        RunInspection? found = null;
        var options = new RunOptions
        {
            Journal = scratch.Journal("run", 1),
            Overlap = false,
            AfterAction = action => found = action is Reverse { N0: 11 } ? RunInspection.Of(scratch["run"]) : found,
        };
        using (var executor = new CheckpointExecutor(model, CheckpointSchedule.Multistage(23, 0, 4), options))
            executor.Run();
        Assert.Equal([ToyModel.Expected(23, 0.7)], model.Gradients);
        Assert.Empty(found!.Faults);
        var journal = Assert.Single(found.Journals);
        Assert.Equal((23, "toy 0.7", 0), (journal.Steps, journal.Model, journal.Completed));
        Assert.True(journal.StateBytes > 0 && journal.Reversed > 0);
        Assert.NotEmpty(found.Checkpoints);
        Assert.All(found.Checkpoints, one => Assert.Equal((journal.Run, Storage.Disk), (one.Run, one.Label.Level)));
        Assert.Equal(Families.All["multistage"](23).ToJson()[..10], journal.Schedule[..10]);
    }

    [Fact]
    public void What_is_unfinished_cut_off_foreign_or_no_plain_file_is_told_or_left_alone()
    {
        var place = Directory.CreateDirectory(scratch["runs"]).FullName;
        File.WriteAllText(Path.Combine(place, "notes.txt"), "mine");
        File.WriteAllText(Path.Combine(place, "notes.checkpoint"), "mine");
        File.WriteAllText(Path.Combine(place, "0000000000000000007.checkpoint"), "not one");
        File.WriteAllText(Path.Combine(place, "0000000000000000008.checkpoint.part"), "");
        File.WriteAllText(Path.Combine(place, "journal.json"), "schedules-journal 4 9 ");
        if (!OperatingSystem.IsWindows())
            File.CreateSymbolicLink(Path.Combine(place, "checkpoints.slots"), "/dev/zero");
        var found = RunInspection.Of(place);
        Assert.Empty(found.Checkpoints);
        Assert.Empty(found.Journals);
        Assert.Equal(3, found.Faults.Count);
        Assert.Contains(found.Faults, fault => fault.Contains("step 7: it is truncated"));
        Assert.Contains(found.Faults, fault => fault.Contains("step 8: it is not finished"));
        Assert.Contains(found.Faults, fault => fault.Contains("journal.json: it is cut off"));
    }

    [Fact]
    public void A_directory_that_is_not_there_is_an_error()
    {
        Assert.Throws<DirectoryNotFoundException>(() => RunInspection.Of(scratch["nowhere"]));
        Assert.Throws<ArgumentException>("directory", () => RunInspection.Of(" "));
    }

    private Dictionary<string, string> Contents() =>
        Directory
            .EnumerateFiles(scratch["runs"], "*", SearchOption.AllDirectories)
            .ToDictionary(path => path, path => Convert.ToHexString(File.ReadAllBytes(path)));
}
