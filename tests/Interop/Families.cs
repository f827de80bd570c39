using Core = Schedules.FSharp;

namespace Schedules.Interop.Tests;

/// <summary>One factory with its parameters, but for the number of steps: the facade's schedule,
/// and the core's.</summary>
/// <param name="Label">The call, for messages.</param>
/// <param name="Open">The schedule without a number of steps; none if it is offline.</param>
/// <param name="WithSteps">The schedule for so many steps.</param>
/// <param name="CoreWithSteps">The core's schedule for so many steps.</param>
internal sealed record Member(
    string Label,
    CheckpointSchedule? Open,
    Func<long, CheckpointSchedule> WithSteps,
    Func<long, Core.Schedule> CoreWithSteps
)
{
    /// <summary>Dependencies of a step restart the next one, which the solver and the referee of
    /// the facade know nothing of.</summary>
    public bool StifflyAccurate { get; init; }

    /// <summary>Restart data and dependencies take one unit each, as the referee of the facade
    /// counts them.</summary>
    public bool OneUnitEach { get; init; } = true;
}

/// <summary>Every factory of the facade with all small parameters: a new family is a
/// new row here.</summary>
internal static class Families
{
    private static readonly (Trajectory Facade, Core.Trajectory Core)[] Trajectories =
    [
        (Trajectory.Largest, Core.Trajectory.Largest),
        (Trajectory.Maximum, Core.Trajectory.Maximum),
        (Trajectory.Revolve, Core.Trajectory.Revolve),
    ];

    private static readonly (Storage Facade, Core.Storage Core)[] Levels =
    [
        (Storage.Ram, Core.Storage.Ram),
        (Storage.Disk, Core.Storage.Disk),
        ((Storage)2, Core.Storage.NewLevel(2)),
    ];

    private static readonly (string Name, CostModel? Facade, Core.CostModel Core)[] Models =
    [
        ("standard", null, Core.CostModelModule.standard),
        (
            "dear disk",
            new CostModel(0.5, 3, [0, 8, 16], [0, 0.25, 4]),
            Core.CostModelModule.create(0.5, 3, [0.0, 8, 16], [0.0, 0.25, 4]).ResultValue
        ),
    ];

    private static readonly (DiskPeriod? Facade, Core.DiskPeriod Core)[] Periods =
    [
        (null, Core.DiskPeriod.Searched),
        (DiskPeriod.Given(4), Core.DiskPeriod.NewGiven(4)),
        (DiskPeriod.OneRead, Core.DiskPeriod.OneRead),
        (DiskPeriod.ClosedFormula, Core.DiskPeriod.ClosedFormula),
    ];

    private static readonly Dictionary<string, Member[]> Online = new()
    {
        ["none"] = [Told("None()", CheckpointSchedule.None(), Core.Spec.None)],
        ["single-memory"] = [Told("SingleMemory()", CheckpointSchedule.SingleMemory(), Core.Spec.SingleMemory)],
        ["single-disk"] =
        [
            Told("SingleDisk()", CheckpointSchedule.SingleDisk(), Core.Spec.NewSingleDisk(false)),
            Told("SingleDisk(true)", CheckpointSchedule.SingleDisk(moveData: true), Core.Spec.NewSingleDisk(true)),
        ],
        ["two-level"] = [.. TwoLevel()],
        ["periodic-disk"] =
        [
            .. from period in Range(1, 6)
            select Told(
                $"PeriodicDisk({period})",
                CheckpointSchedule.PeriodicDisk(period),
                Core.Spec.NewPeriodicDisk(period)
            ),
        ],
        ["async-periodic-disk"] =
        [
            .. from model in Models
            from period in Periods
            from ram in Range(1, 2)
            select Told(
                $"AsyncPeriodicDisk({ram}, {period.Facade}, {model.Name})",
                CheckpointSchedule.AsyncPeriodicDisk(ram, period.Facade, costs: model.Facade),
                Core.Spec.NewAsyncPeriodicDisk(
                    ram,
                    period.Core,
                    Core.InRam.NewBinomial(Core.Trajectory.Maximum),
                    false,
                    model.Core
                )
            ),
        ],
        ["online, r = 2"] = [.. OfUnknownLength(OnlinePolicy.R2, Core.OnlinePolicy.R2)],
        ["online, r = 3"] = [.. OfUnknownLength(OnlinePolicy.R3, Core.OnlinePolicy.R3)],
        ["online, dynamic"] = [.. OfUnknownLength(OnlinePolicy.Dynamic, Core.OnlinePolicy.Dynamic)],
        ["online, hybrid"] = [.. OfUnknownLength(OnlinePolicy.Hybrid, Core.OnlinePolicy.Hybrid)],
        ["online, greedy"] = [.. OfUnknownLength(OnlinePolicy.Greedy, Core.OnlinePolicy.Greedy)],
        ["online, landmarks"] = [.. OfUnknownLength(OnlinePolicy.Landmarks, Core.OnlinePolicy.Landmarks)],
    };

    private static readonly Dictionary<string, Member[]> Offline = new()
    {
        ["revolve"] =
        [
            .. from ram in Range(1, 6)
            select Known(
                $"Revolve(steps, {ram})",
                steps => CheckpointSchedule.Revolve(steps, ram),
                steps => Core.Spec.NewRevolve(steps, ram, Core.Trajectory.Maximum)
            ),
        ],
        ["multistage"] = [.. Multistage()],
        ["uniform"] =
        [
            .. from level in Levels
            from slots in Range(0, 3)
            select Known(
                $"Uniform(steps, {slots}, {level.Facade})",
                steps => CheckpointSchedule.Uniform(steps, slots, level.Facade),
                steps => Core.Spec.NewUniform(steps, slots, level.Core)
            ),
        ],
        ["mixed"] =
        [
            .. from level in Levels
            from units in Range(1, 4)
            select Known(
                $"Mixed(steps, {units}, {level.Facade})",
                steps => CheckpointSchedule.Mixed(steps, units, level.Facade),
                steps => Core.Spec.NewMixed(steps, units, level.Core)
            ),
        ],
        ["unit-sizes"] = [.. UnitSizes()],
        ["h-revolve"] = [.. HRevolve()],
        ["disk-revolve"] =
        [
            .. from model in Models
            from oneRead in new[] { false, true }
            from ram in Range(1, 3)
            select Known(
                $"DiskRevolve(steps, {ram}, {oneRead}, {model.Name})",
                steps => CheckpointSchedule.DiskRevolve(steps, ram, oneRead, costs: model.Facade),
                steps => Core.Spec.NewDiskRevolve(steps, ram, oneRead, Largest, false, model.Core)
            ),
        ],
        ["1d-revolve"] =
        [
            .. from model in Models
            from oneRead in new[] { false, true }
            from ram in Range(1, 3)
            select Known(
                $"OneDRevolve(steps, {ram}, {oneRead}, {model.Name})",
                steps => CheckpointSchedule.OneDRevolve(steps, ram, oneRead, costs: model.Facade),
                steps => Core.Spec.NewOneDRevolve(steps, ram, oneRead, Largest, false, model.Core)
            ),
        ],
        ["periodic-disk-revolve"] = [.. PeriodicDiskRevolve()],
        ["async-disk"] =
        [
            .. from model in Models
            from ram in Range(1, 3)
            select Known(
                $"AsyncDisk(steps, {ram}, {model.Name})",
                steps => CheckpointSchedule.AsyncDisk(steps, ram, costs: model.Facade),
                steps =>
                    Core.Spec.NewAsyncDisk(
                        steps,
                        ram,
                        Core.InRam.NewBinomial(Core.Trajectory.Maximum),
                        false,
                        model.Core
                    )
            ),
        ],
        ["optimal"] =
        [
            .. from model in Models
            from slots in new[] { [2], [1, 1], [0, 2], new[] { 1, 0, 1 } }
            select Known(
                $"Optimal(steps, [{string.Join(", ", slots)}], {model.Name})",
                steps => CheckpointSchedule.Optimal(steps, slots, model.Facade),
                steps => Core.Spec.NewOptimal(steps, [.. slots], model.Core)
            ),
        ],
    };

    private static Core.InRam Largest => Core.InRam.NewBinomial(Core.Trajectory.Largest);

    public static IEnumerable<string> Names => [.. Online.Keys, .. Offline.Keys];

    public static TheoryData<string> All => [.. Names];

    public static TheoryData<string> AllOnline => [.. Online.Keys];

    public static TheoryData<string> AllOffline => [.. Offline.Keys];

    public static IReadOnlyList<Member> Of(string name) =>
        Online.TryGetValue(name, out var members) ? members : Offline[name];

    /// <summary>All members of a family for all numbers of steps up to the longest, and what to
    /// call them.</summary>
    public static IEnumerable<(string Label, CheckpointSchedule Schedule)> Small(
        string name,
        int longest,
        Func<Member, bool>? which = null
    ) =>
        from member in Of(name)
        where which is null || which(member)
        from steps in Range(1, longest)
        select ($"{member.Label}, {steps} steps", member.WithSteps(steps));

    /// <summary>The numbers of adjoint calculations that a schedule permits, of
    /// those up to 3.</summary>
    public static long[] Permitted(CheckpointSchedule schedule) => schedule.Adjoints is { } count ? [count] : [1, 2, 3];

    private static IEnumerable<int> Range(int first, int last) => Enumerable.Range(first, last - first + 1);

    private static IEnumerable<Member> Multistage() =>
        from trajectory in Trajectories
        from ram in Range(0, 3)
        from disk in Range(ram == 0 ? 1 : 0, 3)
        select Known(
            $"Multistage(steps, {ram}, {disk}, {trajectory.Facade})",
            steps => CheckpointSchedule.Multistage(steps, ram, disk, trajectory.Facade),
            steps => Core.Spec.NewMultistage(steps, ram, disk, trajectory.Core)
        );

    private static IEnumerable<Member> TwoLevel() =>
        from trajectory in Trajectories
        from level in Levels
        from period in Range(1, 6)
        from slots in Range(0, 3)
        select Told(
            $"TwoLevel({period}, {slots}, {level.Facade}, {trajectory.Facade})",
            CheckpointSchedule.TwoLevel(period, slots, level.Facade, trajectory.Facade),
            Core.Spec.NewTwoLevel(period, slots, level.Core, trajectory.Core)
        );

    private static IEnumerable<Member> UnitSizes() =>
        from stiffly in new[] { false, true }
        from sizes in new (long Restart, long Dependencies)[] { (1, 1), (1, 2), (3, 2) }
        from units in Range(3, 5)
        select Known(
            $"UnitSizes(steps, {units}, {sizes.Restart}, {sizes.Dependencies}, {stiffly}, Disk)",
            steps =>
                CheckpointSchedule.UnitSizes(steps, units, sizes.Restart, sizes.Dependencies, stiffly, Storage.Disk),
            steps => Core.Spec.NewUnitSizes(steps, units, sizes.Restart, sizes.Dependencies, stiffly, Core.Storage.Disk)
        ) with
        {
            StifflyAccurate = stiffly,
            OneUnitEach = sizes == (1, 1),
        };

    private static IEnumerable<Member> HRevolve() =>
        [
            .. from model in Models
            from slots in new (int Ram, int Disk)[] { (1, 1), (2, 3), (0, 2), (2, 0) }
            select Known(
                $"HRevolve(steps, {slots.Ram}, {slots.Disk}, {model.Name})",
                steps => CheckpointSchedule.HRevolve(steps, slots.Ram, slots.Disk, costs: model.Facade),
                steps => Core.Spec.NewHRevolve(steps, [slots.Ram, slots.Disk], Largest, model.Core)
            ),
            .. from model in Models
            from slots in new[] { [3], [1, 1, 1], new[] { 1, 0, 3 } }
            select Known(
                $"HRevolve(steps, [{string.Join(", ", slots)}], {model.Name})",
                steps => CheckpointSchedule.HRevolve(steps, slots, costs: model.Facade),
                steps => Core.Spec.NewHRevolve(steps, [.. slots], Largest, model.Core)
            ),
        ];

    private static IEnumerable<Member> PeriodicDiskRevolve() =>
        from model in Models
        from oneRead in new[] { false, true }
        from period in Periods
        from ram in Range(1, 2)
        let core = period.Facade is null && oneRead ? Core.DiskPeriod.OneRead : period.Core
        select Known(
            $"PeriodicDiskRevolve(steps, {ram}, {period.Facade}, {oneRead}, {model.Name})",
            steps => CheckpointSchedule.PeriodicDiskRevolve(steps, ram, period.Facade, oneRead, costs: model.Facade),
            steps => Core.Spec.NewPeriodicDiskRevolve(steps, ram, core, oneRead, Largest, false, model.Core)
        );

    private static IEnumerable<Member> OfUnknownLength(OnlinePolicy policy, Core.OnlinePolicy core) =>
        from level in Levels
        from slots in Range(1, 3)
        select Told(
            $"Online({policy}, {slots}, {level.Facade})",
            CheckpointSchedule.Online(policy, slots, level.Facade),
            Core.Spec.NewOnline(core, slots, level.Core, Core.Trajectory.Maximum)
        );

    private static Member Told(string label, CheckpointSchedule schedule, Core.Spec spec) =>
        new(
            label,
            schedule,
            schedule.WithSteps,
            steps => Core.ScheduleModule.ofLength(steps, Core.SpecModule.build(spec).ResultValue).ResultValue
        );

    private static Member Known(string label, Func<long, CheckpointSchedule> make, Func<long, Core.Spec> spec) =>
        new(label, null, make, steps => Core.SpecModule.build(spec(steps)).ResultValue);
}
