namespace Schedules.Samples.Drawing;

/// <summary>A rectangle with a title, numbers along two sides, and something in it.</summary>
/// <param name="title">What stands above it.</param>
/// <param name="across">The axis from left to right.</param>
/// <param name="up">The axis from the bottom up.</param>
/// <param name="width">Pixels of the rectangle itself.</param>
/// <param name="height">As for the width.</param>
internal abstract class Panel(string title, Axis across, Axis up, double width, double height)
{
    private const double PixelsPerTick = 60;
    private const double Left = 68;
    private const double Top = 34;
    private const double Bottom = 48;
    private const string Thin = "stroke=\"#444\" stroke-width=\"1\"";

    protected Axis Across => across;

    protected Axis Up => up;

    protected double InnerWidth => width;

    protected double InnerHeight => height;

    /// <summary>Pixels beside it at the right.</summary>
    protected virtual double Right => 16;

    /// <summary>Pixels of all of it.</summary>
    public double Width => Left + width + Right;

    /// <inheritdoc cref="Width"/>
    public double Height => Top + height + Bottom;

    /// <summary>Draws it.</summary>
    /// <param name="svg">The picture.</param>
    /// <param name="x">The left edge of all of it.</param>
    /// <param name="y">The upper edge.</param>
    public void Draw(Svg svg, double x, double y)
    {
        var (left, top) = (x + Left, y + Top);
        svg.Text(left + width / 2, top - 12, title, "middle", "font-size=\"14\" font-weight=\"bold\"");
        Inside(svg, left, top);
        svg.Rectangle(left, top, width, height, $"fill=\"none\" {Thin}");
        foreach (var (value, text) in across.Ticks((int)(width / PixelsPerTick)))
        {
            var place = left + across.Place(value) * width;
            svg.Line(place, top + height, place, top + height + 5, Thin);
            svg.Text(place, top + height + 18, text, "middle");
        }

        svg.Text(left + width / 2, top + height + 38, across.Title, "middle");
        Numbers(svg, up, left, top, -1);
        svg.Upright(x + 14, top + height / 2, up.Title);
    }

    /// <summary>What is in it, from its upper left corner.</summary>
    protected abstract void Inside(Svg svg, double left, double top);

    /// <summary>The numbers of an axis that goes up.</summary>
    /// <param name="svg">The picture.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="x">Where its line is.</param>
    /// <param name="top">The upper end of it.</param>
    /// <param name="side">-1 if the numbers are at the left, 1 at the right.</param>
    protected void Numbers(Svg svg, Axis axis, double x, double top, int side)
    {
        foreach (var (value, text) in axis.Ticks((int)(height / PixelsPerTick * 1.5)))
        {
            var place = top + (1 - axis.Place(value)) * height;
            svg.Line(x, place, x + side * 5, place, Thin);
            svg.Text(x + side * 8, place + 4, text, side < 0 ? "end" : "start");
        }
    }
}
