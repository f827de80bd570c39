using System.Globalization;

namespace Schedules.Tests;

/// <summary>
/// How far a campaign goes: each run of the tests has a sample of it,
/// `dotnet fsi build.fsx campaign` all of it. A test of one has the trait Campaign, with the name
/// of its row in build/campaign.fsx.
/// </summary>
internal static class Campaign
{
    public const string Trait = "Campaign";

    public static bool IsFull { get; } = Environment.GetEnvironmentVariable("SCHEDULES_CAMPAIGN") == "full";

    /// <summary>What all that is random begins with; from SCHEDULES_SEED, to replay a failure: a
    /// number, the first if there are two.</summary>
    public static int Seed { get; } =
        Environment.GetEnvironmentVariable("SCHEDULES_SEED") is { Length: > 0 } given
            ? (int)(ulong.Parse(given.Split(',')[0], CultureInfo.InvariantCulture) % int.MaxValue)
            : 1;

    public static int Of(int sample, int full) => IsFull ? full : sample;
}
