using Schedules.Interop;

namespace Schedules.Testing;

/// <summary>What holds of every schedule, with as many adjoint calculations as it permits, up to
/// three.</summary>
internal static class ScheduleLaw
{
    // The longest that a schedule without a number of steps is tried with.
    private const int Lengths = 12;

    /// <summary>The schedule itself; with several numbers of steps if it has none.</summary>
    public static IEnumerable<CheckpointSchedule> WithLength(CheckpointSchedule schedule) =>
        schedule.Steps is null ? Enumerable.Range(1, Lengths).Select(steps => schedule.WithSteps(steps)) : [schedule];

    public static Fault? Find(CheckpointSchedule schedule)
    {
        try
        {
            return Fault.First(Checks(schedule));
        }
        catch (Exception error)
        {
            return new(
                "a schedule gives its actions",
                $"it throws {error.GetType().Name}: {error.Message}",
                null,
                error
            );
        }
    }

    private static IEnumerable<Fault?> Checks(CheckpointSchedule schedule)
    {
        foreach (var adjoints in schedule.Adjoints is { } count ? [count] : (long[])[1, 2, 3])
        {
            var actions = schedule.Actions(adjoints).ToList();
            yield return Valid(schedule, actions);
            yield return InOrder(actions, schedule);
            yield return Predicted(schedule, adjoints);
            yield return Same("a schedule gives the same actions each time", actions, schedule.Actions(adjoints));
            yield return Same("a run gives the actions of the schedule", actions, Run(schedule, adjoints));
            if (schedule.HasSpec)
                yield return Same(
                    "a schedule is read back from its text",
                    actions,
                    CheckpointSchedule.FromJson(schedule.ToJson()).Actions(adjoints)
                );
        }
    }

    private static Fault? Valid(CheckpointSchedule schedule, List<CheckpointAction> actions) =>
        Valid("a schedule is valid, within its limits, and leaves nothing behind", actions, schedule.RefereeOptions);

    /// <summary>That the referee accepts a stream.</summary>
    public static Fault? Valid(string law, IReadOnlyList<CheckpointAction> actions, RefereeOptions options) =>
        Referee.FindViolation(actions, options) is { } violation
            ? new(law, $"{violation}", Shown.Actions(actions, (int)violation.Index))
            : null;

    /// <summary>The same from where a schedule starts.</summary>
    public static Fault? InOrder(IReadOnlyList<CheckpointAction> actions, CheckpointSchedule schedule) =>
        InOrder(actions, schedule.Steps!.Value, schedule.Steps.Value - schedule.Start().R);

    /// <summary>That each adjoint calculation goes over each step once, from the last to the first:
    /// without the referee.</summary>
    /// <param name="actions">The stream.</param>
    /// <param name="steps">The number of steps.</param>
    /// <param name="start">Where the adjoint stands at first.</param>
    public static Fault? InOrder(IReadOnlyList<CheckpointAction> actions, long steps, long start)
    {
        var at = start;
        foreach (var (index, action) in actions.Index())
        {
            var wrong = action switch
            {
                Reverse reverse => reverse.N1 != at || reverse.N0 >= reverse.N1,
                EndReverse => at != 0,
                _ => false,
            };
            if (wrong)
                return new(
                    "each step is reversed once, in order",
                    $"action {index}, {action.ToText()}: the adjoint stands at {at}",
                    Shown.Actions(actions, index)
                );
            at = action switch
            {
                Reverse reverse => reverse.N0,
                EndReverse => steps,
                _ => at,
            };
        }

        return null;
    }

    private static Fault? Predicted(CheckpointSchedule schedule, long adjoints)
    {
        var (predicted, counted) = (schedule.Predict(adjoints), schedule.Verify(adjoints).Counts);
        return predicted == counted
            ? null
            : new("what is predicted is what is counted", $"predicted are {predicted}; counted are {counted}");
    }

    private static Fault? Same(
        string law,
        IReadOnlyList<CheckpointAction> expected,
        IEnumerable<CheckpointAction> actions
    )
    {
        var found = actions.ToList();
        var index = expected.Zip(found).TakeWhile(pair => pair.First == pair.Second).Count();
        return index == expected.Count && index == found.Count
            ? null
            : new(
                law,
                $"action {index} is {Text(found, index)} and was {Text(expected, index)}",
                Shown.Actions(expected, index)
            );
    }

    private static string Text(IReadOnlyList<CheckpointAction> actions, int index) =>
        index < actions.Count ? $"“{actions[index].ToText()}”" : "missing";

    /// <summary>The actions of a run, which goes on by turns in a fork of itself, and begins
    /// again.</summary>
    private static IEnumerable<CheckpointAction> Run(CheckpointSchedule schedule, long adjoints)
    {
        var run = schedule.Start();
        for (var half = schedule.Steps!.Value / 2; half >= 0 && run.MoveNext(); half--) { }
        run.Restart();
        for (var (completed, turns) = (0L, 0); completed < Math.Max(adjoints, 1); turns++)
        {
            if (!run.MoveNext())
                yield break;
            yield return run.Raw.ToAction();
            if (run.Current is EndReverse)
                completed++;
            if (turns % 3 == 2)
                run = run.Fork();
        }
    }
}
