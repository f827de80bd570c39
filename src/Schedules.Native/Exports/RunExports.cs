using System.Runtime.InteropServices;
using Schedules.Interop;

namespace Schedules.Native;

/// <summary>Runs: opening, going on, forking, destroying.</summary>
internal static unsafe class RunExports
{
    [UnmanagedCallersOnly(EntryPoint = "schedules_open")]
    public static int Open(byte* spec, ulong* run)
    {
        try
        {
            CallException.ThrowIfNull(run, "run");
            *run = 0;
            var schedule = CheckpointSchedule.Parse(Utf8Text.Read(spec, "spec"));
            *run = HandleTable.Add(new NativeRun(schedule, schedule.Start()));
            return 0;
        }
        catch (Exception failure)
        {
            return Failure.Of(failure);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "schedules_restart")]
    public static int Restart(ulong run, ulong* other)
    {
        try
        {
            CallException.ThrowIfNull(other, "other");
            *other = 0;
            using var lease = HandleTable.Take<NativeRun>(run);
            var schedule = lease.Target.Schedule;
            *other = HandleTable.Add(new NativeRun(schedule, schedule.Start()));
            return 0;
        }
        catch (Exception failure)
        {
            return Failure.Of(failure);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "schedules_fork")]
    public static int Fork(ulong run, ulong* other)
    {
        try
        {
            CallException.ThrowIfNull(other, "other");
            *other = 0;
            using var lease = HandleTable.Take<NativeRun>(run);
            *other = HandleTable.Add(new NativeRun(lease.Target.Schedule, lease.Target.Run.Fork()));
            return 0;
        }
        catch (Exception failure)
        {
            return Failure.Of(failure);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "schedules_destroy")]
    public static int Destroy(ulong handle)
    {
        try
        {
            HandleTable.Remove(handle);
            return 0;
        }
        catch (Exception failure)
        {
            return Failure.Of(failure);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "schedules_next")]
    public static int Next(ulong run, NativeAction* action)
    {
        try
        {
            CallException.ThrowIfNull(action, "action");
            using var lease = HandleTable.Take<NativeRun>(run);
            var actions = lease.Target.Run;
            if (!actions.MoveNext())
                return 0;
            *action = NativeAction.Of(actions.Raw);
            return 1;
        }
        catch (Exception failure)
        {
            return Failure.Of(failure);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "schedules_next_batch")]
    public static long NextBatch(ulong run, NativeAction* actions, long most)
    {
        try
        {
            if (most < 1)
                throw new CallException(Status.Range, $"most is {most}; allowed: from 1");
            CallException.ThrowIfNull(actions, "actions");
            using var lease = HandleTable.Take<NativeRun>(run);
            return Fill(lease.Target, actions, most);
        }
        catch (Exception failure)
        {
            return Failure.Of(failure);
        }
    }

    // While the length is not known, it may be told after each Forward: no batch goes further.
    private static long Fill(NativeRun target, NativeAction* actions, long most)
    {
        var (run, isOpen) = (target.Run, target.Schedule.Steps is null);
        var buffer = target.Buffer.AsSpan();
        var count = 0L;
        while (count < most)
        {
            var given = run.Fill(buffer[..(int)Math.Min(buffer.Length, most - count)]);
            if (given == 0)
                break;
            foreach (ref readonly var action in buffer[..given])
                actions[count++] = NativeAction.Of(in action);
            if (isOpen && buffer[given - 1].Kind == ActionKind.Forward && run.MaxN is null)
                break;
        }
        return count;
    }

    [UnmanagedCallersOnly(EntryPoint = "schedules_set_length")]
    public static int SetLength(ulong run, long n)
    {
        try
        {
            using var lease = HandleTable.Take<NativeRun>(run);
            lease.Target.Run.SetLength(n);
            return 0;
        }
        catch (Exception failure)
        {
            return Failure.Of(failure);
        }
    }
}
