using System.Globalization;
using Schedules.Interop;
using Schedules.Mpi;
using Schedules.Mpi.Tests.Ranks;
using Schedules.Runtime;
using Schedules.Runtime.Tests.Victim;

// `Ranks family steps [journal=directory] [slow=rank] [cancel=rank:step] [throw=rank:step] [fail=rank:call]
// [kill=rank:step] [die=rank:agreement] [slice=steps]`: a run on the ranks of the launcher. What a rank throws is
// printed; the run is started again where it can be. The last line of rank 0 is its result.
var (family, steps) = (args[0], long.Parse(args[1], CultureInfo.InvariantCulture));
using var group = MpiGroup.World();
var rank = group.Rank;
Happening? Find(string name) => Happening.Find(args, name, rank);
string? Word(string name) =>
    args.FirstOrDefault(word => word.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..];
var (cancel, fault, kill, slow) = (Find("cancel"), Find("throw"), Find("kill"), Find("slow"));
using var source = new CancellationTokenSource();
var model = new SlabModel(steps, group)
{
    OnStep = () =>
    {
        if (slow is not null)
            Thread.Sleep(1);
        if (cancel?.IsNow() == true)
            source.Cancel();
        if (fault?.IsNow() == true)
            throw new InvalidDataException("a step has failed");
        if (kill?.IsNow() == true)
            Happening.Die();
    },
};
var options = new RunOptions
{
    Group = new FatalGroup(group, Find("die")),
    Slice = Word("slice") is { } slice ? long.Parse(slice, CultureInfo.InvariantCulture) : null,
    Journal = Word("journal") is { } directory ? new JournalOptions(directory) { EveryActions = 3 } : null,
};
var failure = Find("fail");
if (Word("fail") is not null)
    options = options with
    {
        Stores = new Dictionary<Storage, ICheckpointStore>
        {
            [Storage.Ram] = new FailingStore(new MemoryStore(), failure),
            [Storage.Disk] = new FailingStore(new DiskStore(), failure),
            [(Storage)2] = new FailingStore(new DiskStore(), failure),
        },
    };
try
{
    using var executor = new CheckpointExecutor(model, SampleSchedules.All[family](steps), options);
    if (executor.Recovery is { } recovery)
        Console.WriteLine($"rank {rank}: goes on after {recovery.Reversed} steps, {recovery.Used.Count} checkpoints");
    for (var tries = 0; ; tries++)
        try
        {
            executor.Run(tries == 0 ? source.Token : default);
            break;
        }
        catch (Exception again)
            when (tries < 3
                && again
                    is OperationCanceledException
                        or CheckpointStoreException
                        or GroupException { CanRunAgain: true }
            )
        {
            Console.WriteLine($"rank {rank}: {again.GetType().Name}");
        }

    if (model.Result() is { } result)
        Console.WriteLine($"result {result}");
}
catch (Exception error)
{
    Console.WriteLine($"rank {rank}: {error.GetType().Name}: {error.Message}");
    return 3;
}
finally
{
    foreach (var store in options.Stores.Values)
        store.Dispose();
}

return 0;
