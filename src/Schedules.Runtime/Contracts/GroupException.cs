namespace Schedules.Runtime;

/// <summary>A run of many ranks has ended because of another one, or because they are not at the
/// same calculation. The rank that has failed throws its own exception, all others this one, all at
/// the same action.</summary>
/// <param name="message">What has happened, and where.</param>
/// <param name="rank">The rank that it is about; null if it is about all.</param>
public sealed class GroupException(string message, int? rank) : Exception(message)
{
    /// <summary>The rank that has failed, the first if there are many; null if the ranks are not at
    /// the same calculation.</summary>
    public int? Rank { get; } = rank;

    /// <summary>Whether the run goes on where it stood when all ranks start it again, after what
    /// has failed there has been mended: as after a
    /// <see cref="CheckpointStoreException"/>.</summary>
    public bool CanRunAgain { get; init; }
}
