using System.Runtime.InteropServices;
using Schedules.Interop;

namespace Schedules.Native;

/// <summary>The referee, stepping along with a solver.</summary>
internal static unsafe class JudgeExports
{
    [UnmanagedCallersOnly(EntryPoint = "schedules_judge")]
    public static int Open(ulong run, ulong* judge)
    {
        try
        {
            CallException.ThrowIfNull(judge, "judge");
            *judge = 0;
            using var lease = HandleTable.Take<NativeRun>(run);
            *judge = HandleTable.Add(new NativeJudge(Judge.For(lease.Target.Schedule)));
            return 0;
        }
        catch (Exception failure)
        {
            return Failure.Of(failure);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "schedules_judge_step")]
    public static int Step(ulong judge, NativeAction* action)
    {
        try
        {
            CallException.ThrowIfNull(action, "action");
            using var lease = HandleTable.Take<NativeJudge>(judge);
            lease.Target.Judge.Step(action->ToAction());
            return 0;
        }
        catch (Exception failure)
        {
            return Failure.Of(failure);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "schedules_judge_set_length")]
    public static int SetLength(ulong judge, long n)
    {
        try
        {
            using var lease = HandleTable.Take<NativeJudge>(judge);
            lease.Target.Judge.SetLength(n);
            return 0;
        }
        catch (Exception failure)
        {
            return Failure.Of(failure);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "schedules_judge_finish")]
    public static int Finish(ulong judge)
    {
        try
        {
            using var lease = HandleTable.Take<NativeJudge>(judge);
            lease.Target.Judge.Finish();
            return 0;
        }
        catch (Exception failure)
        {
            return Failure.Of(failure);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "schedules_judge_units")]
    public static long Units(ulong judge, int level)
    {
        try
        {
            if (level < 0)
                throw new CallException(Status.Range, $"level is {level}; allowed: from 0");
            using var lease = HandleTable.Take<NativeJudge>(judge);
            return lease.Target.Judge.Units((Storage)level);
        }
        catch (Exception failure)
        {
            return Failure.Of(failure);
        }
    }
}
