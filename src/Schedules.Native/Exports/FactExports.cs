using System.Runtime.InteropServices;
using Schedules.Interop;

namespace Schedules.Native;

/// <summary>What there is to know of a run and of its schedule.</summary>
internal static unsafe class FactExports
{
    [UnmanagedCallersOnly(EntryPoint = "schedules_position_of")]
    public static int Position(ulong run, NativePosition* position)
    {
        try
        {
            CallException.ThrowIfNull(position, "position");
            using var lease = HandleTable.Take<NativeRun>(run);
            *position = NativePosition.Of(lease.Target.Run);
            return 0;
        }
        catch (Exception failure)
        {
            return Failure.Of(failure);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "schedules_facts_of")]
    public static int Facts(ulong run, NativeFacts* facts)
    {
        try
        {
            CallException.ThrowIfNull(facts, "facts");
            using var lease = HandleTable.Take<NativeRun>(run);
            *facts = NativeFacts.Of(lease.Target.Schedule);
            return 0;
        }
        catch (Exception failure)
        {
            return Failure.Of(failure);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "schedules_uses")]
    public static int Uses(ulong run, int storage)
    {
        try
        {
            using var lease = HandleTable.Take<NativeRun>(run);
            return lease.Target.Schedule.UsesStorage((Storage)storage) ? 1 : 0;
        }
        catch (Exception failure)
        {
            return Failure.Of(failure);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "schedules_limit")]
    public static long Limit(ulong run, int storage)
    {
        try
        {
            using var lease = HandleTable.Take<NativeRun>(run);
            var options = lease.Target.Schedule.RefereeOptions;
            return (Storage)storage switch
            {
                Storage.Work => options.WorkLimit,
                >= Storage.Ram and var level => options.Limits.GetValueOrDefault(level, long.MaxValue),
                _ => throw new CallException(Status.Range, $"storage is {storage}; allowed: from -1"),
            };
        }
        catch (Exception failure)
        {
            return Failure.Of(failure);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "schedules_predict")]
    public static int Predict(ulong run, long adjoints, NativeCounts* counts, NativeLevelCounts* levels, int most)
    {
        try
        {
            CallException.ThrowIfNull(counts, "counts");
            if (most < 0)
                throw new CallException(Status.Range, $"most is {most}; allowed: from 0");
            if (most > 0)
                CallException.ThrowIfNull(levels, "levels");
            using var lease = HandleTable.Take<NativeRun>(run);
            var predicted = lease.Target.Predict(adjoints);
            *counts = NativeCounts.Of(predicted);
            for (var level = 0; level < most; level++)
                levels[level] = NativeLevelCounts.Of(predicted.On((Storage)level));
            return 0;
        }
        catch (Exception failure)
        {
            return Failure.Of(failure);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "schedules_cost")]
    public static int Cost(ulong run, double* cost)
    {
        try
        {
            CallException.ThrowIfNull(cost, "cost");
            using var lease = HandleTable.Take<NativeRun>(run);
            *cost = lease.Target.Cost();
            return 0;
        }
        catch (Exception failure)
        {
            return Failure.Of(failure);
        }
    }
}
