using System.Diagnostics;
using System.Globalization;
using Schedules.Interop;

namespace Schedules.Cli.Output;

/// <summary>How far the building of a long table has come: a line on the terminal of standard error,
/// after a second, which is taken away again at the end. Nothing where that is no terminal.</summary>
internal sealed class BuildingProgress : IProgress<double>, IDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(0.25);

    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly Lock gate = new();
    private TimeSpan next = Quiet;
    private int shown;

    /// <summary>Builds with progress.</summary>
    public static T Follow<T>(Func<BuildOptions, T> build)
    {
        if (StandardStreams.IsErrorRedirected)
            return build(new BuildOptions());
        using var progress = new BuildingProgress();
        return build(new BuildOptions { Progress = progress });
    }

    /// <summary>The line for a part done after some time.</summary>
    public static string Line(double part, TimeSpan elapsed)
    {
        var remaining = part > 0 ? $", about {Seconds(elapsed * (1 - part) / part)} left" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"building the table: {part:P0}, {Seconds(elapsed)}{remaining}"
        );
    }

    public void Report(double part)
    {
        lock (gate)
        {
            if (clock.Elapsed < next)
                return;
            next = clock.Elapsed + Between;
            var line = Line(Math.Clamp(part, 0, 1), clock.Elapsed);
            StandardStreams.Error.Write($"\r{line.PadRight(shown)}");
            shown = line.Length;
        }
    }

    public void Dispose()
    {
        lock (gate)
            if (shown > 0)
                StandardStreams.Error.Write($"\r{new string(' ', shown)}\r");
    }

    private static string Seconds(TimeSpan time) =>
        $"{Math.Ceiling(time.TotalSeconds).ToString(CultureInfo.InvariantCulture)} s";
}
