using Schedules.Runtime.Tests.Stores;

namespace Schedules.Runtime.Tests.Sizes;

/// <summary>Sizes around every boundary that a store has: of a cache line, a vector of the CRC, its
/// lanes, a page with a header, a chunk of memory, a part that is written at once, a
/// compressed block.</summary>
public sealed class BoundaryTests : IDisposable
{
    private static readonly int[] Boundaries =
    [
        8,
        64,
        3 << 10,
        4096 - CheckpointHeader.Size,
        8192 - CheckpointHeader.Size,
        1 << 16,
        3 << 15,
        3 << 17,
        6 << 17,
    ];

    private readonly TemporaryDirectory parent = new();

    public static TheoryData<string> Names => StoreKinds.Names;

    public void Dispose() => parent.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void Sizes_around_every_boundary_come_back_side_by_side(string name)
    {
        int[] sizes = [0, .. Boundaries.SelectMany(size => new[] { size - 1, size, size + 1 })];
        using var store = StoreKinds.Make(name, parent);
        for (var step = 0; step < sizes.Length; step++)
            store.Write(Sample.Label(step), Data(step));
        // The room of every second one is taken by others.
        for (var step = 0; step < sizes.Length; step += 2)
            store.Delete(step);
        for (var step = sizes.Length - 1 & -2; step >= 0; step -= 2)
            store.Write(Sample.Label(step), Data(step));
        for (var step = 0; step < sizes.Length; step++)
        {
            Assert.Equal(sizes[step], store.Length(step));
            Assert.True(Data(step).AsSpan().SequenceEqual(store.Read(step)), $"{sizes[step]} bytes");
        }

        byte[] Data(int step) => step % 3 == 0 ? Sample.Smooth(sizes[step], step) : Sample.Noise(sizes[step], step);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(64)]
    [InlineData(1000)]
    public void Blocks_of_any_size_are_compressed_each_for_itself(int most)
    {
        using var store = new CompressedStore(new MemoryStore(), new DeflateCodec(), most);
        var step = 0;
        foreach (var length in Enumerable.Range(0, 12).Concat([most - 1, most, most + 1, 3 * most, 3 * most + 1, 5000]))
        {
            byte[][] samples =
            [
                Sample.Noise(length),
                Sample.Smooth(length),
                [.. Sample.Noise(length / 2), .. new byte[length - length / 2]],
                [.. new byte[length / 2], .. Sample.Noise(length - length / 2)],
            ];
            foreach (var data in samples)
            {
                store.Write(Sample.Label(++step), data);
                Assert.Equal(length, store.Length(step));
                Assert.Equal(data, store.Read(step));
            }
        }
    }

    [Fact]
    public void A_damaged_block_is_an_error()
    {
        var data = Sample.Smooth(3000);
        var inner = new MemoryStore();
        using var store = new CompressedStore(inner, new DeflateCodec(), 500);
        store.Write(Sample.Label(1), data);
        var whole = inner.Read(1);
        for (var i = CompressedFrame.Size; i < CompressedFrame.Size + 4; i++)
        {
            var damaged = whole.ToArray();
            damaged[i] ^= 0x80;
            inner.Delete(1);
            inner.Write(Sample.Label(1), damaged);
            Assert.Equal(1, Assert.Throws<CheckpointStoreException>(() => store.Read(1)).Step);
        }
    }
}
