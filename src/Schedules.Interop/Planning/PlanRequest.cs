using Microsoft.FSharp.Collections;
using Core = Schedules.FSharp;

namespace Schedules.Interop;

/// <summary>A calculation, and what there is for it. Where it makes no sense,
/// <see cref="Planner.Plan"/> throws.</summary>
public sealed record PlanRequest
{
    /// <summary>The number of steps, 1 to 10^18; one to plan for, where it is found out on the
    /// way.</summary>
    public required long Steps { get; init; }

    /// <summary>The computer, and the sizes of the data.</summary>
    public required Machine Machine { get; init; }

    /// <summary>Bytes for forward data, buffers and adjoint states on each level,
    /// RAM first.</summary>
    public required IReadOnlyList<double> Budgets { get; init; }

    /// <summary>Whether the number of steps is known from the start.</summary>
    public bool IsKnown { get; init; } = true;

    /// <summary>How many adjoint calculations, at least 1.</summary>
    public long Adjoints { get; init; } = 1;

    /// <summary>Whether storage is written and read beside the computation.</summary>
    public bool Overlapped { get; init; } = true;

    /// <summary>Whether the dependencies of a step also restart the next one.</summary>
    public bool StifflyAccurate { get; init; }

    /// <summary>Bytes of the adjoint's state.</summary>
    public double AdjointBytes { get; init; }

    /// <summary>Whether a journal is written, which holds two such states beside.</summary>
    public bool Journal { get; init; }

    /// <summary>Work at most for the schedules of a family, in actions that are gone through: what
    /// takes more is estimated, or left out and named, on any machine alike.</summary>
    public long Work { get; init; } = 60_000_000;

    /// <summary>
    /// The request of an object of JSON: <c>steps</c>; <c>machine</c>, a text as
    /// <see cref="Machine.Parse"/> takes it; <c>budgets</c>, an array of bytes for each level, RAM
    /// first, as numbers or as <see cref="ByteSize.Parse"/> takes them; and, where they differ from
    /// what is usual, <c>is_known</c>, <c>adjoints</c>, <c>overlapped</c>, <c>stiffly_accurate</c>,
    /// <c>adjoint_bytes</c>, <c>journal</c> and <c>work</c>.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">It is no such text: names what is wrong, and
    /// what is allowed.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public static PlanRequest FromJson(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return PlanRequestJson.Read(text);
    }

    internal Core.PlanRequest ToCore() =>
        new(
            Steps,
            IsKnown,
            Adjoints,
            Machine.ToCore(),
            Overlapped,
            StifflyAccurate,
            AdjointBytes,
            Journal,
            ListModule.OfSeq(Budgets),
            Work
        );
}
