using Schedules.Interop;

namespace Schedules.Runtime;

/// <summary>How a run begins.</summary>
internal static class Starting
{
    public static RunStart Of(
        IAdjointModel model,
        IEnumerable<CheckpointAction> actions,
        RefereeOptions referee,
        RunOptions options
    )
    {
        ArgumentNullException.ThrowIfNull(actions);
        ArgumentNullException.ThrowIfNull(referee);
        if (options.Journal is not null)
            throw new ArgumentException("there is no journal of a stream of one's own", nameof(options));
        if (referee.Steps is { } steps && model.Steps is { } known && steps != known)
            throw new ArgumentException($"the stream is for {steps} steps, the model for {known}", nameof(referee));
        return new RunStart(
            new ActionSource.OfStream(actions),
            new Judge(referee),
            new Levels(new StoreMaker(options, Guid.NewGuid(), null), options)
        );
    }

    public static RunStart Of(IAdjointModel model, CheckpointSchedule schedule, RunOptions options)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        if (schedule.Steps is { } steps && model.Steps is { } known && steps != known)
            throw new ArgumentException($"the schedule is for {steps} steps, the model for {known}", nameof(schedule));
        var adjoints = schedule.Adjoints is { } most ? Math.Min(most, options.Adjoints) : options.Adjoints;
        if (options.Adjoints > Math.Max(1, adjoints))
            throw new ArgumentException(
                $"the schedule permits {adjoints} adjoint calculations, and {options.Adjoints} are wanted",
                nameof(options)
            );
        var start = options.Journal is null
            ? Anew(schedule, options)
            : Resuming.Start(model, schedule, options, adjoints);
        return start with { Adjoints = adjoints };
    }

    private static RunStart Anew(CheckpointSchedule schedule, RunOptions options) =>
        new(
            new ActionSource.OfSchedule(schedule),
            Judge.For(schedule),
            new Levels(new StoreMaker(options, Guid.NewGuid(), null), options)
        )
        {
            Schedule = schedule,
        };
}
