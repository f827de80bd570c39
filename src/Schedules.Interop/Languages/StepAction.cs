using Core = Schedules.FSharp;

namespace Schedules.Interop;

/// <summary>
/// An action of the step-based vocabulary, as in tlm_adjoint: <see cref="StepConfigure"/>,
/// <see cref="StepClear"/>, <see cref="StepForward"/>, <see cref="StepReverse"/>,
/// <see cref="StepRead"/>, <see cref="StepWrite"/>, <see cref="StepEndForward"/> or
/// <see cref="StepEndReverse"/>, and nothing else. There is one buffer, which records while the
/// forward advances, is written to a storage, read back, and cleared.
/// </summary>
public abstract record StepAction
{
    /// <summary>The same action in the core; being internal, it keeps the
    /// hierarchy closed.</summary>
    internal abstract Core.StepAction ToCore();

    /// <summary>One line, as data: <c>["Write",0,"disk"]</c>. An open end is written -1.</summary>
    public string ToJson() => Core.StepActionModule.toJson(ToCore());

    /// <summary>Reads a line.</summary>
    /// <param name="line">One JSON array.</param>
    /// <exception cref="FormatException">It is no line of this vocabulary: names
    /// the column.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="line"/> is null.</exception>
    public static StepAction FromJson(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return FromCore(Map.Value(Core.Json.parseStep(line)));
    }

    internal static StepAction FromCore(Core.StepAction action) =>
        action.Tag switch
        {
            Core.StepAction.Tags.Configure => new StepConfigure(action.ics, action.data),
            Core.StepAction.Tags.Clear => new StepClear(action.ics, action.data),
            Core.StepAction.Tags.Forward => new StepForward(action.n0, action.n1),
            Core.StepAction.Tags.Reverse => new StepReverse(action.n1, action.n0),
            Core.StepAction.Tags.Read => new StepRead(action.n0, Map.Storage(action.storage), action.delete),
            Core.StepAction.Tags.Write => new StepWrite(action.n0, Map.Storage(action.storage)),
            Core.StepAction.Tags.EndForward => StepEndForward.Instance,
            Core.StepAction.Tags.EndReverse => new StepEndReverse(action.exhausted),
            _ => throw Map.NoCase(action),
        };
}

/// <summary>Data that the buffer records from here on.</summary>
/// <param name="StoreIcs">Restart data.</param>
/// <param name="StoreData">Adjoint dependencies.</param>
public sealed record StepConfigure(bool StoreIcs, bool StoreData) : StepAction
{
    internal override Core.StepAction ToCore() => Core.StepAction.NewConfigure(StoreIcs, StoreData);
}

/// <summary>Data that are taken out of the buffer.</summary>
/// <param name="ClearIcs">Restart data.</param>
/// <param name="ClearData">Adjoint dependencies.</param>
public sealed record StepClear(bool ClearIcs, bool ClearData) : StepAction
{
    internal override Core.StepAction ToCore() => Core.StepAction.NewClear(ClearIcs, ClearData);
}

/// <summary>Advance the forward from the start of step N0 to the start of step N1.</summary>
/// <param name="N0">The step where the forward stands.</param>
/// <param name="N1">The step to advance to, or <see cref="Forward.OpenEnd"/>.</param>
public sealed record StepForward(long N0, long N1) : StepAction
{
    internal override Core.StepAction ToCore() => Core.StepAction.NewForward(N0, N1);
}

/// <summary>Advance the adjoint from the start of step N1 back to the start of step N0.</summary>
/// <param name="N1">The step where the adjoint stands.</param>
/// <param name="N0">The step to go back to.</param>
public sealed record StepReverse(long N1, long N0) : StepAction
{
    internal override Core.StepAction ToCore() => Core.StepAction.NewReverse(N1, N0);
}

/// <summary>Read a checkpoint into the buffer.</summary>
/// <param name="N">The step of the checkpoint.</param>
/// <param name="Storage">Where it is.</param>
/// <param name="Delete">Whether it no longer exists there afterwards.</param>
public sealed record StepRead(long N, Storage Storage, bool Delete) : StepAction
{
    internal override Core.StepAction ToCore() => Core.StepAction.NewRead(N, Map.Storage(Storage), Delete);
}

/// <summary>Write the buffer as a checkpoint.</summary>
/// <param name="N">The step of the checkpoint.</param>
/// <param name="Storage">Where it goes.</param>
public sealed record StepWrite(long N, Storage Storage) : StepAction
{
    internal override Core.StepAction ToCore() => Core.StepAction.NewWrite(N, Map.Storage(Storage));
}

/// <summary>The initial forward calculation is complete.</summary>
public sealed record StepEndForward : StepAction
{
    internal static readonly StepEndForward Instance = new();

    internal override Core.StepAction ToCore() => Core.StepAction.EndForward;
}

/// <summary>One adjoint calculation is complete.</summary>
/// <param name="Exhausted">Whether it is the last one that is permitted.</param>
public sealed record StepEndReverse(bool Exhausted) : StepAction
{
    internal override Core.StepAction ToCore() => Core.StepAction.NewEndReverse(Exhausted);
}
