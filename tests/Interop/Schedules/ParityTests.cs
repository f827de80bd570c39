using Core = Schedules.FSharp;

namespace Schedules.Interop.Tests;

/// <summary>The facade adds nothing to the core and loses nothing of it.</summary>
public class ParityTests
{
    private const int Longest = 20;

    private static readonly Core.CostModel CoreCosts = Core
        .CostModelModule.create(3, 5, [7.0, 11, 13], [17.0, 19, 23])
        .ResultValue;
    private static readonly CostModel Costs = new(3, 5, [7, 11, 13], [17, 19, 23]);

    [Theory]
    [MemberData(nameof(Families.All), MemberType = typeof(Families))]
    public void The_actions_are_those_of_the_core(string family)
    {
        foreach (var (label, facade, core) in Pairs(family))
        foreach (var adjoints in Families.Permitted(facade))
        {
            var expected = Core.ScheduleModule.actionsOf(adjoints, core).Select(Core.ActionModule.toJson);
            var actual = facade.Actions(adjoints).Select(action => action.ToJson());
            Assert.True(expected.SequenceEqual(actual), $"{label}, {adjoints} adjoints");
        }
    }

    [Theory]
    [MemberData(nameof(Families.All), MemberType = typeof(Families))]
    public void What_a_schedule_says_of_itself_is_what_the_core_says(string family)
    {
        foreach (var (label, facade, core) in Pairs(family))
        {
            Assert.True(family == facade.Name && core.Name == facade.Name, label);
            Assert.True(core.Length.Steps.Value == facade.Steps, label);
            Assert.True(core.Length.IsKnown != facade.IsOnline, label);
            Assert.True((core.Adjoints.IsTimes ? core.Adjoints.count : null) == facade.Adjoints, label);
            Assert.True(core.Storages.Select(Name).SequenceEqual(facade.Storages.Select(Name)), label);
        }
    }

    [Theory]
    [MemberData(nameof(Families.All), MemberType = typeof(Families))]
    public void Predictions_and_costs_are_those_of_the_core(string family)
    {
        foreach (var (label, facade, core) in Pairs(family))
        {
            Assert.True(Core.ScheduleModule.cost(CoreCosts, core).ResultValue == facade.Cost(Costs), label);
            foreach (var adjoints in Families.Permitted(facade))
                Same(Core.ScheduleModule.predictOf(adjoints, core).ResultValue, facade.Predict(adjoints), label);
        }
    }

    [Fact]
    public void Every_factory_has_a_family_here()
    {
        var factories =
            from method in typeof(CheckpointSchedule).GetMethods()
            where method.IsStatic && method.ReturnType == typeof(CheckpointSchedule)
            where method.Name is not (nameof(CheckpointSchedule.FromJson) or nameof(CheckpointSchedule.Parse))
            select method.Name;
        var called = from family in Families.Names from member in Families.Of(family) select member.Label.Split('(')[0];

        Assert.Equal(factories.Distinct().Order(), called.Distinct().Order());
    }

    private static IEnumerable<(string Label, CheckpointSchedule Facade, Core.Schedule Core)> Pairs(string family) =>
        from member in Families.Of(family)
        from steps in Enumerable.Range(1, Longest)
        select ($"{member.Label}, {steps} steps", member.WithSteps(steps), member.CoreWithSteps(steps));

    private static string Name(Core.Storage storage) => storage.ToString();

    private static string Name(Storage storage) =>
        storage switch
        {
            Storage.None or Storage.Work or Storage.Ram or Storage.Disk => $"{storage}".ToUpperInvariant(),
            _ => $"LEVEL{(int)storage}",
        };

    private static void Same(Core.Counts expected, Counts actual, string label)
    {
        Assert.True(
            (expected.ForwardSteps, expected.RecordedSteps, expected.ReversedSteps)
                == (actual.ForwardSteps, actual.RecordedSteps, actual.ReversedSteps),
            label
        );
        Assert.True(expected.Levels.Keys.SequenceEqual(actual.Levels.Select(level => (int)level)), label);
        foreach (var (level, counts) in expected.Levels)
            Assert.True(
                actual.On((Storage)level) == new LevelCounts(counts.Writes, counts.Reads, counts.Deletes),
                label
            );
    }
}
