namespace Schedules.Runtime.Tests.Journaling;

/// <summary>Each value of a journal's entry at the ends of its range, and the first ones beyond.</summary>
public class JournalEntryTests
{
    private const long MaxActions = 1L << 40;

    private static readonly StateFile State = new("adjoint-0.state", 1, 0);

    private static readonly JournalEntry Entry = new()
    {
        Run = Guid.Empty,
        Schedule = "",
        Current = "",
        Model = new("toy", 8, false, false, 1),
        Precision = StoredPrecision.Exact,
        Start = "",
        Actions = 0,
        SequenceBase = 0,
        Reversed = 0,
        Completed = 0,
    };

    private static JournalEntry Reversed(long reversed, long steps) =>
        Entry with
        {
            Reversed = reversed,
            Steps = steps,
            Adjoint = State,
        };

    private static JournalEntry Of(int rank, int size) => Entry with { Place = new(rank, size) };

    private static StateFile Named(string name) => State with { Name = name };

    public static TheoryData<string> Possible => Names(possible: true);

    public static TheoryData<string> Impossible => Names(possible: false);

    private static TheoryData<string> Names(bool possible) =>
        new(Entries.Where(pair => pair.Value.Possible == possible).Select(pair => pair.Key));

    private static readonly Dictionary<string, (bool Possible, JournalEntry Entry)> Entries = new()
    {
        ["the least of everything"] = (true, Entry),
        ["the most actions"] = (true, Entry with { Actions = MaxActions }),
        ["an action too many"] = (false, Entry with { Actions = MaxActions + 1 }),
        ["fewer actions than none"] = (false, Entry with { Actions = -1 }),
        ["the largest sequence"] = (true, Entry with { SequenceBase = long.MaxValue - 2 * MaxActions }),
        ["a larger sequence"] = (false, Entry with { SequenceBase = long.MaxValue - 2 * MaxActions + 1 }),
        ["a sequence below 0"] = (false, Entry with { SequenceBase = -1 }),
        ["one step"] = (true, Entry with { Steps = 1 }),
        ["no step"] = (false, Entry with { Steps = 0 }),
        ["a precision that there is not"] = (false, Entry with { Precision = (StoredPrecision)99 }),
        ["the most calculations"] = (true, Entry with { Completed = long.MaxValue - 1 }),
        ["a calculation more"] = (false, Entry with { Completed = long.MaxValue }),
        ["fewer calculations than none"] = (false, Entry with { Completed = -1 }),
        ["one step reversed of one"] = (true, Reversed(1, 1)),
        ["two steps reversed of one"] = (false, Reversed(2, 1)),
        ["fewer reversed than none"] = (false, Reversed(-1, 1)),
        ["a step reversed of an unknown number"] = (false, Reversed(1, 1) with { Steps = null }),
        ["a step reversed without a state"] = (false, Reversed(1, 1) with { Adjoint = null }),
        ["a state without a step reversed"] = (false, Reversed(0, 1)),
        ["the first of two ranks"] = (true, Of(0, 2)),
        ["the last of two ranks"] = (true, Of(1, 2)),
        ["a rank beyond two"] = (false, Of(2, 2)),
        ["a rank below 0"] = (false, Of(-1, 2)),
        ["one rank alone"] = (false, Of(0, 1)),
        ["an epoch below 0"] = (false, Entry with { Epoch = -1 }),
        ["an entry before"] = (true, Entry with { Previous = Entry }),
        ["two entries before"] = (false, Entry with { Previous = Entry with { Previous = Entry } }),
        ["an impossible entry before"] = (false, Entry with { Previous = Entry with { Epoch = -1 } }),
        ["a state without bytes"] = (false, Reversed(1, 1) with { Adjoint = State with { Bytes = 0 } }),
        ["many digits"] = (true, Reversed(1, 1) with { Adjoint = Named("adjoint-0123456789.state") }),
        ["no digit"] = (false, Reversed(1, 1) with { Adjoint = Named("adjoint-.state") }),
        ["a letter before a digit"] = (false, Reversed(1, 1) with { Adjoint = Named("adjoint-a0.state") }),
        ["no digits only"] = (false, Reversed(1, 1) with { Adjoint = Named("adjoint-0a.state") }),
        ["another beginning"] = (false, Reversed(1, 1) with { Adjoint = Named("forward-0.state") }),
        ["another end"] = (false, Reversed(1, 1) with { Adjoint = Named("adjoint-0.bytes") }),
        ["an end that overlaps"] = (false, Reversed(1, 1) with { Adjoint = Named("adjoint-state") }),
    };

    [Theory]
    [MemberData(nameof(Possible))]
    public void An_entry_at_the_end_of_a_range_is_taken(string entry) => Assert.Null(Entries[entry].Entry.Fault());

    [Theory]
    [MemberData(nameof(Impossible))]
    public void An_entry_beyond_is_refused(string entry) => Assert.NotNull(Entries[entry].Entry.Fault());

    [Fact]
    public void A_fault_says_the_value_and_what_it_does_not_fit() =>
        Assert.Equal("Reversed is 2, of 1 steps", Reversed(2, 1).Fault());

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void The_signature_says_whether_a_model_keeps_dependencies_and_a_state(long dependencies, bool keeps)
    {
        Assert.Equal(new ModelSignature("plain", 8, keeps, false, 1), ModelSignature.Of(new PlainModel(dependencies)));
        Assert.True(ModelSignature.Of(new ToyModel(1, 0.5)).HasAdjointState);
    }

    private sealed class PlainModel(long dependencies) : IdleModel(1), IAdjointModel
    {
        public string? Identity => "plain";

        public override long DependencyBytes(long step) => dependencies;
    }

    [Fact]
    public void The_key_tells_each_property_that_ranks_have_in_common_and_no_other()
    {
        var entry = Reversed(1, 1);
        JournalEntry[] other =
        [
            entry with
            {
                Run = Guid.NewGuid(),
            },
            entry with
            {
                Epoch = 1,
            },
            entry with
            {
                Current = "another",
            },
            entry with
            {
                Steps = 2,
            },
            entry with
            {
                Actions = 1,
            },
            entry with
            {
                SequenceBase = 1,
            },
            entry with
            {
                Reversed = 0,
            },
            entry with
            {
                Completed = 1,
            },
        ];
        Assert.Equal(other.Length + 1, other.Append(entry).Select(one => one.Key()).Distinct().Count());
        Assert.Equal(entry.Key(), (entry with { Place = new(1, 2), Adjoint = null, Start = "another" }).Key());
    }
}
