using Schedules.Interop;

namespace Schedules.Cli.Planning;

/// <summary>
/// A calculation and what there is for it. Sizes are in any one unit: bytes, or slots where both
/// kinds of data take one.
/// </summary>
internal sealed record Machine
{
    /// <summary>The number of steps.</summary>
    public required long Steps { get; init; }

    /// <summary>Size of restart data, more than 0.</summary>
    public required long RestartSize { get; init; }

    /// <summary>Size of the dependencies of a step, more than 0.</summary>
    public required long DependencySize { get; init; }

    /// <summary>Room in RAM, for checkpoints and for the dependencies in WORK.</summary>
    public required long Ram { get; init; }

    /// <summary>Room on disk.</summary>
    public required long Disk { get; init; }

    /// <summary>Slots of each level, where there are more than two.</summary>
    public IReadOnlyList<int>? Levels { get; init; }

    /// <summary>Costs of steps, and of writes and reads of restart data.</summary>
    public required CostModel Costs { get; init; }

    /// <summary>Slots for restart data in RAM, beside the dependencies of one
    /// step in WORK.</summary>
    public int RamSlots => Within(Slots(Storage.Ram, RestartSize));

    /// <summary>Slots for restart data on disk.</summary>
    public int DiskSlots => Within(Slots(Storage.Disk, RestartSize));

    /// <summary>Units of a size that a level has room for, in RAM beside the dependencies of one
    /// step in WORK.</summary>
    public long Slots(Storage level, long unit) =>
        Math.Max(0, level == Storage.Ram ? Ram - DependencySize : Disk) / unit;

    /// <summary>Steps whose dependencies WORK may hold if there is nothing else in RAM.</summary>
    public long WorkSteps => Math.Min(Steps, Ram / DependencySize);

    /// <summary>A machine of slots: each holds the restart data or the dependencies of a step; WORK
    /// those of one step more.</summary>
    public static Machine OfSlots(long steps, IReadOnlyList<int> slots, CostModel costs) =>
        new()
        {
            Steps = steps,
            RestartSize = 1,
            DependencySize = 1,
            Ram = slots[0] + 1L,
            Disk = slots.Count > 1 ? slots[1] : 0,
            Levels = slots.Count > 2 ? slots : null,
            Costs = costs,
        };

    // More slots than steps are of no use.
    private int Within(long slots) => (int)Math.Clamp(slots, 0, Math.Min(Steps, int.MaxValue));
}
