namespace Schedules.Interleavings;

// Monitors.
internal sealed partial class Interleaving
{
    private readonly Dictionary<object, Gate> gates = new(ReferenceEqualityComparer.Instance);

    public void Enter(object monitor)
    {
        var gate = GateOf(monitor);
        if (gate.Owner != here)
        {
            (here!.Blocked, here.Gate) = (Blocked.ByOwner, gate);
            PointHere("enter");
            gate.Owner = here;
        }

        gate.Depth++;
    }

    public void Exit(object monitor)
    {
        var gate = GateOf(monitor);
        // Threads that are stopped leave whatever they are in.
        if (failure is not null || --gate.Depth > 0)
            return;
        gate.Owner = null;
        if (strategy.StopsAtExit)
            PointHere("exit");
    }

    public void Wait(object monitor)
    {
        var (gate, me) = (Owned(monitor), here!);
        var depth = gate.Depth;
        (gate.Owner, gate.Depth) = (null, 0);
        gate.Waiting.Add(me);
        (me.Blocked, me.Gate) = (Blocked.UntilPulsed, gate);
        PointHere("wait");
        (gate.Owner, gate.Depth) = (me, depth);
    }

    public void Pulse(object monitor, int most)
    {
        var gate = Owned(monitor);
        foreach (var strand in gate.Waiting.Take(most).ToArray())
        {
            gate.Waiting.Remove(strand);
            strand.Blocked = Blocked.ByOwner;
        }
    }

    private Gate GateOf(object monitor)
    {
        if (!gates.TryGetValue(monitor, out var gate))
            gates.Add(monitor, gate = new Gate());
        return gate;
    }

    private Gate Owned(object monitor)
    {
        if (failure is not null)
            throw new Stopped();
        var gate = GateOf(monitor);
        return gate.Owner == here ? gate : throw new SynchronizationLockException();
    }
}
