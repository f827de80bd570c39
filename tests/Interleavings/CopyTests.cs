using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Schedules.Interop;
using Schedules.Runtime;

namespace Schedules.Interleavings;

/// <summary>How often the bytes of a checkpoint are copied: by the model, into the memory where
/// they stay or from which they are written, and by the system.</summary>
public sealed class CopyTests
{
    [Theory]
    [InlineData(DiskLayout.FilePerCheckpoint)]
    [InlineData(DiskLayout.OneFile)]
    public void Once_into_memory_and_twice_to_disk(DiskLayout layout)
    {
        var place = Scratch.Make();
        try
        {
            var model = new Watching();
            var schedule = CheckpointSchedule.Multistage(steps: 4, snapshotsInRam: 1, snapshotsOnDisk: 1);
            using var disk = new DiskStore(new() { Parent = place, Layout = layout });
            var options = new RunOptions
            {
                Overlap = false,
                Stores = new Dictionary<Storage, ICheckpointStore> { [Storage.Disk] = disk },
            };
            var files = new ConcurrentQueue<(nint Start, int Length)>();
            void Note(nint start, int length) => files.Enqueue((start, length));
            RandomAccess.Moved += Note;
            try
            {
                using var executor = new CheckpointExecutor(model, schedule, options);
                executor.Run();
                Assert.Equal(1, executor.Usage(Storage.Ram).Writes);
                Assert.Equal(1, executor.Usage(Storage.Disk).Writes);
            }
            finally
            {
                RandomAccess.Moved -= Note;
            }

            Assert.Equal(2, model.Written.Count);
            // In memory: where it was written it is read.
            var inMemory = Assert.Single(model.Written, at => BytesOf(at) == 0);
            Assert.Contains(inMemory, model.Read);
            // On disk: the file gets what the model has written where that is, and puts what the
            // model reads where it reads it.
            var toDisk = Assert.Single(model.Written, at => at != inMemory);
            var fromDisk = model.Read.Where(at => at != inMemory).ToList();
            Assert.NotEmpty(fromDisk);
            var expected = Watching.Bytes * (1 + disk.Usage.Reads);
            Assert.Equal(expected, fromDisk.Append(toDisk).Distinct().Sum(BytesOf));

            // Of what the files got, and were asked for.
            long BytesOf(nint at) =>
                files
                    .Where(part => part.Start >= at && part.Start < at + Watching.Bytes)
                    .Sum(part => (long)part.Length);
        }
        finally
        {
            Directory.Delete(place, recursive: true);
        }
    }

    /// <summary>A model that notes where its data are.</summary>
    private sealed class Watching : IAdjointModel
    {
        public const int Bytes = 1_000_003;

        public List<nint> Written { get; } = [];

        public List<nint> Read { get; } = [];

        public long? Steps => 4;

        public long Advance(long n0, long n1) => n1;

        public long Record(long n0, long n1) => n1;

        public void Reverse(long n1, long n0) { }

        public void ClearDependencies() { }

        public long RestartBytes(long step) => Bytes;

        public void WriteRestart(long step, ref ByteWriter writer)
        {
            var target = writer.Take(Bytes);
            target.Fill((byte)step);
            Written.Add(AddressOf(target));
        }

        public void ReadRestart(long step, ref ByteReader reader)
        {
            var source = reader.Take(Bytes);
            Assert.Equal((byte)step, source[^1]);
            Read.Add(AddressOf(source));
        }

        private static unsafe nint AddressOf(ReadOnlySpan<byte> bytes) =>
            (nint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(bytes));
    }
}
