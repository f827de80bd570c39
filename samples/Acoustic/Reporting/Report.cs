using System.Globalization;
using Schedules.Interop;
using Schedules.Runtime;
using Spectre.Console;

namespace Schedules.Samples.Acoustic;

/// <summary>What is printed.</summary>
internal sealed class Report(IAnsiConsole console, Settings settings, int ranks)
{
    public void Heading(CheckpointSchedule schedule)
    {
        console.WriteLine(
            $"Acoustic: {settings.Nx} x {settings.Nz} points, {settings.Shots} shots of {settings.Steps} steps, {settings.Threads} threads{OfRanks(" on each of {0} ranks")}"
        );
        console.WriteLine($"{(schedule.IsOnline ? "online" : "offline")} schedule: {settings.Schedule}");
    }

    public void Cost(AcousticModel model, GradientReport report, Counts predicted)
    {
        var everything = settings.AllSteps * model.DependencyBytes(0);
        var table = new Table()
            .Title($"Cost{OfRanks(" of rank 0 of {0}")}")
            .AddColumn("")
            .AddColumn(new TableColumn("").RightAligned())
            .HideHeaders();
        table.AddRow("forward steps, predicted", Number(predicted.ForwardSteps));
        table.AddRow("forward steps", Number(report.Profile.ForwardSteps));
        table.AddRow("of them recording", Number(report.Profile.RecordedSteps));
        table.AddRow("adjoint steps", Number(report.Profile.ReversedSteps));
        table.AddRow("bytes of a checkpoint", Number(model.RestartBytes(0)));
        table.AddRow("peak bytes in memory", Number(report.PeakMemoryBytes));
        table.AddRow("peak bytes on disk", Number(report.PeakDiskBytes));
        table.AddRow("bytes of storing everything", Number(everything));
        table.AddRow("seconds", report.Profile.Elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture));
        console.Write(table);
    }

    public void Result(double misfit, double[] gradient)
    {
        var norm = Math.Sqrt(gradient.Sum(value => value * value));
        console.WriteLine(FormattableString.Invariant($"misfit J = {misfit:g10}"));
        console.WriteLine(FormattableString.Invariant($"norm of the gradient = {norm:g10}"));
        console.WriteLine($"checksum of the gradient = {Bytes.Checksum<double>(gradient):x8}");
    }

    public void Picture() => console.WriteLine($"picture of the earth and the gradient: {settings.Output}");

    public void Verified(Verdict verdict)
    {
        console.WriteLine(
            FormattableString.Invariant(
                $"dot-product test: adjoint {verdict.Adjoint:g10}, tangent-linear {verdict.Tangent:g10}, apart by {verdict.Apart:0.0e+00}"
            )
        );
        var table = new Table().Title("Taylor test");
        foreach (var header in (string[])["h", "|J(v + h dv) - J(v) - h <g, dv>|", "rate"])
            table.AddColumn(new TableColumn(header).RightAligned());
        foreach (var line in verdict.Lines)
            table.AddRow(
                line.H.ToString("0.000e+00", CultureInfo.InvariantCulture),
                line.Remainder.ToString("0.000e+00", CultureInfo.InvariantCulture),
                line.Rate?.ToString("0.00", CultureInfo.InvariantCulture) ?? ""
            );
        console.Write(table);
    }

    private string OfRanks(string words) => ranks == 1 ? "" : string.Format(CultureInfo.InvariantCulture, words, ranks);

    private static string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
