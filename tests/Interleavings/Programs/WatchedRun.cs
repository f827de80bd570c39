using Schedules.Interop;
using Schedules.Runtime;

namespace Schedules.Interleavings;

/// <summary>A program, run once: forward, then all the rest, each started again after what breaks
/// it off, or given up.</summary>
internal sealed class WatchedRun
{
    private readonly RunProgram program;
    private readonly Dictionary<Storage, WatchedStore> stores;
    private readonly Kept kept;
    private readonly Calculation model;
    private readonly HashSet<string> told = [];
    private CancellationTokenSource cancel = new();
    private CheckpointExecutor? executor;
    private int thrown;
    private int cancelled;
    private bool broken;

    /// <summary>Whether an action has begun since the run was started again.</summary>
    private bool goesOn = true;

    /// <summary>Errors of stores of which nobody had been told when the run was broken off,
    /// and those until it goes on: what has failed is done again then, and if that goes well
    /// nobody is.</summary>
    private int silent;

    public WatchedRun(RunProgram program)
    {
        this.program = program;
        stores = program.Stores(Refuse);
        kept = new Kept(stores);
        foreach (var (level, store) in stores)
            (store.Written, store.Deleting) = (step => kept.Written(level, step), step => kept.Deleting(level, step));
        model = new Calculation(program.Steps, program.KnowsItsEnd);
    }

    public void Run()
    {
        var options = program.OptionsFor(stores) with { BeforeAction = Before, AfterAction = After };
        var complete = false;
        using (executor = program.Start(model, options))
        {
            if (program.AtOnce || Comes(() => executor.RunForward(cancel.Token)))
            {
                if (!program.AtOnce)
                    kept.Check(brokenOff: false);
                complete = Comes(() => executor.Run(cancel.Token));
            }

            if (complete)
                kept.Check(brokenOff: false);
        }

        if (complete && model.Result != Calculation.Expected(program.Steps))
            Interleaving.Fail($"the result is {model.Result}");
        if (complete && told.Count < thrown - silent)
            Interleaving.Fail($"{thrown} errors of stores, {told.Count} told");
        // A request that was refused, and has not been made again, is not fulfilled.
        if (complete || thrown == 0)
            kept.Check(brokenOff: !complete);
    }

    /// <summary>Starts the run until it comes to the end of what it is to do; false if it does not,
    /// and is given up.</summary>
    private bool Comes(Action run)
    {
        while (true)
        {
            try
            {
                run();
                return true;
            }
            catch (CheckpointStoreException refused) when (refused.InnerException is IOException fault)
            {
                if (!told.Add(fault.Message))
                    Interleaving.Fail($"the caller is told of {fault.Message} again");
            }
            catch (OperationCanceledException)
            {
                cancel = new CancellationTokenSource();
            }
            catch (InvalidTimeZoneException) when (broken)
            {
                return false;
            }

            (goesOn, silent) = (false, thrown - told.Count);
            if (Interleaving.Pick(2, "given up") == 1)
                return false;
        }
    }

    private void Refuse()
    {
        if (thrown == program.Faults || Interleaving.Pick(2, "a store refuses") == 0)
            return;
        silent += goesOn ? 0 : 1;
        throw new IOException($"fault {++thrown}");
    }

    private void Before(CheckpointAction action)
    {
        goesOn = true;
        kept.Begin(action);
    }

    private void After(CheckpointAction action)
    {
        kept.End(action);
        if (program.AsksStores)
            foreach (var level in stores.Keys)
                executor!.Usage(level);
        if (program.Breaks && Interleaving.Pick(2, "broken") == 1)
        {
            broken = true;
            throw new InvalidTimeZoneException();
        }

        if (cancelled < program.Cancellations && Interleaving.Pick(2, "cancelled") == 1)
        {
            cancelled++;
            cancel.Cancel();
        }
    }
}
