using System.Globalization;
using System.Text;
using Schedules.Interop;

namespace Schedules.Native.Tests;

/// <summary>The library gives the actions of the core, and says the same of them.</summary>
public sealed class ActionTests
{
    private const int Specs = 1000;
    private static readonly int[] Batches = [0, 1, 2, 7, 64];

    [PublishedFact("gcc")]
    public void Actions_positions_and_facts_of_all_families_are_those_of_the_core()
    {
        var specs = RandomSpecs.Take(Specs, Schedules.Tests.Campaign.Seed).ToList();
        var random = new Random(Schedules.Tests.Campaign.Seed);
        var runs = specs
            .Select(spec => (Spec: spec, Length: random.Next(1, 30), Batch: Batches[random.Next(5)]))
            .ToList();
        var said = Driver.Run(
            Driver.C("actions"),
            string.Concat(runs.Select(run => $"{run.Length} {run.Batch} {run.Spec}\n"))
        );
        var expected = string.Concat(runs.Select(run => Expected(run.Spec, run.Length, run.Batch)));
        SameLines(expected, said);
    }

    private static void SameLines(string expected, string said)
    {
        var (one, other) = (expected.Split('\n'), said.Split('\n'));
        for (var at = 0; at < Math.Min(one.Length, other.Length); at++)
            Assert.Equal((at, one[at]), (at, other[at]));
        Assert.Equal(one.Length, other.Length);
    }

    private static string Expected(string spec, long length, int batch)
    {
        var schedule = CheckpointSchedule.Parse(spec);
        var text = new StringBuilder();
        Facts(schedule, text);
        var run = schedule.Start();
        var judge = Judge.For(schedule);
        for (var count = 1; run.MoveNext(); count++)
        {
            var action = run.Raw;
            text.Append(Action(in action));
            judge.Step(in action);
            var open = schedule.Steps is null && action.Kind == ActionKind.Forward && run.MaxN is null;
            if (open && action.N1 >= length)
            {
                run.SetLength(length);
                judge.SetLength(length);
            }
            // A batch ends where the schedule does; where it permits further adjoints, it goes on.
            if (open || batch < 2 || count % batch == 0 || run.IsExhausted)
            {
                text.Append(Position(run));
                count = 0;
            }
            text.Append('\n');
            if (action.Kind == ActionKind.EndReverse)
                break;
        }
        text.Append(CultureInfo.InvariantCulture, $"end {judge.Units(Storage.Ram)} {judge.Units(Storage.Disk)}\n");
        return text.ToString();
    }

    private static string Action(in RawAction action)
    {
        static int Flag(bool flag) => flag ? 1 : 0;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{(int)action.Kind} {action.N0} {action.N1} {(int)action.From} {(int)action.To} {Flag(action.WriteIcs)} {Flag(action.WriteAdjDeps)} {Flag(action.ClearAdjDeps)}"
        );
    }

    private static string Position(CheckpointRun run)
    {
        static int Flag(bool flag) => flag ? 1 : 0;
        return string.Create(
            CultureInfo.InvariantCulture,
            $" | {run.N ?? -1} {(run.MaxN is null ? 0 : run.R)} {run.MaxN ?? -1} {Flag(run.IsRunning)} {Flag(run.IsExhausted)} {Flag(run.AwaitsLength)}"
        );
    }

    private static void Facts(CheckpointSchedule schedule, StringBuilder text)
    {
        var options = schedule.RefereeOptions;
        var levels = schedule.Storages.Max(storage => (int)storage) + 1;
        text.Append(
            CultureInfo.InvariantCulture,
            $"facts {schedule.Steps ?? -1} {schedule.Period ?? -1} {schedule.Adjoints ?? -1} {(schedule.IsOnline ? 1 : 0)} {Math.Max(0, levels)}\n"
        );
        for (var storage = -2; storage < 4; storage++)
            text.Append(schedule.UsesStorage((Storage)storage) ? "1 " : "0 ");
        text.Append(CultureInfo.InvariantCulture, $"{options.WorkLimit} ");
        for (var level = 0; level < 4; level++)
            text.Append(
                CultureInfo.InvariantCulture,
                $"{(options.Limits.TryGetValue((Storage)level, out var limit) ? limit : long.MaxValue)} "
            );
        text.Append(CultureInfo.InvariantCulture, $"\n{schedule.ToJson()}\n");
        if (schedule.Steps is null)
            return;
        var counts = schedule.Predict();
        text.Append(
            CultureInfo.InvariantCulture,
            $"{counts.ForwardSteps} {counts.RecordedSteps} {counts.ReversedSteps}"
        );
        for (var level = 0; level < 3; level++)
            text.Append(
                CultureInfo.InvariantCulture,
                $" {counts.On((Storage)level).Writes}/{counts.On((Storage)level).Reads}/{counts.On((Storage)level).Deletes}"
            );
        text.Append(CultureInfo.InvariantCulture, $" {schedule.Cost():G17}\n");
    }
}
