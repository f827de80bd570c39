namespace Schedules.Samples.Drawing;

/// <summary>A field in colours, with a bar that says what they mean.</summary>
/// <param name="title">What stands above it.</param>
/// <param name="across">The axis along a row.</param>
/// <param name="up">The axis from the last row up to the first.</param>
/// <param name="colours">The numbers that have colours, and what they are.</param>
/// <param name="palette">The colours, from the first of these numbers to the last.</param>
/// <param name="width">Pixels along a row.</param>
/// <param name="height">Pixels of all rows.</param>
internal sealed class FieldPanel(
    string title,
    Axis across,
    Axis up,
    Axis colours,
    Palette palette,
    double width,
    double height
) : Panel(title, across, up, width, height)
{
    private const double BarGap = 14;
    private const double BarWidth = 14;

    // No more points than a screen has: a picture of a large grid is small as well.
    private const int MostPoints = 1440;

    private readonly List<(string Name, IReadOnlyList<(double X, double Y)> Places, string Style)> marks = [];
    private byte[] image = [];
    private (double From, double To, string Words)? cover;

    /// <inheritdoc/>
    protected override double Right => 108;

    /// <summary>Sets the field: numbers in rows, the first at the top.</summary>
    public FieldPanel Show(int columns, int rows, Func<int, int, double> valueAt)
    {
        var (shownColumns, shownRows) = (Math.Min(columns, MostPoints), Math.Min(rows, MostPoints));
        image = Png.Of(
            shownColumns,
            shownRows,
            palette,
            (row, column) =>
                colours.Place(
                    valueAt((int)((long)row * rows / shownRows), (int)((long)column * columns / shownColumns))
                )
        );
        return this;
    }

    /// <summary>Covers rows whose numbers are of no use.</summary>
    /// <param name="from">Where they begin, on the axis up.</param>
    /// <param name="to">Where they end.</param>
    /// <param name="words">What is there.</param>
    public FieldPanel Cover(double from, double to, string words)
    {
        cover = (from, to, words);
        return this;
    }

    /// <summary>Adds dots, and their name.</summary>
    /// <param name="name">What they are.</param>
    /// <param name="places">Where, on both axes.</param>
    /// <param name="radius">Pixels.</param>
    /// <param name="fill">Their colour.</param>
    public void Mark(string name, IEnumerable<(double X, double Y)> places, double radius, string fill) =>
        marks.Add(
            (
                name,
                [.. places],
                FormattableString.Invariant($"r=\"{radius}\" fill=\"{fill}\" stroke=\"#222\" stroke-width=\"0.7\"")
            )
        );

    /// <inheritdoc/>
    protected override void Inside(Svg svg, double left, double top)
    {
        svg.Image(left, top, InnerWidth, InnerHeight, image);
        if (cover is var (from, to, words))
        {
            var (start, end) = ((1 - Up.Place(from)) * InnerHeight, (1 - Up.Place(to)) * InnerHeight);
            svg.Rectangle(left, top + start, InnerWidth, end - start, "fill=\"#e4e8ec\"");
            svg.Text(left + InnerWidth / 2, top + (start + end) / 2 + 4, words, "middle", "fill=\"#555\"");
        }

        foreach (var (_, places, style) in marks)
        foreach (var (x, y) in places)
            svg.Circle(left + Across.Place(x) * InnerWidth, top + (1 - Up.Place(y)) * InnerHeight, style);
        Names(svg, left, top + InnerHeight);
        var bar = left + InnerWidth + BarGap;
        var shades = Png.Of(1, Palette.Colours, palette, (row, _) => 1 - row / (Palette.Colours - 1.0));
        svg.Image(bar, top, BarWidth, InnerHeight, shades);
        svg.Rectangle(bar, top, BarWidth, InnerHeight, "fill=\"none\" stroke=\"#444\" stroke-width=\"1\"");
        Numbers(svg, colours, bar + BarWidth, top, 1);
        svg.Upright(bar + BarWidth + 54, top + InnerHeight / 2, colours.Title);
    }

    /// <summary>The names of the marks, in the lower left corner.</summary>
    private void Names(Svg svg, double left, double bottom)
    {
        if (marks.Count == 0)
            return;
        var top = bottom - 12 - 18 * marks.Count;
        svg.Rectangle(left + 6, top, 92, 18 * marks.Count + 6, "fill=\"#fff\" fill-opacity=\"0.85\"");
        foreach (var (index, (name, _, style)) in marks.Index())
        {
            svg.Circle(left + 18, top + 12 + 18 * index, style);
            svg.Text(left + 30, top + 16 + 18 * index, name, "start");
        }
    }
}
