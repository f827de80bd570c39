using Schedules.Interop;

namespace Schedules.Testing;

/// <summary>A family and its parameters, as words.</summary>
public sealed class ScheduleSpec
{
    internal ScheduleSpec(ScheduleFamily family, OrderedDictionary<string, string> words) =>
        (Family, Words) = (family, words);

    /// <summary>The family.</summary>
    public ScheduleFamily Family { get; }

    /// <summary>The words by the names of parameters.</summary>
    public IReadOnlyDictionary<string, string> Words { get; }

    /// <summary>The schedule, with a number of steps.</summary>
    public CheckpointSchedule Build() => CheckpointSchedule.Parse(ToString());

    /// <summary>One line, as <see cref="CheckpointSchedule.Parse"/> takes it.</summary>
    public override string ToString() =>
        string.Join(' ', Words.Select(word => $"{word.Key}={word.Value}").Prepend(Family.Name));

    internal ScheduleSpec With(string name, string? word)
    {
        var words = new OrderedDictionary<string, string>(Words);
        if (word is null)
            words.Remove(name);
        else
            words[name] = word;
        return new(Family, words);
    }

    internal bool CanBeBuilt()
    {
        try
        {
            _ = Build();
            return true;
        }
        catch (ArgumentException)
        {
            // Some parameters exclude each other.
            return false;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
