using System.Text.Json;
using Schedules.Interop;

namespace Schedules.Cli.Tests;

/// <summary>Every family from its options: what `cost` says is what the library says of the
/// same schedule.</summary>
public sealed class FamilyTests
{
    private static readonly CostModel Dear = new(2, 3, [0, 5], [0, 4]);

    private static readonly Dictionary<string, CheckpointSchedule> Expected = new()
    {
        ["none --steps 12"] = CheckpointSchedule.None().WithSteps(12),
        ["single-memory --steps 12"] = CheckpointSchedule.SingleMemory().WithSteps(12),
        ["single-disk --steps 12 --move-data"] = CheckpointSchedule.SingleDisk(true).WithSteps(12),
        ["single-disk --steps 12 --move-data false"] = CheckpointSchedule.SingleDisk().WithSteps(12),
        ["revolve --max-n 30 --snapshots-in-ram 3"] = CheckpointSchedule.Revolve(30, 3),
        ["multistage --max-n 30 --snapshots-in-ram 2 --snapshots-on-disk 2 --trajectory revolve"] =
            CheckpointSchedule.Multistage(30, 2, 2, Trajectory.Revolve),
        ["two-level --steps 25 --period 7 --binomial-snapshots 2 --binomial-storage ram --trajectory largest"] =
            CheckpointSchedule.TwoLevel(7, 2, Storage.Ram, Trajectory.Largest).WithSteps(25),
        ["periodic-disk --steps 25 --period 7"] = CheckpointSchedule.PeriodicDisk(7).WithSteps(25),
        ["uniform --max-n 30 --snapshots 4 --storage disk"] = CheckpointSchedule.Uniform(30, 4, Storage.Disk),
        ["mixed --max-n 30 --snapshots 4 --storage disk"] = CheckpointSchedule.Mixed(30, 4, Storage.Disk),
        [
            "unit-sizes --max-n 30 --snapshots 9 --restart-units 2 --dependency-units 3 --stiffly-accurate true --storage level2"
        ] = CheckpointSchedule.UnitSizes(30, 9, 2, 3, true, (Storage)2),
        ["h-revolve --max-n 30 --snapshots-in-ram 1 --snapshots-on-disk 3 --uf 2 --ub 3 --wd 5 --rd 4"] =
            CheckpointSchedule.HRevolve(30, 1, 3, costs: Dear),
        ["disk-revolve --max-n 30 --snapshots-in-ram 2 --one-read-disk --uf 2 --ub 3 --wd 5 --rd 4"] =
            CheckpointSchedule.DiskRevolve(30, 2, true, costs: Dear),
        ["disk-revolve --max-n 30 --snapshots-in-ram 5 --in-ram mixed:2:1:stiff"] = CheckpointSchedule.DiskRevolve(
            30,
            5,
            inRam: InRam.Mixed(2, 1, stifflyAccurate: true)
        ),
        ["1d-revolve --max-n 30 --snapshots-in-ram 2"] = CheckpointSchedule.OneDRevolve(30, 2),
        ["periodic-disk-revolve --max-n 30 --snapshots-in-ram 2 --period 9"] = CheckpointSchedule.PeriodicDiskRevolve(
            30,
            2,
            DiskPeriod.Given(9)
        ),
        ["optimal --max-n 20 --slots 1,2,2 --write 1,6,1 --read 0,1,0"] = CheckpointSchedule.Optimal(
            20,
            [1, 2, 2],
            new CostModel(write: [1, 6, 1], read: [0, 1, 0])
        ),
        ["online --policy r3 --snapshots 3 --storage disk --steps 40"] = CheckpointSchedule
            .Online(OnlinePolicy.R3, 3, Storage.Disk)
            .WithSteps(40),
    };

    public static TheoryData<string> Lines => [.. Expected.Keys];

    [Theory]
    [MemberData(nameof(Lines))]
    public void Costs_are_those_of_the_library(string line)
    {
        var schedule = Expected[line];
        var profile = schedule.Verify();
        using var json = JsonDocument.Parse(Tool.Run(["cost", .. line.Split(' '), "--format", "json"]).Done().Output);
        var cost = json.RootElement;
        Assert.Equal(schedule.Steps, cost.GetProperty("steps").GetInt64());
        Assert.Equal(profile.Counts.ForwardSteps, cost.GetProperty("forward_steps").GetInt64());
        Assert.Equal(profile.Counts.RecordedSteps, cost.GetProperty("recorded_steps").GetInt64());
        Assert.Equal(profile.Actions, cost.GetProperty("actions").GetInt64());
        Assert.Equal(profile.WorkPeak, cost.GetProperty("work_peak").GetInt64());
        Assert.Equal(schedule.Cost(), cost.GetProperty("makespan").GetDouble());
        var levels = cost.GetProperty("levels").EnumerateObject().ToList();
        Assert.Equal(profile.Counts.Levels.Count, levels.Count);
        foreach (var (level, told) in profile.Counts.Levels.Zip(levels))
        {
            Assert.Equal((int)level < 2 ? $"{level}".ToUpperInvariant() : $"LEVEL{(int)level}", told.Name);
            Assert.Equal(profile.Counts.On(level).Writes, told.Value.GetProperty("writes").GetInt64());
            Assert.Equal(profile.Counts.On(level).Reads, told.Value.GetProperty("reads").GetInt64());
            Assert.Equal(profile.Peak(level), told.Value.GetProperty("peak").GetInt64());
        }
    }

    [Fact]
    public void Costs_that_a_family_does_not_weigh_still_judge_it()
    {
        string[] options =
        [
            "cost",
            "multistage",
            "--max-n",
            "30",
            "--snapshots-in-ram",
            "1",
            "--snapshots-on-disk",
            "2",
        ];
        var output = Tool.Run([.. options, "--wd", "100", "--rd", "0", "--format", "json"]).Done().Output;
        var counts = CheckpointSchedule.Multistage(30, 1, 2).Predict();
        using var json = JsonDocument.Parse(output);
        Assert.Equal(
            counts.ForwardSteps + 100 * counts.On(Storage.Disk).Writes,
            json.RootElement.GetProperty("makespan").GetDouble()
        );
    }

    [Fact]
    public void What_is_too_long_to_go_through_is_predicted()
    {
        string[] schedule = ["revolve", "--max-n", "1000000000000", "--snapshots-in-ram", "30"];
        var told = Tool.Run(["cost", .. schedule]).Done();
        Assert.Contains("peaks were not counted", told.Output);
        Assert.Contains("1,000,000,000,000", told.Output);
        Assert.DoesNotContain('\x1b', told.Output);
    }

    [Fact]
    public void An_option_without_effect_is_noted()
    {
        var told = Tool.Run(
            "actions",
            "revolve",
            "--max-n",
            "3",
            "--snapshots-in-ram",
            "2",
            "--uf",
            "2",
            "--period",
            "3"
        );
        Assert.Equal(0, told.Code);
        Assert.Equal(
            ["note: --period has no effect on revolve", "note: --uf has no effect on revolve"],
            told.Error.TrimEnd('\n').Split('\n')
        );
    }
}
