namespace Schedules.Interleavings;

/// <summary>Faults that are planted into what ships: each is found within the bounds in which
/// nothing is found without it.</summary>
public sealed class SeedTests
{
    private sealed record Case(string Means, Func<string, Findings> Explore);

    private static readonly Dictionary<string, Case> Cases = new()
    {
        ["never-told"] = new("deadlock: caller stands at ", Traffic(Small.MovedBack, 0)),
        ["looked-too-early"] = new("deadlock: caller stands at ", Traffic(Small.MovedBack, 1)),
        ["waits-for-a-lost-pulse"] = new("deadlock: caller stands at ", Traffic(Small.MovedBack, 0)),
        ["left-undone"] = new("is to hold", Traffic(Small.Cancelled, 1)),
        ["given-up"] = new("is to hold", Traffic(Small.Refused, 0)),
        ["told-twice"] = new("the caller is told of fault 1 again", Traffic(Small.Refused, 0)),
        ["released-before-written"] = new("is to hold", Traffic(Small.MovedBack, 1)),
        ["used-before-read"] = new("the model finds ", Traffic(Small.MovedBack, 0)),
        ["moved-before-there"] = new("is deleted before Disk has it", Traffic(Small.Moved, 1)),
        ["named-before-there"] = new("cannot be read", Crash(Small.MovedBack)),
        ["removed-before-replaced"] = new("cannot be read", Crash(Small.MovedBack)),
        ["dropped-while-written"] = new("is to hold", Traffic(Small.AtOnce, 1)),
        ["kept-after-deletion"] = new("is to hold", Traffic(Small.MovedBack, 0)),
        ["filled-while-written"] = new("not as it was written", Crash(Small.MovedBack, 1)),
        ["rows-waited-for-too-late"] = new("deadlock: caller stands at wait", Rows(1, 3)),
        ["rows-failing-alone"] = new("nobody catches what is thrown on helper", Rows(2, 1)),
    };

    public static TheoryData<string> Names => [.. Planted];

    private static IEnumerable<string> Planted =>
        Directory
            .GetFiles(Path.Combine(AppContext.BaseDirectory, "Seeds"))
            .Select(path => Path.GetFileNameWithoutExtension(path));

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_found(string fault)
    {
        var (means, explore) = Cases[fault];
        var found = explore(fault);
        Assert.Contains(means, found.Failure, StringComparison.Ordinal);
        // The schedule that is printed shows it again.
        Assert.Contains("\nreplayed by \"", found.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_is_looked_for() => Assert.Equal(Cases.Keys.Order(), Planted.Order());

    private static Func<string, Findings> Traffic(string name, int preemptions) =>
        fault => new Exploration(Small.Of(name).Run) { Fault = fault }.Complete(preemptions);

    private static Func<string, Findings> Crash(string name, int preemptions = 0) =>
        fault =>
        {
            var crashes = new Crashes(Small.Of(name), lives: 2);
            return new Exploration(crashes.Run) { AtPoint = crashes.Look, Fault = fault }.Complete(preemptions);
        };

    private static Func<string, Findings> Rows(int calls, int preemptions) =>
        fault => new Exploration(() => RowsProgram.Run(2, calls, true)) { Fault = fault }.Complete(preemptions);
}
