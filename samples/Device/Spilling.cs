using Schedules.Interop;

namespace Schedules.Samples.Device;

/// <summary>A schedule of one's own: restart data go to the device, the oldest ones from there to
/// the host when it is full, and from there to disk; in reverse they come back up.</summary>
public static class Spilling
{
    /// <summary>The level below the host.</summary>
    public const Storage Slowest = (Storage)2;

    /// <summary>Actions for so many steps, with restart data each so many.</summary>
    public static IEnumerable<CheckpointAction> Actions(long steps, long each, int onDevice, int onHost)
    {
        var (device, host, disk) = (new LinkedList<long>(), new LinkedList<long>(), new LinkedList<long>());
        for (var n = 0L; n < steps - each; n += each)
        {
            if (device.Count == onDevice && host.Count == onHost)
                yield return Moved(host, Storage.Disk, disk, Slowest);
            if (device.Count == onDevice)
                yield return Moved(device, Storage.Ram, host, Storage.Disk);
            device.AddLast(n);
            yield return new Forward(n, n + each, true, false, Storage.Ram);
        }

        yield return new Forward(steps - each, steps, false, true, Storage.Work);
        yield return new EndForward();
        yield return new Reverse(steps, steps - each, true);
        for (var n = steps - 2 * each; n >= 0; n -= each)
        {
            if (!device.Remove(n))
                yield return new Move(n, host.Remove(n) ? Storage.Disk : Slowest, Storage.Ram);
            yield return new Move(n, Storage.Ram, Storage.Work);
            yield return new Forward(n, n + each, false, true, Storage.Work);
            yield return new Reverse(n + each, n, true);
        }

        yield return new EndReverse();
    }

    private static Move Moved(LinkedList<long> from, Storage source, LinkedList<long> to, Storage target)
    {
        var oldest = from.First!.Value;
        from.RemoveFirst();
        to.AddLast(oldest);
        return new Move(oldest, source, target);
    }
}
