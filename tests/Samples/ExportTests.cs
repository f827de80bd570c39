using System.Runtime.InteropServices;
using PureHDF;
using Schedules.Interop;
using Schedules.Runtime;
using Schedules.Samples.Export;

namespace Schedules.Samples.Tests;

/// <summary>Checkpoints in HDF5 are those on disk.</summary>
public sealed class ExportTests : IDisposable
{
    private readonly DirectoryInfo place = Directory.CreateTempSubdirectory("export-tests-");

    public void Dispose() => place.Delete(true);

    [Theory]
    [InlineData(DiskLayout.FilePerCheckpoint)]
    [InlineData(DiskLayout.OneFile)]
    public void Every_checkpoint_is_a_dataset_with_its_numbers(DiskLayout layout)
    {
        var run = Guid.NewGuid();
        var held = new Dictionary<long, double[]>();
        using (var store = Open(layout))
        {
            store.Begin(run);
            // The last one is written in parts.
            foreach (var (step, length) in ((long, int)[])[(0, 1), (3, 1000), (7, 2_500_001)])
            {
                held[step] = [.. Enumerable.Range(0, length).Select(i => i + step / 10.0)];
                store.Write(
                    new(step, CheckpointKind.Restart, step, step, (ulong)step + 5, Storage.Disk),
                    MemoryMarshal.AsBytes(held[step].AsSpan())
                );
            }
        }

        var path = Path.Combine(place.FullName, "run.h5");
        Assert.Equal(3, Hdf5Export.Write<double>(RunInspection.Of(place.FullName), path));
        using var file = H5File.OpenRead(path);
        foreach (var (step, values) in held)
        {
            var dataset = file.Dataset($"/run {run}/level 1/{step:D19}");
            Assert.True(values.AsSpan().SequenceEqual(dataset.Read<double[]>()));
            Assert.Equal("Restart", dataset.Attribute("kind").Read<string>());
            Assert.Equal((ulong)step + 5, dataset.Attribute("checksum").Read<ulong>());
        }
    }

    [Fact]
    public void Bytes_that_are_no_such_numbers_are_refused()
    {
        using (var store = Open(DiskLayout.OneFile))
        {
            store.Begin(Guid.NewGuid());
            store.Write(new(0, CheckpointKind.Restart, 0, 0), new byte[12]);
        }

        var found = RunInspection.Of(place.FullName);
        var path = Path.Combine(place.FullName, "run.h5");
        Assert.Contains(
            "12 bytes",
            Assert.Throws<InvalidDataException>(() => Hdf5Export.Write<double>(found, path)).Message
        );
        Assert.Equal(1, Hdf5Export.Write<float>(found, path));
    }

    private DiskStore Open(DiskLayout layout) =>
        new(
            new()
            {
                Directory = place.FullName,
                Layout = layout,
                KeepOnDispose = true,
                Flush = DiskFlush.Never,
            }
        );
}
