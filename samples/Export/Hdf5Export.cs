using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using PureHDF;
using PureHDF.Selections;
using Schedules.Runtime;

namespace Schedules.Samples.Export;

/// <summary>Checkpoints on disk as an HDF5 file, for whatever looks at fields: a group for each run,
/// one in it for each level, and in that a dataset for each step, with attributes.</summary>
public static class Hdf5Export
{
    private const int Part = 1 << 20;

    /// <summary>Writes a file.</summary>
    /// <typeparam name="T">The numbers that the checkpoints consist of.</typeparam>
    /// <param name="found">The checkpoints.</param>
    /// <param name="path">The file.</param>
    /// <returns>How many have been written.</returns>
    public static int Write<T>(RunInspection found, string path)
        where T : unmanaged
    {
        var file = new H5File();
        var datasets = new List<(StoredCheckpoint Checkpoint, H5Dataset<T[]> Dataset)>();
        foreach (var one in found.Checkpoints)
        {
            if (one.Label.Precision != StoredPrecision.Exact)
                throw new InvalidDataException($"{one.Path}: its doubles are stored as floats, between other bytes");
            if (one.Bytes % Unsafe.SizeOf<T>() != 0)
                throw new InvalidDataException(
                    $"{one.Path}: {one.Bytes} bytes are no whole number of {typeof(T).Name}"
                );
            var run = Group(file, $"run {one.Run}");
            var level = Group(run, $"level {(int)one.Label.Level}");
            var dataset = new H5Dataset<T[]>([(ulong)(one.Bytes / Unsafe.SizeOf<T>())]);
            dataset.Attributes["kind"] = one.Label.Kind.ToString();
            dataset.Attributes["sequence"] = one.Label.Sequence;
            dataset.Attributes["crc"] = one.Crc;
            if (one.Label.Checksum is { } checksum)
                dataset.Attributes["checksum"] = checksum;
            level[one.Label.Step.ToString("D19", CultureInfo.InvariantCulture)] = dataset;
            datasets.Add((one, dataset));
        }

        using var writer = file.BeginWrite(path);
        foreach (var (one, dataset) in datasets)
            Write(writer, one, dataset);
        return datasets.Count;
    }

    private static H5Group Group(IDictionary<string, object> parent, string name)
    {
        if (!parent.TryGetValue(name, out var group))
            parent[name] = group = new H5Group();
        return (H5Group)group;
    }

    /// <summary>Writes a checkpoint, which may have more than 2 GiB, in parts.</summary>
    private static unsafe void Write<T>(H5NativeWriter writer, StoredCheckpoint one, H5Dataset<T[]> dataset)
        where T : unmanaged
    {
        var memory = NativeMemory.Alloc((nuint)Math.Max(1, one.Bytes));
        try
        {
            var data = new LargeSpan(memory, one.Bytes);
            one.Read(data);
            for (var start = 0ul; !data.IsEmpty; )
            {
                var values = MemoryMarshal.Cast<byte, T>(data.First(Part * Unsafe.SizeOf<T>())).ToArray();
                var block = new HyperslabSelection(start, (ulong)values.Length);
                writer.Write(dataset, values, fileSelection: block);
                start += (ulong)values.Length;
                data = data.Slice((long)values.Length * Unsafe.SizeOf<T>());
            }
        }
        finally
        {
            NativeMemory.Free(memory);
        }
    }
}
