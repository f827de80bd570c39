using Schedules.Interop;

namespace Schedules.Testing;

/// <summary>Crashes of calculations under a schedule: what is known after them.</summary>
public static class Crashes
{
    /// <summary>Every crash of the forward and one adjoint calculation: before the first action,
    /// and after each number of actions, where the adjoint's state was saved just then, and where
    /// it was not.</summary>
    /// <param name="schedule">The schedule, which has a number of steps.</param>
    /// <param name="durable">The levels that survive.</param>
    /// <exception cref="InvalidScheduleException">Its actions are not valid.</exception>
    public static IEnumerable<InterruptedRun> Every(CheckpointSchedule schedule, params Storage[] durable)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        ArgumentNullException.ThrowIfNull(durable);
        return All(schedule, durable);
    }

    private static IEnumerable<InterruptedRun> All(CheckpointSchedule schedule, Storage[] durable)
    {
        var judge = Judge.For(schedule);
        var written = schedule.StartsWith.ToDictionary(kept => (kept.Level, kept.Step), _ => -1L);
        yield return Site(judge, written, durable, judge.Reversed);
        foreach (var action in schedule.Actions())
        {
            if (action is Forward { Storage: >= 0 } forward && (forward.WriteIcs || forward.WriteAdjDeps))
                written[(forward.Storage, forward.N0)] = judge.Index;
            else if (action is Copy { To: >= 0 } copy)
                written[(copy.To, copy.N)] = judge.Index;
            else if (action is Move { To: >= 0 } move)
                written[(move.To, move.N)] = judge.Index;
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
