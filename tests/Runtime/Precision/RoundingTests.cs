using System.Runtime.InteropServices;

namespace Schedules.Runtime.Tests.Precision;

/// <summary>Doubles as floats, in vectors and one by one, wherever they lie.</summary>
public sealed class RoundingTests
{
    /// <summary>Doubles that a float holds, exactly or rounded.</summary>
    private static readonly double[] Kept =
    [
        0,
        -0.0,
        1,
        -1 / 3.0,
        Math.PI * 1e30,
        float.MaxValue,
        -float.MaxValue,
        // Half a unit in the last place more is rounded to infinity, and this is less.
        float.MaxValue * (1 + 2.9e-8),
        1e-38,
        -1e-42,
        1e-46,
        5e-324,
        double.PositiveInfinity,
        double.NegativeInfinity,
        double.NaN,
        -double.NaN,
    ];

    private static readonly double[] Lost =
    [
        float.MaxValue * (1 + 3.1e-8),
        -1e39,
        double.MaxValue,
        BitConverter.Int64BitsToDouble(0x7ff8_0000_0000_0001),
        BitConverter.Int64BitsToDouble(unchecked((long)0xfff8_0000_1000_0000)),
        // A NaN that signals.
        BitConverter.Int64BitsToDouble(0x7ff0_0000_4000_0000),
    ];

    [Fact]
    public void Any_number_of_doubles_at_any_byte_is_rounded_as_one_double_is()
    {
        var random = new Random(3);
        foreach (var count in (int[])[.. Enumerable.Range(0, 70), 16_383, 16_384, 16_385, 50_000])
            for (var shift = 0; shift < 8; shift++)
            {
                var values = new double[count];
                for (var i = 0; i < count; i++)
                    values[i] =
                        random.Next(4) == 0
                            ? Kept[random.Next(Kept.Length)]
                            : (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-60, 38));
                var (lost, back) = RoundTrip(values, shift);
                Assert.Equal(-1, lost);
                for (var i = 0; i < count; i++)
                    Assert.Equal(Bits((float)values[i]), Bits(back[i]));
            }
    }

    [Fact]
    public void The_first_that_is_lost_is_found_wherever_it_is()
    {
        foreach (var bad in Lost)
        {
            Assert.True(Rounding.IsLost(bad));
            foreach (var at in (int[])[0, 1, 7, 8, 31, 32, 99, 16_384, 16_399])
            {
                var values = new double[at < 100 ? 100 : 16_400];
                Array.Fill(values, double.PositiveInfinity);
                values[at] = bad;
                values[^1] = bad;
                Assert.Equal(at, RoundTrip(values, 3).Lost);
            }
        }

        Assert.All(Kept, value => Assert.False(Rounding.IsLost(value)));
    }

    private static (long Lost, double[] Back) RoundTrip(double[] values, int shift)
    {
        var source = new byte[shift + 8 * values.Length];
        MemoryMarshal.AsBytes<double>(values).CopyTo(source.AsSpan(shift));
        var floats = new byte[shift + 4 * values.Length + 1];
        floats[^1] = 99;
        var lost = Rounding.Narrow(source.AsSpan(shift), floats.AsSpan(shift, 4 * values.Length));
        var doubles = new byte[shift + 8 * values.Length + 1];
        doubles[^1] = 99;
        Rounding.Widen(floats.AsSpan(shift, 4 * values.Length), doubles.AsSpan(shift, 8 * values.Length));
        Assert.Equal((99, 99), (floats[^1], doubles[^1]));
        var back = new double[values.Length];
        doubles.AsSpan(shift, 8 * values.Length).CopyTo(MemoryMarshal.AsBytes(back.AsSpan()));
        return (lost, back);
    }

    private static long Bits(double value) => BitConverter.DoubleToInt64Bits(value);
}
