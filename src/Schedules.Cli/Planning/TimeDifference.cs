namespace Schedules.Cli.Planning;

/// <summary>Items that a schedule spends its time on.</summary>
internal enum Part
{
    Advancing,
    Reversing,
    Writing,
    Reading,
}

/// <summary>Why a schedule comes after the best: the part of the time that grows most.</summary>
/// <param name="Share">How much longer it takes, as a part of the time of the best.</param>
/// <param name="Most">What it spends more on; null if it does not take longer.</param>
/// <param name="More">How much more of that.</param>
internal sealed record TimeDifference(double Share, Part? Most, double More)
{
    private const double Rounding = 1e-12;

    /// <summary>Compares a schedule with the best.</summary>
    public static TimeDifference Of(Estimate best, Estimate other)
    {
        var longer = other.Time - best.Time;
        if (longer <= Rounding * best.Time)
            return new(0, null, 0);
        var (most, more) = new[]
        {
            (Part.Advancing, other.Advancing - best.Advancing),
            (Part.Reversing, other.Reversing - best.Reversing),
            (Part.Writing, other.Writing - best.Writing),
            (Part.Reading, other.Reading - best.Reading),
        }.MaxBy(part => part.Item2);
        return new(longer / best.Time, most, more);
    }
}
