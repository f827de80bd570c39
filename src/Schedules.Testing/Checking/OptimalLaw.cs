using Schedules.Interop;

namespace Schedules.Testing;

/// <summary>What holds of schedules that are to have the least cost: for random problems, against
/// the exhaustive search.</summary>
internal static class OptimalLaw
{
    private const string Law = "no schedule costs less";
    private const double Rounding = 1e-9;

    public static Fault? Find(Problem problem, Func<Problem, IEnumerable<CheckpointAction>> make)
    {
        var actions = make(problem).ToList();
        var options = Options(problem);
        if (ScheduleLaw.Valid("an optimal schedule is valid", actions, options) is { } invalid)
            return invalid;
        var cost = Referee.Verify(actions, options).Counts.Makespan(problem.Costs);
        return Find(problem, cost, "it costs") is { } fault
            ? fault with
            {
                Shown = Shown.Stream(actions, options),
            }
            : null;
    }

    /// <summary>Whether a cost is the least.</summary>
    public static Fault? Find(Problem problem, double cost, string verb)
    {
        var least = ExhaustiveSearch.LeastMakespan(problem.Steps, problem.Slots, problem.Costs);
        return Math.Abs(cost - least) <= Rounding * Math.Abs(least)
            ? null
            : new(
                Law,
                FormattableString.Invariant(
                    $"{verb} {cost}, and the least of all schedules that keep restart data is {least}"
                )
            );
    }

    /// <summary>The slots of the problem, none on slower levels, and one step in WORK.</summary>
    private static RefereeOptions Options(Problem problem) =>
        new()
        {
            Steps = problem.Steps,
            Limits = Enumerable
                .Range(0, ExhaustiveSearch.MaxLevels)
                .ToDictionary(level => (Storage)level, level => (long)problem.Slots.ElementAtOrDefault(level)),
            WorkLimit = 1,
        };
}
