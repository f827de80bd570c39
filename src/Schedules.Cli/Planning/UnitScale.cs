using System.Numerics;

namespace Schedules.Cli.Planning;

/// <summary>Sizes in whole units, few enough for a table: what does not come out even is
/// rounded up.</summary>
/// <param name="Unit">What a unit takes.</param>
/// <param name="Restart">Units of restart data.</param>
/// <param name="Dependencies">Units of the dependencies of a step.</param>
internal readonly record struct UnitScale(long Unit, long Restart, long Dependencies)
{
    /// <summary>The scale for two sizes, more than 0.</summary>
    /// <param name="restart">Size of restart data.</param>
    /// <param name="dependencies">Size of the dependencies of a step.</param>
    /// <param name="finest">The smaller of both sizes is this many units at most.</param>
    public static UnitScale Of(long restart, long dependencies, int finest)
    {
        var common = (long)BigInteger.GreatestCommonDivisor(restart, dependencies);
        var unit = Math.Max(common, Up(Math.Min(restart, dependencies), finest));
        return new(unit, Up(restart, unit), Up(dependencies, unit));
    }

    private static long Up(long size, long unit) => (size - 1) / unit + 1;
}
