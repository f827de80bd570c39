using System.Globalization;
using Schedules.Interop;
using Schedules.Runtime;
using Schedules.Runtime.Tests.Victim;

namespace Schedules.Mpi.Tests.Ranks;

/// <summary>A run on the ranks of the launcher.</summary>
internal static class OneRun
{
    /// <summary>Runs it, prints its result, and gives an exit code.</summary>
    /// <param name="group">The ranks.</param>
    /// <param name="words">A family, a number of steps, and what is to happen.</param>
    public static int Run(MpiGroup group, string[] words)
    {
        var (family, steps) = (words[0], long.Parse(words[1], CultureInfo.InvariantCulture));
        var rank = group.Rank;
        Happening? Find(string name) => Happening.Find(words, name, rank);
        string? Word(string name) =>
            words.FirstOrDefault(word => word.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..];
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
                Console.WriteLine(
                    $"rank {rank}: goes on after {recovery.Reversed} steps, {recovery.Used.Count} checkpoints"
                );
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
    }
}
