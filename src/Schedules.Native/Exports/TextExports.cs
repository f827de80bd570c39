using System.Runtime.InteropServices;
using Schedules.Interop;

namespace Schedules.Native;

/// <summary>Texts: the version, errors, specs, plans.</summary>
internal static unsafe class TextExports
{
    /// <summary>Changes when a program that was compiled before would go wrong.</summary>
    private const int Abi = 1;

    [UnmanagedCallersOnly(EntryPoint = "schedules_abi")]
    public static int AbiVersion() => Abi;

    [UnmanagedCallersOnly(EntryPoint = "schedules_version")]
    public static long Version(byte* text, long size)
    {
        try
        {
            return Utf8Text.Write(typeof(TextExports).Assembly.GetName().Version!.ToString(3), text, size);
        }
        catch (Exception failure)
        {
            return Failure.Of(failure);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "schedules_error")]
    public static long Error(byte* text, long size)
    {
        try
        {
            return Utf8Text.Write(Failure.Last, text, size);
        }
        catch (Exception failure)
        {
            return Failure.Of(failure);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "schedules_spec")]
    public static long Spec(ulong run, byte* text, long size)
    {
        try
        {
            using var lease = HandleTable.Take<NativeRun>(run);
            return Utf8Text.Write(lease.Target.Schedule.ToJson(), text, size);
        }
        catch (Exception failure)
        {
            return Failure.Of(failure);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "schedules_plan")]
    public static int Plan(byte* request, byte** plan)
    {
        try
        {
            CallException.ThrowIfNull(plan, "plan");
            *plan = null;
            *plan = Utf8Text.Allocate(Planner.Plan(PlanRequest.FromJson(Utf8Text.Read(request, "request"))).ToJson());
            return 0;
        }
        catch (Exception failure)
        {
            return Failure.Of(failure);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "schedules_free")]
    public static void Free(byte* text) => Utf8Text.Free(text);
}
