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

    /// <summary>From its beginning to its end.</summary>
    public void Run()
    {
        var (faults, thrown, told) = (Faults, 0, new HashSet<string>());
        int? before = null;
        var stores = Stores(() =>
        {
            if (faults == 0 || Interleaving.Pick(2, "a store refuses") == 0)
                return;
            faults--;
            throw new IOException($"fault {++thrown}");
        });
        var kept = new Kept(stores);
        foreach (var (level, store) in stores)
            (store.Written, store.Deleting) = (step => kept.Written(level, step), step => kept.Deleting(level, step));
        var (cancellations, cancel) = (Cancellations, new CancellationTokenSource());
        var options = OptionsFor(stores) with
        {
            BeforeAction = action =>
            {
                // What fails earlier, while nothing goes on, is done again as the run goes on, and that may go well.
                before ??= thrown;
                kept.Begin(action);
            },
            AfterAction = action =>
            {
                kept.End(action);
                if (cancellations == 0 || Interleaving.Pick(2, "cancelled") == 0)
                    return;
                cancellations--;
                cancel.Cancel();
            },
        };
        var model = new Calculation(Steps);
        var complete = false;
        using (var executor = Start(model, options))
        {
            while (!complete)
            {
                before = null;
                try
                {
                    executor.Run(cancel.Token);
                    complete = true;
                }
                catch (CheckpointStoreException refused) when (refused.InnerException is IOException fault)
                {
                    if (!told.Add(fault.Message))
                        Interleaving.Fail($"the caller is told of {fault.Message} again");
                }
                catch (OperationCanceledException) { }

                cancel = new CancellationTokenSource();
                if (!complete && Interleaving.Pick(2, "given up") == 1)
                    break;
            }

            if (complete)
                kept.Check(brokenOff: false);
        }

        if (complete && model.Result != Calculation.Expected(Steps))
            Interleaving.Fail($"the result is {model.Result}");
        if (complete && thrown > before)
            Interleaving.Fail($"{thrown - before} errors of stores are not told");
        // A request that was refused, and has not been made again, is not fulfilled.
        if (complete || thrown == 0)
            kept.Check(brokenOff: !complete);
    }

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
