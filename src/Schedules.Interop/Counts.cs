using Microsoft.FSharp.Collections;
using Core = Schedules.FSharp;

namespace Schedules.Interop;

/// <summary>Counts of one level.</summary>
/// <param name="Writes">Checkpoints written.</param>
/// <param name="Reads">Checkpoints read.</param>
/// <param name="Deletes">Checkpoints that ceased to exist: moved away, or deleted.</param>
public readonly record struct LevelCounts(long Writes, long Reads, long Deletes);

/// <summary>Number of times that each thing that costs something happens: predicted, or counted
/// over actions. Equal by value.</summary>
public sealed record Counts
{
    private readonly Core.Counts core;

    internal Counts(Core.Counts core) => this.core = core;

    /// <summary>What somebody has counted, to be compared with what was predicted.</summary>
    /// <param name="forwardSteps">Steps that the forward has advanced over, recording or not.</param>
    /// <param name="recordedSteps">Those of them that recorded adjoint dependencies.</param>
    /// <param name="reversedSteps">Steps that the adjoint has gone back over.</param>
    /// <param name="levels">Counts of each level: RAM, disk, or slower ones.</param>
    /// <exception cref="ArgumentNullException">There are no levels.</exception>
    public Counts(
        long forwardSteps,
        long recordedSteps,
        long reversedSteps,
        IReadOnlyDictionary<Storage, LevelCounts> levels
    )
    {
        ArgumentNullException.ThrowIfNull(levels);
        core = levels.Aggregate(
            new Core.Counts(forwardSteps, recordedSteps, reversedSteps, MapModule.Empty<int, Core.LevelCounts>()),
            (counts, on) =>
                Core.CountsModule.touch(Map.Storage(on.Key), on.Value.Writes, on.Value.Reads, on.Value.Deletes, counts)
        );
    }

    /// <summary>Steps that the forward advances over, recording or not.</summary>
    public long ForwardSteps => core.ForwardSteps;

    /// <summary>Those of them that record adjoint dependencies.</summary>
    public long RecordedSteps => core.RecordedSteps;

    /// <summary>Steps that the adjoint goes back over.</summary>
    public long ReversedSteps => core.ReversedSteps;

    /// <summary>The levels that are written or read, the fastest first.</summary>
    public IReadOnlyList<Storage> Levels => [.. core.Levels.Keys.Select(level => (Storage)level)];

    /// <summary>Counts of a level: zeros if nothing happens there.</summary>
    /// <param name="level">RAM, disk, or a slower level.</param>
    public LevelCounts On(Storage level) => From(Core.CountsModule.level((int)level, core));

    /// <summary>The makespan: uf per forward step that does not record, ub per step reversed, and
    /// the writes and reads.</summary>
    /// <param name="model">The costs; <see cref="CostModel.Standard"/> if not given.</param>
    public double Makespan(CostModel? model = null) =>
        Core.CountsModule.makespan((model ?? CostModel.Standard).ToCore, core);

    /// <summary>Forward steps for each step of a calculation: 1 if nothing is recomputed.</summary>
    /// <param name="steps">The number of steps of the calculation.</param>
    public double RecomputationRatio(long steps) => Core.CountsModule.recomputationRatio(steps, core);

    /// <summary>One line for people.</summary>
    public override string ToString() => core.ToString();

    private static LevelCounts From(Core.LevelCounts counts) => new(counts.Writes, counts.Reads, counts.Deletes);
}
