using Core = Schedules.FSharp;

namespace Schedules.Interop;

/// <summary>
/// The referee: judges any stream of actions, a schedule's or your own. Valid is a stream in which
/// the forward starts where it stands, every step reversed has its dependencies, every checkpoint
/// read exists, no limit is exceeded, and nothing is left behind. It reads the stream once, and
/// keeps no more than what the levels hold.
/// </summary>
public static class Referee
{
    private static readonly RefereeOptions Default = new();

    /// <summary>A schedule knows what its own stream may do.</summary>
    internal static RefereeOptions Known(IEnumerable<CheckpointAction> actions, RefereeOptions? options) =>
        options ?? (actions is CheckpointSchedule schedule ? schedule.RefereeOptions : Default);

    /// <summary>Judges a stream and counts it.</summary>
    /// <param name="actions">The stream.</param>
    /// <param name="options">What is known of it; if not given, what a schedule says of itself.</param>
    /// <exception cref="InvalidScheduleException">It is not valid: carries the index, the action
    /// and the reason.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="actions"/> is null.</exception>
    public static Profile Verify(IEnumerable<CheckpointAction> actions, RefereeOptions? options = null) =>
        new(Violation.Valid(Judge(actions, Known(actions, options))));

    /// <summary>Judges a stream.</summary>
    /// <param name="actions">The stream.</param>
    /// <param name="options">What is known of it; if not given, what a schedule says of itself.</param>
    /// <returns>The first thing wrong with it, or null if it is valid.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="actions"/> is null.</exception>
    public static Violation? FindViolation(IEnumerable<CheckpointAction> actions, RefereeOptions? options = null) =>
        Judge(actions, Known(actions, options)) is { IsError: true } result ? Violation.From(result.ErrorValue) : null;

    /// <summary>Contents of every level after each action, computed as it is read.</summary>
    /// <param name="actions">The stream.</param>
    /// <param name="options">What is known of it; if not given, what a schedule says of itself.</param>
    /// <returns>A moment for each action; enumerating it throws
    /// <see cref="InvalidScheduleException"/> where the stream is not valid.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="actions"/> is null.</exception>
    public static IEnumerable<Moment> Timeline(IEnumerable<CheckpointAction> actions, RefereeOptions? options = null)
    {
        var known = Known(actions, options);
        return Core
            .ProfileModule.timelineFrom(
                known.Before(),
                known.ToCore(),
                known.Length(),
                CheckpointAction.ToCore(actions)
            )
            .Select(result => new Moment(Violation.Valid(result)));
    }

    private static Microsoft.FSharp.Core.FSharpResult<Core.Profile, Core.Violation> Judge(
        IEnumerable<CheckpointAction> actions,
        RefereeOptions options
    ) =>
        Core.ProfileModule.runFrom(
            options.Before(),
            options.ToCore(),
            options.Length(),
            CheckpointAction.ToCore(actions)
        );
}
