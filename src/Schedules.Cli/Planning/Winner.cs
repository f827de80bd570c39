using System.Globalization;
using Schedules.Cli.Families;
using Schedules.Cli.Output;
using Schedules.Interop;

namespace Schedules.Cli.Planning;

/// <summary>The best schedule as a command that can be pasted, with the costs that
/// it weighs.</summary>
internal static class Winner
{
    /// <summary>The lines.</summary>
    /// <param name="fits">The schedule.</param>
    /// <param name="machine">What costs what there.</param>
    /// <param name="width">Most characters of a line.</param>
    public static IEnumerable<string> Lines(Fits fits, Machine machine, int width)
    {
        var family = fits.Spec.Family;
        var costs = family.WeighsCosts ? Costs(machine) : "";
        return LineBreaks.OfCommand($"schedules cost {fits.Spec}{costs}", width, "  ").Prepend($"best: {family.Name}");
    }

    private static string Costs(Machine machine)
    {
        var costs = machine.Costs;
        var levels = Enumerable.Range(0, machine.Levels?.Count ?? 2).Select(level => (Storage)level).ToList();
        string Each(string one, string all, Func<Storage, double> cost) =>
            levels.Count == 2 && cost(Storage.Ram) == 0
                ? $" {one} {Text(cost(Storage.Disk))}"
                : $" {all} {string.Join(',', levels.Select(level => Text(cost(level))))}";
        return $" {CostOptions.Uf} {Text(costs.Uf)} {CostOptions.Ub} {Text(costs.Ub)}"
            + Each(CostOptions.Wd, CostOptions.Write, costs.Write)
            + Each(CostOptions.Rd, CostOptions.Read, costs.Read);
    }

    private static string Text(double cost) => cost.ToString(CultureInfo.InvariantCulture);
}
