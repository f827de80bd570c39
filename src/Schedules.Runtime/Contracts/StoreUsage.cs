namespace Schedules.Runtime;

/// <summary>Contents and traffic of a store.</summary>
/// <param name="Checkpoints">Checkpoints there.</param>
/// <param name="Bytes">Bytes in use by them.</param>
/// <param name="PeakBytes">The most that were ever in use.</param>
/// <param name="Writes">Checkpoints written.</param>
/// <param name="Reads">Checkpoints read.</param>
/// <param name="Deletes">Checkpoints deleted.</param>
/// <param name="BytesWritten">Bytes written.</param>
/// <param name="BytesRead">Bytes read.</param>
public readonly record struct StoreUsage(
    long Checkpoints,
    long Bytes,
    long PeakBytes,
    long Writes,
    long Reads,
    long Deletes,
    long BytesWritten,
    long BytesRead
);
