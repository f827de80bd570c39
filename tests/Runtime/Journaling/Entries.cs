namespace Schedules.Runtime.Tests.Journaling;

/// <summary>An entry of a journal.</summary>
internal static class Entries
{
    public static JournalEntry Any { get; } =
        new()
        {
            Run = Guid.NewGuid(),
            Schedule = "the one given",
            Current = "that gone through",
            Model = new("toy", 8, false, false, 1),
            Precision = StoredPrecision.Exact,
            Start = "a hash",
            Steps = 7,
            Actions = 5,
            SequenceBase = 3,
            Reversed = 0,
            Completed = 2,
        };
}
