namespace Schedules.Interop.Tests;

/// <summary>A schedule names the storages of its actions, all of them and no others.</summary>
public class UsesStorageTests
{
    private static readonly Storage[] Every =
    [
        Storage.None,
        Storage.Work,
        Storage.Ram,
        Storage.Disk,
        (Storage)2,
        (Storage)3,
        (Storage)int.MaxValue,
        (Storage)int.MinValue,
    ];

    [Theory]
    [MemberData(nameof(Families.All), MemberType = typeof(Families))]
    public void A_schedule_uses_exactly_the_storages_that_its_actions_name(string family)
    {
        foreach (var (label, schedule) in Families.Small(family, longest: 20))
        {
            var named = schedule.SelectMany(Named).ToHashSet();
            Assert.True(named.SetEquals(schedule.Storages), label);
            Assert.True(named.SetEquals(Every.Where(schedule.UsesStorage)), label);
        }
    }

    [Theory]
    [MemberData(nameof(Families.All), MemberType = typeof(Families))]
    public void No_storage_is_listed_twice(string family)
    {
        foreach (var (label, schedule) in Families.Small(family, longest: 10))
            Assert.True(schedule.Storages.Distinct().Count() == schedule.Storages.Count, label);
    }

    [Theory]
    [MemberData(nameof(Families.AllOnline), MemberType = typeof(Families))]
    public void Without_a_number_of_steps_the_storages_are_those_of_some_number(string family)
    {
        foreach (var member in Families.Of(family))
        {
            var some = Enumerable.Range(1, 20).SelectMany(steps => member.WithSteps(steps).Storages).ToHashSet();
            Assert.True(some.SetEquals(member.Open!.Storages), member.Label);
        }
    }

    private static Storage[] Named(CheckpointAction action) =>
        action switch
        {
            Forward forward => [forward.Storage],
            Copy(_, var from, var to) => [from, to],
            Move(_, var from, var to) => [from, to],
            _ => [],
        };
}
