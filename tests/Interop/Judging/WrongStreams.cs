using Core = Schedules.FSharp;

namespace Schedules.Interop.Tests;

/// <summary>A small stream for each thing that can be wrong.</summary>
internal static class WrongStreams
{
    private const Storage Ram = Storage.Ram;
    private const Storage Disk = Storage.Disk;
    private const Storage Work = Storage.Work;

    private static readonly RefereeOptions Free = new();
    private static readonly EndForward Turn = new();

    public static IReadOnlyList<Wrong> All => [.. OfForwards, .. OfCheckpoints, .. OfReverses, .. OfEnds];

    private static Wrong[] OfForwards =>
        [
            new(Core.Reason.NewEmptyRange(0, 0), Free, Streams.Advance(0, 0)),
            new(Core.Reason.NewEmptyRange(-1, 1), Free, Streams.Advance(-1, 1)),
            new(Core.Reason.NewEmptyRange(3, 2), Free, Streams.Advance(0, 3), Streams.Advance(3, 2)),
            new(Core.Reason.NewForwardElsewhere(Value(1)), Free, Streams.Advance(0, 1), Streams.Advance(2, 3)),
            new(
                Core.Reason.NewForwardElsewhere(Value(null)),
                Free,
                Streams.Record(0, 1, Disk),
                Streams.Record(1, 2, Disk),
                Turn,
                new Move(1, Disk, Work),
                Streams.Advance(1, 2)
            ),
            new(Core.Reason.NewPastAdjoint(3), new() { Steps = 3 }, Streams.Advance(0, 2), Streams.Advance(2, 4)),
            new(
                Core.Reason.NewPastAdjoint(2),
                Free,
                Streams.Keep(0, 2, Ram),
                Streams.Record(2, 3, Work),
                Turn,
                new Reverse(3, 2, true),
                new Copy(0, Ram, Work),
                Streams.Advance(0, 3)
            ),
            new(
                Core.Reason.NewPastRestartData(1),
                new() { Strict = true },
                Streams.Keep(0, 1, Ram),
                Streams.Record(1, 2, Disk),
                Turn,
                new Copy(0, Ram, Work),
                Streams.Advance(0, 2)
            ),
            new(
                Core.Reason.NewLimitExceeded(Core.Storage.Work, 1, 2),
                new() { WorkLimit = 1 },
                Streams.Record(0, 2, Work)
            ),
            new(
                Core.Reason.EndForwardMissing,
                new() { Steps = 1 },
                Streams.Record(0, 1, Work),
                new Reverse(1, 0, true)
            ),
            new(Core.Reason.EndForwardMisplaced, new() { Steps = 2 }, Streams.Record(0, 1, Work), Turn),
            new(Core.Reason.EndForwardMisplaced, Free, Streams.Record(0, 1, Work), Turn, Turn),
            new(Core.Reason.EndForwardMisplaced, Free, Turn),
        ];

    private static Wrong[] OfCheckpoints =>
        [
            new(Core.Reason.NewNotAPlace(Core.Storage.Nowhere), Free, Streams.Keep(0, 1, Storage.None)),
            new(Core.Reason.NewNotAPlace(Core.Storage.NewLevel(-5)), Free, Streams.Keep(0, 1, (Storage)(-5))),
            new(Core.Reason.NewNotAPlace(Core.Storage.Work), Free, Streams.Record(0, 1, Work), new Copy(0, Work, Ram)),
            new(
                Core.Reason.NewNotAPlace(Core.Storage.Nowhere),
                Free,
                Streams.Keep(0, 1, Ram),
                new Copy(0, Ram, Storage.None)
            ),
            new(
                Core.Reason.NewKeyTaken(Core.Storage.Ram, 0),
                Free,
                Streams.Keep(0, 1, Ram),
                Streams.Record(1, 2, Disk),
                Turn,
                new Copy(0, Ram, Work),
                Streams.Keep(0, 1, Ram)
            ),
            new(
                Core.Reason.NewNoCheckpoint(Core.Storage.Disk, 0),
                Free,
                Streams.Keep(0, 1, Ram),
                new Copy(0, Disk, Work)
            ),
            new(
                Core.Reason.NewNoCheckpoint(Core.Storage.Ram, 1),
                Free,
                Streams.Keep(0, 1, Ram),
                new Move(1, Ram, Work)
            ),
            new(
                Core.Reason.NewCheckpointPastAdjoint(1),
                Free,
                Streams.Record(0, 1, Disk),
                Streams.Record(1, 2, Disk),
                Turn,
                new Copy(1, Disk, Work),
                new Reverse(2, 1, true),
                new Copy(1, Disk, Work)
            ),
            new(
                Core.Reason.WorkNotEmpty,
                Free,
                Streams.Keep(0, 1, Disk),
                Streams.Record(1, 2, Work),
                Turn,
                new Copy(0, Disk, Work)
            ),
            new(
                Core.Reason.NewLimitExceeded(Core.Storage.Ram, 1, 2),
                new() { Limits = new Dictionary<Storage, long> { [Ram] = 1 } },
                Streams.Keep(0, 1, Ram),
                Streams.Keep(1, 2, Disk),
                Streams.Keep(2, 3, Ram)
            ),
        ];

    private static Wrong[] OfReverses =>
        [
            new(Core.Reason.NewReverseElsewhere(2), Free, Streams.Record(0, 2, Work), Turn, new Reverse(1, 0, true)),
            new(Core.Reason.NewEmptyRange(2, 2), Free, Streams.Record(0, 2, Work), Turn, new Reverse(2, 2, true)),
            new(Core.Reason.NewNoDependencies(1), Free, Streams.Advance(0, 2), Turn, new Reverse(2, 0, true)),
            new(
                Core.Reason.NewNoDependencies(0),
                Free,
                Streams.Advance(0, 1),
                Streams.Record(1, 2, Work),
                Turn,
                new Reverse(2, 0, true)
            ),
            new(Core.Reason.NotReversing, Free, Streams.Record(0, 1, Work), new Reverse(1, 0, true)),
            new(Core.Reason.NotReversing, Free, Streams.Record(0, 1, Work), new EndReverse()),
            new(
                Core.Reason.NewEndReverseEarly(1),
                Free,
                Streams.Record(0, 2, Work),
                Turn,
                new Reverse(2, 1, false),
                new EndReverse()
            ),
        ];

    private static Wrong[] OfEnds =>
        [
            new(Core.Reason.AfterEnd, Free, [.. Streams.AllInWork(2), new EndReverse()]),
            new(Core.Reason.AfterEnd, new() { Adjoints = 0 }, Streams.Advance(0, 1), Turn, new EndReverse()),
            new(Core.Reason.Unfinished, Free) { AtEnd = true },
            new(Core.Reason.Unfinished, Free, Streams.Advance(0, 2)) { AtEnd = true },
            new(Core.Reason.Unfinished, new() { Adjoints = 2 }, [.. Streams.AllInWork(2)]) { AtEnd = true },
            new(
                Core.Reason.NewLeftBehind(Core.Storage.Disk, 0),
                Free,
                Streams.Record(0, 1, Disk),
                Turn,
                new Copy(0, Disk, Work),
                new Reverse(1, 0, true),
                new EndReverse()
            )
            {
                AtEnd = true,
            },
        ];

    private static Microsoft.FSharp.Core.FSharpValueOption<long> Value(long? stands) =>
        stands is { } step
            ? Microsoft.FSharp.Core.FSharpValueOption<long>.NewValueSome(step)
            : Microsoft.FSharp.Core.FSharpValueOption<long>.ValueNone;
}
