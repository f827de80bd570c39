namespace Schedules.Interop.Tests;

/// <summary>Crashes of calculations that judge themselves as they go.</summary>
internal static class Crash
{
    /// <summary>After each number of actions, what is known if the disk survives, and the adjoint's
    /// state is saved after each action; and where that is not saved.</summary>
    public static IEnumerable<InterruptedRun> Every(CheckpointSchedule schedule, params Storage[] durable)
    {
        var judge = Judge.For(schedule);
        var written = schedule.StartsWith.ToDictionary(kept => (kept.Level, kept.Step), _ => -1L);
        yield return Site(judge, written, durable, judge.Reversed);
        foreach (var action in schedule.Actions())
        {
            if (action is Forward { Storage: >= 0 } forward && (forward.WriteIcs || forward.WriteAdjDeps))
                written[(forward.Storage, forward.N0)] = judge.Index;
            judge.Step(action);
            yield return Site(judge, written, durable, 0);
            if (judge.Reversed > 0 && judge.Adjoint > 0)
                yield return Site(judge, written, durable, judge.Reversed);
        }
    }

    private static InterruptedRun Site(
        Judge judge,
        Dictionary<(Storage, long), long> written,
        Storage[] durable,
        long reversed
    ) =>
        new()
        {
            Actions = judge.Index,
            Reversed = reversed,
            Survivors =
            [
                .. from kept in judge.Contents
                where durable.Contains(kept.Level)
                select new SurvivingCheckpoint(
                    kept.Level,
                    kept.Step,
                    kept.HasRestartData,
                    kept.HasDependencies,
                    written[(kept.Level, kept.Step)]
                ),
            ],
        };
}
