using Core = Schedules.FSharp;

namespace Schedules.Interop.Text;

/// <summary>The words of the text, and what they stand for.</summary>
internal static class Names
{
    public const int Format = 1;

    public static readonly IReadOnlyList<(string Name, Core.Trajectory Value)> Trajectories =
    [
        ("largest", Core.Trajectory.Largest),
        ("maximum", Core.Trajectory.Maximum),
        ("revolve", Core.Trajectory.Revolve),
    ];

    public static readonly IReadOnlyList<(string Name, Core.OnlinePolicy Value)> Policies =
    [
        ("r2", Core.OnlinePolicy.R2),
        ("r3", Core.OnlinePolicy.R3),
        ("dynamic", Core.OnlinePolicy.Dynamic),
        ("hybrid", Core.OnlinePolicy.Hybrid),
        ("greedy", Core.OnlinePolicy.Greedy),
        ("landmarks", Core.OnlinePolicy.Landmarks),
    ];

    public static readonly IReadOnlyList<(string Name, Core.DiskPeriod Value)> Periods =
    [
        ("one-read", Core.DiskPeriod.OneRead),
        ("searched", Core.DiskPeriod.Searched),
        ("closed-formula", Core.DiskPeriod.ClosedFormula),
    ];

    public static readonly IReadOnlyList<(string Name, Core.Holding Value)> Holdings =
    [
        ("restart-data", Core.Holding.RestartData),
        ("dependencies", Core.Holding.Dependencies),
    ];

    public static string Of<T>(this IReadOnlyList<(string Name, T Value)> names, T value)
        where T : notnull => names.First(pair => pair.Value.Equals(value)).Name;
}
