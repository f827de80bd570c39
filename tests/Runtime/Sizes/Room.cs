using System.Globalization;
using Schedules.Tests;

namespace Schedules.Runtime.Tests.Sizes;

/// <summary>A test of more than 2 GiB, where there is the room.</summary>
public sealed class LargeFactAttribute : FactAttribute
{
    /// <summary>The test takes so many bytes of memory, and of the disk; perhaps only in
    /// the campaign.</summary>
    public LargeFactAttribute(long memory, long disk = 0, bool ofCampaign = false) =>
        Skip = Room.Missing(memory, disk, ofCampaign);
}

/// <summary>As <see cref="LargeFactAttribute"/>, with parameters.</summary>
public sealed class LargeTheoryAttribute : TheoryAttribute
{
    /// <summary>The test takes so many bytes of memory, and of the disk; perhaps only in
    /// the campaign.</summary>
    public LargeTheoryAttribute(long memory, long disk = 0, bool ofCampaign = false) =>
        Skip = Room.Missing(memory, disk, ofCampaign);
}

/// <summary>What the machine has to spare.</summary>
internal static class Room
{
    public const long GiB = 1L << 30;

    /// <summary>The size of large tests: 2.5 GiB, and a few bytes that fill
    /// nothing.</summary>
    public const long Large = 5 * GiB / 2 + 11;

    /// <summary>What there is too little of; null if there is enough.</summary>
    public static string? Missing(long memory, long disk, bool ofCampaign) =>
        ofCampaign && !Campaign.IsFull ? null
        : FreeMemory() < memory + GiB
            ? $"it takes {memory / GiB} GiB of memory, and a GiB beside, which are not free here"
        : new DriveInfo(Path.GetTempPath()).AvailableFreeSpace < disk + GiB
            ? $"it takes {disk / GiB} GiB of the disk, and a GiB beside, which are not free here"
        : null;

    private static long FreeMemory() =>
        File.Exists("/proc/meminfo")
            ? File.ReadLines("/proc/meminfo")
                .Where(line => line.StartsWith("MemAvailable:", StringComparison.Ordinal))
                .Select(line => 1024 * long.Parse(line.Split(' ')[^2], CultureInfo.InvariantCulture))
                .FirstOrDefault()
            : GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2;
}
