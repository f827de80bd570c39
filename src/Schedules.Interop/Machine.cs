using System.Diagnostics;
using Microsoft.FSharp.Collections;
using Core = Schedules.FSharp;

namespace Schedules.Interop;

/// <summary>What a calculation takes on a computer, in seconds and bytes. RAM is written and read
/// by the computing thread; each slower level has a channel of its own beside the computation.
/// Where it makes no sense, what uses it throws.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed record Machine
{
    /// <summary>Seconds of a forward step that does not record.</summary>
    public double Advance { get; init; } = 1;

    /// <summary>Seconds of a forward step that records.</summary>
    public double Record { get; init; } = 1;

    /// <summary>Seconds of an adjoint step.</summary>
    public double Reverse { get; init; } = 1;

    /// <summary>Bytes of restart data.</summary>
    public double RestartBytes { get; init; } = 1;

    /// <summary>Bytes of the adjoint dependencies of a step.</summary>
    public double DependencyBytes { get; init; } = 1;

    /// <summary>Bytes a second that the computing thread copies into and out of the buffers of
    /// slower levels, above 0.</summary>
    public double CopyBandwidth { get; init; } = double.PositiveInfinity;

    /// <summary>RAM first; a level deeper than those given is as the last one. At
    /// least one.</summary>
    public IReadOnlyList<LevelSpeed> Levels { get; init; } = [new()];

    /// <summary>Checkpoints that a slower level has under way at most, at least 2.</summary>
    public int Buffers { get; init; } = 4;

    /// <summary>How many actions ahead checkpoints are read, at least 1.</summary>
    public int LookAhead { get; init; } = 256;

    /// <summary>The machine of a cost model: a transfer takes its cost,
    /// whatever it holds.</summary>
    /// <param name="costs">The costs.</param>
    /// <exception cref="ArgumentNullException">There are none.</exception>
    public static Machine Of(CostModel costs)
    {
        ArgumentNullException.ThrowIfNull(costs);
        return From(Core.MachineModule.ofCosts(costs.ToCore));
    }

    /// <summary>A machine from words with values, in any order: <c>advance=0.02 reverse=0.04
    /// restart=1MB dependencies=4MB disk-write=500MB disk-read=500MB</c>.</summary>
    /// <param name="text">The words, between spaces or commas.</param>
    /// <exception cref="FormatException">A word or a value is wrong.</exception>
    /// <exception cref="ArgumentNullException">There is no text.</exception>
    public static Machine Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return From(Map.Value(Core.MachineText.parse(text)));
    }

    /// <summary>All words, with their values: what <see cref="Parse"/> reads, where sizes and
    /// bandwidths are whole.</summary>
    public string ToText() => Core.MachineText.write(ToCore());

    /// <summary>As <see cref="ToText"/>.</summary>
    public override string ToString() => ToText();

    /// <summary>A time, in seconds, that no schedule is below, overlapped or not.</summary>
    /// <param name="steps">The number of steps, at least 1.</param>
    /// <param name="room">Bytes for forward data on each level, RAM with the buffers first; infinite for no limit.</param>
    /// <param name="keepsDependencies">Whether dependencies may be kept on levels, or restart data alone.</param>
    /// <param name="workSteps">Steps that WORK holds the dependencies of at a time, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter.</exception>
    public double LowerBound(long steps, IReadOnlyList<double> room, bool keepsDependencies = true, long workSteps = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        ArgumentNullException.ThrowIfNull(room);
        ArgumentOutOfRangeException.ThrowIfZero(room.Count, nameof(room));
        ArgumentOutOfRangeException.ThrowIfLessThan(workSteps, 1);
        return Core.LowerBound.seconds(
            Map.Value(Core.MachineModule.check(ToCore())),
            new Core.Room(room[0], ListModule.OfSeq(room.Skip(1)), workSteps, keepsDependencies),
            steps
        );
    }

    internal Core.Machine ToCore() =>
        new(
            Advance,
            Record,
            Reverse,
            RestartBytes,
            DependencyBytes,
            CopyBandwidth,
            ListModule.OfSeq(Levels.Select(level => level.ToCore())),
            Buffers,
            LookAhead
        );

    internal static Machine From(Core.Machine machine) =>
        new()
        {
            Advance = machine.Advance,
            Record = machine.Record,
            Reverse = machine.Reverse,
            RestartBytes = machine.RestartBytes,
            DependencyBytes = machine.DependencyBytes,
            CopyBandwidth = machine.CopyBandwidth,
            Levels = [.. machine.Levels.Select(LevelSpeed.From)],
            Buffers = machine.Buffers,
            LookAhead = machine.LookAhead,
        };
}
