using System.Diagnostics;
using Microsoft.FSharp.Core;
using Core = Schedules.FSharp;

namespace Schedules.Interop;

/// <summary>The answer to a <see cref="PlanRequest"/>.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class Plan
{
    private readonly Core.PlanResult core;

    internal Plan(Core.PlanResult core, Core.PlanRequest request)
    {
        this.core = core;
        Ranking = [.. core.Ranking.Select(planned => new PlannedSchedule(planned, request.Steps))];
        LeftOut =
        [
            .. core.LeftOut.Select(left => new LeftOutSchedule(
                Core.SpecModule.family(left.Item1).Name,
                Core.SpecCode.command(request.Steps, left.Item1),
                left.Item2.ToString(),
                PlanMap.Shortage(left.Item2)
            )),
        ];
        LowerBound = core.LowerBound;
    }

    /// <summary>Those that fit, the fastest first: the best of each family and place of its
    /// slots.</summary>
    public IReadOnlyList<PlannedSchedule> Ranking { get; }

    /// <summary>Families of which none fits, or whose best may not have been found.</summary>
    public IReadOnlyList<LeftOutSchedule> LeftOut { get; }

    /// <summary>Seconds that no schedule takes less than with these budgets.</summary>
    public double LowerBound { get; }

    /// <summary>The plan as one line of JSON: an object with <c>lower_bound</c>, <c>ranking</c> and
    /// <c>left_out</c>; seconds and bytes are numbers, and <c>spec</c> is what
    /// <see cref="CheckpointSchedule.FromJson"/> reads.</summary>
    public string ToJson() => PlanJson.Of(this);

    /// <summary>One line for people: the fastest, and how many others there are.</summary>
    public override string ToString() =>
        Ranking is [var best, ..]
            ? $"{best}: the fastest of {Ranking.Count} that fit; {LeftOut.Count} are left out"
            : $"none fits, {LeftOut.Count} are left out";

    /// <summary>The ranking as an SVG document: wall time against bytes in RAM, a point for each, and
    /// the lower bound.</summary>
    /// <param name="title">What stands above it.</param>
    /// <exception cref="ArgumentNullException"><paramref name="title"/> is null.</exception>
    public string ToSvg(string title = "Time against memory")
    {
        ArgumentNullException.ThrowIfNull(title);
        return Core.PlanChart.svg(title, core);
    }
}

/// <summary>A schedule that was not considered.</summary>
/// <param name="Family">Its family.</param>
/// <param name="CommandLine">What is typed after <c>schedules cost</c> for it, without costs.</param>
/// <param name="Reason">One sentence for people.</param>
/// <param name="Shortage">Bytes of a level that there are too few of; null where it is left out for another reason.</param>
public sealed record LeftOutSchedule(string Family, string CommandLine, string Reason, Shortage? Shortage);

/// <summary>Too few bytes on a level.</summary>
/// <param name="Level">RAM, disk, or a slower level.</param>
/// <param name="Needed">Bytes that are needed.</param>
/// <param name="Available">Bytes that there are.</param>
public sealed record Shortage(Storage Level, double Needed, double Available);

/// <summary>Time that a schedule takes and another does not.</summary>
/// <param name="Where">WORK for the steps, a level for what is waited for.</param>
/// <param name="Seconds">How much longer.</param>
public readonly record struct TimeLoss(Storage Where, double Seconds);

/// <summary>A schedule that fits, with what it takes.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class PlannedSchedule
{
    private readonly Core.Planned core;
    private readonly long steps;

    internal PlannedSchedule(Core.Planned core, long steps) => (this.core, this.steps) = (core, steps);

    internal Core.Planned ToCore => core;

    /// <summary>Its family.</summary>
    public string Family => Core.SpecModule.family(core.Spec).Name;

    /// <summary>The schedule, for the number of steps that was planned for.</summary>
    public CheckpointSchedule Build() => CheckpointSchedule.Build(core.Spec).WithSteps(steps);

    /// <summary>Its parameters as text, for <see cref="CheckpointSchedule.FromJson"/>.</summary>
    public string Text => Core.SpecModule.toText(core.Spec);

    /// <summary>A C# expression that makes it.</summary>
    public string CSharp => Core.SpecCode.csharp(core.Spec);

    /// <summary>An F# expression that makes it.</summary>
    public string FSharp => Core.SpecCode.fsharp(core.Spec);

    /// <summary>What is typed after <c>schedules cost</c> for it, without costs.</summary>
    public string CommandLine => Core.SpecCode.command(steps, core.Spec);

    /// <summary>Options of the command for the costs that it weighs, which follow the command line;
    /// nothing if it weighs none.</summary>
    public string CostOptions => Core.SpecCode.costs(core.Spec);

    /// <summary>The command lines of others that take and need the same, without costs.</summary>
    public IReadOnlyList<string> Alike => [.. core.Alike.Select(spec => Core.SpecCode.command(steps, spec))];

    /// <summary>Wall time in seconds.</summary>
    public double Seconds => core.Seconds;

    /// <summary>Whether <see cref="Seconds"/> comes from a pass over the actions; else it is what
    /// it takes at least.</summary>
    public bool IsExact => core.IsExact;

    /// <summary>Seconds of the steps.</summary>
    public double Computing => core.Computing;

    /// <summary>Seconds that the computation stands still for a level.</summary>
    /// <param name="level">RAM, disk, or a slower level.</param>
    public double Waiting(Storage level) => core.Waiting.TryGetValue((int)level, out var seconds) ? seconds : 0;

    /// <summary>Bytes on a level; in RAM with the dependencies in WORK, the buffers and the adjoint
    /// states.</summary>
    /// <param name="level">RAM, disk, or a slower level.</param>
    public double Bytes(Storage level) =>
        level == Storage.Ram ? core.Ram
        : core.Slower.TryGetValue((int)level, out var bytes) ? bytes
        : 0;

    /// <summary>The levels below RAM that it uses.</summary>
    public IReadOnlyList<Storage> SlowerLevels => [.. core.Slower.Keys.Select(level => (Storage)level)];

    /// <summary>Steps, writes and reads.</summary>
    public Counts Counts => new(core.Counts);

    /// <summary>One line for people: the command line and the wall time.</summary>
    public override string ToString() => FormattableString.Invariant($"{CommandLine}: {Seconds:G4} s");

    /// <summary>What it spends more on than another, the part that grows most: WORK for the steps,
    /// a level for what is waited for; null if it takes no longer.</summary>
    /// <param name="best">The other.</param>
    public TimeLoss? Loss(PlannedSchedule best)
    {
        ArgumentNullException.ThrowIfNull(best);
        return PlanMap.Loss(Core.Planner.loss(best.core, core));
    }
}
