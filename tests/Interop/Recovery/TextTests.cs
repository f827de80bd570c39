using Schedules.Testing;

namespace Schedules.Interop.Tests;

public sealed class TextTests
{
    public static TheoryData<string> All => Families.All;

    private static readonly CheckpointSchedule Recovered = Recover();

    [Theory]
    [MemberData(nameof(All))]
    public void A_schedule_is_read_back_from_its_text(string family)
    {
        foreach (var (label, schedule) in Families.Small(family, 6))
        {
            var text = schedule.ToJson();
            var read = CheckpointSchedule.FromJson(text);
            Assert.True(text == read.ToJson(), label);
            Assert.True(schedule.SequenceEqual(read), label);
            Assert.Equal((schedule.Name, schedule.Steps), (read.Name, read.Steps));
            Assert.Equal(schedule.Cost(), read.Cost());
        }
        foreach (var member in Families.Of(family).Where(member => member.Open is not null))
        {
            var read = CheckpointSchedule.FromJson(member.Open!.ToJson());
            Assert.Null(read.Steps);
            Assert.Equal(member.Open.ToJson(), read.ToJson());
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Schedules_of_the_same_text_have_the_same_actions(string family)
    {
        foreach (var same in Families.Small(family, 6).GroupBy(entry => entry.Schedule.ToJson()))
            Assert.Single(same.Select(entry => string.Concat(entry.Schedule.Select(a => a.ToJson()))).Distinct());
    }

    [Fact]
    public void A_text_is_what_is_documented()
    {
        Assert.Equal(
            """{"format":1,"family":"h-revolve","steps":9,"slots":[2,3],"inRam":"largest","costs":{"uf":0.1,"ub":1,"write":[0,2],"read":[0,2]}}""",
            CheckpointSchedule.HRevolve(9, 2, 3, costs: new CostModel(uf: 0.1)).ToJson()
        );
        Assert.Equal(
            """{"format":1,"family":"two-level","steps":7,"period":3,"binomialSnapshots":2,"binomialStorage":"LEVEL2","trajectory":"maximum"}""",
            CheckpointSchedule.TwoLevel(3, 2, (Storage)2).WithSteps(7).ToJson()
        );
    }

    [Fact]
    public void Costs_are_read_back_bit_by_bit()
    {
        var random = new Random(1);
        for (var i = 0; i < 2000; i++)
        {
            double[] bits = [.. Enumerable.Range(0, 6).Select(_ => Cost(random))];
            var model = new CostModel(bits[0], bits[1], [bits[2], bits[3]], [bits[4], bits[5]]);
            var read = CheckpointSchedule.FromJson(CheckpointSchedule.HRevolve(3, 1, 1, costs: model).ToJson()).Costs;
            double[] again =
            [
                read.Uf,
                read.Ub,
                read.Write(Storage.Ram),
                read.Write(Storage.Disk),
                read.Read(Storage.Ram),
                read.Read(Storage.Disk),
            ];
            Assert.Equal(bits.Select(BitConverter.DoubleToInt64Bits), again.Select(BitConverter.DoubleToInt64Bits));
        }
    }

    [Fact]
    public void Whatever_is_cut_off_is_missed()
    {
        foreach (var text in (string[])[CheckpointSchedule.HRevolve(9, 2, 3).ToJson(), Recovered.ToJson()])
            for (var length = 0; length < text.Length; length++)
                Assert.Throws<FormatException>(() => CheckpointSchedule.FromJson(text[..length]));
    }

    [Fact]
    public void Whatever_is_changed_of_where_it_begins_is_noticed()
    {
        var text = Recovered.ToJson();
        for (var i = 0; i < text.Length; i++)
            foreach (var other in "0123456789-\"{}[],:.eE truRAMDISK\\\0\ud800")
            {
                var changed = text[..i] + other + text[(i + 1)..];
                if (changed == text)
                    continue;
                var thrown = Record.Exception(() => Assert.Equal(text, CheckpointSchedule.FromJson(changed).ToJson()));
                Assert.True(thrown is null or FormatException or ArgumentException, $"{changed}: {thrown}");
            }
    }

    [Theory]
    [InlineData("", "no JSON")]
    [InlineData("null", "object")]
    [InlineData("[]", "object")]
    [InlineData("""{"family":"revolve","steps":9,"snapshotsInRam":3}""", "no field format")]
    [InlineData("""{"format":2,"family":"revolve","steps":9,"snapshotsInRam":3}""", "format is 2")]
    [InlineData("""{"format":1,"steps":9,"snapshotsInRam":3}""", "no field family")]
    [InlineData("""{"format":1,"family":"revolver","steps":9,"snapshotsInRam":3}""", "no family revolver")]
    [InlineData("""{"format":1,"family":7,"steps":9,"snapshotsInRam":3}""", "family")]
    [InlineData("""{"format":1,"family":"revolve","snapshotsInRam":3}""", "no field steps")]
    [InlineData("""{"format":1,"family":"revolve","steps":"9","snapshotsInRam":3}""", "steps")]
    [InlineData("""{"format":1,"family":"revolve","steps":9.5,"snapshotsInRam":3}""", "steps")]
    [InlineData("""{"format":1,"family":"revolve","steps":9223372036854775808,"snapshotsInRam":3}""", "steps")]
    [InlineData("""{"format":1,"family":"revolve","steps":9,"snapshotsInRam":2147483648}""", "snapshotsInRam")]
    [InlineData(
        """{"format":1,"family":"revolve","steps":9,"snapshotsInRam":3,"trajectory":"maximum","slots":3}""",
        "slots"
    )]
    [InlineData("""{"format":1,"family":"revolve","steps":9,"steps":9,"snapshotsInRam":3}""", "steps")]
    [InlineData("""{"format":1,"family":"revolve","steps":9,"snapshotsInRam":3} 1""", "no JSON")]
    [InlineData("""{"format":1,"family":"single-disk","moveData":1}""", "moveData")]
    [InlineData("""{"format":1,"family":"mixed","steps":9,"snapshots":3,"storage":"LEVEL1"}""", "storage")]
    [InlineData("""{"format":1,"family":"mixed","steps":9,"snapshots":3,"storage":"WORK"}""", "storage")]
    [InlineData("""{"format":1,"family":"online","policy":"best","snapshots":3,"storage":"RAM"}""", "policy")]
    [InlineData("""{"format":1,"family":"h-revolve","steps":9,"slots":[1],"inRam":"largest"}""", "costs")]
    [InlineData(
        """{"format":1,"family":"h-revolve","steps":9,"slots":1,"costs":{"uf":1,"ub":1,"write":[0],"read":[0]}}""",
        "slots"
    )]
    [InlineData(
        """{"format":1,"family":"h-revolve","steps":9,"slots":[1],"inRam":"largest","costs":{"uf":1,"ub":1,"write":[0]}}""",
        "read"
    )]
    [InlineData("""{"format":1,"family":"none","costs":{"uf":1,"ub":1,"write":[0],"read":[0]}}""", "costs")]
    [InlineData("""{"format":1,"family":"none","start":{"by":"magic"}}""", "magic")]
    [InlineData("""{"format":1,"family":"none","start":{"by":"enter","length":3,"adjoint":2}}""", "check")]
    [InlineData("""{"format":1,"family":"none","check":"0"}""", "check")]
    public void What_is_no_schedule_is_refused_with_what_is_wrong(string text, string wrong) =>
        Assert.Contains(wrong, Assert.Throws<FormatException>(() => CheckpointSchedule.FromJson(text)).Message);

    [Theory]
    [InlineData("""{"format":1,"family":"revolve","steps":0,"snapshotsInRam":3,"trajectory":"maximum"}""", "steps")]
    [InlineData(
        """{"format":1,"family":"revolve","steps":9,"snapshotsInRam":0,"trajectory":"maximum"}""",
        "snapshotsInRam"
    )]
    [InlineData("""{"format":1,"family":"none","steps":0}""", "steps")]
    [InlineData(
        """{"format":1,"family":"h-revolve","steps":9,"slots":[1],"inRam":"largest","costs":{"uf":-1,"ub":1,"write":[0],"read":[0]}}""",
        "uf"
    )]
    [InlineData(
        """{"format":1,"family":"h-revolve","steps":9,"slots":[1],"inRam":"largest","costs":{"uf":1e999,"ub":1,"write":[0],"read":[0]}}""",
        "uf"
    )]
    [InlineData(
        """{"format":1,"family":"h-revolve","steps":9,"slots":[1],"inRam":"largest","costs":{"uf":1,"ub":1,"write":[],"read":[0]}}""",
        "write"
    )]
    public void A_value_out_of_range_is_refused_by_its_name(string text, string parameter) =>
        Assert.Throws<ArgumentOutOfRangeException>(parameter, () => CheckpointSchedule.FromJson(text));

    [Fact]
    public void No_text_at_all_is_refused()
    {
        Assert.Throws<ArgumentNullException>("text", () => CheckpointSchedule.FromJson(null!));
        Assert.Throws<ArgumentNullException>("text", () => CheckpointSchedule.Revolve(9, 3).RestFromJson(null!));
    }

    [Fact]
    public void The_rest_of_another_schedule_is_refused_before_it_is_built()
    {
        var schedule = CheckpointSchedule.HRevolve(12, 1, 3);
        // A table that takes seconds to build.
        var text = schedule.ToJson().Replace("12", "20000").Replace("[1,3]", "[500,500]");
        var before = GC.GetAllocatedBytesForCurrentThread();
        var refused = Assert.Throws<FormatException>(() => schedule.RestFromJson(text));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        Assert.Contains("none of this family with these parameters", refused.Message);
    }

    private static double Cost(Random random) =>
        Math.Abs(BitConverter.Int64BitsToDouble(random.NextInt64() & 0x7FEFFFFFFFFFFFFF)) * random.NextDouble();

    private static CheckpointSchedule Recover()
    {
        var schedule = CheckpointSchedule.HRevolve(12, 1, 3);
        return Crashes
            .Every(schedule, Storage.Disk)
            .Select(schedule.Recover)
            .Last(recovered => recovered.StartsWith.Count == 2);
    }
}
