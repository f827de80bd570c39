namespace Schedules.Runtime;

/// <summary>How often, and when, a run asks a store or the journal again for what has failed,
/// before it throws. For what passes by itself: a file system over a network that is away for a
/// moment, a disk that somebody else has filled.</summary>
public sealed record RetryPolicy
{
    private static readonly TimeSpan MostDelay = TimeSpan.FromDays(1);

    /// <summary>Tries after the first, of one action, at least 1: what has failed so often, too, is
    /// thrown.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to less than 1.</exception>
    public int Retries
    {
        get;
        init => field = (int)Arguments.AtLeast(value, 1, nameof(Retries));
    } = 5;

    /// <summary>Time before the first of them, from 0 to a day; before each further one it is
    /// doubled, up to a day. A run that is cancelled does not wait for it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to less than 0, or
    /// to more.</exception>
    public TimeSpan Delay
    {
        get;
        init =>
            field =
                value < TimeSpan.Zero || value > MostDelay
                    ? throw new ArgumentOutOfRangeException(
                        nameof(Delay),
                        value,
                        $"Delay is {value}; allowed: from 0 to {MostDelay}"
                    )
                    : value;
    } = TimeSpan.FromSeconds(1);

    /// <summary>The time before a retry.</summary>
    /// <param name="retry">Which one, from 1.</param>
    internal TimeSpan DelayOf(int retry) =>
        TimeSpan.FromSeconds(
            Math.Min(MostDelay.TotalSeconds, Delay.TotalSeconds * Math.Pow(2, Math.Min(retry - 1, 60)))
        );
}
