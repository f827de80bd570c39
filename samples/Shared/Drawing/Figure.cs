namespace Schedules.Samples.Drawing;

/// <summary>Panels side by side, as a picture in SVG.</summary>
internal static class Figure
{
    private const double Margin = 12;

    /// <summary>Writes it.</summary>
    /// <param name="file">The file, which is replaced if it is there.</param>
    /// <param name="description">What it shows, for those who do not see it.</param>
    /// <param name="panels">From left to right.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be written.</exception>
    public static void Write(string file, string description, params IReadOnlyList<Panel> panels)
    {
        var svg = new Svg();
        var x = Margin;
        foreach (var panel in panels)
        {
            panel.Draw(svg, x, Margin);
            x += panel.Width;
        }

        File.WriteAllText(file, svg.Page(x + Margin, panels.Max(panel => panel.Height) + 2 * Margin, description));
    }
}
