using System.Globalization;
using Schedules.Interop;
using Spectre.Console;

namespace Schedules.Samples.Burgers;

/// <summary>What is printed.</summary>
internal sealed class Report(IAnsiConsole console, Settings settings, CheckpointSchedule schedule)
{
    private readonly long everything = sizeof(double) * settings.Steps * settings.Nodes;

    public void Heading()
    {
        console.WriteLine($"Burgers: {settings.Steps} steps, {settings.Nodes} nodes");
        console.WriteLine($"{(schedule.IsOnline ? "online" : "offline")} schedule: {settings.Schedule}");
    }

    /// <summary>What was predicted beside what was done.</summary>
    public void Cost(Counts predicted, Counts counted)
    {
        var table = new Table().Title("Cost").AddColumn("");
        foreach (var header in (string[])["predicted", "counted"])
            table.AddColumn(new TableColumn(header).RightAligned());

        void Row(string what, Func<Counts, double> count) =>
            table.AddRow(what, Number(count(predicted)), Number(count(counted)));

        Row("forward steps", counts => counts.ForwardSteps);
        Row("of them recording", counts => counts.RecordedSteps);
        Row("adjoint steps", counts => counts.ReversedSteps);
        foreach (var level in predicted.Levels.Union(counted.Levels).Order())
        {
            var name = Name(level);
            Row($"{name} writes", counts => counts.On(level).Writes);
            Row($"{name} reads", counts => counts.On(level).Reads);
            Row($"{name} deletes", counts => counts.On(level).Deletes);
        }

        Row("makespan", counts => counts.Makespan());
        console.Write(table);
    }

    /// <summary>What the data took, against keeping the states of all steps.</summary>
    public void Bytes(IReadOnlyDictionary<Storage, long> peaks)
    {
        var table = new Table().Title("Peak bytes").AddColumn("");
        foreach (var header in (string[])["bytes", "of storing everything"])
            table.AddColumn(new TableColumn(header).RightAligned());

        void Row(string what, long bytes) =>
            table.AddRow(
                what,
                Number(bytes),
                (100.0 * bytes / everything).ToString("0.0", CultureInfo.InvariantCulture) + " %"
            );

        foreach (var storage in peaks.Keys.Union([Storage.Work, Storage.Ram, Storage.Disk]).Order())
            Row(Name(storage), peaks.GetValueOrDefault(storage));
        Row("storing everything", everything);
        console.Write(table);
    }

    public void Result(string control, RunResult result)
    {
        console.WriteLine(FormattableString.Invariant($"{control}: energy J = {result.Energy:g10}"));
        if (result.Gradient is { } gradient)
        {
            var norm = Math.Sqrt(gradient.Sum(value => value * value));
            console.WriteLine(FormattableString.Invariant($"{control}: norm of the gradient = {norm:g10}"));
        }
        else
        {
            console.WriteLine($"{schedule.Name} permits no adjoint: there is no gradient to verify");
        }
    }

    public void Taylor(string control, IReadOnlyList<TaylorLine> lines)
    {
        var table = new Table().Title($"Taylor test at {control}");
        foreach (var header in (string[])["h", "|J(m + h dm) - J(m) - h <g, dm>|", "rate"])
            table.AddColumn(new TableColumn(header).RightAligned());
        foreach (var line in lines)
            table.AddRow(
                line.H.ToString("0.000e+00", CultureInfo.InvariantCulture),
                line.Remainder.ToString("0.000e+00", CultureInfo.InvariantCulture),
                line.Rate?.ToString("0.00", CultureInfo.InvariantCulture) ?? ""
            );
        console.Write(table);
    }

    public void Picture(string file) => console.WriteLine($"picture of the flow and the sensitivity: {file}");

    private static string Name(Storage storage) =>
        storage is Storage.Work or Storage.Ram or Storage.Disk
            ? storage.ToString().ToUpperInvariant()
            : $"level {(int)storage}";

    private static string Number(double number) => number.ToString("#,0.##", CultureInfo.InvariantCulture);
}
