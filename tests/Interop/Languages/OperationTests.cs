namespace Schedules.Interop.Tests;

/// <summary>Sequences of operations, as in H-Revolve.</summary>
public class OperationTests
{
    private static readonly CostModel Costs = new(uf: 2, ub: 3, write: [0, 1], read: [0, 5]);

    private static readonly CheckpointSchedule Schedule = CheckpointSchedule.DiskRevolve(
        steps: 6,
        snapshotsInRam: 1,
        oneReadDisk: true,
        costs: Costs
    );

    private static readonly Operation[] Sequence = [.. Vocabulary.ToOperations(Schedule)];

    private static string Text(Operation operation) => operation.ToText(LevelNames.MemoryAndDisk);

    [Fact]
    public void A_sequence_there_and_back()
    {
        Assert.Equal(
            "WD_0 F_0->3 WM_3 F_3->5 WFM_6 F_5->6 B_6->5 DFM_6 RM_3 F_3->4 WFM_5 F_4->5 B_5->4 DFM_5 RM_3 WFM_4 F_3->4 "
                + "B_4->3 DFM_4 DM_3 RD_0 WM_0 F_0->2 WFM_3 F_2->3 B_3->2 DFM_3 RM_0 F_0->1 WFM_2 F_1->2 B_2->1 DFM_2 RM_0 "
                + "WFM_1 F_0->1 B_1->0 DFM_1 DM_0",
            string.Join(' ', Sequence.Select(Text))
        );
        Assert.Equal(Schedule, Vocabulary.FromOperations(Sequence));
        Assert.All(Sequence, operation => Assert.Equal(operation, Operation.Parse(Text(operation))));
        Assert.All(Sequence, operation => Assert.Equal(operation, Operation.Parse($"{operation}")));
    }

    [Fact]
    public void A_sequence_costs_what_its_schedule_costs()
    {
        Assert.Equal(42, Operations.Cost(Sequence, Costs));
        Assert.Equal(Schedule.Cost(), Operations.Cost(Sequence, Costs));
        Assert.Equal(Schedule.Cost(CostModel.Standard), Operations.Cost(Sequence));
    }

    [Fact]
    public void What_is_written_to_each_level_is_listed()
    {
        var lists = Operations.Storage(Sequence, LevelNames.MemoryAndDisk);
        Assert.Equal<long>([3, 6, 5, 4, 0, 3, 2, 1], lists[Storage.Ram]);
        Assert.Equal<long>([0], lists[Storage.Disk]);
        Assert.Equal<long>([3, 0], Operations.Storage(Sequence)[Storage.Ram]);
    }

    [Fact]
    public void Condensed_views_show_parts()
    {
        var view = Operations.Condense(Sequence, 1).ToList();
        Assert.Equal(
            ["WD_0", "F_0->3", "Revolve(2, 1)", "RD_0", "Revolve(2, 1)"],
            view.Select(item => item.ToText(LevelNames.MemoryAndDisk, [1]))
        );
        Assert.Equal(
            (Operation.Write(1, 0), null, null, false),
            (view[0].Operation, view[0].Steps, view[0].Level, view[0].ReadsAgain)
        );
        Assert.Equal((null, 3, 0), (view[2].Operation, view[2].Steps, view[2].Level));
        Assert.Equal(6, Assert.Single(Operations.Condense(Sequence, 2)).Steps);
        Assert.Equal(5, Operations.CondenseChain(Sequence).Count());
        Assert.Equal([3, 3], Operations.Canonical(Sequence));
    }

    [Fact]
    public void An_operation_says_what_it_is_of()
    {
        (Operation, OperationKind, int?, long?, long?)[] expected =
        [
            (Operation.Forward(0, 3), OperationKind.Forward, null, 0, 3),
            (Operation.Backward(3, 2), OperationKind.Backward, null, 2, 3),
            (Operation.Write(1, 2), OperationKind.Write, 1, 2, null),
            (Operation.Read(1, 2), OperationKind.Read, 1, 2, null),
            (Operation.Discard(0, 2), OperationKind.Discard, 0, 2, null),
            (Operation.WriteForward(0, 3), OperationKind.WriteForward, 0, null, 3),
            (Operation.DiscardForward(0, 3), OperationKind.DiscardForward, 0, null, 3),
        ];
        foreach (var (operation, kind, level, n0, n1) in expected)
            Assert.Equal((kind, level, n0, n1), (operation.Kind, operation.Level, operation.N0, operation.N1));
    }

    [Theory]
    [InlineData("W_0", "column 2")]
    [InlineData("", "column 1")]
    public void Text_that_is_no_operation_throws_with_its_column(string text, string where)
    {
        Assert.StartsWith(where, Assert.Throws<FormatException>(() => Operation.Parse(text)).Message);
    }
}
