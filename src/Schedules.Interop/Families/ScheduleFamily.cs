using Microsoft.FSharp.Collections;
using Core = Schedules.FSharp;

namespace Schedules.Interop;

/// <summary>A family of schedules by its name: for programs that let people choose one.</summary>
public sealed class ScheduleFamily
{
    private readonly Core.Family core;

    private ScheduleFamily(Core.Family core)
    {
        this.core = core;
        Parameters = [.. core.Parameters.Select(parameter => new FamilyParameter(parameter))];
    }

    /// <summary>Every family, in the order of the documentation.</summary>
    public static IReadOnlyList<ScheduleFamily> All { get; } =
    [.. Core.FamilyModule.all.Select(family => new ScheduleFamily(family))];

    /// <summary>The family of a name; null if there is none.</summary>
    /// <param name="name">The name, as in <see cref="CheckpointSchedule.ToJson"/>.</param>
    public static ScheduleFamily? Find(string name) => All.FirstOrDefault(family => family.Name == name);

    /// <summary>The name, as in <see cref="CheckpointSchedule.ToJson"/>.</summary>
    public string Name => core.Name;

    /// <summary>A line for people: what it keeps, where.</summary>
    public string Summary => core.Summary;

    /// <summary>The paper with its recurrences: authors (year), where; empty if
    /// there is none.</summary>
    public string Source => core.Source;

    /// <summary>The parameters, in the order of the factory; costs come last.</summary>
    public IReadOnlyList<FamilyParameter> Parameters { get; }

    /// <summary>Whether it knows the number of steps from the start.</summary>
    public bool IsOffline => core.IsOffline;

    /// <summary>Whether it weighs costs.</summary>
    public bool WeighsCosts => core.WeighsCosts;

    /// <summary>Whether it keeps restart data on levels.</summary>
    public bool KeepsRestartData => core.Keeps.Contains(Core.Holding.RestartData);

    /// <summary>Whether it keeps adjoint dependencies, in WORK for good or on levels.</summary>
    public bool KeepsDependencies => core.Keeps.Contains(Core.Holding.Dependencies);

    /// <summary>Whether there is a table behind it: see <see cref="Table"/>.</summary>
    public bool HasTable => core.HasTable;

    /// <summary>Names of the levels of its operations in other tools.</summary>
    public LevelNames LevelNames => LanguageMap.Names(core.Dialect.Levels);

    /// <summary>Whether condensed views of its operations are those of a chain of
    /// checkpoints on disk.</summary>
    public bool IsChain => core.Dialect.IsChain;

    /// <summary>When other tools say Clear.</summary>
    public Clearing Clearing => LanguageMap.Clearing(core.Dialect.Clearing);

    /// <summary>The mode of the classic vocabulary; null where it follows from
    /// the levels.</summary>
    public ClassicMode? ClassicMode =>
        core.Dialect.Classic.IsSome ? LanguageMap.Mode(core.Dialect.Classic.Value) : null;

    /// <summary>The schedule of some parameters; those that are not given are as in
    /// the factory.</summary>
    /// <param name="values">Words by the names of parameters.</param>
    /// <param name="costs">The costs, which count where the family weighs any; <see cref="CostModel.Standard"/> if not
    /// given.</param>
    /// <param name="options">How to follow, or stop, the building of a long table.</param>
    /// <exception cref="FormatException">One is missing, is none of the family's, or has no
    /// such word.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is
    /// allowed.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="values"/> is null.</exception>
    /// <exception cref="OperationCanceledException">The building was cancelled.</exception>
    public CheckpointSchedule Build(
        IReadOnlyDictionary<string, string> values,
        CostModel? costs = null,
        BuildOptions? options = null
    ) => CheckpointSchedule.Build(Map.Value(Core.FamilyModule.spec(Name, Values(values, costs))), options);

    /// <summary>The table behind the family, <c>name(arguments) = value</c>, an entry for each
    /// line, computed as it is read. Parameters as for <see cref="Build"/>.</summary>
    /// <param name="values">Words by the names of parameters.</param>
    /// <param name="costs">The costs, which count where the family weighs any; <see cref="CostModel.Standard"/> if not
    /// given.</param>
    /// <exception cref="InvalidOperationException">The family has none.</exception>
    /// <exception cref="FormatException">One is missing, is none of the family's, or has no
    /// such word.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is
    /// allowed.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="values"/> is null.</exception>
    public IEnumerable<string> Table(IReadOnlyDictionary<string, string> values, CostModel? costs = null) =>
        Map.Value(Core.FamilyModule.table(Name, Values(values, costs))) is { IsSome: true } table
            ? table.Value
            : throw new InvalidOperationException($"{Name} has no table");

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    private FSharpMap<string, Core.Value> Values(IReadOnlyDictionary<string, string> values, CostModel? costs)
    {
        ArgumentNullException.ThrowIfNull(values);
        return Map.Value(
            Core.FamilyModule.values(
                Name,
                values.Select(value => Tuple.Create(value.Key, value.Value)),
                (costs ?? CostModel.Standard).ToCore
            )
        );
    }
}
