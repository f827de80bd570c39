using Schedules.Cli.Output;
using Schedules.Interop;

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
    /// <param name="Planned">The schedule, and its time.</param>
    /// <param name="Figures">What stands in the columns.</param>
    /// <param name="Remark">Why it is where it is; may be empty.</param>
    internal sealed record Entry(PlannedSchedule Planned, string[] Figures, string Remark = "");

    /// <summary>The lines, the headers of the columns first.</summary>
    public IEnumerable<string> Lines(string[] headers, IReadOnlyList<Entry> entries)
    {
        var heads = Heads(headers, entries);
        var widths = Widths([.. heads, .. entries.Select(entry => entry.Figures)]);
        var longest = entries.Max(entry => entry.Planned.Seconds);
        foreach (var head in heads)
            yield return Row(head, widths);
        for (var first = 0; first < entries.Count; )
        {
            var entry = entries[first];
            var row = Row(entry.Figures, widths);
            yield return row + Bar(entry.Planned.Seconds / longest, width - row.Length - Indent.Length);
            for (
                ;
                first < entries.Count
                    && entries[first].Figures.SequenceEqual(entry.Figures)
                    && entries[first].Remark == entry.Remark;
                first++
            )
                foreach (var command in (string[])[entries[first].Planned.CommandLine, .. entries[first].Planned.Alike])
                foreach (var line in LineBreaks.OfCommand(command, width, Indent))
                    yield return line;
            if (entry.Remark.Length > 0)
                foreach (var line in LineBreaks.OfSentence(entry.Remark, width, Indent + Indent))
                    yield return line;
        }
    }

    /// <summary>The lines of those that are left out, each with the reason.</summary>
    public IEnumerable<string> Left(IEnumerable<(LeftOutSchedule Schedule, string Reason)> others) =>
        others.SelectMany(other =>
            LineBreaks
                .OfCommand(other.Schedule.CommandLine, width, Indent)
                .Concat(LineBreaks.OfSentence(other.Reason, width, Indent + Indent))
        );

    /// <summary>The best as a command that can be pasted, with the costs that it weighs.</summary>
    public IEnumerable<string> Best(PlannedSchedule best) =>
        LineBreaks
            .OfCommand($"schedules cost {best.CommandLine}{best.CostOptions}", width, Indent)
            .Prepend($"best: {best.Family}");

    /// <summary>The headers of the columns: on two lines where one would be too long.</summary>
    private string[][] Heads(string[] headers, IReadOnlyList<Entry> entries) =>
        Row(headers, Widths([headers, .. entries.Select(entry => entry.Figures)])).Length <= width
            ? [headers]
            :
            [
                [.. headers.Select(header => header[..Math.Max(0, header.LastIndexOf(' '))])],
                [.. headers.Select(header => header[(header.LastIndexOf(' ') + 1)..])],
            ];

    private static List<int> Widths(string[][] rows) =>
        [.. rows[0].Select((_, column) => rows.Max(row => row[column].Length))];

    private static string Row(string[] cells, List<int> widths) =>
        string.Concat(cells.Zip(widths, (cell, width) => Indent + cell.PadLeft(width)));

    private static string Bar(double share, int room) =>
        room < ShortestBar || !double.IsFinite(share)
            ? ""
            : Indent + new string('#', Math.Max(1, (int)Math.Round(share * Math.Min(room, LongestBar))));
}
