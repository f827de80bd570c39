namespace Schedules.Runtime;

/// <summary>Place and period of what a run writes to go on after a crash.</summary>
public sealed record JournalOptions
{
    /// <summary>A journal in a directory.</summary>
    /// <param name="directory">A directory for this run alone, which is made if it is not there. If it has the journal of a run
    /// that was broken off, that run goes on.</param>
    /// <exception cref="ArgumentException">It is empty.</exception>
    public JournalOptions(string directory)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        Directory = System.IO.Path.GetFullPath(directory);
    }

    /// <summary>The directory.</summary>
    public string Directory { get; private init; }

    /// <summary>The same in another directory.</summary>
    internal JournalOptions In(string directory) => this with { Directory = directory };

    /// <summary>The adjoint's state is written after so many actions, at least 1; null for no
    /// matter how many.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to less than 1.</exception>
    public long? EveryActions
    {
        get;
        init => field = value is { } count ? Arguments.AtLeast(count, 1, nameof(EveryActions)) : null;
    }

    /// <summary>The adjoint's state is written after so much time, 0 or more; null for no
    /// matter how much.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to less than 0.</exception>
    public TimeSpan? Every
    {
        get;
        init =>
            field =
                value < TimeSpan.Zero
                    ? throw new ArgumentOutOfRangeException(
                        nameof(Every),
                        value,
                        "Every is negative; allowed: at least 0"
                    )
                    : value;
    } = TimeSpan.FromSeconds(30);
}
