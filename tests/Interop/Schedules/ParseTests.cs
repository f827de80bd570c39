namespace Schedules.Interop.Tests;

/// <summary>Schedules and requests for plans as texts that people write.</summary>
public sealed class ParseTests
{
    public static TheoryData<string, CheckpointSchedule> Texts =>
        new()
        {
            { "revolve steps=10 snapshotsInRam=3", CheckpointSchedule.Revolve(10, 3) },
            {
                "  revolve\tsnapshotsInRam=3   steps=10 trajectory=largest\n",
                CheckpointSchedule.Revolve(10, 3, Trajectory.Largest)
            },
            { "none", CheckpointSchedule.None() },
            { "single-disk moveData=true", CheckpointSchedule.SingleDisk(true) },
            { "two-level period=3 binomialSnapshots=2 steps=10", CheckpointSchedule.TwoLevel(3, 2).WithSteps(10) },
            {
                "h-revolve steps=9 slots=1,2 ub=2 write=0,1.5 read=0,3",
                CheckpointSchedule.HRevolve(9, [1, 2], costs: new(1, 2, [0, 1.5], [0, 3]))
            },
            { "disk-revolve steps=9 snapshotsInRam=2", CheckpointSchedule.DiskRevolve(9, 2) },
            {
                "h-revolve steps=9 slots=4,2 inRam=mixed:2:1",
                CheckpointSchedule.HRevolve(9, [4, 2], InRam.Mixed(2, 1))
            },
            { "mixed steps=9 snapshots=3 storage=disk", CheckpointSchedule.Mixed(9, 3, Storage.Disk) },
            { CheckpointSchedule.Uniform(9, 3).ToJson(), CheckpointSchedule.Uniform(9, 3) },
        };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Words_make_the_schedule_of_the_factory(string text, CheckpointSchedule expected) =>
        Assert.Equal(expected.ToJson(), CheckpointSchedule.Parse(text).ToJson());

    [Theory]
    [InlineData("", "no family")]
    [InlineData("nix steps=10", "nix")]
    [InlineData("revolve steps=10", "snapshotsInRam")]
    [InlineData("revolve steps=ten snapshotsInRam=3", "steps")]
    [InlineData("revolve steps=10 snapshotsInRam", "name=value")]
    [InlineData("revolve steps=10 =3", "name=value")]
    [InlineData("revolve steps=10 steps=10 snapshotsInRam=3", "once")]
    [InlineData("revolve steps=10 snapshotsInRam=3 uf=2", "uf")]
    [InlineData("single-memory steps=-3", "steps")]
    [InlineData("h-revolve steps=9 slots=1,2 uf=x", "uf")]
    public void What_is_no_such_text_is_named(string text, string part) =>
        Assert.Contains(part, Assert.Throws<FormatException>(() => CheckpointSchedule.Parse(text)).Message);

    [Theory]
    [InlineData("revolve steps=0 snapshotsInRam=3", "steps")]
    [InlineData("single-memory steps=0", "steps")]
    [InlineData("h-revolve steps=9 slots=1,2 write=0,-1", "write")]
    public void What_is_out_of_range_is_named(string text, string parameter) =>
        Assert.StartsWith(
            parameter,
            Assert.Throws<ArgumentOutOfRangeException>(() => CheckpointSchedule.Parse(text)).Message
        );

    [Fact]
    public void A_request_reads_as_it_is_written()
    {
        var machine = "advance=0.5 restart=80MB dependencies=400MB disk-write=500MB disk-read=1GB";
        Assert.Equal(
            Planner
                .Plan(Request(machine) with { Adjoints = 2, Overlapped = false, AdjointBytes = 3e6, Journal = true })
                .ToJson(),
            Planner
                .Plan(
                    PlanRequest.FromJson(
                        $$"""
                        {"steps": 300, "machine": "{{machine}}", "budgets": ["2GB", 10000000000], "adjoints": 2,
                         "overlapped": false, "adjoint_bytes": "3MB", "journal": true}
                        """
                    )
                )
                .ToJson()
        );
    }

    private static PlanRequest Request(string machine) =>
        new()
        {
            Steps = 300,
            Machine = Machine.Parse(machine),
            Budgets = [2e9, 1e10],
        };

    [Theory]
    [InlineData("{", "JSON")]
    [InlineData("[]", "object")]
    [InlineData("""{"machine":"advance=1","budgets":[1]}""", "steps")]
    [InlineData("""{"steps":"3","machine":"advance=1","budgets":[1]}""", "steps")]
    [InlineData("""{"steps":3,"machine":1,"budgets":[1]}""", "machine")]
    [InlineData("""{"steps":3,"machine":"advance=x","budgets":[1]}""", "advance")]
    [InlineData("""{"steps":3,"machine":"advance=1","budgets":4}""", "budgets")]
    [InlineData("""{"steps":3,"machine":"advance=1","budgets":[true]}""", "budgets")]
    [InlineData("""{"steps":3,"machine":"advance=1","budgets":[4],"journal":1}""", "journal")]
    [InlineData("""{"steps":3,"machine":"advance=1","budgets":[4],"nix":1}""", "nix")]
    [InlineData("""{"steps":3,"steps":3,"machine":"advance=1","budgets":[4]}""", "JSON")]
    public void What_is_no_request_is_named(string text, string part) =>
        Assert.Contains(part, Assert.Throws<FormatException>(() => PlanRequest.FromJson(text)).Message);
}
