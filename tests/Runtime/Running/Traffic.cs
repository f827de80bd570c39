using Schedules.Interop;

namespace Schedules.Runtime.Tests;

/// <summary>What levels were asked for: by their stores, or from buffers.</summary>
internal static class Traffic
{
    /// <summary>What the store of a level has done, with what it has been spared.</summary>
    public static LevelCounts With(this StoreUsage usage, RunProfile profile, Storage level)
    {
        long Spared(ProfileKind kind) => profile.Find(kind, level)?.Spared ?? 0;
        Assert.Equal(Spared(ProfileKind.Write), Spared(ProfileKind.Delete));
        return new(
            usage.Writes + Spared(ProfileKind.Write),
            usage.Reads + Spared(ProfileKind.Read),
            usage.Deletes + Spared(ProfileKind.Delete)
        );
    }
}
