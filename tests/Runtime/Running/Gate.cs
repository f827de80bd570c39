namespace Schedules.Runtime.Tests;

/// <summary>Numbers that only grow, and threads that wait until one has grown: what is wrong is a
/// failure, not a deadlock.</summary>
internal sealed class Gate
{
    private readonly Dictionary<string, long> reached = [];

    public long this[string name]
    {
        get
        {
            lock (reached)
                return reached.GetValueOrDefault(name, -1);
        }
    }

    public void Reach(string name, long value)
    {
        lock (reached)
        {
            reached[name] = value;
            Monitor.PulseAll(reached);
        }
    }

    public void Add(string name) => Reach(name, Math.Max(0, this[name]) + 1);

    public void Await(string name, Func<long, bool> holds)
    {
        var until = DateTime.UtcNow.AddSeconds(60);
        lock (reached)
        {
            while (!holds(reached.GetValueOrDefault(name, -1)))
                Assert.True(
                    Monitor.Wait(reached, until - DateTime.UtcNow),
                    $"{name}, at {reached.GetValueOrDefault(name, -1)}, does not go on"
                );
        }
    }
}
