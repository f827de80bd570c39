using Schedules.Cli.Families;
using Schedules.Interop;

namespace Schedules.Cli.Planning;

/// <summary>
/// The schedules that may do on a machine: of each family, what its parameters may be there. A list
/// for each word and each level that a family leaves to choose; where it leaves more, the number of
/// slots or the period, there are several in it.
/// </summary>
internal static class Candidates
{
    // Steps times slots of a table that is made within a second.
    private const double LongTable = 1e6;

    // How many units the smaller of two sizes is: with more, less is lost to rounding, and
    // the table is larger.
    private static readonly int[] Finenesses = [1, 4, 16];

    /// <summary>All of them, whether they fit or not.</summary>
    public static IEnumerable<IReadOnlyList<Candidate>> For(Machine machine) =>
        from family in ScheduleFamily.All
        where family.KeepsRestartData || family.KeepsDependencies
        from open in Chosen(Open(family, machine), machine)
        let candidates = Units(open, machine).SelectMany(unit => Filled(unit, machine)).ToList()
        where candidates.Count > 0
        select candidates;

    private static ScheduleSpec Open(ScheduleFamily family, Machine machine)
    {
        var open = new ScheduleSpec(family) { Costs = machine.Costs, Steps = family.IsOffline ? null : machine.Steps };
        return open.Parameters(ParameterKind.Steps).Aggregate(open, (spec, steps) => spec.With(steps, machine.Steps));
    }

    /// <summary>One for each word that has to be given, and each level that slots
    /// may be on.</summary>
    private static IEnumerable<ScheduleSpec> Chosen(ScheduleSpec open, Machine machine) =>
        open.Family.Parameters.Aggregate(
            (IEnumerable<ScheduleSpec>)[open],
            (specs, parameter) =>
                parameter switch
                {
                    { Kind: ParameterKind.Word, IsNeeded: true } => from spec in specs
                    from word in parameter.Words
                    select spec.With(parameter, word),
                    { Kind: ParameterKind.Level } => from spec in specs
                    from level in Levels(open.Family, machine)
                    select spec.With(parameter, StorageWord.Of(level)!),
                    _ => specs,
                }
        );

    /// <summary>The checkpoints of the periods are on disk already: the rest is in RAM.</summary>
    private static IEnumerable<Storage> Levels(ScheduleFamily family, Machine machine) =>
        machine.Disk > 0 && family.Parameters.All(parameter => parameter.Kind != ParameterKind.Period)
            ? [Storage.Ram, Storage.Disk]
            : [Storage.Ram];

    /// <summary>With the sizes of data in units, where a family has sizes: of equal ones there is a
    /// family without.</summary>
    private static IEnumerable<Candidate> Units(ScheduleSpec spec, Machine machine)
    {
        var (restart, dependencies) = (machine.RestartSize, machine.DependencySize);
        if (spec.Parameters(ParameterKind.RestartUnits).FirstOrDefault() is not { } restartUnits)
            return
            [
                new(
                    spec,
                    !spec.Family.KeepsDependencies ? restart
                        : !spec.Family.KeepsRestartData ? dependencies
                        : Math.Max(restart, dependencies)
                ),
            ];
        var dependencyUnits = spec.Parameters(ParameterKind.DependencyUnits).Single();
        return from fineness in restart == dependencies ? [] : Finenesses
            let scale = UnitScale.Of(restart, dependencies, fineness)
            group scale by scale into same
            select new Candidate(
                spec.With(restartUnits, same.Key.Restart).With(dependencyUnits, same.Key.Dependencies),
                same.Key.Unit
            );
    }

    /// <summary>With slots and periods: all there is room for, and less where that may be better or
    /// sooner known.</summary>
    private static IEnumerable<Candidate> Filled(Candidate open, Machine machine) =>
        open.Spec.Family.Parameters.Aggregate(
            (IEnumerable<Candidate>)[open],
            (candidates, parameter) =>
                parameter.Kind switch
                {
                    ParameterKind.Slots => candidates.SelectMany(candidate => WithSlots(candidate, parameter, machine)),
                    ParameterKind.SlotsOfLevels => candidates.SelectMany(candidate =>
                        WithLevels(candidate, parameter, machine)
                    ),
                    ParameterKind.Period => candidates.SelectMany(candidate =>
                        WithPeriods(candidate, parameter, machine)
                    ),
                    _ => candidates,
                }
        );

    /// <summary>All slots; where a prediction with these would be long in the making,
    /// fewer first.</summary>
    private static IEnumerable<Candidate> WithSlots(Candidate candidate, FamilyParameter parameter, Machine machine)
    {
        var slots = machine.Slots(candidate.Level(parameter), candidate.UnitSize);
        // More checkpoints than steps are of no use; units are smaller than checkpoints.
        var most = candidate.Spec.Parameters(ParameterKind.RestartUnits).Any() ? long.MaxValue : machine.Steps;
        var all = Math.Min(Math.Min(slots, most), parameter.Maximum ?? slots);
        return from count in Effort.OfSlots(candidate.Spec, all, machine) > Effort.MostSlots
                ? [Effort.MostSlots, all]
                : new[] { all }
            select candidate with
            {
                Spec = candidate.Spec.With(parameter, count),
            };
    }

    /// <summary>All slots; where the table of that would be long in the making, fewer on
    /// disk first.</summary>
    private static IEnumerable<Candidate> WithLevels(Candidate candidate, FamilyParameter parameter, Machine machine)
    {
        if (machine.Levels is { } levels)
            return [candidate with { Spec = candidate.Spec.With(parameter, string.Join(',', levels)) }];
        var isLong = (double)machine.Steps * machine.DiskSlots > LongTable;
        return Enumerable
            .Range(0, isLong ? 12 : 0)
            .Select(power => 4L << (2 * power))
            .TakeWhile(disk => disk < machine.DiskSlots)
            .Append(machine.DiskSlots)
            .Select(disk =>
                candidate with
                {
                    Spec = candidate.Spec.With(parameter, $"{machine.RamSlots},{disk}") with { NamesTwoLevels = true },
                }
            );
    }

    /// <summary>The period that a family finds, the longest that WORK has room for, and
    /// those from the least for which there is room on disk to all steps, each about twice
    /// the one before.</summary>
    private static IEnumerable<Candidate> WithPeriods(Candidate candidate, FamilyParameter parameter, Machine machine)
    {
        if (!parameter.IsNeeded)
            yield return candidate;
        var most = Math.Max(parameter.IsNeeded ? 1 : 0, machine.DiskSlots);
        var periods = new HashSet<long>(parameter.IsNeeded ? [Math.Max(1, machine.WorkSteps)] : []);
        for (long kept = most; kept > 0; kept /= 2)
            periods.Add((machine.Steps - 1) / kept + 1);
        foreach (var period in periods)
            yield return candidate with
            {
                Spec = candidate.Spec.With(parameter, period),
            };
    }
}
