using System.Text;
using Schedules.Runtime;

namespace Schedules.Samples;

/// <summary>The time-line of a run as it fills: time across, steps down, the forward as dots and the
/// adjoint as crosses. When the width is used up, it is drawn at half the scale.</summary>
/// <param name="width">Columns, at least 2.</param>
/// <param name="height">Rows, at least 1.</param>
internal sealed class TimelineView(int width, int height)
{
    private readonly List<(long? Forward, long? Adjoint)> columns = [];
    private long steps = 1;
    private long told;
    private long stride = 1;
    private RunProgress latest;

    /// <summary>The run has come further.</summary>
    public void Add(RunProgress progress)
    {
        latest = progress;
        steps = progress.Steps ?? Math.Max(steps, progress.Forward ?? 0);
        if (told++ % stride != 0)
            return;
        columns.Add((progress.Forward, progress.Adjoint));
        if (columns.Count <= width)
            return;
        for (var column = columns.Count / 2; column >= 0; column--)
            if ((2 * column) + 1 < columns.Count)
                columns.RemoveAt((2 * column) + 1);
        stride *= 2;
    }

    /// <summary>The rows; a line that says where the run is, and one with times and sizes.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        for (var row = 0; row < height; row++)
        {
            foreach (var (forward, adjoint) in columns)
                text.Append(
                    RowOf(adjoint) == row ? 'x'
                    : RowOf(forward) == row ? '.'
                    : ' '
                );
            text.Append('\n');
        }

        var said = latest.ToString();
        var times = said.IndexOf("; ", StringComparison.Ordinal);
        return text.Append(said[..times]).Append('\n').Append(said[(times + 2)..]).ToString();
    }

    private int? RowOf(long? step) =>
        step is { } at ? (int)Math.Clamp((double)at / steps * height, 0, height - 1) : null;
}
