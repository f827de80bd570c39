using System.Runtime.InteropServices;

namespace Schedules.Runtime.Tests.Samples;

/// <summary>Numbers compared by their bits.</summary>
internal static class Bits
{
    public static void AssertEqual(double[] expected, double[] actual) =>
        Assert.True(
            MemoryMarshal.AsBytes(expected.AsSpan()).SequenceEqual(MemoryMarshal.AsBytes(actual.AsSpan())),
            "not the same bits"
        );

    public static void AssertEqual(double expected, double actual) =>
        Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(actual));
}
