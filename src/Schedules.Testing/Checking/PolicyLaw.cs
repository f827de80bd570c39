using Schedules.Interop;

namespace Schedules.Testing;

/// <summary>What holds of a policy for all lengths and slots, the shortest first: the first fault
/// is the smallest.</summary>
internal static class PolicyLaw
{
    /// <summary>What a policy over slots in RAM may do.</summary>
    public static RefereeOptions Usual(long steps, int slots) =>
        new()
        {
            Steps = steps,
            Limits = new Dictionary<Storage, long> { [Storage.Ram] = slots, [Storage.Disk] = 0 },
            WorkLimit = 1,
        };

    public static void Check(
        Func<long, int, IEnumerable<CheckpointAction>> make,
        int maxSteps,
        int maxSlots,
        Func<long, int, RefereeOptions>? options
    )
    {
        for (var steps = 1; steps <= maxSteps; steps++)
        for (var slots = 1; slots <= maxSlots; slots++)
            if (Find(make, steps, slots, options) is { } fault)
                throw fault.In($"steps={steps} slots={slots}");
    }

    private static Fault? Find(
        Func<long, int, IEnumerable<CheckpointAction>> make,
        int steps,
        int slots,
        Func<long, int, RefereeOptions>? options
    )
    {
        IEnumerable<CheckpointAction> made;
        List<CheckpointAction> first;
        List<CheckpointAction> second;
        try
        {
            made = make(steps, slots);
            if (made is CheckpointSchedule { Steps: null } open)
                made = open.WithSteps(steps);
            // A stream that does not end is cut off, far from the longest that makes sense.
            var most = 100 + (10 * steps * steps);
            (first, second) = ([.. made.Take(most)], [.. made.Take(most)]);
        }
        catch (Exception error)
        {
            return new("a policy answers", $"it throws {error.GetType().Name}: {error.Message}", null, error);
        }

        if (made is CheckpointSchedule schedule)
            return (
                    schedule.Steps == steps
                        ? null
                        : new Fault(
                            "a policy makes the schedule that it is asked for",
                            $"its schedule is of {schedule.Steps} steps"
                        )
                )
                ?? (options is null ? null : Valid(first, options(steps, slots)))
                ?? ScheduleLaw.Find(schedule)
                ?? RecoveryLaw.Find(schedule);
        var known = (options ?? Usual)(steps, slots);
        return Valid(first, known)
            ?? ScheduleLaw.InOrder(first, steps, steps)
            ?? (
                first.SequenceEqual(second)
                    ? null
                    : new Fault("a policy gives the same actions each time", "the second time they are others")
            );
    }

    private static Fault? Valid(List<CheckpointAction> actions, RefereeOptions options) =>
        ScheduleLaw.Valid("a policy is valid, within its limits, and leaves nothing behind", actions, options);
}
