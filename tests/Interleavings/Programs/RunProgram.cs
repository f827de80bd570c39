using Schedules.Interop;
using Schedules.Runtime;

namespace Schedules.Interleavings;

/// <summary>A run as a program that is explored: a small calculation through few actions.</summary>
/// <param name="Steps">Steps of the calculation.</param>
/// <param name="Levels">The levels that the actions name, each of which has a store with a worker.</param>
/// <param name="Start">Makes the executor.</param>
internal sealed record RunProgram(
    long Steps,
    IReadOnlyList<Storage> Levels,
    Func<IAdjointModel, RunOptions, CheckpointExecutor> Start
)
{
    public static RunProgram Of(long steps, CheckpointSchedule schedule) =>
        new(
            steps,
            [.. schedule.Storages.Where(storage => storage >= Storage.Ram)],
            (model, options) => new CheckpointExecutor(model, schedule, options)
        );

    public static RunProgram Of(long steps, CheckpointAction[] stream) =>
        new(
            steps,
            [Storage.Ram, Storage.Disk],
            (model, options) => new CheckpointExecutor(model, stream, new RefereeOptions { Steps = steps }, options)
        );

    /// <summary>Buffers of a level.</summary>
    public int Buffers { get; init; } = 2;

    /// <summary>Actions to look ahead.</summary>
    public int LookAhead { get; init; } = 256;

    /// <summary>Requests that a store refuses, wherever: which, is picked.</summary>
    public int Faults { get; init; }

    /// <summary>How often the run is cancelled, wherever.</summary>
    public int Cancellations { get; init; }

    /// <summary>Whether a hook of the user throws, wherever.</summary>
    public bool Breaks { get; init; }

    /// <summary>Whether the adjoint follows the forward at once, whatever has been written
    /// by then.</summary>
    public bool AtOnce { get; init; }

    /// <summary>Whether the stores are asked after each action what they hold.</summary>
    public bool AsksStores { get; init; }

    /// <summary>Whether the model knows its end.</summary>
    public bool KnowsItsEnd { get; init; } = true;

    /// <summary>From its beginning to its end.</summary>
    public void Run() => new WatchedRun(this).Run();

    /// <summary>A store for each level.</summary>
    public Dictionary<Storage, WatchedStore> Stores(Action? faults = null) =>
        Levels.ToDictionary(level => level, _ => new WatchedStore { Faults = faults });

    public RunOptions OptionsFor<T>(IReadOnlyDictionary<Storage, T> stores)
        where T : ICheckpointStore =>
        new()
        {
            Buffers = Buffers,
            LookAhead = LookAhead,
            Stores = stores.ToDictionary(pair => pair.Key, pair => (ICheckpointStore)pair.Value),
        };
}
