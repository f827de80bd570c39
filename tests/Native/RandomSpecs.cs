using System.Diagnostics;
using System.Globalization;
using Schedules.Interop;

namespace Schedules.Native.Tests;

/// <summary>Schedules of every family with random parameters, as lines of words.</summary>
internal static class RandomSpecs
{
    private const int MostSteps = 40;

    /// <summary>So many, of each family in its turn; of those that can be built.</summary>
    public static IEnumerable<string> Take(int count, int seed)
    {
        var random = new Random(seed);
        for (var made = 0; made < count; )
        {
            var spec = Of(ScheduleFamily.All[made % ScheduleFamily.All.Count], random);
            if (!CanBeBuilt(spec))
                continue;
            yield return spec;
            made++;
        }
    }

    private static string Of(ScheduleFamily family, Random random) =>
        string.Join(
            ' ',
            [
                family.Name,
                .. from parameter in family.Parameters
                where parameter.Kind != ParameterKind.Costs && (parameter.IsNeeded || random.Next(2) == 0)
                select $"{parameter.Name}={Word(parameter, random)}",
                .. family.WeighsCosts ? Costs(random) : [],
            ]
        );

    private static string Word(FamilyParameter parameter, Random random) =>
        parameter.Kind switch
        {
            ParameterKind.Steps => Number(random.Next(1, MostSteps)),
            ParameterKind.Slots => Number(random.Next(0, 7)),
            ParameterKind.SlotsOfLevels => $"{random.Next(0, 4)},{random.Next(0, 4)}",
            ParameterKind.RestartUnits or ParameterKind.DependencyUnits => Number(random.Next(1, 4)),
            ParameterKind.Period when parameter.Words is [_, ..] words && random.Next(2) == 0 => words[
                random.Next(words.Count)
            ],
            ParameterKind.Period => Number(random.Next(1, 9)),
            ParameterKind.Level => ((string[])["ram", "disk", "level2"])[random.Next(3)],
            ParameterKind.Switch or ParameterKind.Word => parameter.Words[random.Next(parameter.Words.Count)],
            ParameterKind.InRam => ((string[])["maximum", "largest", "mixed:1:2"])[random.Next(3)],
            _ => throw new UnreachableException($"unknown kind {parameter.Kind}"),
        };

    private static string[] Costs(Random random) =>
        random.Next(2) == 0
            ? []
            :
            [
                "uf=1",
                $"ub={Number(random.Next(1, 4))}",
                $"write=0,{random.Next(0, 9)}.5",
                $"read=0,{random.Next(0, 5)}",
            ];

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static bool CanBeBuilt(string spec)
    {
        try
        {
            CheckpointSchedule.Parse(spec);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
