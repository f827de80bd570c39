using System.Runtime.InteropServices;
using Schedules.Interop;

namespace Schedules.Runtime;

/// <summary>The bytes that the levels hold at most, by a pass over the actions of a schedule, for a
/// model that knows its sizes before.</summary>
internal sealed class ExpectedRoom
{
    private readonly IExpectedSizes sizes;
    private readonly Dictionary<(Storage Level, long Step), double> held = [];
    private readonly Dictionary<Storage, (double Bytes, double Peak)> levels = [];

    /// <summary>Goes through a schedule.</summary>
    /// <param name="schedule">The schedule, whose length is known.</param>
    /// <param name="adjoints">The adjoint calculations that are wanted.</param>
    /// <param name="sizes">The sizes.</param>
    public ExpectedRoom(CheckpointSchedule schedule, long adjoints, IExpectedSizes sizes)
    {
        this.sizes = sizes;
        var run = schedule.Start();
        while (adjoints > 0 && run.MoveNext())
        {
            var action = run.Raw;
            switch (action.Kind)
            {
                case ActionKind.Forward when action.WriteIcs || action.WriteAdjDeps:
                    Add(action.To, action.N0, Written(action, schedule.Steps!.Value));
                    break;
                case ActionKind.Copy:
                    Add(action.To, action.N0, held[(action.From, action.N0)]);
                    break;
                case ActionKind.Move:
                    Add(action.To, action.N0, held[(action.From, action.N0)]);
                    Remove(action.From, action.N0);
                    break;
                case ActionKind.EndReverse:
                    adjoints--;
                    break;
                case ActionKind.Forward:
                case ActionKind.Reverse:
                case ActionKind.EndForward:
                    break;
                default:
                    throw new System.Diagnostics.UnreachableException($"unknown action {action}");
            }
        }
    }

    /// <summary>The most bytes of a level.</summary>
    public double On(Storage level) => levels.GetValueOrDefault(level).Peak;

    private double Written(in RawAction action, long steps)
    {
        var end = action.WriteAdjDeps && action.To >= 0 ? Math.Min(action.N1, steps) : action.N0;
        var bytes = action.WriteIcs ? (double)sizes.ExpectedRestartBytes(action.N0) : 0;
        for (var step = action.N0; step < end; step++)
            bytes += sizes.ExpectedDependencyBytes(step);
        return bytes + CheckpointData.HeadOf(end - action.N0 + (action.WriteIcs ? 1 : 0));
    }

    private void Add(Storage level, long step, double bytes)
    {
        if (level < 0)
            return;
        held[(level, step)] = bytes;
        ref var room = ref CollectionsMarshal.GetValueRefOrAddDefault(levels, level, out _);
        room = (room.Bytes + bytes, Math.Max(room.Peak, room.Bytes + bytes));
    }

    private void Remove(Storage level, long step)
    {
        if (held.Remove((level, step), out var bytes))
            CollectionsMarshal.GetValueRefOrAddDefault(levels, level, out _).Bytes -= bytes;
    }
}
