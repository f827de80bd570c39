namespace Schedules.Interop.Tests;

/// <summary>The same schedules in other vocabularies, and back, as sequences of records.</summary>
public class VocabularyTests
{
    private static readonly CheckpointSchedule Schedule = CheckpointSchedule.Multistage(
        steps: 3,
        snapshotsInRam: 1,
        snapshotsOnDisk: 1
    );

    public static TheoryData<string> Calls => [.. BadCalls.Keys];

    private static readonly Dictionary<string, (Action Call, string Parameter)> BadCalls = new()
    {
        ["steps of null"] = (() => Vocabulary.ToSteps(null!), "actions"),
        ["from steps of null"] = (() => Vocabulary.FromSteps(null!), "actions"),
        ["classic of null"] = (() => Vocabulary.ToClassic(null!), "actions"),
        ["from classic of null"] = (() => Vocabulary.FromClassic(null!), "actions"),
        ["operations of null"] = (() => Vocabulary.ToOperations(null!), "actions"),
        ["from operations of null"] = (() => Vocabulary.FromOperations(null!), "operations"),
        ["lines of null"] = (() => Vocabulary.Read(null!), "lines"),
        ["no clearing"] = (() => Vocabulary.ToSteps(Schedule, (Clearing)7), "clearing"),
        ["negative adjoints"] = (() => Vocabulary.ToSteps(Schedule, adjoints: -1), "adjoints"),
        ["no mode"] = (() => Vocabulary.ToClassic(Schedule, (ClassicMode)7), "mode"),
        ["no names"] = (() => Operations.Storage([], (LevelNames)7), "names"),
        ["cost of null"] = (() => Operations.Cost(null!), "operations"),
        ["storage of null"] = (() => Operations.Storage(null!), "operations"),
        ["view of null"] = (() => Operations.Condense(null!, 1), "operations"),
        ["chain of null"] = (() => Operations.CondenseChain(null!), "operations"),
        ["canonical of null"] = (() => Operations.Canonical(null!), "operations"),
        ["view 0"] = (() => Operations.Condense([], 0), "view"),
        ["view 4"] = (() => Operations.Condense([], 4), "view"),
        ["action of null"] = (() => CheckpointAction.FromJson(null!), "line"),
        ["step action of null"] = (() => StepAction.FromJson(null!), "line"),
        ["classic action of null"] = (() => ClassicAction.FromJson(null!), "line"),
        ["operation of null"] = (() => Operation.Parse(null!), "text"),
        ["writer of null"] = (() => _ = new ActionWriter(null!), "stream"),
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public void A_bad_call_throws_at_once_and_names_the_parameter(string call)
    {
        var (bad, parameter) = BadCalls[call];
        Assert.Equal(parameter, Assert.ThrowsAny<ArgumentException>(bad).ParamName);
    }

    [Fact]
    public void The_step_based_vocabulary_there_and_back()
    {
        var steps = Vocabulary.ToSteps(Schedule).ToList();
        StepAction[] first =
        [
            new StepClear(true, true),
            new StepClear(true, true),
            new StepConfigure(true, false),
            new StepForward(0, 1),
            new StepWrite(0, Storage.Ram),
        ];
        Assert.Equal(first, steps.Take(first.Length));
        Assert.Contains(new StepRead(1, Storage.Disk, true), steps);
        Assert.Contains(new StepEndForward(), steps);
        Assert.Equal(new StepReverse(3, 2), steps.OfType<StepReverse>().First());
        Assert.Equal(new StepEndReverse(true), steps[^1]);
        Assert.Equal(Schedule, Vocabulary.FromSteps(steps));
        Assert.All(steps, step => Assert.Equal(step, StepAction.FromJson(step.ToJson())));
        Assert.True(Vocabulary.ToSteps(Schedule, Clearing.WhenFull).Count() < steps.Count);
        Assert.Equal(new StepEndReverse(false), Vocabulary.ToSteps(Schedule, adjoints: null).Last());
    }

    [Fact]
    public void The_classic_vocabulary_there_and_back()
    {
        ClassicAction[] expected =
        [
            new Takeshot(0, 0, Storage.Ram),
            new Advance(0, 1),
            new Takeshot(1, 1, Storage.Disk),
            new Advance(1, 2),
            new Firsturn(2),
            new Restore(1, 1, Storage.Disk),
            new Youturn(1),
            new Restore(0, 0, Storage.Ram),
            new Youturn(0),
            new Terminate(),
        ];
        Assert.Equal(expected, Vocabulary.ToClassic(Schedule, ClassicMode.Multistage));
        Assert.Equal(Schedule, Vocabulary.FromClassic(expected));
        Assert.All(expected, action => Assert.Equal(action, ClassicAction.FromJson(action.ToJson())));
        var online = CheckpointSchedule.Online(OnlinePolicy.Dynamic, 3).WithSteps(5);
        var classic = Vocabulary.ToClassic(online, ClassicMode.Online).ToList();
        Assert.True(classic.Count < Vocabulary.ToClassic(online).Count());
        Assert.Null(((Takeshot)classic[0]).Level);
    }

    [Fact]
    public void Lines_of_any_vocabulary_are_read_with_their_numbers()
    {
        Assert.Equal(
            Schedule.Select((action, index) => new LineAction(index + 1, action)),
            Vocabulary.Read(Schedule.Select(action => action.ToJson()))
        );
        Assert.Equal(
            Schedule,
            Vocabulary.Read(Vocabulary.ToSteps(Schedule).Select(step => step.ToJson())).Select(read => read.Action)
        );
        var classic = Vocabulary.ToClassic(Schedule, ClassicMode.Multistage).Select(action => action.ToJson());
        var read = Vocabulary.Read(classic.Prepend("")).Select(line => line.Action);
        Assert.Equal(3, Referee.Verify(read).Steps);
    }

    [Fact]
    public void A_line_that_cannot_be_read_throws_with_line_and_column()
    {
        string[] lines = ["""["EndForward"]""", "", """["Copy",1,"RAM","NOWHERE"]"""];
        var read = Vocabulary.Read(lines).GetEnumerator();
        Assert.True(read.MoveNext());
        var thrown = Assert.Throws<TranslationException>(() => read.MoveNext());
        Assert.Equal((3, 17), (thrown.Line, thrown.Column));
        Assert.Equal(2, thrown.Index);
        Assert.Contains("\"NOWHERE\"", thrown.Reason);
        Assert.StartsWith("line 3: column 17", thrown.Message);
    }

    [Fact]
    public void A_line_that_does_not_fit_throws_with_its_line()
    {
        string[] lines = ["""["takeshot",0,0]""", """["youturn",0]"""];
        var thrown = Assert.Throws<TranslationException>(() => Vocabulary.Read(lines).ToList());
        Assert.Equal((2, null), (thrown.Line, thrown.Column));
    }

    [Fact]
    public void What_a_vocabulary_cannot_say_throws_with_its_index()
    {
        var mixed = CheckpointSchedule.Mixed(steps: 3, snapshots: 3);
        var thrown = Assert.Throws<TranslationException>(() => Vocabulary.ToClassic(mixed).ToList());
        Assert.Equal((0, null), (thrown.Index, thrown.Line));
        Assert.Contains("RAM", thrown.Reason);
        Assert.StartsWith("at 0", thrown.Message);
        Assert.Throws<TranslationException>(() => Vocabulary.ToOperations(mixed).ToList());
        CheckpointAction[] deletes = [new Move(1, Storage.Ram, Storage.None)];
        Assert.Throws<TranslationException>(() => Vocabulary.ToSteps(deletes).ToList());
        Assert.Throws<TranslationException>(() => Vocabulary.FromSteps([new StepForward(0, 1)]).ToList());
        Assert.Throws<ArgumentException>(() => Vocabulary.FromClassic([null!]).ToList());
    }

    [Fact]
    public void Vocabularies_are_translated_as_they_are_read()
    {
        var schedule = CheckpointSchedule.Revolve(1_000_000_000_000, 40);
        Assert.Equal(1000, Vocabulary.FromSteps(Vocabulary.ToSteps(schedule)).Take(1000).Count());
        Assert.Equal(1000, Vocabulary.FromClassic(Vocabulary.ToClassic(schedule)).Take(1000).Count());
        Assert.Equal(1000, Vocabulary.FromOperations(Vocabulary.ToOperations(schedule)).Take(1000).Count());
    }

    [Theory]
    [InlineData(typeof(StepAction), 8)]
    [InlineData(typeof(ClassicAction), 6)]
    public void The_actions_of_a_vocabulary_are_sealed_and_nobody_can_add_one(Type vocabulary, int kinds)
    {
        var found = vocabulary.Assembly.GetTypes().Where(type => type.IsSubclassOf(vocabulary)).ToList();
        Assert.Equal(kinds, found.Count);
        Assert.All(found, kind => Assert.True(kind.IsSealed && kind.IsPublic));
        Assert.Contains(
            vocabulary.GetMethods(System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic),
            method => method.IsAbstract && method.IsAssembly
        );
    }
}
