using System.Collections;
using System.Diagnostics;
using Core = Schedules.FSharp;

namespace Schedules.Interop;

/// <summary>
/// A checkpointing schedule: which data of a forward calculation to keep, where, and what to
/// recompute, so that an adjoint calculation can go backwards through it. Immutable; enumerating it
/// gives the actions of the forward and of one adjoint calculation, the same ones each time. An
/// online schedule is made without a number of steps: give it one with <see cref="WithSteps"/>, or
/// find it out during a run (<see cref="Start"/>).
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed partial class CheckpointSchedule : IEnumerable<CheckpointAction>
{
    private readonly Core.Schedule core;

    internal Core.Schedule ToCore => core;

    private CheckpointSchedule(Core.Schedule core, CostModel? costs = null)
    {
        this.core = core;
        Costs = costs ?? CostModel.From(core.Costs);
    }

    /// <summary>The family, in the words of the literature.</summary>
    public string Name => core.Name;

    /// <summary>Family and number of steps.</summary>
    public override string ToString() => core.ToString();

    /// <summary>The costs that the schedule was made for; <see cref="CostModel.Standard"/> where it
    /// weighs none.</summary>
    public CostModel Costs { get; }

    /// <summary>Referee options for the actions of this schedule, with so many
    /// adjoint calculations.</summary>
    public RefereeOptions RefereeOptions =>
        RefereeOptions.From(core.Limits, core.Length, Core.ScheduleModule.position(core));

    /// <summary>The number of steps, if the schedule has one.</summary>
    public long? Steps => Map.Optional(core.Length.Steps);

    /// <summary>Whether it can be started without a number of steps.</summary>
    public bool IsOnline => !core.Length.IsKnown;

    /// <summary>The steps from one checkpoint on disk to the next, where that is a fixed number;
    /// null elsewhere.</summary>
    public long? Period => Map.Optional(core.Period);

    /// <summary>Number of adjoint calculations that it permits; null for any number.</summary>
    public long? Adjoints => Map.Adjoints(core.Adjoints);

    /// <summary>The storages that its actions name, WORK among them; for some number of steps, if
    /// it has none.</summary>
    public IReadOnlyList<Storage> Storages => [.. core.Storages.Select(Map.Storage)];

    /// <summary>Whether its actions name a storage; for some number of steps, if
    /// it has none.</summary>
    /// <param name="storage">The storage asked about.</param>
    public bool UsesStorage(Storage storage) => Storages.Contains(storage);

    /// <summary>The same schedule for a calculation of so many steps. An online one behaves
    /// as in a run in which <see cref="CheckpointRun.SetLength(long)"/> is called as soon as
    /// it may be.</summary>
    /// <param name="steps">The number of steps, 1 to 10^18; of an offline schedule, the number that it has.</param>
    /// <exception cref="ArgumentOutOfRangeException">Names the parameter and what is
    /// allowed.</exception>
    public CheckpointSchedule WithSteps(long steps) => new(Map.Value(Core.ScheduleModule.ofLength(steps, core)), Costs);

    /// <summary>A run before its first action.</summary>
    public CheckpointRun Start() => new(Core.ScheduleModule.run(core));

    /// <summary>The actions of the forward and of one adjoint calculation.</summary>
    /// <exception cref="InvalidOperationException">The number of steps is not known.</exception>
    public IEnumerator<CheckpointAction> GetEnumerator() => Actions().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The actions of the forward and of so many adjoint calculations, but of no more than
    /// are permitted.</summary>
    /// <param name="adjoints">How many, at least 0.</param>
    /// <exception cref="InvalidOperationException">The number of steps is not known.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="adjoints"/> is
    /// negative.</exception>
    public IEnumerable<CheckpointAction> Actions(long adjoints = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(adjoints);
        return new ActionSequence(Known(), adjoints);
    }

    /// <summary>Counts of the forward and one adjoint calculation (none, if none is permitted),
    /// from the parameters.</summary>
    /// <exception cref="InvalidOperationException">The number of steps is not known.</exception>
    /// <exception cref="OverflowException">The answer needs more than 64 bits.</exception>
    public Counts Predict() => new(Map.Value(Core.ScheduleModule.predict(core)));

    /// <summary>Counts of the forward and so many adjoint calculations, from the
    /// parameters.</summary>
    /// <param name="adjoints">How many: as many as are permitted.</param>
    /// <exception cref="InvalidOperationException">The number of steps is not known.</exception>
    /// <exception cref="ArgumentOutOfRangeException">So many are not permitted.</exception>
    /// <exception cref="OverflowException">The answer needs more than 64 bits.</exception>
    public Counts Predict(long adjoints) => new(Map.Value(Core.ScheduleModule.predictOf(adjoints, core)));

    /// <summary>The predicted makespan of the forward and one adjoint calculation (none, if none is
    /// permitted).</summary>
    /// <param name="model">The costs; <see cref="Costs"/> if not given.</param>
    /// <exception cref="InvalidOperationException">The number of steps is not known.</exception>
    /// <exception cref="OverflowException">The answer needs more than 64 bits.</exception>
    public double Cost(CostModel? model = null) => Predict().Makespan(model ?? Costs);

    /// <summary>Lets the referee judge the actions of the forward and of one adjoint calculation
    /// (none, if none is permitted), and counts them.</summary>
    /// <exception cref="InvalidOperationException">The number of steps is not known.</exception>
    /// <exception cref="InvalidScheduleException">They are not valid: never thrown for the
    /// families here.</exception>
    public Profile Verify() => new(Violation.Valid(Core.ScheduleModule.profile(Known())));

    /// <summary>Lets the referee judge the actions of the forward and of so many adjoint
    /// calculations, and counts them.</summary>
    /// <param name="adjoints">How many: as many as are permitted.</param>
    /// <exception cref="InvalidOperationException">The number of steps is not known.</exception>
    /// <exception cref="ArgumentOutOfRangeException">So many are not permitted.</exception>
    /// <exception cref="InvalidScheduleException">They are not valid: never thrown for the
    /// families here.</exception>
    public Profile Verify(long adjoints)
    {
        Map.Value(Core.ScheduleModule.permits(adjoints, core));
        return new(Violation.Valid(Core.ScheduleModule.profileOf(adjoints, Known())));
    }

    /// <summary>One pass over the actions, without objects for them.</summary>
    internal Core.Enumerator Enumerate(long adjoints)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(adjoints);
        return Core.ScheduleModule.enumerate(adjoints, Known());
    }

    private Core.Schedule Known() =>
        core.Length.IsOpen
            ? throw new InvalidOperationException(
                "the number of steps is not known: WithSteps gives it, Start begins a run without it"
            )
            : core;
}
