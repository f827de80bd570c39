using Core = Schedules.FSharp;

namespace Schedules.Interop;

/// <summary>A parameter of a <see cref="ScheduleFamily"/>. Its values are written as words:
/// <c>12</c>, <c>true</c>, <c>ram</c>, <c>maximum</c>, or <c>4,8,2</c>.</summary>
public sealed class FamilyParameter
{
    private readonly Core.Parameter core;

    internal FamilyParameter(Core.Parameter core) => this.core = core;

    /// <summary>Its name in the factory, and in exceptions.</summary>
    public string Name => core.Name;

    /// <summary>A line for people.</summary>
    public string Summary => core.Summary;

    /// <summary>Meaning.</summary>
    public ParameterKind Kind =>
        core.Kind switch
        {
            { IsSteps: true } => ParameterKind.Steps,
            { IsSlots: true } => ParameterKind.Slots,
            { IsSlotsOfLevels: true } => ParameterKind.SlotsOfLevels,
            Core.Kind.UnitsOf { holding.IsRestartData: true } => ParameterKind.RestartUnits,
            Core.Kind.UnitsOf { holding.IsDependencies: true } => ParameterKind.DependencyUnits,
            { IsPeriod: true } => ParameterKind.Period,
            { IsLevel: true } => ParameterKind.Level,
            { IsSwitch: true } => ParameterKind.Switch,
            { IsWord: true } => ParameterKind.Word,
            { IsInRam: true } => ParameterKind.InRam,
            { IsCosts: true } => ParameterKind.Costs,
            _ => throw new InvalidOperationException($"{core.Kind}"),
        };

    /// <summary>The level that slots are on; null where another parameter names it, and for all
    /// that are no slots.</summary>
    public Storage? Level =>
        core.Kind is Core.Kind.Slots { place: Core.Place.On place } ? Map.Storage(place.storage) : null;

    /// <summary>The name of the parameter that says on which level slots are; null where that is
    /// <see cref="Level"/>, and for all that are no slots.</summary>
    public string? LevelFrom => core.Kind is Core.Kind.Slots { place: Core.Place.At place } ? place.parameter : null;

    /// <summary>Whether it has to be given.</summary>
    public bool IsNeeded => core.IsNeeded;

    /// <summary>Default, as a word; null where it is needed, for costs, and
    /// where it follows from another parameter.</summary>
    public string? Default =>
        core.Default is Core.Default.Value usual ? Map.Optional(Core.ParameterModule.write(usual.value)) : null;

    /// <summary>The least whole number, for calculations of several steps; null if it is
    /// no number.</summary>
    public long? Minimum => core.Range.IsSome ? core.Range.Value.Item1 : null;

    /// <summary>The largest whole number; null if it is no number.</summary>
    public long? Maximum => core.Range.IsSome ? core.Range.Value.Item2 : null;

    /// <summary>The words that it may be, the usual ones of a level; none for numbers.</summary>
    public IReadOnlyList<string> Words => [.. core.Words];

    /// <summary>Allowed values, in words.</summary>
    public string Allowed => core.Allowed;

    /// <summary>Whether a word can be read as a value. It may still be out of range.</summary>
    /// <param name="word">The word.</param>
    /// <exception cref="ArgumentNullException"><paramref name="word"/> is null.</exception>
    public bool Accepts(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        return Core.ParameterModule.read(word, core).IsSome;
    }
}
