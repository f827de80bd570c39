using Schedules.Interop;

namespace Schedules.Native;

/// <summary>One adjoint calculation in the words of tools that keep restart data only, and record
/// and reverse a step at a time: a step that is recorded is not run before.</summary>
internal sealed class RestartWalk
{
    private readonly CheckpointRun run;

    // An online schedule that was given its length goes past it, as if it did not know.
    private readonly long length;
    private WalkEvent? pending;
    private long recorded = -1;
    private bool ended;

    /// <exception cref="CallException">It does anything else.</exception>
    public RestartWalk(string spec)
    {
        var family = ScheduleFamily.Find(spec.Split(' ')[0]);
        var schedule = CheckpointSchedule.Parse(spec);
        if (
            family is null
            || family.KeepsDependencies
            || !family.KeepsRestartData
            || schedule.RefereeOptions.WorkLimit != 1
        )
            throw new CallException(
                Status.Range,
                $"{schedule.Name} keeps other than restart data, or records several steps at once; allowed: families that keep restart data, and reverse a step at a time"
            );
        run = schedule.Start();
        length = schedule.Steps ?? long.MaxValue;
    }

    /// <summary>The words of a spec, completed by what the caller of a tool says.</summary>
    /// <param name="words">A family, and what is given of its parameters.</param>
    /// <param name="steps">The number of steps; null where it is not known.</param>
    /// <param name="slots">Slots, where the words say nothing of them.</param>
    /// <exception cref="CallException">The family has to know the number of steps.</exception>
    public static string Complete(string words, long? steps, long? slots)
    {
        var name = words.Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "";
        var family = ScheduleFamily.Find(name) ?? throw new CallException(Status.Text, $"there is no family {name}");
        if (steps is null && family.IsOffline)
            throw new CallException(
                Status.State,
                $"{name} has to know the number of steps; allowed where it is not known: online, two-level, async-periodic-disk"
            );
        var parts = new List<string> { words.Trim() };
        if (steps is { } known)
            parts.Add($"steps={known}");
        if (
            slots is { } most
            && family.Parameters.FirstOrDefault(parameter => parameter.Kind == ParameterKind.Slots) is { } parameter
            && !words.Contains($" {parameter.Name}=", StringComparison.Ordinal)
        )
            parts.Add($"{parameter.Name}={most}");
        return string.Join(' ', parts);
    }

    /// <summary>What comes next.</summary>
    /// <exception cref="InvalidOperationException">The number of steps has to be
    /// told first.</exception>
    public WalkEvent Next()
    {
        if (pending is { } next)
        {
            pending = null;
            return next;
        }
        while (!ended && run.MoveNext())
            if (Of(run.Raw) is { } found)
                return found;
        ended = true;
        return new(WalkKind.Done);
    }

    /// <summary>Tells the number of steps; 0: there is nothing to do.</summary>
    public void SetLength(long n)
    {
        if (n == 0)
            (ended, pending) = (true, null);
        else
            run.SetLength(n);
    }

    private WalkEvent? Of(in RawAction action)
    {
        switch (action.Kind)
        {
            case ActionKind.Forward when action is { WriteIcs: true, WriteAdjDeps: false, To: >= Storage.Ram }:
                pending = new(WalkKind.Forward, action.N0, Math.Min(action.N1, length));
                return new(WalkKind.Store, action.N0, Level: action.To);
            case ActionKind.Forward when action is { WriteIcs: false, WriteAdjDeps: false }:
                return new(WalkKind.Forward, action.N0, Math.Min(action.N1, length));
            case ActionKind.Forward when action is { WriteIcs: false, To: Storage.Work } && action.N1 == action.N0 + 1:
                recorded = action.N0;
                return null;
            case ActionKind.Reverse when action.N0 == recorded && action.N1 == recorded + 1:
                return new(WalkKind.Turn, action.N0);
            case ActionKind.Copy or ActionKind.Move when action is { From: >= Storage.Ram, To: Storage.Work }:
                return new(WalkKind.Restore, action.N0, Level: action.From, IsLast: action.Kind == ActionKind.Move);
            case ActionKind.Move when action is { From: >= Storage.Ram, To: Storage.None }:
                return new(WalkKind.Drop, action.N0, Level: action.From);
            case ActionKind.EndForward:
                return null;
            case ActionKind.EndReverse:
                ended = true;
                return new(WalkKind.Done);
            default:
                throw new CallException(Status.Range, $"the tool has no word for {action}");
        }
    }
}
