using System.Globalization;
using System.Net;
using System.Text;

namespace Schedules.Samples.Drawing;

/// <summary>The elements of a picture in SVG, one after the other; lengths are in pixels.</summary>
internal sealed class Svg
{
    public const double FontSize = 12;

    private readonly StringBuilder text = new();

    public void Rectangle(double x, double y, double width, double height, string style) =>
        Element($"<rect x=\"{x:0.##}\" y=\"{y:0.##}\" width=\"{width:0.##}\" height=\"{height:0.##}\" {style}/>");

    public void Line(double x1, double y1, double x2, double y2, string style) =>
        Element($"<line x1=\"{x1:0.##}\" y1=\"{y1:0.##}\" x2=\"{x2:0.##}\" y2=\"{y2:0.##}\" {style}/>");

    public void Circle(double x, double y, string style) =>
        Element($"<circle cx=\"{x:0.##}\" cy=\"{y:0.##}\" {style}/>");

    public void Curve(IEnumerable<(double X, double Y)> points, string style)
    {
        var places = points.Select(point =>
            string.Create(CultureInfo.InvariantCulture, $"{point.X:0.##},{point.Y:0.##}")
        );
        Element($"<polyline points=\"{string.Join(' ', places)}\" fill=\"none\" {style}/>");
    }

    /// <param name="x">The place.</param>
    /// <param name="y">That of the line on which the letters stand.</param>
    /// <param name="words">What is written.</param>
    /// <param name="anchor">The part of it that is at the place: start, middle, end.</param>
    /// <param name="style">Further attributes.</param>
    public void Text(double x, double y, string words, string anchor, string style = "") =>
        Element(
            $"<text x=\"{x:0.##}\" y=\"{y:0.##}\" text-anchor=\"{anchor}\" {style}>{WebUtility.HtmlEncode(words)}</text>"
        );

    /// <summary>Words from below to above, in the middle of a place.</summary>
    public void Upright(double x, double y, string words) =>
        Text(
            x,
            y,
            words,
            "middle",
            string.Create(CultureInfo.InvariantCulture, $"transform=\"rotate(-90 {x:0.##} {y:0.##})\"")
        );

    /// <summary>A bitmap, stretched over a rectangle.</summary>
    public void Image(double x, double y, double width, double height, byte[] png) =>
        Element(
            $"<image x=\"{x:0.##}\" y=\"{y:0.##}\" width=\"{width:0.##}\" height=\"{height:0.##}\" preserveAspectRatio=\"none\" href=\"data:image/png;base64,{Convert.ToBase64String(png)}\"/>"
        );

    /// <summary>The picture of all that.</summary>
    public string Page(double width, double height, string description) =>
        FormattableString.Invariant(
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:0} {height:0}\" width=\"{width:0}\" height=\"{height:0}\" font-family=\"Helvetica, Arial, sans-serif\" font-size=\"{FontSize}\" fill=\"#222\">\n<title>{WebUtility.HtmlEncode(description)}</title>\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n{text}</svg>\n"
        );

    private void Element(FormattableString element) => text.Append(FormattableString.Invariant(element)).Append('\n');
}
