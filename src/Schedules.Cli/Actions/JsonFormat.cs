using Schedules.Cli.Output;
using Schedules.Interop;

namespace Schedules.Cli.Actions;

/// <summary>The arrays of the reference data: <c>["Forward",0,3,true,false,"RAM"]</c>. As <see cref="RawAction.ToJson"/>, without
/// a string for each.</summary>
internal sealed class JsonFormat(Utf8Lines lines)
{
    /// <summary>One action, one line.</summary>
    public void Write(in RawAction action)
    {
        switch (action.Kind)
        {
            case ActionKind.Forward:
                lines.Write("[\"Forward\","u8);
                lines.Write(action.N0);
                lines.Write(","u8);
                lines.Write(action.N1 == Forward.OpenEnd ? -1 : action.N1);
                lines.Write(action.WriteIcs ? ",true"u8 : ",false"u8);
                lines.Write(action.WriteAdjDeps ? ",true"u8 : ",false"u8);
                Place(action.To);
                break;
            case ActionKind.Reverse:
                lines.Write("[\"Reverse\","u8);
                lines.Write(action.N1);
                lines.Write(","u8);
                lines.Write(action.N0);
                lines.Write(action.ClearAdjDeps ? ",true"u8 : ",false"u8);
                break;
            case ActionKind.Copy:
            case ActionKind.Move:
                lines.Write(action.Kind == ActionKind.Copy ? "[\"Copy\","u8 : "[\"Move\","u8);
                lines.Write(action.N0);
                Place(action.From);
                Place(action.To);
                break;
            case ActionKind.EndForward:
                lines.Write("[\"EndForward\""u8);
                break;
            default:
                lines.Write("[\"EndReverse\""u8);
                break;
        }
        lines.Write("]\n"u8);
    }

    private void Place(Storage storage)
    {
        switch (storage)
        {
            case Storage.None:
                lines.Write(",\"NONE\""u8);
                break;
            case Storage.Work:
                lines.Write(",\"WORK\""u8);
                break;
            case Storage.Ram:
                lines.Write(",\"RAM\""u8);
                break;
            case Storage.Disk:
                lines.Write(",\"DISK\""u8);
                break;
            default:
                lines.Write(",\"LEVEL"u8);
                lines.Write((long)storage);
                lines.Write("\""u8);
                break;
        }
    }
}
