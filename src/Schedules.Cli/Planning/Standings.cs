using Schedules.Cli.Output;

namespace Schedules.Cli.Planning;

/// <summary>
/// Schedules that fit, in order: a line of figures, with a bar for the time, and below it the
/// schedules that it holds for. What has the same figures stands together.
/// </summary>
/// <param name="width">Most characters of a line.</param>
internal sealed class Standings(int width)
{
    private const string Indent = "  ";
    private const int LongestBar = 30;
    private const int ShortestBar = 8;

    /// <summary>One of them.</summary>
    /// <param name="Fits">The schedule, and its time.</param>
    /// <param name="Figures">What stands in the columns.</param>
    /// <param name="Remark">Why it is where it is; may be empty.</param>
    internal sealed record Entry(Fits Fits, string[] Figures, string Remark = "");

    /// <summary>The lines, the headers of the columns first.</summary>
    public IEnumerable<string> Lines(string[] headers, IReadOnlyList<Entry> entries)
    {
        var widths = headers
            .Select(
                (header, column) => entries.Select(entry => entry.Figures[column].Length).Append(header.Length).Max()
            )
            .ToList();
        var longest = entries.Max(entry => entry.Fits.Estimate.Time);
        yield return Row(headers, widths);
        for (var first = 0; first < entries.Count; )
        {
            var entry = entries[first];
            var row = Row(entry.Figures, widths);
            yield return row + Bar(entry.Fits.Estimate.Time / longest, width - row.Length - Indent.Length);
            for (
                ;
                first < entries.Count
                    && entries[first].Figures.SequenceEqual(entry.Figures)
                    && entries[first].Remark == entry.Remark;
                first++
            )
                foreach (var line in LineBreaks.OfCommand(entries[first].Fits.Spec.ToString(), width, Indent))
                    yield return line;
            if (entry.Remark.Length > 0)
                foreach (var line in LineBreaks.OfSentence(entry.Remark, width, Indent + Indent))
                    yield return line;
        }
    }

    /// <summary>The lines of those that do not fit, each with the reason.</summary>
    public IEnumerable<string> Left(IEnumerable<(Verdict Verdict, string Reason)> others) =>
        others.SelectMany(other =>
            LineBreaks
                .OfCommand(other.Verdict.Spec.ToString(), width, Indent)
                .Concat(LineBreaks.OfSentence(other.Reason, width, Indent + Indent))
        );

    private static string Row(string[] cells, List<int> widths) =>
        string.Concat(cells.Zip(widths, (cell, width) => Indent + cell.PadLeft(width)));

    private static string Bar(double share, int room) =>
        room < ShortestBar || !double.IsFinite(share)
            ? ""
            : Indent + new string('#', Math.Max(1, (int)Math.Round(share * Math.Min(room, LongestBar))));
}
