namespace Schedules.Runtime;

/// <summary>Work of the codec of a <see cref="CompressedStore"/> so far.</summary>
/// <param name="Bytes">Bytes of the checkpoints written.</param>
/// <param name="Compressed">Bytes that the other store was given for them.</param>
/// <param name="CompressTime">Time that the codec took for them.</param>
/// <param name="Restored">Bytes of the checkpoints read.</param>
/// <param name="DecompressTime">Time that the codec took for these.</param>
public sealed record CompressionUsage(
    long Bytes,
    long Compressed,
    TimeSpan CompressTime,
    long Restored,
    TimeSpan DecompressTime
)
{
    internal static readonly CompressionUsage None = new(0, 0, TimeSpan.Zero, 0, TimeSpan.Zero);

    /// <summary>Ratio of <see cref="Bytes"/> to <see cref="Compressed"/>; 1 before anything
    /// is written.</summary>
    public double Ratio => Compressed == 0 ? 1 : (double)Bytes / Compressed;

    /// <summary>Bytes a second that the codec compresses; null before it has.</summary>
    public double? CompressBandwidth => Rate(Bytes, CompressTime);

    /// <summary>Bytes a second that the codec restores; null before it has.</summary>
    public double? DecompressBandwidth => Rate(Restored, DecompressTime);

    private static double? Rate(long bytes, TimeSpan time) => time > TimeSpan.Zero ? bytes / time.TotalSeconds : null;
}
