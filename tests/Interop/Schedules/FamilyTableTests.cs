using System.Reflection;
using Microsoft.FSharp.Reflection;
using Core = Schedules.FSharp;

namespace Schedules.Interop.Tests;

/// <summary>The factories and the documentation against the table of families.</summary>
public sealed class FamilyTableTests
{
    public static TheoryData<string> Names => [.. ScheduleFamily.All.Select(family => family.Name)];

    /// <summary>The case of the core's spec, which gives a factory its name.</summary>
    private static string Case(ScheduleFamily family) => Cases[family.Name];

    // The cases of the spec by the names that their texts have.
    private static readonly Dictionary<string, string> Cases = Families
        .Names.SelectMany(Families.Of)
        .Select(member => member.CoreWithSteps(6).Spec.Value)
        .GroupBy(spec => Core.SpecModule.family(spec).Name, Name)
        .ToDictionary(group => group.Key, group => group.Distinct().Single());

    [Fact]
    public void Every_family_is_tried_by_the_tests_of_the_facade() =>
        Assert.Equal(ScheduleFamily.All.Select(family => family.Name).Order(), Cases.Keys.Order());

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_family_has_a_factory_with_its_parameters(string name)
    {
        var family = ScheduleFamily.Find(name)!;
        var factory = typeof(CheckpointSchedule)
            .GetMethods(BindingFlags.Public | BindingFlags.Static)
            .FirstOrDefault(method =>
                method.Name == Case(family)
                && method
                    .GetParameters()
                    .Select(parameter => parameter.Name)
                    .Where(parameter => parameter != "options")
                    .SequenceEqual(family.Parameters.Select(parameter => parameter.Name))
            );
        Assert.True(
            factory is not null,
            $"CheckpointSchedule.{Case(family)}({string.Join(", ", family.Parameters.Select(parameter => parameter.Name))}) is missing"
        );
        foreach (var (parameter, given) in family.Parameters.Zip(factory.GetParameters()))
        {
            Assert.Equal(parameter.IsNeeded, !given.HasDefaultValue);
            if (parameter.Kind == ParameterKind.Word)
                Assert.Equal(
                    Enum.GetNames(given.ParameterType).Select(word => word.ToLowerInvariant()).Order(),
                    parameter.Words.Order()
                );
            else
                Assert.Equal(Type(parameter), given.ParameterType);
            if (given.DefaultValue is { } usual && given.HasDefaultValue)
                Assert.Equal(
                    parameter.Default,
                    given.ParameterType.IsEnum
                        ? Enum.GetName(given.ParameterType, usual)!.ToLowerInvariant()
                        : $"{usual}".ToLowerInvariant()
                );
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_a_factory_makes_is_made_by_the_name_of_its_family(string name)
    {
        foreach (var (label, schedule) in Families.Names.SelectMany(names => Families.Small(names, 5)))
        {
            var spec = Core
                .ScheduleText.read(Core.BuildOptionsModule.standard, schedule.ToJson())
                .ResultValue.Spec.Value;
            var family = ScheduleFamily.Find(Core.SpecModule.family(spec).Name)!;
            if (family.Name != name)
                continue;
            var words = Core
                .SpecModule.values(spec)
                .Select(value => (value.Item1.Name, Word: Core.ParameterModule.write(value.Item2)))
                .Where(value => value.Word.IsSome)
                .ToDictionary(value => value.Name, value => value.Word.Value);
            var built = family.Build(words, schedule.Costs);
            var whole = family.IsOffline ? built : built.WithSteps(schedule.Steps!.Value);
            Assert.True(schedule.ToJson() == whole.ToJson(), label);
        }
    }

    [Fact]
    public void What_is_not_given_is_as_in_the_factory()
    {
        var needed = new Dictionary<string, string>
        {
            ["steps"] = "9",
            ["snapshotsInRam"] = "2",
            ["oneReadDisk"] = "true",
        };
        Assert.Equal(
            CheckpointSchedule.PeriodicDiskRevolve(9, 2, oneReadDisk: true).ToJson(),
            ScheduleFamily.Find("periodic-disk-revolve")!.Build(needed).ToJson()
        );
        needed.Remove("oneReadDisk");
        Assert.Equal(
            CheckpointSchedule.PeriodicDiskRevolve(9, 2).ToJson(),
            ScheduleFamily.Find("periodic-disk-revolve")!.Build(needed).ToJson()
        );
        Assert.Throws<FormatException>(() => ScheduleFamily.Find("multistage")!.Build(needed));
        needed["snapshotsInRam"] = "two";
        Assert.Throws<FormatException>(() => ScheduleFamily.Find("revolve")!.Build(needed));
        needed["snapshotsInRam"] = "0";
        Assert.Throws<ArgumentOutOfRangeException>(
            "snapshotsInRam",
            () => ScheduleFamily.Find("revolve")!.Build(needed)
        );
        Assert.Throws<InvalidOperationException>(() =>
            ScheduleFamily
                .Find("multistage")!
                .Table(
                    new Dictionary<string, string>
                    {
                        ["steps"] = "9",
                        ["snapshotsInRam"] = "2",
                        ["snapshotsOnDisk"] = "2",
                    }
                )
        );
        Assert.Null(ScheduleFamily.Find("all"));
    }

    [Fact]
    public void The_table_in_the_documentation_is_the_table_of_families()
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "which.fsx"));
        var rows = lines
            .SkipWhile(line => !line.StartsWith("| family |", StringComparison.Ordinal))
            .Skip(2)
            .TakeWhile(line => line.StartsWith('|'));
        Assert.Equal(ScheduleFamily.All.Select(Row), rows);
    }

    private static string Row(ScheduleFamily family) =>
        $"| `{Case(family)}` | {family.Summary} | {(family.IsOffline ? "known" : "not needed in advance")} | {Adjoints(family)} |";

    /// <summary>How many adjoint calculations its schedules permit, as it is first and with what
    /// parameter otherwise.</summary>
    private static string Adjoints(ScheduleFamily family)
    {
        var permitted = Families
            .Names.SelectMany(name => Families.Small(name, 5))
            .Where(small => small.Schedule.ToJson().Contains($"\"family\":\"{family.Name}\"", StringComparison.Ordinal))
            .Select(small => small.Schedule.Adjoints is { } count ? $"{count}" : "any")
            .Distinct()
            .ToList();
        if (family.Parameters.Any(parameter => parameter.Name == "keepDisk"))
            return Assert.Single(permitted) + ", or any (`keepDisk`)";
        return permitted is [var one] ? one : "any, or 1 (`moveData`)";
    }

    private static string Name(Core.Spec spec) => FSharpValue.GetUnionFields(spec, typeof(Core.Spec), null).Item1.Name;

    private static Type Type(FamilyParameter parameter) =>
        parameter.Kind switch
        {
            ParameterKind.Level => typeof(Storage),
            ParameterKind.Switch => typeof(bool),
            ParameterKind.SlotsOfLevels => typeof(IReadOnlyList<int>),
            ParameterKind.InRam => typeof(InRam),
            ParameterKind.Costs => typeof(CostModel),
            ParameterKind.Period when parameter.Words.Count > 0 => typeof(DiskPeriod),
            _ when parameter.Maximum > int.MaxValue => typeof(long),
            _ => typeof(int),
        };
}
