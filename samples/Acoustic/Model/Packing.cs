using System.Runtime.InteropServices;

namespace Schedules.Samples.Acoustic;

/// <summary>Numbers as bytes, one after the other: each is copied once.</summary>
internal ref struct Packing(Span<byte> target)
{
    private Span<byte> rest = target;

    public void Add(ReadOnlySpan<double> numbers)
    {
        var bytes = MemoryMarshal.AsBytes(numbers);
        bytes.CopyTo(rest);
        rest = rest[bytes.Length..];
    }

    public void Add(double number)
    {
        MemoryMarshal.Write(rest, number);
        rest = rest[sizeof(double)..];
    }
}

/// <summary>The numbers again, in the same order.</summary>
internal ref struct Unpacking(ReadOnlySpan<byte> source)
{
    private ReadOnlySpan<byte> rest = source;

    public void Take(Span<double> numbers)
    {
        var bytes = MemoryMarshal.AsBytes(numbers);
        rest[..bytes.Length].CopyTo(bytes);
        rest = rest[bytes.Length..];
    }

    public double Take()
    {
        var number = MemoryMarshal.Read<double>(rest);
        rest = rest[sizeof(double)..];
        return number;
    }
}
