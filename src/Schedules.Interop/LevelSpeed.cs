using Core = Schedules.FSharp;

namespace Schedules.Interop;

/// <summary>A level of storage, one transfer at a time.</summary>
/// <param name="WriteLatency">Seconds that each write takes, beside its bytes.</param>
/// <param name="ReadLatency">Seconds that each read takes, beside its bytes.</param>
/// <param name="WriteBandwidth">Bytes written a second, above 0.</param>
/// <param name="ReadBandwidth">Bytes read a second, above 0.</param>
public sealed record LevelSpeed(
    double WriteLatency = 0,
    double ReadLatency = 0,
    double WriteBandwidth = double.PositiveInfinity,
    double ReadBandwidth = double.PositiveInfinity
)
{
    internal Core.LevelSpeed ToCore() => new(WriteLatency, ReadLatency, WriteBandwidth, ReadBandwidth);

    internal static LevelSpeed From(Core.LevelSpeed device) =>
        new(device.WriteLatency, device.ReadLatency, device.WriteBandwidth, device.ReadBandwidth);
}
