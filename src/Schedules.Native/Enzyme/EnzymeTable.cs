using System.Runtime.InteropServices;

namespace Schedules.Native;

/// <summary>The table of functions that Enzyme's drivers take, ABI version 1: in
/// this order.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct EnzymeTable
{
    private const uint AbiVersion = 1;

    public uint Version;
    public delegate* unmanaged<byte*, long, ulong, void*> Init;
    public delegate* unmanaged<void*, EnzymeAction*, void> NextAction;
    public delegate* unmanaged<void*, long, long, EnzymeRegion*, ulong, void> Store;
    public delegate* unmanaged<void*, long, long, EnzymeRegion*, ulong, void> Restore;
    public delegate* unmanaged<void*, long, void> SetLength;
    public delegate* unmanaged<void*, void> Finalize;
    public void* SaveState;
    public void* LoadState;
    public void* SetPaths;

    /// <summary>Stays as long as the process.</summary>
    private static readonly EnzymeTable* Table = Make();

    [UnmanagedCallersOnly(EntryPoint = "schedules_enzyme")]
    public static EnzymeTable* Get() => Table;

    private static EnzymeTable* Make()
    {
        var table = (EnzymeTable*)NativeMemory.AllocZeroed((nuint)sizeof(EnzymeTable));
        table->Version = AbiVersion;
        table->Init = &Begin;
        table->NextAction = &Next;
        table->Store = &Write;
        table->Restore = &Read;
        table->SetLength = &Tell;
        table->Finalize = &End;
        return table;
    }

    [UnmanagedCallersOnly]
    private static void* Begin(byte* data, long steps, ulong bytes)
    {
        try
        {
            return (void*)HandleTable.Add(new EnzymeRun(Utf8Text.Read(data, "data"), steps));
        }
        catch (Exception failure)
        {
            Failure.Of(failure);
            return null;
        }
    }

    [UnmanagedCallersOnly]
    private static void Next(void* state, EnzymeAction* action)
    {
        try
        {
            CallException.ThrowIfNull(action, "action");
            *action = new() { Flag = (int)EnzymeFlag.Error };
            using var lease = HandleTable.Take<EnzymeRun>((ulong)state);
            *action = lease.Target.Next();
        }
        catch (Exception failure)
        {
            Failure.Of(failure);
        }
    }

    [UnmanagedCallersOnly]
    private static void Write(void* state, long slot, long step, EnzymeRegion* regions, ulong count) =>
        Call(state, regions, count, (run, all) => run.Store(slot, all));

    [UnmanagedCallersOnly]
    private static void Read(void* state, long slot, long step, EnzymeRegion* regions, ulong count) =>
        Call(state, regions, count, (run, all) => run.Restore(slot, all));

    [UnmanagedCallersOnly]
    private static void Tell(void* state, long n) => Call(state, null, 0, (run, _) => run.SetLength(n));

    [UnmanagedCallersOnly]
    private static void End(void* state)
    {
        try
        {
            HandleTable.Remove((ulong)state);
        }
        catch (Exception failure)
        {
            Failure.Of(failure);
        }
    }

    private delegate void Act(EnzymeRun run, ReadOnlySpan<EnzymeRegion> regions);

    private static void Call(void* state, EnzymeRegion* regions, ulong count, Act act)
    {
        try
        {
            using var lease = HandleTable.Take<EnzymeRun>((ulong)state);
            try
            {
                if (count > 0)
                    CallException.ThrowIfNull(regions, "regions");
                act(lease.Target, new(regions, checked((int)count)));
            }
            catch (Exception failure)
            {
                lease.Target.Fail(failure);
                Failure.Of(failure);
            }
        }
        catch (Exception failure)
        {
            Failure.Of(failure);
        }
    }
}
