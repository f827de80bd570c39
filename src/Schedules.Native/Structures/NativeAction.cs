using System.Runtime.InteropServices;
using Schedules.Interop;

namespace Schedules.Native;

/// <summary>schedules_action of schedules.h: 32 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeAction
{
    public long N0;
    public long N1;
    public int Kind;
    public int From;
    public int To;
    public byte WriteIcs;
    public byte WriteAdjDeps;
    public byte ClearAdjDeps;
    public byte Reserved;

    public static NativeAction Of(in RawAction action) =>
        new()
        {
            N0 = action.N0,
            N1 = action.N1,
            Kind = (int)action.Kind,
            From = (int)action.From,
            To = (int)action.To,
            WriteIcs = Byte(action.WriteIcs),
            WriteAdjDeps = Byte(action.WriteAdjDeps),
            ClearAdjDeps = Byte(action.ClearAdjDeps),
        };

    /// <summary>The same action, of numbers that may be anything.</summary>
    /// <exception cref="CallException">The kind, or a storage, is none.</exception>
    public readonly CheckpointAction ToAction() =>
        (ActionKind)Kind switch
        {
            ActionKind.Forward => new Forward(N0, N1, WriteIcs != 0, WriteAdjDeps != 0, Place(To, "to")),
            ActionKind.Reverse => new Reverse(N1, N0, ClearAdjDeps != 0),
            ActionKind.Copy => new Copy(N0, Place(From, "from"), Place(To, "to")),
            ActionKind.Move => new Move(N0, Place(From, "from"), Place(To, "to")),
            ActionKind.EndForward => new EndForward(),
            ActionKind.EndReverse => new EndReverse(),
            _ => throw new CallException(Status.Range, $"kind is {Kind}; allowed: from 0 to 5"),
        };

    private static byte Byte(bool value) => value ? (byte)1 : (byte)0;

    private static Storage Place(int storage, string name) =>
        storage >= (int)Storage.None
            ? (Storage)storage
            : throw new CallException(Status.Range, $"{name} is {storage}; allowed: from -2");
}
