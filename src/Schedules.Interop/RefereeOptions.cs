using Microsoft.FSharp.Collections;
using Core = Schedules.FSharp;

namespace Schedules.Interop;

/// <summary>Facts about a stream that the referee is to judge. What makes no sense is
/// refused as it is set.</summary>
public sealed class RefereeOptions
{
    private const long MaxSteps = 1_000_000_000_000_000_000;

    /// <summary>The number of steps, 1 to 10^18; null: it is where the forward stands at
    /// <see cref="EndForward"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to less or more.</exception>
    public long? Steps
    {
        get;
        init => field = Within(value, 1, MaxSteps, nameof(Steps));
    }

    /// <summary>
    /// The number of steps was told only when the forward stood at or past it: its last Forward
    /// may go past the end.
    /// </summary>
    public bool Online { get; init; }

    /// <summary>Number of adjoint calculations, at least 0; null for any number, after
    /// which checkpoints may remain.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to less.</exception>
    public long? Adjoints
    {
        get;
        init => field = Within(value, 0, long.MaxValue, nameof(Adjoints));
    } = 1;

    /// <summary>Most units that each level may hold, at least 0; a level that is not named is
    /// unlimited.</summary>
    /// <exception cref="ArgumentNullException">It is set to null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A limit is negative, or of what is
    /// no level.</exception>
    public IReadOnlyDictionary<Storage, long> Limits
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value, nameof(Limits));
            field = value.ToDictionary(
                limit => (Storage)Within((long)limit.Key, 0, int.MaxValue, nameof(Limits))!.Value,
                limit => Within(limit.Value, 0, long.MaxValue, nameof(Limits))!.Value
            );
        }
    } = new Dictionary<Storage, long>();

    /// <summary>Most steps whose dependencies WORK may hold, at least 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to less.</exception>
    public long WorkLimit
    {
        get;
        init => field = Within(value, 0, long.MaxValue, nameof(WorkLimit))!.Value;
    } = long.MaxValue;

    /// <summary>Restart data written by Forward(n0, n1) serve steps n0 … n1-1 only, as in
    /// step-based tools.</summary>
    public bool Strict { get; init; }

    /// <summary>Units that the restart data of a step take, at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to less.</exception>
    public long RestartUnits
    {
        get;
        init => field = Within(value, 1, MaxSteps, nameof(RestartUnits))!.Value;
    } = 1;

    /// <summary>Units that the adjoint dependencies of one step take, at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to less.</exception>
    public long DependencyUnits
    {
        get;
        init => field = Within(value, 1, MaxSteps, nameof(DependencyUnits))!.Value;
    } = 1;

    /// <summary>The dependencies of a step also restart the next one.</summary>
    public bool StifflyAccurate { get; init; }

    private static long? Within(long? value, long minimum, long maximum, string name) =>
        value < minimum || value > maximum
            ? throw new ArgumentOutOfRangeException(
                name,
                value,
                $"{name} is {value}; allowed: from {minimum} to {maximum}"
            )
            : value;

    /// <summary>Start of the stream of a schedule, if these are its options.</summary>
    private Core.Position? Start { get; init; }

    /// <summary>The position before the first action.</summary>
    internal Core.Position Before() => Start ?? Core.PositionModule.before(Length());

    internal static RefereeOptions From(Core.Limits limits, Core.Length length, Core.Position start) =>
        new()
        {
            Start = start,
            Steps = Map.Optional(length.Steps),
            Online = !length.IsKnown,
            Adjoints = Map.Adjoints(limits.Adjoints),
            Limits = limits.Levels.ToDictionary(limit => (Storage)limit.Key, limit => limit.Value),
            WorkLimit = limits.WorkDependencies,
            RestartUnits = limits.RestartUnits,
            DependencyUnits = limits.DependencyUnits,
            StifflyAccurate = limits.StifflyAccurate,
        };

    internal Core.Limits ToCore() =>
        new(
            MapModule.OfSeq(Limits.Select(limit => Tuple.Create((int)limit.Key, limit.Value))),
            WorkLimit,
            RestartUnits,
            DependencyUnits,
            Map.Adjoints(Adjoints),
            Strict,
            StifflyAccurate
        );

    internal Core.Length Length() =>
        (Steps, Online) switch
        {
            (null, _) => Core.Length.Open,
            ({ } steps, true) => Core.Length.NewTold(steps),
            ({ } steps, false) => Core.Length.NewKnown(steps),
        };
}
