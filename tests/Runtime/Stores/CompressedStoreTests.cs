using System.IO.Compression;

namespace Schedules.Runtime.Tests.Stores;

public sealed class CompressedStoreTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    public static TheoryData<ICheckpointCodec> Codecs =>
        [
            new BrotliCodec(0),
            new BrotliCodec(elementSize: 1),
            new BrotliCodec(11, 10),
            new DeflateCodec(),
            new DeflateCodec(CompressionLevel.SmallestSize, 4),
            new DeflateCodec(CompressionLevel.NoCompression),
        ];

    [Theory]
    [MemberData(nameof(Codecs))]
    public void Data_of_any_length_come_back(ICheckpointCodec codec)
    {
        using var store = new CompressedStore(new MemoryStore(), codec);
        var step = 0;
        foreach (var length in Enumerable.Range(0, 70).Append(100_000).Append(300_000))
        {
            foreach (var data in new[] { Sample.Noise(length), Sample.Smooth(length), new byte[length] })
            {
                store.Write(Sample.Label(step), data);
                Assert.Equal(length, store.Length(step));
                Assert.Equal(data, store.Read(step));
                step++;
            }
        }
    }

    [Fact]
    public void Its_figures_are_the_other_stores()
    {
        var inner = new MemoryStore();
        using var store = new CompressedStore(inner);
        Assert.Equal(1, store.Ratio);
        store.Write(Sample.Label(1), Sample.Smooth(100_000));
        Assert.Equal(inner.Usage, store.Usage);
        Assert.InRange(store.Usage.Bytes, 1, 50_000);
        Assert.Equal(100_000.0 / store.Usage.Bytes, store.Ratio);
    }

    [Fact]
    public void What_its_codec_has_done_is_counted()
    {
        using var store = new CompressedStore(new MemoryStore());
        Assert.Equal(CompressionUsage.None, store.Compression);
        Assert.Equal((null, null), (store.Compression.CompressBandwidth, store.Compression.DecompressBandwidth));
        store.Write(Sample.Label(1), Sample.Smooth(100_000));
        store.Write(Sample.Label(2), Sample.Noise(1000));
        var written = store.Compression;
        Assert.Equal((101_000, store.Usage.Bytes, 0), (written.Bytes, written.Compressed, written.Restored));
        Assert.True(written.CompressTime > TimeSpan.Zero);
        Assert.Equal(101_000 / written.CompressTime.TotalSeconds, written.CompressBandwidth);
        Assert.Equal(TimeSpan.Zero, written.DecompressTime);
        store.Read(1);
        store.Read(2);
        store.Read(2);
        var read = store.Compression;
        Assert.Equal(written with { Restored = 102_000, DecompressTime = read.DecompressTime }, read);
        Assert.True(read.DecompressTime > TimeSpan.Zero);
        Assert.Equal(102_000 / read.DecompressTime.TotalSeconds, read.DecompressBandwidth);
    }

    [Fact]
    public void What_it_has_not_written_is_refused()
    {
        var inner = new MemoryStore();
        using var store = new CompressedStore(inner);
        store.Begin(Guid.NewGuid());
        inner.Write(Sample.Label(1), Sample.Noise(100));
        Assert.Contains("has 100 bytes", Assert.Throws<CheckpointStoreException>(() => store.Read(1)).Message);
        // Whole, but of other data.
        store.Write(Sample.Label(2), Sample.Smooth(2000));
        store.Write(Sample.Label(3), Sample.Smooth(3000));
        var other = inner.Read(3);
        inner.Delete(2);
        inner.Write(Sample.Label(2), other);
        var error = Assert.Throws<CheckpointStoreException>(() => store.Read(2));
        Assert.Contains("it is of 3000 bytes, not 2000", error.Message);
        Assert.Equal(2, error.Step);
        Assert.Throws<ArgumentException>("target", () => store.Read(3, new byte[2999]));
        Assert.Equal(Sample.Smooth(3000), store.Read(3));
        // What was deleted, or is of the run before, is not there.
        store.Delete(3);
        inner.Write(Sample.Label(3), other);
        Assert.Contains("was not written", Assert.Throws<CheckpointStoreException>(() => store.Read(3)).Message);
        store.Write(Sample.Label(4), Sample.Smooth(3000));
        store.Begin(Guid.NewGuid());
        inner.Write(Sample.Label(4), other);
        Assert.Contains("was not written", Assert.Throws<CheckpointStoreException>(() => store.Read(4)).Message);
    }

    [Fact]
    public void How_much_room_is_needed_is_not_known_before()
    {
        using var store = new CompressedStore(new MemoryStore(capacity: 1000));
        store.CheckRoom(1_000_000);
        store.Write(Sample.Label(1), Sample.Smooth(10_000));
        Assert.Equal(Sample.Smooth(10_000), store.Read(1));
    }

    [Fact]
    public void Data_that_do_not_get_shorter_are_kept_as_they_are()
    {
        using var store = new CompressedStore(new MemoryStore());
        store.Write(Sample.Label(1), Sample.Noise(10_000));
        Assert.Equal(10_016, store.Usage.Bytes);
    }

    [Theory]
    [InlineData(Fault.Short)]
    [InlineData(Fault.Long)]
    [InlineData(Fault.Throws)]
    public void A_decoder_that_fails_is_an_error_that_names_the_step(Fault fault)
    {
        var codec = new BrokenCodec();
        using var store = new CompressedStore(new MemoryStore(), codec);
        store.Write(Sample.Label(7), Sample.Smooth(1000, 0));
        codec.Fault = fault;
        var error = Assert.Throws<CheckpointStoreException>(() => store.Read(7));
        Assert.Equal(7, error.Step);
        Assert.Contains("step 7", error.Message);
        codec.Fault = Fault.None;
        Assert.Equal(Sample.Smooth(1000, 0), store.Read(7));
    }

    [Theory]
    [InlineData(Fault.Throws)]
    [InlineData(Fault.Long)]
    public void An_encoder_that_fails_is_an_error_and_nothing_is_written(Fault fault)
    {
        var codec = new BrokenCodec { Fault = fault };
        using var store = new CompressedStore(new MemoryStore(), codec);
        Assert.Equal(
            7,
            Assert.Throws<CheckpointStoreException>(() => store.Write(Sample.Label(7), Sample.Smooth(1000, 0))).Step
        );
        Assert.Equal(default, store.Usage);
        codec.Fault = Fault.None;
        store.Write(Sample.Label(7), Sample.Smooth(1000, 0));
        Assert.Equal(Sample.Smooth(1000, 0), store.Read(7));
    }

    [Theory]
    [MemberData(nameof(Codecs))]
    public void Damaged_data_are_an_error_or_have_their_length(ICheckpointCodec codec)
    {
        var data = Sample.Smooth(3000);
        var inner = new MemoryStore();
        using var store = new CompressedStore(inner, codec);
        store.Write(Sample.Label(1), data);
        var whole = inner.Read(1);
        for (var i = 0; i < Math.Min(whole.Length, 200); i++)
        {
            var damaged = whole.ToArray();
            damaged[i] ^= 0x55;
            inner.Delete(1);
            inner.Write(Sample.Label(1), damaged);
            // The frame is verified; that the rest is as it was written is the
            // other store's business.
            var error = Record.Exception(() => store.Read(1));
            Assert.True(error is CheckpointStoreException || (error is null && i >= CompressedFrame.Size));
        }
    }

    [Fact]
    public void A_run_goes_on_with_what_its_codec_has_written()
    {
        var run = Guid.NewGuid();
        using (var store = Open(new BrotliCodec()))
        {
            Assert.True(store.IsDurable);
            store.Begin(run);
            store.Write(Sample.Label(1), Sample.Smooth(3000));
            store.Write(Sample.Label(2), Sample.Noise(3000));
        }

        using (var store = Open(new BrotliCodec(9)))
        {
            for (var again = 0; again < 2; again++)
                Assert.Equal([Sample.Label(1), Sample.Label(2)], store.Resume(run).Whole);
            Assert.Equal(Sample.Smooth(3000), store.Read(1));
            Assert.Equal(Sample.Noise(3000), store.Read(2));
        }

        // What was kept as it was is of any codec.
        using (var store = Open(new DeflateCodec()))
        {
            var found = store.Resume(run);
            Assert.Equal([Sample.Label(2)], found.Whole);
            Assert.Contains("step 1", Assert.Single(found.Rejected));
            Assert.Equal(1, store.Usage.Checkpoints);
        }
    }

    [Fact]
    public void Arguments_are_checked()
    {
        Assert.Throws<ArgumentNullException>("inner", () => new CompressedStore(null!));
        Assert.Throws<ArgumentOutOfRangeException>("level", () => new DeflateCodec((CompressionLevel)9));
    }

    private CompressedStore Open(ICheckpointCodec codec) =>
        new(Sample.At(directory["run"], DiskLayout.OneFile), codec) { KeepOnDispose = true };

    public enum Fault
    {
        None,
        Short,
        Long,
        Throws,
    }

    /// <summary>Leaves out every second byte, which is right for what is smooth.</summary>
    private sealed class BrokenCodec : ICheckpointCodec
    {
        public string Name => "every second";

        public Fault Fault { get; set; }

        public bool TryCompress(ReadOnlySpan<byte> source, Span<byte> target, out int written)
        {
            written = Fault is Fault.Long ? target.Length + 1 : (source.Length + 1) / 2;
            for (var i = 0; i < source.Length; i += 2)
            {
                target[i / 2] = source[i];
            }

            return Fault is Fault.Throws ? throw new InvalidOperationException("No.") : true;
        }

        public int Decompress(ReadOnlySpan<byte> source, Span<byte> target)
        {
            for (var i = 0; i < target.Length; i++)
            {
                target[i] = source[i / 2];
            }

            return Fault switch
            {
                Fault.Short => target.Length - 1,
                Fault.Long => target.Length + 1,
                Fault.Throws => throw new InvalidOperationException("No."),
                _ => target.Length,
            };
        }
    }
}
