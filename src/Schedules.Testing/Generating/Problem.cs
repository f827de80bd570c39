using System.Globalization;
using Schedules.Interop;

namespace Schedules.Testing;

/// <summary>A calculation to make a schedule for.</summary>
/// <param name="Steps">The number of steps, at least 1.</param>
/// <param name="Slots">Slots for the restart data of a step on each level, RAM first; one at least in all.</param>
/// <param name="Costs">What steps, writes and reads cost.</param>
public sealed record Problem(int Steps, IReadOnlyList<int> Slots, CostModel Costs)
{
    /// <summary>Costs of writes and of reads, a number for each level.</summary>
    internal (double[] Write, double[] Read) OfLevels =>
        (
            [.. Slots.Select((_, level) => Costs.Write((Storage)level))],
            [.. Slots.Select((_, level) => Costs.Read((Storage)level))]
        );

    /// <summary>One line, in the words of <see cref="CheckpointSchedule.Parse"/>.</summary>
    public override string ToString()
    {
        var (write, read) = OfLevels;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"steps={Steps} slots={List(Slots)} uf={Costs.Uf} ub={Costs.Ub} write={List(write)} read={List(read)}"
        );
    }

    internal static string List<T>(IEnumerable<T> numbers)
        where T : IFormattable =>
        string.Join(',', numbers.Select(number => number.ToString(null, CultureInfo.InvariantCulture)));
}
