namespace Schedules.Interop.Tests;

/// <summary>Streams written by hand.</summary>
internal static class Streams
{
    /// <summary>Three steps with one slot in RAM.</summary>
    public static readonly CheckpointAction[] ThreeStepsOneSlot =
    [
        new Forward(0, 2, true, false, Storage.Ram),
        new Forward(2, 3, false, true, Storage.Work),
        new EndForward(),
        new Reverse(3, 2, true),
        new Copy(0, Storage.Ram, Storage.Work),
        new Forward(0, 1, false, false, Storage.Work),
        new Forward(1, 2, false, true, Storage.Work),
        new Reverse(2, 1, true),
        new Move(0, Storage.Ram, Storage.Work),
        new Forward(0, 1, false, true, Storage.Work),
        new Reverse(1, 0, true),
        new EndReverse(),
    ];

    /// <summary>All steps recorded into WORK in one Forward, and so many adjoint
    /// calculations.</summary>
    public static IEnumerable<CheckpointAction> AllInWork(long steps, int adjoints = 1) =>
        [
            Record(0, steps, Storage.Work),
            new EndForward(),
            .. Enumerable
                .Range(0, adjoints)
                .SelectMany(_ => new CheckpointAction[] { new Reverse(steps, 0, false), new EndReverse() }),
        ];

    /// <summary>A Forward that keeps restart data.</summary>
    public static Forward Keep(long n0, long n1, Storage storage) => new(n0, n1, true, false, storage);

    /// <summary>A Forward that keeps adjoint dependencies.</summary>
    public static Forward Record(long n0, long n1, Storage storage) => new(n0, n1, false, true, storage);

    /// <summary>A Forward that keeps nothing.</summary>
    public static Forward Advance(long n0, long n1) => new(n0, n1, false, false, Storage.None);
}
