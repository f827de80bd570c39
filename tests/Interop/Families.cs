using Core = Schedules.FSharp;

namespace Schedules.Interop.Tests;

/// <summary>One factory with its parameters, but for the number of steps: the facade's schedule, and the core's.</summary>
/// <param name="Label">The call, for messages.</param>
/// <param name="Open">The schedule without a number of steps; none if it is offline.</param>
/// <param name="WithSteps">The schedule for so many steps.</param>
/// <param name="CoreWithSteps">The core's schedule for so many steps.</param>
internal sealed record Member(
    string Label,
    CheckpointSchedule? Open,
    Func<long, CheckpointSchedule> WithSteps,
    Func<long, Core.Schedule> CoreWithSteps
);

/// <summary>Every factory of the facade with all small parameters: a new family is a new row here.</summary>
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
    };

    private static readonly Dictionary<string, Member[]> Offline = new()
    {
        ["revolve"] =
        [
            .. from ram in Range(1, 6)
            select Known(
                $"Revolve(steps, {ram})",
                steps => CheckpointSchedule.Revolve(steps, ram),
                steps => Core.Spec.NewRevolve(steps, ram)
            ),
        ],
        ["multistage"] = [.. Multistage()],
    };

    public static IEnumerable<string> Names => [.. Online.Keys, .. Offline.Keys];

    public static TheoryData<string> All => [.. Names];

    public static TheoryData<string> AllOnline => [.. Online.Keys];

    public static IReadOnlyList<Member> Of(string name) =>
        Online.TryGetValue(name, out var members) ? members : Offline[name];

    /// <summary>All members of a family for all numbers of steps up to the longest, and what to call them.</summary>
    public static IEnumerable<(string Label, CheckpointSchedule Schedule)> Small(string name, int longest) =>
        from member in Of(name)
        from steps in Range(1, longest)
        select ($"{member.Label}, {steps} steps", member.WithSteps(steps));

    /// <summary>The numbers of adjoint calculations that a schedule permits, of those up to 3.</summary>
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
