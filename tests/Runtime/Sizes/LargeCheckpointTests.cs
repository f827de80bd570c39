using Schedules.Runtime.Tests.Stores;
using Schedules.Tests;

namespace Schedules.Runtime.Tests.Sizes;

/// <summary>Checkpoints of more than 2 GiB in stores.</summary>
[Collection(Alone.Name)]
public sealed class LargeCheckpointTests : IDisposable
{
    private readonly TemporaryDirectory parent = new();

    public void Dispose() => parent.Dispose();

    /// <summary>Small without the campaign: a large one takes ten seconds.</summary>
    private static readonly long Large = Campaign.IsFull ? Room.Large : Room.Large >> 8;

    private static readonly string[] Names =
    [
        "memory",
        nameof(DiskLayout.FilePerCheckpoint),
        nameof(DiskLayout.OneFile),
    ];

    public static TheoryData<string> Stores => [.. Names];

    /// <summary>Those around every boundary, which all together take a quarter of an hour.</summary>
    public static TheoryData<string, long> Boundaries
    {
        get
        {
            long[] boundaries = Campaign.IsFull
                ?
                [
                    int.MaxValue - CheckpointHeader.Size,
                    Array.MaxLength,
                    int.MaxValue,
                    int.MaxValue + 1L,
                    uint.MaxValue,
                    uint.MaxValue + 1L,
                ]
                : [ushort.MaxValue + 1];
            var cases = new TheoryData<string, long>();
            foreach (var store in Names)
            foreach (var bytes in boundaries)
                cases.Add(store, bytes);
            return cases;
        }
    }

    [LargeTheory(6 * Room.GiB, 5 * Room.GiB, ofCampaign: true)]
    [Trait(Campaign.Trait, "large")]
    [MemberData(nameof(Stores))]
    public void A_large_one_comes_back_on_disk_from_another_store_too(string name) => ComesBack(name, Large);

    [LargeTheory(6 * Room.GiB, 5 * Room.GiB, ofCampaign: true)]
    [Trait(Campaign.Trait, "sizes")]
    [MemberData(nameof(Boundaries))]
    public void So_do_those_around_every_boundary(string name, long bytes) => ComesBack(name, bytes);

    private void ComesBack(string name, long bytes)
    {
        var (run, crc) = (Guid.NewGuid(), 0u);
        using var data = new LargeData(bytes);
        LargeData.Fill(data.Span, (ulong)bytes);
        crc = Crc32C.Append(0, (ReadOnlyLargeSpan)data.Span);
        var store = Open(keep: true);
        try
        {
            store.Begin(run);
            store.Write(Sample.Label(1), data.Span);
            store.Write(Sample.Label(2), Sample.Noise(100));
            Assert.Equal((bytes, bytes + 100), (store.Length(1), store.Usage.Bytes));
            if (store.IsDurable)
            {
                store.Dispose();
                store = Open(keep: false);
                Assert.Equal([Sample.Label(1), Sample.Label(2)], store.Resume(run).Whole);
            }

            LargeData.Fill(data.Span, 0);
            store.Read(1, data.Span);
            Assert.Equal(crc, Crc32C.Append(0, (ReadOnlyLargeSpan)data.Span));
            Assert.Equal(Sample.Noise(100), store.Read(2));
            store.Delete(1);
            Assert.Equal(100, store.Usage.Bytes);
        }
        finally
        {
            store.Dispose();
        }

        ICheckpointStore Open(bool keep) =>
            name == "memory" ? new MemoryStore() : Sample.At(parent["run"], Enum.Parse<DiskLayout>(name), keep: keep);
    }

    [LargeFact(6 * Room.GiB, ofCampaign: true)]
    [Trait(Campaign.Trait, "large")]
    public void It_is_compressed_block_by_block()
    {
        var tenth = Large / 10;
        using var data = new LargeData(Large);
        // Blocks that get shorter, and one that does not.
        LargeData.Fill(data.Span.Slice(tenth, tenth), 1);
        data.Span.Slice(Large - 1).First(1)[0] = 7;
        var crc = Crc32C.Append(0, (ReadOnlyLargeSpan)data.Span);
        using var store = new CompressedStore(new MemoryStore(), new BrotliCodec(0, elementSize: 1));
        store.Write(Sample.Label(1), data.Span);
        Assert.Equal(Large, store.Length(1));
        Assert.InRange(store.Usage.Bytes, tenth / 2, 2 * tenth);
        data.Span.Slice(Large / 2).Clear();
        LargeData.Fill(data.Span.Slice(0, tenth), 3);
        store.Read(1, data.Span);
        Assert.Equal(crc, Crc32C.Append(0, (ReadOnlyLargeSpan)data.Span));
    }

    [Fact]
    public void More_than_a_machine_has_is_refused_and_nothing_is_kept()
    {
        using var store = new MemoryStore();
        Assert.Throws<CheckpointStoreException>(() => store.Reserve(Sample.Label(1), 1L << 48).Length);
        foreach (var bytes in new[] { (1L << 48) + 1, long.MaxValue, -1 })
            Assert.Throws<ArgumentOutOfRangeException>("length", () => store.Reserve(Sample.Label(1), bytes).Length);
        Assert.Equal(default, store.Usage);
    }
}
