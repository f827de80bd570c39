using System.Reflection;
using System.Text.Json;

namespace Schedules.Interop.Tests;

/// <summary>Actions are records: values to be matched and taken apart, of six kinds and
/// no others.</summary>
public class ActionTests
{
    private static readonly Type[] Six =
    [
        typeof(Copy),
        typeof(EndForward),
        typeof(EndReverse),
        typeof(Forward),
        typeof(Move),
        typeof(Reverse),
    ];

    public static TheoryData<string, string> Lines =>
        new()
        {
            { Json(new Forward(0, 3, true, false, Storage.Ram)), """["Forward",0,3,true,false,"RAM"]""" },
            { Json(new Forward(4, 5, false, true, Storage.Work)), """["Forward",4,5,false,true,"WORK"]""" },
            { Json(Streams.Advance(0, Forward.OpenEnd)), """["Forward",0,-1,false,false,"NONE"]""" },
            { Json(new Reverse(7, 5, true)), """["Reverse",7,5,true]""" },
            { Json(new Copy(2, Storage.Disk, Storage.Work)), """["Copy",2,"DISK","WORK"]""" },
            { Json(new Move(2, (Storage)3, Storage.None)), """["Move",2,"LEVEL3","NONE"]""" },
            { Json(new EndForward()), """["EndForward"]""" },
            { Json(new EndReverse()), """["EndReverse"]""" },
        };

    [Theory]
    [MemberData(nameof(Lines))]
    public void An_action_is_one_line_of_json(string line, string expected)
    {
        Assert.Equal(expected, line);
        Assert.Equal(JsonValueKind.Array, JsonDocument.Parse(line).RootElement.ValueKind);
    }

    [Fact]
    public void A_switch_takes_actions_apart()
    {
        string[] expected =
        [
            "keep 0 in Ram, go to 2",
            "record 2 to 3",
            "end",
            "back 3 to 2",
            "copy 0 from Ram to Work",
            "go 0 to 1",
            "record 1 to 2",
            "back 2 to 1",
            "move 0 from Ram to Work",
            "record 0 to 1",
            "back 1 to 0",
            "end",
        ];
        Assert.Equal(expected, Streams.ThreeStepsOneSlot.Select(Describe));
    }

    [Theory]
    [MemberData(nameof(Families.All), MemberType = typeof(Families))]
    public void A_switch_over_the_six_kinds_is_exhaustive(string family)
    {
        foreach (var (label, schedule) in Families.Small(family, longest: 10))
            Assert.True(schedule.All(action => Describe(action).Length > 0), label);
    }

    [Fact]
    public void Actions_are_equal_by_value()
    {
        foreach (var action in Streams.ThreeStepsOneSlot)
        {
            Assert.NotSame(action, action with { });
            Assert.Equal(action, action with { });
            Assert.Equal(action.GetHashCode(), (action with { }).GetHashCode());
        }
    }

    [Fact]
    public void Every_property_of_an_action_counts_in_its_equality()
    {
        var forward = new Forward(1, 2, false, false, Storage.Work);
        CheckpointAction[] different =
        [
            forward,
            forward with
            {
                N0 = 0,
            },
            forward with
            {
                N1 = 3,
            },
            forward with
            {
                WriteIcs = true,
            },
            forward with
            {
                WriteAdjDeps = true,
            },
            forward with
            {
                Storage = Storage.Ram,
            },
            new Reverse(2, 1, false),
            new Reverse(3, 1, false),
            new Reverse(2, 0, false),
            new Reverse(2, 1, true),
            new Copy(1, Storage.Ram, Storage.Work),
            new Copy(0, Storage.Ram, Storage.Work),
            new Copy(1, Storage.Disk, Storage.Work),
            new Copy(1, Storage.Ram, Storage.Disk),
            new Move(1, Storage.Ram, Storage.Work),
            new EndForward(),
            new EndReverse(),
        ];
        Assert.Equal(different.Length, different.Distinct().Count());
        Assert.Equal(different.Length, different.Select(Json).Distinct().Count());
    }

    [Fact]
    public void There_are_six_kinds_of_actions_all_of_them_sealed()
    {
        var kinds = typeof(CheckpointAction)
            .Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(CheckpointAction)));
        Assert.Equal(Six, kinds.OrderBy(type => type.Name));
        Assert.All(Six, kind => Assert.True(kind.IsSealed && kind.IsPublic));
    }

    [Fact]
    public void Nobody_outside_can_add_a_kind()
    {
        const BindingFlags Own = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        var closing = typeof(CheckpointAction).GetMethods(Own).Where(method => method.IsAbstract && method.IsAssembly);
        Assert.NotEmpty(closing);
        Assert.True(typeof(CheckpointAction).IsAbstract);
    }

    private static string Json(CheckpointAction action) => action.ToJson();

    private static string Describe(CheckpointAction action) =>
        action switch
        {
            Forward { WriteIcs: true, N0: var n0, Storage: var storage } forward =>
                $"keep {n0} in {storage}, go to {forward.N1}",
            Forward(var n0, var n1, _, true, _) => $"record {n0} to {n1}",
            Forward(var n0, var n1, false, false, _) => $"go {n0} to {n1}",
            Reverse(var n1, var n0, _) => $"back {n1} to {n0}",
            Copy(var n, var from, var to) => $"copy {n} from {from} to {to}",
            Move(var n, var from, var to) => $"move {n} from {from} to {to}",
            EndForward or EndReverse => "end",
            _ => throw new ArgumentOutOfRangeException(nameof(action), action, "none of the six kinds"),
        };
}
