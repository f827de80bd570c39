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

    /// <summary>All of them, whether they fit or not.</summary>
    public static IEnumerable<IReadOnlyList<Candidate>> For(Machine machine) =>
        [
            [SingleMemory(machine)],
            [SingleDisk(machine)],
            [InRam(machine, Of(Family.Revolve, machine) with { SnapshotsInRam = machine.RamSlots })],
            .. OnDisk(machine).Select(candidate => (Candidate[])[candidate]),
            [.. TwoLevel(machine)],
            [PeriodicDisk(machine)],
            .. Mixed(machine).Select(candidate => (Candidate[])[candidate]),
            .. machine.RestartSize == machine.DependencySize ? [] : (Candidate[][])[[.. UnitSizes(machine)]],
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

    private static IEnumerable<Candidate> OnDisk(Machine machine)
    {
        var (ram, disk) = (machine.RamSlots, machine.DiskSlots);
        var twoLevels = new[] { Family.Multistage, Family.HRevolve, Family.Optimal };
        foreach (var family in twoLevels)
        {
            var spec = Of(family, machine) with { SnapshotsInRam = ram, SnapshotsOnDisk = disk };
            if (family != Family.Multistage && machine.Slots is { } slots)
                spec = spec with { SnapshotsInRam = null, SnapshotsOnDisk = null, Slots = slots };
            yield return ram + disk + (spec.Slots?.Sum() ?? 0) > 0 ? new(spec, machine.RestartSize) : InRam(machine, spec);
        }
        foreach (var family in (Family[])[Family.DiskRevolve, Family.OneDRevolve, Family.PeriodicDiskRevolve])
            yield return InRam(machine, Of(family, machine) with { SnapshotsInRam = ram });
    }

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

    /// <summary>The same with sizes in fine units, and in coarser ones, of which the table is smaller.</summary>
    private static IEnumerable<Candidate> UnitSizes(Machine machine)
    {
        var (restart, dependencies) = (machine.RestartSize, machine.DependencySize);
        var scales = ((int[])[16, 4, 1])
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
