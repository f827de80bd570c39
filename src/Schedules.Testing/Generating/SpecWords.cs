using System.Globalization;
using Schedules.Interop;

namespace Schedules.Testing;

/// <summary>Random words for the parameters of a family, and smaller ones.</summary>
internal static class SpecWords
{
    private const int MostSlots = 4;
    private const int MostPeriod = 6;
    private static readonly string[] Costs = ["uf", "ub", "write", "read"];

    public static ScheduleSpec Next(Random random, int maxSteps)
    {
        while (true)
        {
            var family = ScheduleFamily.All[random.Next(ScheduleFamily.All.Count)];
            var spec = new ScheduleSpec(family, Words(random, family, maxSteps));
            if (spec.CanBeBuilt())
                return spec;
        }
    }

    public static IEnumerable<ScheduleSpec> Smaller(ScheduleSpec spec) =>
        from word in spec.Words
        from smaller in Smaller(spec, word.Key, word.Value)
        where smaller != word.Value
        let changed = spec.With(word.Key, smaller)
        where changed.CanBeBuilt()
        select changed;

    private static OrderedDictionary<string, string> Words(Random random, ScheduleFamily family, int maxSteps)
    {
        var words = new OrderedDictionary<string, string>();
        if (!family.IsOffline)
            words["steps"] = Whole(random.Next(maxSteps) + 1);
        foreach (var parameter in family.Parameters)
            if (parameter.Kind is not ParameterKind.Costs)
                words[parameter.Name] = Word(random, parameter, maxSteps);
            else
                foreach (var name in Costs)
                    words[name] = Problem.List(
                        Enumerable.Range(0, name is "uf" or "ub" ? 1 : 3).Select(_ => Generators.Cost(random))
                    );
        return words;
    }

    private static string Word(Random random, FamilyParameter parameter, int maxSteps) =>
        parameter.Kind switch
        {
            ParameterKind.Steps => Whole(random.Next(maxSteps) + 1),
            ParameterKind.Slots or ParameterKind.RestartUnits or ParameterKind.DependencyUnits => Whole(
                (parameter.Minimum ?? 0) + random.Next(MostSlots)
            ),
            ParameterKind.SlotsOfLevels => Problem.List(Generators.Slots(random, random.Next(3) + 1, 3)),
            ParameterKind.Period when parameter.Words.Count == 0 || random.Next(2) == 0 => Whole(
                random.Next(MostPeriod) + 1
            ),
            ParameterKind.Period or ParameterKind.Word or ParameterKind.Level or ParameterKind.InRam => parameter.Words[
                random.Next(parameter.Words.Count)
            ],
            ParameterKind.Switch => random.Next(2) == 0 ? "false" : "true",
            ParameterKind.Costs => throw new InvalidOperationException("costs are words of their own"),
            _ => throw new InvalidOperationException($"{parameter.Kind}"),
        };

    private static IEnumerable<string?> Smaller(ScheduleSpec spec, string name, string word)
    {
        if (Costs.Contains(name))
            return [null];
        if (word.Contains(','))
            return Testing
                .Smaller.Lists(
                    [.. word.Split(',').Select(number => long.Parse(number, CultureInfo.InvariantCulture))],
                    number => Testing.Smaller.Numbers(number)
                )
                .Where(list => list.Count > 0)
                .Select(list => Problem.List(list));
        if (long.TryParse(word, CultureInfo.InvariantCulture, out var whole))
            return Testing.Smaller.Numbers(whole).Select(Whole);
        return spec.Family.Parameters.FirstOrDefault(parameter => parameter.Name == name)?.Default is { } usual
            ? [usual]
            : [];
    }

    private static string Whole(long number) => number.ToString(CultureInfo.InvariantCulture);
}
