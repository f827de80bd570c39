using Schedules.Interop;

namespace Schedules.Testing;

/// <summary>What holds of a schedule after any crash: what remains is recovered, twice if need
/// be.</summary>
internal static class RecoveryLaw
{
    private const double Rounding = 1e-9;

    public static Fault? Find(CheckpointSchedule schedule)
    {
        foreach (
            var durable in (Storage[][])
                [
                    [Storage.Disk],
                    [.. schedule.Storages.Where(level => level >= 0)],
                ]
        )
        foreach (var crash in Crashes.Every(schedule, durable))
        {
            if (Find(schedule, crash, out var recovered) is { } fault)
                return fault with { Shown = $"{Text(crash)}{Environment.NewLine}{fault.Shown}" };
            var next = Crashes.Every(recovered!, durable).ToList();
            var second = next[next.Count / 2];
            if (Find(recovered!, second, out _) is { } later)
                return later with
                {
                    Shown = $"{Text(crash)}{Environment.NewLine}then {Text(second)}{Environment.NewLine}{later.Shown}",
                };
        }

        return null;
    }

    private static Fault? Find(CheckpointSchedule schedule, InterruptedRun crash, out CheckpointSchedule? recovered)
    {
        recovered = null;
        try
        {
            recovered = schedule.Recover(crash);
            return Fault.First(Checks(schedule, recovered, crash));
        }
        catch (Exception error)
        {
            return new(
                "a schedule is recovered after any crash",
                $"it throws {error.GetType().Name}: {error.Message}",
                null,
                error
            );
        }
    }

    private static IEnumerable<Fault?> Checks(
        CheckpointSchedule schedule,
        CheckpointSchedule recovered,
        InterruptedRun crash
    )
    {
        const string Law = "a recovered schedule completes the calculation";
        var actions = recovered.ToList();
        var options = recovered.RefereeOptions;
        yield return ScheduleLaw.Valid(Law, actions, options);
        yield return ScheduleLaw.InOrder(actions, recovered);
        var left = schedule.Adjoints == 0 ? 0 : recovered.Steps!.Value - crash.Reversed;
        var profile = recovered.Verify();
        if (profile.Counts.ReversedSteps != left)
            yield return new(
                Law,
                $"{profile.Counts.ReversedSteps} steps are reversed, and {left} are left",
                Shown.Actions(actions, actions.Count)
            );
        if (recovered.Predict() != profile.Counts)
            yield return new(
                "what is predicted is what is counted",
                $"predicted are {recovered.Predict()}; counted are {profile.Counts}"
            );
        var there = crash.Survivors.Select(survivor => (survivor.Level, survivor.Step)).ToHashSet();
        foreach (var kept in recovered.StartsWith.Where(kept => !there.Contains((kept.Level, kept.Step))))
            yield return new(
                "a recovered schedule starts with survivors",
                $"it starts with step {kept.Step} on {kept.Level}, which has not survived"
            );
        var (cost, alone) = (Price(recovered), Price(schedule.Recover(crash with { Survivors = [] })));
        if (cost > alone + (Rounding * Math.Abs(alone)))
            yield return new(
                "survivors make nothing dearer",
                FormattableString.Invariant($"what remains costs {cost}, and {alone} without any survivor"),
                Shown.Actions(actions, actions.Count)
            );
    }

    /// <summary>By the costs that the family weighs; forward steps where it weighs none.</summary>
    private static double Price(CheckpointSchedule schedule) =>
        ScheduleFamily.Find(schedule.Name)?.WeighsCosts is true ? schedule.Cost() : schedule.Predict().ForwardSteps;

    private static string Text(InterruptedRun crash) =>
        $"a crash after {crash.Actions} actions, {crash.Reversed} steps reversed, which "
        + (
            crash.Survivors.Count == 0
                ? "nothing survives"
                : string.Join(", ", crash.Survivors.Select(kept => $"step {kept.Step} on {kept.Level}")) + " survives"
        );
}
