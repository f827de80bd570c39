using System.Diagnostics;
using System.Globalization;
using Schedules.Interop;
using Schedules.Runtime;
using Schedules.Runtime.Tests.Victim;
using Schedules.Samples.Burgers;

// A run with a journal that kills itself, with SIGKILL from another thread, at a random moment, or
// comes to its end and prints the bits of its gradient: Victim DIRECTORY FAMILY STEPS SEED
// [one-file | temporary], where a negative seed means to live; temporary: without a journal, with
// the stores that a run makes. What a store or the journal refuses is printed, and ends it with 3.
var (directory, family) = (args[0], args[1]);
var steps = long.Parse(args[2], CultureInfo.InvariantCulture);
var seed = int.Parse(args[3], CultureInfo.InvariantCulture);

var random = new Random(seed);
var schedule = SampleSchedules.All[family](steps);
var stream = schedule.WithSteps(steps).ToList();
var sweep = stream.FindIndex(action => action is EndForward) + 1;
var (inReverse, delay) = (seed % 2 == 0, random.Next(400));

// In reverse it gets on between one death and the next, so that all of it is reached.
var fatal = seed < 0 ? -1 : random.Next(inReverse ? (stream.Count - sweep) / 3 : sweep);
var (seen, reversing) = (0, false);
var dying = new ManualResetEventSlim();

var killer = new Thread(() =>
{
    dying.Wait();
    var since = Stopwatch.GetTimestamp();
    while (Stopwatch.GetElapsedTime(since).TotalMicroseconds < delay) { }
    Process.GetCurrentProcess().Kill();
})
{
    IsBackground = true,
};
killer.Start();

var model = new BurgersModel(steps, Controls.Hump(30));
var options = new RunOptions
{
    Overlap = random.Next(2) == 0,
    Journal = new JournalOptions(directory) { Every = null, EveryActions = 1 + random.Next(6) },
    BeforeAction = action =>
    {
        reversing |= action is Reverse;
        if (reversing == inReverse && seen++ == fatal)
        {
            Console.Out.Write(reversing ? "reverse" : "forward");
            Console.Out.Flush();
            dying.Set();
        }
    },
};
if (args.Contains("temporary"))
    options = options with { Journal = null, Directory = directory };
var stores = SampleStores.In(directory, args.Contains("one-file"));
try
{
    using var executor = new CheckpointExecutor(model, schedule, options with { Stores = stores });
    executor.Run();
}
catch (Exception refused) when (refused is CheckpointStoreException or JournalException)
{
    Console.Error.WriteLine($"{refused.GetType().Name}: {refused.Message}");
    return 3;
}
finally
{
    foreach (var store in stores.Values)
        store.Dispose();
}

Console.WriteLine(string.Join(' ', model.Gradient.Append(model.Energy).Select(BitConverter.DoubleToInt64Bits)));
return 0;
