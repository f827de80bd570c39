using System.Globalization;
using Core = Schedules.FSharp;

namespace Schedules.Interop.Tests.Pictures;

/// <summary>What a page is to show after each action, from the core's positions: a line for
/// each thing.</summary>
internal static class Shown
{
    /// <summary>What a page shows, as JavaScript reads it off: the same lines.</summary>
    public const string Script = """
        (() => {
          const text = id => document.getElementById(id).textContent;
          const lists = [...document.querySelectorAll('#levels ul')].map(list =>
            list.previousSibling.textContent + ' | ' + [...list.children].map(item => item.textContent).join(' | '));
          const counts = [...document.querySelectorAll('#counts tr')].map(row =>
            row.children[0].textContent + ': ' + row.children[1].textContent);
          return [text('index'), text('action'), text('reads'), text('forward'), text('adjoint'), text('stage'),
            text('work'), ...lists, ...counts].join('\n');
        })()
        """;

    /// <summary>After no action, after one, and so on.</summary>
    public static List<string> After(Core.Scene scene)
    {
        var start = Core.PositionModule.start(
            scene.Length.IsKnown ? scene.Length.Steps : Microsoft.FSharp.Core.FSharpValueOption<long>.ValueNone
        );
        var moments = Core.SceneModule.positions(scene).ToList();
        var counts = new List<Core.Counts> { Core.CountsModule.zero };
        foreach (var (action, position) in moments)
            counts.Add(Core.CountsModule.add(counts[^1], action, position.Forward));
        int[] levels = [.. counts[^1].Levels.Keys];
        return
        [
            Text(0, "", "Before the first action.", start),
            .. moments.Select(
                (moment, index) =>
                    Text(
                        index + 1,
                        Core.ActionModule.toText(moment.Item1),
                        Core.ActionModule.readsAs(moment.Item1),
                        moment.Item2
                    )
            ),
        ];

        string Text(int done, string action, string reads, Core.Position position) =>
            string.Join(
                '\n',
                [
                    $"action {done} of {moments.Count}",
                    action,
                    reads,
                    position.Forward.IsSome ? $"at the start of step {position.Forward.Value}" : "nowhere",
                    position.Length.IsSome
                        ? $"at the start of step {Core.PositionModule.adjoint(position)}"
                        : "number of steps not known yet",
                    Stage(position),
                    Work(position.Work),
                    .. levels.Select(level => Level(scene, position, level)),
                    .. Counts(scene, levels, counts[done]),
                ]
            );
    }

    private static string Stage(Core.Position position) =>
        (
            position.Stage.IsSweeping ? "initial forward calculation"
            : position.Stage.IsReversing ? "adjoint calculation"
            : "complete"
        ) + (position.Completed > 0 ? $", {position.Completed} adjoint done" : "");

    private static string Work(Core.Work work)
    {
        var parts = new List<string>();
        if (work.Restart >= 0)
            parts.Add($"restart data of step {work.Restart}");
        if (work.DependenciesStart >= 0)
            parts.Add(
                $"dependencies of {(work.DependenciesEnd - work.DependenciesStart == 1 ? "step" : "steps")} "
                    + Range(work.DependenciesStart, work.DependenciesEnd)
            );
        return parts.Count == 0 ? "empty" : string.Join(", ", parts);
    }

    private static string Level(Core.Scene scene, Core.Position position, int level)
    {
        var units = Core.StoreModule.units(level, position.Store);
        var limit = Core.LimitsModule.level(level, scene.Limits);
        var held = limit == long.MaxValue ? $"{units} {(units == 1 ? "unit" : "units")}" : $"{units} of {limit} units";
        var checkpoints =
            from content in Core.StoreModule.contents(position.Store)
            where content.Item1 == level
            select Checkpoint(content.Item2, content.Item3, position.Length.IsSome ? position.Length.Value : null);
        return string.Join(" | ", [$"{Core.Storage.NewLevel(level)}: {held}", .. checkpoints.DefaultIfEmpty("empty")]);
    }

    private static string Checkpoint(long step, Core.Kept kept, long? length)
    {
        var restarts = Core.KeptModule.restarts(kept);
        return Core.KeptModule.hasDependencies(kept)
            ? Range(step, Math.Min(kept.DependenciesEnd, length ?? long.MaxValue))
                + (restarts ? " restart, dependencies" : " dependencies")
            : $"{step} restart";
    }

    private static IEnumerable<string> Counts(Core.Scene scene, int[] levels, Core.Counts counts) =>
        [
            $"forward steps: {counts.ForwardSteps}",
            $"of them recording: {counts.RecordedSteps}",
            $"steps reversed: {counts.ReversedSteps}",
            .. from level in levels
            let here = Core.CountsModule.level(level, counts)
            let name = Core.Storage.NewLevel(level)
            from line in (string[])
                [$"{name} written: {here.Writes}", $"{name} read: {here.Reads}", $"{name} deleted: {here.Deletes}"]
            select line,
            $"cost: {Core.CountsModule.makespan(scene.Costs, counts).ToString(CultureInfo.InvariantCulture)}",
        ];

    private static string Range(long first, long end) => end == first + 1 ? $"{first}" : $"{first}–{end - 1}";
}
