using System.Runtime.InteropServices;
using System.Text;

namespace Schedules.Native;

/// <summary>Tapenade's functions, in C and in Fortran. Each thread has its loops, which
/// nest. They answer nothing by which they could refuse: what is wrong ends the process,
/// with a line.</summary>
internal static unsafe class BinomialExports
{
    private const string Usual = "revolve";
    private const int TrialLength = 60;
    private const int TrialSlots = 3;

    [ThreadStatic]
    private static Stack<BinomialRun>? loops;

    [ThreadStatic]
    private static string? family;

    [UnmanagedCallersOnly(EntryPoint = "schedules_tapenade")]
    public static int Choose(byte* words)
    {
        try
        {
            var chosen = words is null ? Usual : Utf8Text.Read(words, "words");
            // One that keeps no stack is found out here, where it can be refused.
            var loop = new BinomialRun(chosen, TrialLength, TrialSlots, 0);
            while (loop.Next() is not null) { }
            family = chosen;
            return 0;
        }
        catch (Exception failure)
        {
            return Failure.Of(failure);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "adBinomial_init")]
    public static void Init(int length, int slots, int first) => Begin(length, slots, first);

    [UnmanagedCallersOnly(EntryPoint = "adbinomial_init_")]
    public static void FortranInit(int* length, int* slots, int* first) => Begin(*length, *slots, *first);

    [UnmanagedCallersOnly(EntryPoint = "adBinomial_next")]
    public static int Next(int* action, int* step) => GoOn(action, step);

    [UnmanagedCallersOnly(EntryPoint = "adbinomial_next_")]
    public static int FortranNext(int* action, int* step) => GoOn(action, step);

    [UnmanagedCallersOnly(EntryPoint = "adBinomial_resize")]
    public static void Resize() => Shorten();

    [UnmanagedCallersOnly(EntryPoint = "adbinomial_resize_")]
    public static void FortranResize() => Shorten();

    private static void Begin(int length, int slots, int first)
    {
        try
        {
            if (length < 0)
                throw new CallException(Status.Range, $"length is {length}; allowed: from 0");
            if (slots < 1)
                throw new CallException(Status.Range, $"nbSnap is {slots}; allowed: from 1");
            (loops ??= new()).Push(new(family ?? Usual, length, slots, first));
        }
        catch (Exception failure)
        {
            Die("adBinomial_init", failure);
        }
    }

    private static int GoOn(int* action, int* step)
    {
        try
        {
            CallException.ThrowIfNull(action, "action");
            CallException.ThrowIfNull(step, "step");
            if (Innermost().Next() is not { } next)
            {
                loops!.Pop();
                return 0;
            }
            (*action, *step) = ((int)next.Action, checked((int)next.Step));
            return 1;
        }
        catch (Exception failure)
        {
            Die("adBinomial_next", failure);
            return 0;
        }
    }

    private static void Shorten()
    {
        try
        {
            Innermost().Resize();
        }
        catch (Exception failure)
        {
            Die("adBinomial_resize", failure);
        }
    }

    private static BinomialRun Innermost() =>
        loops is { Count: > 0 }
            ? loops.Peek()
            : throw new CallException(Status.State, "no loop has begun: adBinomial_init comes first");

    // A gradient that is wrong in silence would be worse.
    private static void Die(string name, Exception failure)
    {
        Failure.Of(failure);
        var line = Encoding.UTF8.GetBytes($"libschedules: {name}: {Failure.Last}\n");
        fixed (byte* text = line)
            _ = WriteTo(2, text, (nuint)line.Length);
        Abort();
    }

    [DllImport("libc", EntryPoint = "write")]
    private static extern nint WriteTo(int file, byte* text, nuint bytes);

    [DllImport("libc", EntryPoint = "abort")]
    private static extern void Abort();
}
