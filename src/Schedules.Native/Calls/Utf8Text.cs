using System.Runtime.InteropServices;
using System.Text;

namespace Schedules.Native;

/// <summary>Texts that go in and out: UTF-8, with a zero at the end.</summary>
internal static unsafe class Utf8Text
{
    // No spec, and no request, is nearly as long.
    private const int Longest = 1 << 20;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>A text of the caller's.</summary>
    public static string Read(byte* text, string name)
    {
        CallException.ThrowIfNull(text, name);
        // Reads no further than the page in which the zero is.
        var bytes = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text);
        if (bytes.Length > Longest)
            throw new CallException(Status.Text, $"{name} has {bytes.Length} bytes; allowed: up to {Longest}");
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw new CallException(Status.Text, $"{name} is not UTF-8");
        }
    }

    /// <summary>Writes as much as there is room for, and a zero.</summary>
    /// <returns>The bytes of the whole text, without the zero.</returns>
    public static long Write(string text, byte* room, long bytes)
    {
        if (bytes < 0)
            throw new CallException(Status.Range, $"size is {bytes}; allowed: from 0");
        var whole = Encoding.UTF8.GetBytes(text);
        if (bytes == 0)
            return whole.Length;
        CallException.ThrowIfNull(room, "text");
        var written = (int)Math.Min(bytes - 1, whole.Length);
        // A character is written as a whole or not at all.
        while (written < whole.Length && (whole[written] & 0xC0) == 0x80)
            written--;
        whole.AsSpan(0, written).CopyTo(new(room, written));
        room[written] = 0;
        return whole.Length;
    }

    /// <summary>A copy that the caller gives back by <see cref="Free"/>.</summary>
    public static byte* Allocate(string text)
    {
        var bytes = Encoding.UTF8.GetByteCount(text);
        var copy = (byte*)NativeMemory.Alloc((nuint)bytes + 1);
        Encoding.UTF8.GetBytes(text, new Span<byte>(copy, bytes));
        copy[bytes] = 0;
        return copy;
    }

    public static void Free(byte* text) => NativeMemory.Free(text);
}
