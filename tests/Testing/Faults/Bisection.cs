using Schedules.Interop;

namespace Schedules.Testing.Tests;

/// <summary>A policy as a user writes it: checkpoints in the middle, as long as there are
/// slots.</summary>
internal static class Bisection
{
    public static long Advance(long length, int free) => free == 1 ? length - 1 : length / 2;

    /// <summary>Wrong where 7 steps are left: it believes that there is another slot.</summary>
    public static long AdvanceWrongAtSeven(long length, int free) => Advance(length, length == 7 ? free + 1 : free);

    public static IEnumerable<CheckpointAction> Stream(long steps, int slots, Func<long, int, long> advance)
    {
        var swept = false;
        return [.. Enter(0, steps, slots), new EndReverse()];

        IEnumerable<CheckpointAction> Enter(long from, long to, int free)
        {
            if (to - from == 1)
                return Last(from, to);
            var middle = from + advance(to - from, free);
            return
            [
                new Forward(from, middle, true, false, Storage.Ram),
                .. Enter(middle, to, free - 1),
                .. Resume(from, middle, free),
            ];
        }

        IEnumerable<CheckpointAction> Resume(long from, long to, int free)
        {
            if (to - from == 1)
                return [new Move(from, Storage.Ram, Storage.Work), .. Last(from, to)];
            var middle = from + advance(to - from, free);
            return
            [
                new Copy(from, Storage.Ram, Storage.Work),
                new Forward(from, middle, false, false, Storage.Work),
                .. Enter(middle, to, free - 1),
                .. Resume(from, middle, free),
            ];
        }

        IEnumerable<CheckpointAction> Last(long from, long to)
        {
            CheckpointAction[] end = swept ? [] : [new EndForward()];
            swept = true;
            return [new Forward(from, to, false, true, Storage.Work), .. end, new Reverse(to, from, true)];
        }
    }
}
