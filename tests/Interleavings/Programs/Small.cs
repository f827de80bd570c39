using Schedules.Interop;

namespace Schedules.Interleavings;

/// <summary>Programs that are small enough to be gone through completely: three checkpoints on a
/// level, two buffers.</summary>
internal static class Small
{
    public const string MovedBack = "written and moved back";
    public const string Replaced = "replaced while reversing";
    public const string TwoLevels = "on two levels";
    public const string Moved = "moved from level to level";
    public const string Refused = "refused once";
    public const string Cancelled = "cancelled once";
    public const string Broken = "broken by a hook";
    public const string AtOnce = "written and moved back at once";
    public const string Asked = "asked what is there";

    private static readonly CostModel Cheap = new(1, 2, [0, 0.1], [0, 0.1]);

    public static RunProgram Of(string name) =>
        name switch
        {
            MovedBack => RunProgram.Of(3, CheckpointSchedule.SingleDisk(true)),
            Replaced => RunProgram.Of(5, CheckpointSchedule.Multistage(5, 0, 3)),
            TwoLevels => RunProgram.Of(4, CheckpointSchedule.HRevolve(4, [1, 2], costs: Cheap)),
            Moved => RunProgram.Of(
                2,
                [
                    new Forward(0, 1, true, false, Storage.Ram),
                    new Forward(1, 2, false, true, Storage.Work),
                    new EndForward(),
                    new Reverse(2, 1, true),
                    new Move(0, Storage.Ram, Storage.Disk),
                    new Move(0, Storage.Disk, Storage.Work),
                    new Forward(0, 1, false, true, Storage.Work),
                    new Reverse(1, 0, true),
                    new EndReverse(),
                ]
            ),
            Refused => Of(MovedBack) with { Faults = 1 },
            Cancelled => Of(MovedBack) with { Cancellations = 1 },
            Broken => Of(MovedBack) with { Breaks = true },
            AtOnce => Of(MovedBack) with { AtOnce = true },
            Asked => Of(MovedBack) with { AsksStores = true },
            _ => throw new ArgumentOutOfRangeException(nameof(name)),
        };
}
