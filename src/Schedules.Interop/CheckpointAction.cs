using Core = Schedules.FSharp;

namespace Schedules.Interop;

/// <summary>
/// One thing that a schedule tells a solver to do: <see cref="Forward"/>, <see cref="Reverse"/>,
/// <see cref="Copy"/>, <see cref="Move"/>, <see cref="EndForward"/> or <see cref="EndReverse"/>,
/// and nothing else. Step i takes the state from the start of step i to the start of step i + 1;
/// ranges are half open. Restart data are what the forward needs to start again at the beginning of
/// a step, adjoint dependencies what the adjoint needs to go back over a step. The cases stand
/// beside this type, not within it, so that a pattern names them by one word.
/// </summary>
public abstract record CheckpointAction
{
    /// <summary>The same action in the core; being internal, it keeps the
    /// hierarchy closed.</summary>
    internal abstract Core.Action ToCore();

    /// <summary>One line, as data: <c>["Forward",0,3,true,false,"RAM"]</c>. An open end is
    /// written -1.</summary>
    public string ToJson() => Core.ActionModule.toJson(ToCore());

    /// <summary>Reads a line as <see cref="ToJson"/> writes it; spaces may stand between
    /// its items.</summary>
    /// <param name="line">One JSON array.</param>
    /// <exception cref="FormatException">It is no action: names the column, what is expected and
    /// what was found.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="line"/> is null.</exception>
    public static CheckpointAction FromJson(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return FromCore(Map.Value(Core.Json.parse(line)));
    }

    /// <summary>One line for people: <c>forward 0 -> 3, keep restart data in RAM</c>.</summary>
    public string ToText() => Core.ActionModule.toText(ToCore());

    /// <summary>A sentence that says what the action means, with its numbers filled in.</summary>
    public string ReadsAs() => Core.ActionModule.readsAs(ToCore());

    /// <summary>A stream in the core's types, checked as it is read.</summary>
    internal static IEnumerable<Core.Action> ToCore(IEnumerable<CheckpointAction> actions) =>
        Map.All(actions, action => action.ToCore());

    internal static CheckpointAction FromCore(in Core.Action action) =>
        action.Tag switch
        {
            Core.Action.Tags.Forward => new Forward(
                action.n0,
                action.n1,
                action.writeIcs,
                action.writeAdjDeps,
                Map.Storage(action.target)
            ),
            Core.Action.Tags.Reverse => new Reverse(action.n1, action.n0, action.clearAdjDeps),
            Core.Action.Tags.Copy => new Copy(action.n0, Map.Storage(action.source), Map.Storage(action.target)),
            Core.Action.Tags.Move => new Move(action.n0, Map.Storage(action.source), Map.Storage(action.target)),
            Core.Action.Tags.EndForward => EndForward.Instance,
            Core.Action.Tags.EndReverse => EndReverse.Instance,
            _ => throw Map.NoCase(action),
        };
}

/// <summary>
/// Reads as: "Advance the forward from the start of step N0 to the start of step N1. If WriteIcs,
/// keep the restart data of step N0 in Storage. If WriteAdjDeps, keep the adjoint dependencies of
/// steps N0 … N1-1 in Storage."
/// </summary>
/// <param name="N0">The step where the forward stands.</param>
/// <param name="N1">The step to advance to, or <see cref="OpenEnd"/>: to the end, wherever the solver finds it.</param>
/// <param name="WriteIcs">Whether to keep restart data.</param>
/// <param name="WriteAdjDeps">Whether to keep adjoint dependencies.</param>
/// <param name="Storage">Where to keep them.</param>
public sealed record Forward(long N0, long N1, bool WriteIcs, bool WriteAdjDeps, Storage Storage) : CheckpointAction
{
    /// <summary>The N1 of a Forward that goes on until the solver finds its end: larger
    /// than any step.</summary>
    public const long OpenEnd = long.MaxValue;

    internal override Core.Action ToCore() =>
        Core.Action.NewForward(N0, N1, WriteIcs, WriteAdjDeps, Map.Storage(Storage));
}

/// <summary>
/// Reads as: "Advance the adjoint from the start of step N1 back to the start of step N0, using the
/// dependencies in WORK; then, if ClearAdjDeps, clear them."
/// </summary>
/// <param name="N1">The step where the adjoint stands.</param>
/// <param name="N0">The step to go back to.</param>
/// <param name="ClearAdjDeps">Whether to clear the dependencies afterwards.</param>
public sealed record Reverse(long N1, long N0, bool ClearAdjDeps) : CheckpointAction
{
    internal override Core.Action ToCore() => Core.Action.NewReverse(N1, N0, ClearAdjDeps);
}

/// <summary>Reads as: "Copy the checkpoint of step N from From to To; it stays in From."</summary>
/// <param name="N">The step of the checkpoint.</param>
/// <param name="From">Where it is.</param>
/// <param name="To">Where it goes.</param>
public sealed record Copy(long N, Storage From, Storage To) : CheckpointAction
{
    internal override Core.Action ToCore() => Core.Action.NewCopy(N, Map.Storage(From), Map.Storage(To));
}

/// <summary>
/// Reads as: "Move the checkpoint of step N from From to To; it no longer exists in From." To
/// <see cref="Storage.None"/>: delete it.
/// </summary>
/// <param name="N">The step of the checkpoint.</param>
/// <param name="From">Where it is.</param>
/// <param name="To">Where it goes.</param>
public sealed record Move(long N, Storage From, Storage To) : CheckpointAction
{
    internal override Core.Action ToCore() => Core.Action.NewMove(N, Map.Storage(From), Map.Storage(To));
}

/// <summary>Reads as: "The initial forward calculation is complete."</summary>
public sealed record EndForward : CheckpointAction
{
    internal static readonly EndForward Instance = new();

    internal override Core.Action ToCore() => Core.Action.EndForward;
}

/// <summary>Reads as: "One adjoint calculation is complete."</summary>
public sealed record EndReverse : CheckpointAction
{
    internal static readonly EndReverse Instance = new();

    internal override Core.Action ToCore() => Core.Action.EndReverse;
}
