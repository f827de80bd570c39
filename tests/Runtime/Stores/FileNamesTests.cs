namespace Schedules.Runtime.Tests.Stores;

public sealed class FileNamesTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Theory]
    [InlineData(null, "")]
    [InlineData("a", "a.")]
    public void Names_are_of_a_step_and_a_rank(string? rank, string prefix)
    {
        var names = new FileNames(directory.Location, rank);
        Assert.Equal(directory.Location, names.Directory);
        Assert.Equal(directory[prefix + "checkpoints.lock"], names.Lock);
        Assert.Equal(directory[prefix + "checkpoints.slots"], names.Slots);
        Assert.Equal(directory[prefix + "0000000000000000042.checkpoint"], names.Checkpoint(42));
        Assert.Equal(directory[prefix + "0000000000000000042.checkpoint.part"], names.Unfinished(42));
        foreach (var step in (long[])[0, 42, long.MaxValue])
        {
            Assert.Equal(step, names.StepOf(names.Checkpoint(step)));
            Assert.Null(names.StepOf(names.Unfinished(step)));
            Assert.Equal((step, true), (FileNames.StepOfAny(names.Checkpoint(step), out var isWhole), isWhole));
            Assert.Equal((step, false), (FileNames.StepOfAny(names.Unfinished(step), out isWhole), isWhole));
        }
    }

    [Fact]
    public void The_least_of_names_is_a_step_with_an_end()
    {
        const string step = "0000000000000000007";
        Assert.Equal(7, FileNames.StepOfAny($"{step}.checkpoint", out _));
        foreach (
            var name in (string[])[$"{step[1..]}.checkpoint", $"{step}.checkpoin", step, "x", $"{step}.checkpoint.new"]
        )
            Assert.Null(FileNames.StepOfAny(name, out _));
        Assert.Null(FileNames.StepOfAny("-000000000000000007.checkpoint", out _));
    }

    [Fact]
    public void Files_of_others_are_not_its_own()
    {
        var (mine, others) = (new FileNames(directory.Location, "a"), new FileNames(directory.Location, "b"));
        var alone = new FileNames(directory.Location, null);
        foreach (var names in (FileNames[])[mine, others, alone])
        foreach (var path in (string[])[names.Lock, names.Slots, names.Checkpoint(1), names.Unfinished(2)])
            File.WriteAllText(path, "");
        string[] foreign =
        [
            "a.1.checkpoint",
            "a.000000000000000000x.checkpoint",
            "a.0000000000000000003.checkpoint.new",
            "a.00000000000000000003.checkpoint",
            "A.0000000000000000003.checkpoint",
            "notes",
        ];
        foreach (var name in foreign)
            File.WriteAllText(directory[name], "");
        foreach (var names in (FileNames[])[mine, others, alone])
            Assert.Equal([names.Checkpoint(1), names.Unfinished(2), names.Slots], names.Own());
    }
}
