using System.Globalization;

namespace Schedules.Samples.Drawing;

/// <summary>A direction of a panel: numbers, and round ones among them to write beside it.</summary>
/// <param name="Label">The quantity, with its unit.</param>
/// <param name="From">The number at the start: left, or at the bottom.</param>
/// <param name="To">The number at the end; smaller than the one at the start where they go down.</param>
internal sealed record Axis(string Label, double From, double To)
{
    private const double LargestPlain = 99_999;
    private const double SmallestPlain = 0.01;

    /// <summary>The axis of some numbers, a little longer than they are.</summary>
    public static Axis Over(string label, IEnumerable<double> values)
    {
        var all = values.Where(double.IsFinite).DefaultIfEmpty(0).ToList();
        var (least, most) = (all.Min(), all.Max());
        var room = most > least ? 0.05 * (most - least) : 1;
        return new(label, least - room, most + room);
    }

    /// <summary>The label, with the power of ten in which the numbers are written.</summary>
    public string Title => Power == 0 ? Label : $"{Label} × 10{Superscript(Power)}";

    /// <summary>The place of a number, 0 at the start and 1 at the end.</summary>
    public double Place(double value) => To == From ? 0.5 : (value - From) / (To - From);

    /// <summary>Round numbers, with their text, not more than so many.</summary>
    public IEnumerable<(double Value, string Text)> Ticks(int most)
    {
        var (low, high) = (Math.Min(From, To), Math.Max(From, To));
        var least = (high - low) / most;
        if (least <= 0)
            yield break;
        var decade = Math.Pow(10, Math.Floor(Math.Log10(least)));
        var step = decade * ((double[])[1, 2, 5, 10]).First(factor => factor * decade >= least * (1 - 1e-9));
        for (var k = Math.Ceiling(low / step - 1e-9); k * step <= high + 1e-9 * step; k++)
            yield return (k * step, Text(k * step, step));
    }

    private int Power =>
        Math.Max(Math.Abs(From), Math.Abs(To)) is var most and > 0 and (< SmallestPlain or > LargestPlain)
            ? (int)Math.Floor(Math.Log10(most))
            : 0;

    private string Text(double value, double step)
    {
        var scale = Math.Pow(10, Power);
        var digits = Math.Clamp((int)Math.Ceiling(-Math.Log10(step / scale) - 1e-9), 0, 9);
        // Not the hyphen that a computer writes, and no minus zero.
        var text = (Math.Round(value / scale, digits) + 0.0).ToString($"F{digits}", CultureInfo.InvariantCulture);
        return text.Replace('-', '−');
    }

    private static string Superscript(int number) =>
        string.Concat($"{number}".Select(sign => sign == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹"[sign - '0']));
}
