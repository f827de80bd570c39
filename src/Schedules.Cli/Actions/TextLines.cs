using System.Diagnostics;
using Schedules.Cli.Output;
using Schedules.Interop;

namespace Schedules.Cli.Actions;

/// <summary>Lines for people, as <see cref="CheckpointAction.ToText"/>, without a
/// string for each.</summary>
internal sealed class TextLines(Utf8Lines lines)
{
    /// <summary>Prints the actions of a schedule.</summary>
    /// <param name="schedule">The schedule; without a number of steps, up to the first Forward without an end.</param>
    /// <param name="adjoints">How many adjoint calculations.</param>
    public static void Print(CheckpointSchedule schedule, long adjoints)
    {
        using var output = new Utf8Lines();
        var text = new TextLines(output);
        var run = schedule.Start();
        for (long completed = 0; !run.AwaitsLength && run.MoveNext(); )
        {
            var action = run.Raw;
            text.Write(in action);
            if (action.Kind == ActionKind.EndReverse)
                completed++;
            if (completed == adjoints && action.Kind is ActionKind.EndForward or ActionKind.EndReverse)
                break;
        }
        output.Flush();
    }

    private void Write(in RawAction action)
    {
        switch (action.Kind)
        {
            case ActionKind.Forward:
                Forward(in action);
                break;
            case ActionKind.Reverse:
                Way("reverse "u8, action.N1, action.N0);
                if (action.ClearAdjDeps)
                    lines.Write(", clear dependencies"u8);
                break;
            case ActionKind.Copy:
                Transfer("copy "u8, in action);
                break;
            case ActionKind.Move:
                Transfer(action.To == Storage.None ? "delete "u8 : "move "u8, in action);
                break;
            case ActionKind.EndForward:
                lines.Write("end of the forward"u8);
                break;
            case ActionKind.EndReverse:
                lines.Write("end of the reverse"u8);
                break;
            default:
                throw new UnreachableException($"unknown action {action}");
        }
        lines.Write("\n"u8);
    }

    private void Forward(in RawAction action)
    {
        Way("forward "u8, action.N0, action.N1);
        if (!action.WriteIcs && !action.WriteAdjDeps)
            return;
        lines.Write(
            (action.WriteIcs, action.WriteAdjDeps) switch
            {
                (true, true) => ", keep restart data and dependencies in "u8,
                (true, false) => ", keep restart data in "u8,
                (false, _) => ", keep dependencies in "u8,
            }
        );
        Place(action.To);
    }

    private void Way(ReadOnlySpan<byte> word, long from, long to)
    {
        lines.Write(word);
        lines.Write(from);
        lines.Write(" -> "u8);
        if (to == Interop.Forward.OpenEnd)
            lines.Write("end"u8);
        else
            lines.Write(to);
    }

    private void Transfer(ReadOnlySpan<byte> word, in RawAction action)
    {
        lines.Write(word);
        lines.Write(action.N0);
        lines.Write(" from "u8);
        Place(action.From);
        if (action.To == Storage.None)
            return;
        lines.Write(" to "u8);
        Place(action.To);
    }

    private void Place(Storage storage)
    {
        switch (storage)
        {
            case Storage.None:
                lines.Write("NONE"u8);
                break;
            case Storage.Work:
                lines.Write("WORK"u8);
                break;
            case Storage.Ram:
                lines.Write("RAM"u8);
                break;
            case Storage.Disk:
                lines.Write("DISK"u8);
                break;
            default:
                lines.Write("LEVEL"u8);
                lines.Write((long)storage);
                break;
        }
    }
}
