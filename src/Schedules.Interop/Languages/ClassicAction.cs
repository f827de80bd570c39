using Core = Schedules.FSharp;

namespace Schedules.Interop;

/// <summary>
/// An action of the classic vocabulary, as in revolve and pyRevolve: <see cref="Takeshot"/>,
/// <see cref="Advance"/>, <see cref="Firsturn"/>, <see cref="Youturn"/>, <see cref="Restore"/> or
/// <see cref="Terminate"/>, and nothing else. Snapshots lie in numbered slots.
/// </summary>
public abstract record ClassicAction
{
    /// <summary>The same action in the core; being internal, it keeps the
    /// hierarchy closed.</summary>
    internal abstract Core.ClassicAction ToCore();

    /// <summary>One line, as data: <c>["takeshot",0,0]</c>, or with its level
    /// <c>["takeshot",0,0,"DISK"]</c>.</summary>
    public string ToJson() => Core.ClassicActionModule.toJson(ToCore());

    /// <summary>Reads a line.</summary>
    /// <param name="line">One JSON array.</param>
    /// <exception cref="FormatException">It is no line of this vocabulary: names
    /// the column.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="line"/> is null.</exception>
    public static ClassicAction FromJson(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return FromCore(Map.Value(Core.Json.parseClassic(line)));
    }

    internal static ClassicAction FromCore(Core.ClassicAction action) =>
        action.Tag switch
        {
            Core.ClassicAction.Tags.Takeshot => new Takeshot(
                action.step,
                action.slot,
                LanguageMap.Optional(action.level)
            ),
            Core.ClassicAction.Tags.Advance => new Advance(action.step, action.until),
            Core.ClassicAction.Tags.Firsturn => new Firsturn(action.step),
            Core.ClassicAction.Tags.Youturn => new Youturn(action.step),
            Core.ClassicAction.Tags.Restore => new Restore(
                action.step,
                action.slot,
                LanguageMap.Optional(action.level)
            ),
            Core.ClassicAction.Tags.Terminate => Terminate.Instance,
            _ => throw Map.NoCase(action),
        };
}

/// <summary>Keep the restart data of a step in a slot.</summary>
/// <param name="N">The step.</param>
/// <param name="Slot">The slot, from 0.</param>
/// <param name="Level">The level that the slot is on, if that is said.</param>
public sealed record Takeshot(long N, int Slot, Storage? Level = null) : ClassicAction
{
    internal override Core.ClassicAction ToCore() =>
        Core.ClassicAction.NewTakeshot(N, Slot, LanguageMap.Optional(Level));
}

/// <summary>Advance the forward from the start of step N0 to the start of step N1.</summary>
/// <param name="N0">The step where the forward stands.</param>
/// <param name="N1">The step to advance to.</param>
public sealed record Advance(long N0, long N1) : ClassicAction
{
    internal override Core.ClassicAction ToCore() => Core.ClassicAction.NewAdvance(N0, N1);
}

/// <summary>The first turn: record the last step, and take the adjoint back over it.</summary>
/// <param name="N">The step.</param>
public sealed record Firsturn(long N) : ClassicAction
{
    internal override Core.ClassicAction ToCore() => Core.ClassicAction.NewFirsturn(N);
}

/// <summary>Record a step, and take the adjoint back over it.</summary>
/// <param name="N">The step.</param>
public sealed record Youturn(long N) : ClassicAction
{
    internal override Core.ClassicAction ToCore() => Core.ClassicAction.NewYouturn(N);
}

/// <summary>Read the restart data of a step from a slot.</summary>
/// <param name="N">The step.</param>
/// <param name="Slot">The slot, from 0.</param>
/// <param name="Level">The level that the slot is on, if that is said.</param>
public sealed record Restore(long N, int Slot, Storage? Level = null) : ClassicAction
{
    internal override Core.ClassicAction ToCore() =>
        Core.ClassicAction.NewRestore(N, Slot, LanguageMap.Optional(Level));
}

/// <summary>The adjoint calculation is complete.</summary>
public sealed record Terminate : ClassicAction
{
    internal static readonly Terminate Instance = new();

    internal override Core.ClassicAction ToCore() => Core.ClassicAction.Terminate;
}
