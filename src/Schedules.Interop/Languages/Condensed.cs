using Core = Schedules.FSharp;

namespace Schedules.Interop;

/// <summary>Part of a condensed view of a sequence: an operation, or a part that reverses steps
/// with fast levels only.</summary>
public sealed record Condensed
{
    private readonly Core.Condensed core;

    internal Condensed(Core.Condensed core) => this.core = core;

    /// <summary>The operation; null for a part.</summary>
    public Operation? Operation => core.IsOperation ? new Operation(core.operation) : null;

    /// <summary>The steps that a part reverses; null for an operation.</summary>
    public long? Steps => Map.Optional(core.Steps);

    /// <summary>The deepest level that a part may use; null for an operation.</summary>
    public int? Level => core.IsReversal ? core.level : null;

    /// <summary>The checkpoint on disk that a part starts from was read again meanwhile.</summary>
    public bool ReadsAgain => core.IsReversal && core.again;

    /// <summary>In the notation of the packages: <c>F_0->3</c>, <c>Revolve(2, 1)</c>,
    /// <c>hrevolve_0(2, 1)</c>; what is named first is one less than the steps.</summary>
    /// <param name="names">How levels are written.</param>
    /// <param name="slots">The slots of each level, RAM first: they are named second.</param>
    /// <exception cref="ArgumentNullException"><paramref name="slots"/> is null.</exception>
    public string ToText(LevelNames names, IReadOnlyList<int> slots) =>
        Core.CondensedModule.toText(LanguageMap.Names(names), Map.List(slots), core);
}
