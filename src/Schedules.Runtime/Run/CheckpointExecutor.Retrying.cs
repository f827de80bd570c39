using Schedules.Interop;

namespace Schedules.Runtime;

// What is asked of stores before the first step, and again where they fail.
public sealed partial class CheckpointExecutor
{
    private bool hasCheckedStores;

    /// <summary>Carries out all actions up to the last one wanted, and what stores have to do for
    /// them. What a store fails with is thrown when it has been asked again as often as
    /// allowed.</summary>
    private void CarryOut(ActionKind? last)
    {
        var (failures, failedAt) = (0, index);
        while (true)
        {
            try
            {
                CheckStores();
                start.Levels.Retry();
                start.Journal?.Retry();
                if (failures > 0)
                {
                    // What has failed behind the computation is done before that goes on: else
                    // failures of one job would pass for those of several actions.
                    start.Levels.Drain();
                    start.Journal?.Flush();
                }

                if (isRepeating)
                    DeleteLeftover();
                while (Next(last)) { }
                start.Levels.Drain();
                start.Journal?.Flush();
                MeetOthers();
                return;
            }
            catch (CheckpointStoreException refused)
                when (options.Retry is { } retry
                    && start.Levels.Errors.Has(refused)
                    && (failures < retry.Retries || index > failedAt)
                )
            {
                failures = index > failedAt ? 1 : failures + 1;
                failedAt = index;
                profiler.Break();
                start.Levels.Patience.Sleep(retry.DelayOf(failures));
                Pause();
            }
        }
    }

    /// <summary>Opens the stores that the schedule names, and has them refuse what could only
    /// fail later.</summary>
    private void CheckStores()
    {
        if (hasCheckedStores || start.Schedule is not { } schedule)
            return;
        // What a run that goes on has there is not known to be in the way; its levels are open, and
        // the rest of its schedule would have to be gone through to find them.
        var goesOn = start.Recovery is not null;
        var counts = goesOn || !options.CheckRoom ? null : Prediction(judge.Steps ?? model.Steps);
        var levels = goesOn ? start.Levels.Opened.Select(level => level.Key) : StoreTable.LevelsOf(schedule);
        var room = new RoomNeeded(
            judge.Steps is { } steps ? schedule.WithSteps(steps) : schedule,
            counts,
            start.Adjoints ?? 1,
            model,
            options.Precision
        );
        foreach (var level in levels.ToList())
        {
            start.Levels.Open(level);
            start.Levels.CheckRoom(level, room.On(level));
        }

        hasCheckedStores = true;
    }
}
