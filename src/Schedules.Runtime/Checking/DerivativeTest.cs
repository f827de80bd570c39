namespace Schedules.Runtime;

/// <summary>A gradient compared with differences along one direction at one control.</summary>
public sealed class DerivativeTest
{
    /// <summary>Where differences at two successive lengths differ by more than this part, they
    /// say nothing about a derivative.</summary>
    private const double Unsettled = 0.01;

    /// <summary>Where they differ by less than this part, shorter lengths need not be tried much
    /// longer.</summary>
    private const double Settled = 1e-4;

    private DerivativeTest(double gradient, IReadOnlyList<TaylorRow> rows, int best, double spread, double scale)
    {
        (Gradient, Rows) = (gradient, rows);
        Difference = rows[best].Difference;
        Uncertainty = spread;
        IsDecided = Part(spread, Difference) <= Unsettled;
        Tolerance = (4 * spread) + (1e-7 * scale);
    }

    /// <summary>The derivative by the gradient: g·d.</summary>
    public double Gradient { get; }

    /// <summary>The derivative by differences, at the length where they change least.</summary>
    public double Difference { get; }

    /// <summary>Change of the differences from that length to its neighbours.</summary>
    public double Uncertainty { get; }

    /// <summary>Largest distance of the two derivatives that passes.</summary>
    public double Tolerance { get; }

    /// <summary>Whether differences settle to a derivative at all: of a functional that is not
    /// smooth, or a calculation too chaotic, they do not.</summary>
    public bool IsDecided { get; }

    /// <summary>Whether the derivatives agree; false, too, where that is not decided.</summary>
    public bool Passes => IsDecided && Math.Abs(Gradient - Difference) <= Tolerance;

    /// <summary>The step lengths that were tried, the longest first.</summary>
    public IReadOnlyList<TaylorRow> Rows { get; }

    /// <summary>The rate at which the remainder falls, in powers of the length: the median over the
    /// lengths where rounding does not matter; 2 of a right gradient.</summary>
    public double? Rate
    {
        get
        {
            var rates = new List<double>();
            foreach (var (longer, shorter) in Rows.Zip(Rows.Skip(1)))
                if (shorter.Remainder > 100 * Rounding(shorter) && longer.Remainder > shorter.Remainder)
                    rates.Add(
                        Math.Log(longer.Remainder / shorter.Remainder) / Math.Log(longer.Length / shorter.Length)
                    );
            rates.Sort();
            return rates.Count == 0 ? null : rates[rates.Count / 2];
        }
    }

    /// <summary>Compares.</summary>
    /// <param name="value">J(c).</param>
    /// <param name="at">J at c + h d, for any h.</param>
    /// <param name="gradient">g·d.</param>
    /// <param name="scale">Sum of |g_i d_i|: rounding is a part of it.</param>
    internal static DerivativeTest Run(double value, Func<double, double> at, double gradient, double scale)
    {
        const int Levels = 21;
        const int Patience = 4;
        var rows = new List<TaylorRow>();
        var (best, least, h) = (1, double.PositiveInfinity, 0.125);
        for (var level = 0; level < Levels; level++, h /= 4)
        {
            var (plus, minus) = (at(h), at(-h));
            rows.Add(new(h, Math.Abs(plus - value), Math.Abs(plus - value - (h * gradient)), (plus - minus) / (2 * h)));
            if (level < 2)
                continue;
            // Of three lengths: two may agree by chance.
            var spread = Part(Spread(rows, level - 1), rows[level - 1].Difference);
            if (spread < least)
                (best, least) = (level - 1, spread);
            else if (least <= Settled && level - best > Patience)
                break;
        }

        return new(gradient, rows, best, Spread(rows, best), scale);
    }

    /// <summary>The largest change of the differences from a length to its neighbours.</summary>
    private static double Spread(List<TaylorRow> rows, int level) =>
        Math.Max(
            Math.Abs(rows[level + 1].Difference - rows[level].Difference),
            Math.Abs(rows[level].Difference - rows[level - 1].Difference)
        );

    private static double Part(double spread, double difference) =>
        !double.IsFinite(spread) ? double.PositiveInfinity
        : spread == 0 ? 0
        : spread / Math.Abs(difference);

    private double Rounding(in TaylorRow row) =>
        Math.Max(Uncertainty * row.Length, 1e-15 * Math.Max(row.Change, Math.Abs(Gradient) * row.Length));
}
