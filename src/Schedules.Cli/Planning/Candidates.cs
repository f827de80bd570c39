using Schedules.Cli.Families;
using Schedules.Interop;

namespace Schedules.Cli.Planning;

/// <summary>
/// The schedules that may do on a machine, a list for each family: where a family leaves a choice beside the slots, the
/// period, there are several.
/// </summary>
internal static class Candidates
{
    private static readonly OnlinePolicy[] Policies =
    [
        OnlinePolicy.Greedy,
        OnlinePolicy.Dynamic,
        OnlinePolicy.R2,
        OnlinePolicy.R3,
    ];

    // Steps times slots of a table that is made within a second.
    private const double LongTable = 1e6;

    /// <summary>All of them, whether they fit or not.</summary>
    public static IEnumerable<IReadOnlyList<Candidate>> For(Machine machine) =>
        [
            [SingleMemory(machine)],
            [SingleDisk(machine)],
            [InRam(machine, Of(Family.Revolve, machine) with { SnapshotsInRam = machine.RamSlots })],
            [Multistage(machine)],
            [.. UnderCosts(Family.HRevolve, machine)],
            [.. UnderCosts(Family.Optimal, machine)],
            [InRam(machine, Of(Family.DiskRevolve, machine) with { SnapshotsInRam = machine.RamSlots })],
            [InRam(machine, Of(Family.OneDRevolve, machine) with { SnapshotsInRam = machine.RamSlots })],
            [.. PeriodicDiskRevolve(machine)],
            [.. TwoLevel(machine)],
            [PeriodicDisk(machine)],
            .. Mixed(machine).Select(candidate => (Candidate[])[candidate]),
            .. machine.RestartSize == machine.DependencySize
                ? []
                : (Candidate[][])
                    [
                        [.. UnitSizes(machine)],
                    ],
            .. Policies.Select(policy => (Candidate[])[Online(machine, policy)]),
        ];

    private static ScheduleSpec Of(Family family, Machine machine) =>
        FamilyEntry.Of(family).IsOffline
            ? new()
            {
                Family = family,
                MaxN = machine.Steps,
                Costs = machine.Costs,
            }
            : new()
            {
                Family = family,
                Steps = machine.Steps,
                Costs = machine.Costs,
            };

    private static Candidate SingleMemory(Machine machine) =>
        new(Of(Family.SingleMemory, machine), machine.DependencySize, machine.Steps);

    private static Candidate SingleDisk(Machine machine) =>
        new(Of(Family.SingleDisk, machine) with { MoveData = true }, machine.DependencySize);

    /// <summary>What needs a slot in RAM, unless there is one step only.</summary>
    private static Candidate InRam(Machine machine, ScheduleSpec spec) =>
        new(
            spec,
            machine.RestartSize,
            LeastRam: machine.Steps > 1 ? (double)machine.RestartSize + machine.DependencySize : 0
        );

    private static Candidate Multistage(Machine machine) =>
        Anywhere(
            machine,
            Of(Family.Multistage, machine) with
            {
                SnapshotsInRam = machine.RamSlots,
                SnapshotsOnDisk = machine.DiskSlots,
            }
        );

    /// <summary>All slots; where the table of that would be long in the making, fewer on disk first.</summary>
    private static IEnumerable<Candidate> UnderCosts(Family family, Machine machine)
    {
        var spec = Of(family, machine);
        if (machine.Slots is { } slots)
            return [Anywhere(machine, spec with { Slots = slots })];
        var isLong = (double)machine.Steps * machine.DiskSlots > LongTable;
        return Enumerable
            .Range(0, isLong ? 12 : 0)
            .Select(power => 4L << (2 * power))
            .TakeWhile(disk => disk < machine.DiskSlots)
            .Append(machine.DiskSlots)
            .Select(disk =>
                Anywhere(machine, spec with { SnapshotsInRam = machine.RamSlots, SnapshotsOnDisk = (int)disk })
            );
    }

    /// <summary>The period that costs ask for, and longer ones.</summary>
    private static IEnumerable<Candidate> PeriodicDiskRevolve(Machine machine)
    {
        var spec = Of(Family.PeriodicDiskRevolve, machine) with { SnapshotsInRam = machine.RamSlots };
        yield return InRam(machine, spec);
        for (long kept = machine.DiskSlots; kept > 0; kept /= 2)
            yield return InRam(machine, spec with { Period = Up(machine.Steps, kept) });
    }

    /// <summary>What needs a slot somewhere, unless there is one step only.</summary>
    private static Candidate Anywhere(Machine machine, ScheduleSpec spec) =>
        (spec.SnapshotsInRam ?? 0) + (spec.SnapshotsOnDisk ?? 0L) + (spec.Slots?.Sum(slots => (long)slots) ?? 0) > 0
            ? new(spec, machine.RestartSize)
            : InRam(machine, spec);

    /// <summary>Periods from the least for which there is room on disk to all steps, each about twice the one before.</summary>
    private static IEnumerable<Candidate> TwoLevel(Machine machine)
    {
        var spec = Of(Family.TwoLevel, machine) with
        {
            BinomialSnapshots = machine.RamSlots,
            BinomialStorage = Storage.Ram,
        };
        for (long kept = Math.Max(1, machine.DiskSlots); kept > 0; kept /= 2)
            yield return new(
                spec with
                {
                    Period = Up(machine.Steps, kept),
                },
                machine.RestartSize,
                LeastDisk: machine.RestartSize
            );
    }

    /// <summary>The longest period that WORK has room for: the longer, the fewer writes.</summary>
    private static Candidate PeriodicDisk(Machine machine)
    {
        var period = Math.Max(1, machine.WorkSteps);
        return new(Of(Family.PeriodicDisk, machine) with { Period = period }, machine.RestartSize, period);
    }

    private static IEnumerable<Candidate> Mixed(Machine machine)
    {
        var unit = Math.Max(machine.RestartSize, machine.DependencySize);
        var spec = Of(Family.Mixed, machine);
        var least = machine.Steps > 1 ? (double)unit : 0;
        var left = machine.Ram - machine.DependencySize;
        yield return new(
            spec with
            {
                Snapshots = Within(left / unit, machine),
                Storage = Storage.Ram,
            },
            unit,
            LeastRam: least + machine.DependencySize
        );
        if (machine.Disk > 0)
            yield return new(
                spec with
                {
                    Snapshots = Within(machine.Disk / unit, machine),
                    Storage = Storage.Disk,
                },
                unit,
                LeastDisk: least
            );
    }

    /// <summary>The same with sizes in coarse units, and in finer ones, of which the table is larger.</summary>
    private static IEnumerable<Candidate> UnitSizes(Machine machine)
    {
        var (restart, dependencies) = (machine.RestartSize, machine.DependencySize);
        var scales = ((int[])[1, 4, 16])
            .Select(finest => UnitScale.Of(restart, dependencies, machine.Ram - dependencies, finest))
            .Distinct();
        foreach (var scale in scales)
            yield return new(
                Of(Family.UnitSizes, machine) with
                {
                    Snapshots = scale.Budget,
                    RestartUnits = scale.Restart,
                    DependencyUnits = scale.Dependencies,
                    Storage = Storage.Ram,
                },
                scale.Unit,
                LeastRam: (double)Math.Min(scale.Restart, scale.Dependencies) * scale.Unit + dependencies
            );
    }

    private static Candidate Online(Machine machine, OnlinePolicy policy) =>
        InRam(
            machine,
            Of(Family.Online, machine) with
            {
                Policy = policy,
                Snapshots = Math.Min(machine.RamSlots, 1 << 20),
                Storage = Storage.Ram,
            }
        ) with
        {
            LeastRam = (double)machine.RestartSize + machine.DependencySize,
        };

    private static long Within(long units, Machine machine) =>
        Math.Clamp(units, 0, Math.Min(machine.Steps, int.MaxValue));

    private static long Up(long steps, long parts) => (steps - 1) / parts + 1;
}
