namespace Schedules.Interop.Tests;

/// <summary>A bad argument is refused by the call itself, by its name, with the value and what
/// is allowed.</summary>
public class ValidationTests
{
    private const long Most = 1_000_000_000_000_000_000;

    /// <summary>Whatever has one of these types has been checked when it was made, or
    /// cannot be bad.</summary>
    private static readonly Type[] AlwaysGood = [typeof(bool), typeof(InRam), typeof(CostModel), typeof(BuildOptions)];

    public static TheoryData<BadCall> Bad => [.. BadCalls.All];

    [Theory]
    [MemberData(nameof(Bad))]
    public void The_call_itself_names_the_parameter_the_value_and_what_is_allowed(BadCall bad)
    {
        var refused = Assert.Throws<ArgumentOutOfRangeException>(() => _ = bad.Call());
        Assert.Equal(bad.Parameter, refused.ParamName);
        Assert.Contains(bad.Value, refused.Message);
        Assert.Contains(bad.Allowed, refused.Message);
    }

    [Fact]
    public void Every_parameter_that_can_be_bad_has_a_row()
    {
        var factories =
            from method in typeof(CheckpointSchedule).GetMethods()
            where method.IsStatic && method.ReturnType == typeof(CheckpointSchedule)
            where method.Name is not (nameof(CheckpointSchedule.FromJson) or nameof(CheckpointSchedule.Parse))
            from parameter in method.GetParameters()
            where !AlwaysGood.Contains(parameter.ParameterType)
            select $"{method.Name} {parameter.Name}";
        var period =
            from parameter in typeof(DiskPeriod).GetMethod(nameof(DiskPeriod.For))!.GetParameters()
            where !AlwaysGood.Contains(parameter.ParameterType)
            select $"For {parameter.Name}";
        var inRam =
            from method in typeof(InRam).GetMethods()
            where method.ReturnType == typeof(InRam)
            from parameter in method.GetParameters()
            where !AlwaysGood.Contains(parameter.ParameterType)
            select $"{method.Name} {parameter.Name}";
        var costs =
            from parameter in typeof(CostModel).GetConstructors().Single().GetParameters()
            select $"CostModel {parameter.Name}";

        var rows = BadCalls.All.Select(row => $"{row.Method} {row.Parameter}").ToHashSet();
        Assert.Subset(rows, factories.Concat(period).Concat(inRam).Concat(costs).ToHashSet());
    }

    [Fact]
    public void No_list_of_slots_at_all_is_refused_by_its_name()
    {
        Assert.Throws<ArgumentNullException>("slots", () => CheckpointSchedule.HRevolve(9, null!));
        Assert.Throws<ArgumentNullException>("slots", () => CheckpointSchedule.Optimal(9, null!));
    }

    [Fact]
    public void The_largest_and_smallest_values_that_are_allowed_are_accepted()
    {
        Assert.Equal(Most, CheckpointSchedule.Revolve(Most, int.MaxValue).Steps);
        Assert.Equal(1, CheckpointSchedule.Revolve(1, 0).Steps);
        Assert.Equal(Most, CheckpointSchedule.Multistage(Most, int.MaxValue, 0).Steps);
        Assert.Equal(Most, CheckpointSchedule.Multistage(Most, 0, int.MaxValue).Steps);
        Assert.Equal(1, CheckpointSchedule.Multistage(1, 0, 0).Steps);
        Assert.Equal(Most, CheckpointSchedule.PeriodicDisk(Most).WithSteps(Most).Steps);
        Assert.Equal(0, new CostModel(0, 0, [0], [0]).Uf);

        Assert.Equal(1, CheckpointSchedule.Mixed(1, 0).Steps);
        Assert.Equal(1_000_000, CheckpointSchedule.Mixed(1_000_000, int.MaxValue).Steps);
        Assert.Equal(1_000_000_000_000_000_000, CheckpointSchedule.Mixed(1_000_000_000_000_000_000, 3).Steps);
        Assert.Equal(1, CheckpointSchedule.UnitSizes(1, 0, Most, Most).Steps);
        Assert.Equal(Most, CheckpointSchedule.UnitSizes(Most, Most, Most, 1).Steps);
        Assert.Equal(1, CheckpointSchedule.HRevolve(1, 0, 0).Steps);
        Assert.Equal(1, CheckpointSchedule.HRevolve(1, []).Steps);
        Assert.Equal(9, CheckpointSchedule.HRevolve(9, int.MaxValue, int.MaxValue).Steps);
        Assert.Equal(1, CheckpointSchedule.DiskRevolve(1, 0).Steps);
        Assert.Equal(9, CheckpointSchedule.DiskRevolve(9, int.MaxValue).Steps);
        Assert.Equal(1, CheckpointSchedule.OneDRevolve(1, 0).Steps);
        Assert.Equal(9, CheckpointSchedule.OneDRevolve(9, int.MaxValue).Steps);
        Assert.Equal(1, CheckpointSchedule.PeriodicDiskRevolve(1, 0).Steps);
        Assert.Equal(Most, CheckpointSchedule.PeriodicDiskRevolve(Most, 1).Steps);
        Assert.Equal(Most, CheckpointSchedule.PeriodicDiskRevolve(Most, 1, DiskPeriod.Given(Most), true).Steps);
        Assert.Equal(1, CheckpointSchedule.Optimal(1, []).Steps);
        Assert.Equal(9, CheckpointSchedule.Optimal(9, [int.MaxValue, int.MaxValue]).Steps);

        var deepest = (Storage)int.MaxValue;
        Assert.True(CheckpointSchedule.Online(OnlinePolicy.Dynamic, 1 << 20, deepest).UsesStorage(deepest));
        Assert.True(CheckpointSchedule.TwoLevel(Most, int.MaxValue - 1, deepest).UsesStorage(deepest));
    }
}
