using Schedules.Interop;

namespace Schedules.Cli.Serving;

/// <summary>A run, and the referee that judges what it gives.</summary>
internal sealed class ServedRun(CheckpointSchedule schedule, CheckpointRun run, Judge judge)
{
    public CheckpointSchedule Schedule { get; } = schedule;

    public CheckpointRun Run { get; } = run;

    public static ServedRun Open(string spec)
    {
        var schedule = CheckpointSchedule.Parse(spec);
        return new(schedule, schedule.Start(), Judge.For(schedule));
    }

    public ServedRun Fork() => new(Schedule, Run.Fork(), judge.Fork());

    /// <summary>Writes so many actions, or fewer: while the length is not known, up to the next
    /// Forward, after which it may be told.</summary>
    /// <exception cref="InvalidOperationException">The length has to be told first.</exception>
    /// <exception cref="InvalidScheduleException">The referee refuses an action.</exception>
    public void Write(long count, ActionWriter writer)
    {
        for (; count > 0 && Run.MoveNext(); count--)
        {
            var action = Run.Raw;
            judge.Step(in action);
            writer.Write(Run.Current);
            if (action.Kind == ActionKind.Forward && Schedule.Steps is null && Run.MaxN is null)
                return;
        }
        if (count > 0)
            judge.Finish();
    }

    public void SetLength(long n)
    {
        Run.SetLength(n);
        judge.SetLength(n);
    }

    /// <summary>The schedule with the number of steps that it has been told.</summary>
    public CheckpointSchedule Known() =>
        Schedule.Steps is null && Run.MaxN is { } told ? Schedule.WithSteps(told) : Schedule;
}
