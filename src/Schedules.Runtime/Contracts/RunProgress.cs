using System.Globalization;
using System.Text;
using Schedules.Interop;

namespace Schedules.Runtime;

/// <summary>Progress of a run.</summary>
/// <param name="Actions">Actions carried out.</param>
/// <param name="ForwardSteps">Steps that the forward has advanced over, in all.</param>
/// <param name="ReversedSteps">Steps that the adjoint has gone back over, in all.</param>
/// <param name="Fraction">What part of the steps predicted has been done, from 0 to 1; null while there is no prediction.</param>
/// <param name="Elapsed">Time since the run began, or was resumed.</param>
public readonly record struct RunProgress(
    long Actions,
    long ForwardSteps,
    long ReversedSteps,
    double? Fraction,
    TimeSpan Elapsed
)
{
    /// <summary>The actions in all; null while that is not known, or if they are more
    /// than a million.</summary>
    public long? ActionCount { get; init; }

    /// <summary>The number of steps of the calculation; null while it is not known.</summary>
    public long? Steps { get; init; }

    /// <summary>The step at whose start the forward stands; null if it has no position.</summary>
    public long? Forward { get; init; }

    /// <summary>The step at whose start the adjoint stands; null before its calculation
    /// begins.</summary>
    public long? Adjoint { get; init; }

    /// <summary>The action that goes on, or has just ended; null before the first.</summary>
    public CheckpointAction? Now { get; init; }

    /// <summary>The time that the rest will take by the prediction, which is that of
    /// <see cref="RunProfile.PredictedTime"/>, on the machine that the run has measured so far; null
    /// before the first step and while there is no prediction. Steps and transfers of which there
    /// was none take what <see cref="RunOptions.Machine"/> says or, else, an adjoint step takes as
    /// many forward steps as the costs of the schedule say, and a read as long as a write. Going
    /// through the actions takes about a millisecond of each report: before it has come to the end
    /// of a schedule with more than some thousand of them, all but steps goes on as
    /// it has.</summary>
    public TimeSpan? Remaining { get; init; }

    /// <summary>What each level holds now, the fastest first.</summary>
    public IReadOnlyList<LevelContents> Levels
    {
        get => field ?? [];
        init;
    }

    /// <summary>A line for people.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"{(Adjoint is { } adjoint ? $"adjoint at {adjoint}" : $"forward at {Forward}")}{Of(Steps)}, action {Actions}{Of(ActionCount)}"
        );
        if (Now is { } now)
            text.Append(CultureInfo.InvariantCulture, $": {now.ToText()}");
        text.Append(CultureInfo.InvariantCulture, $"; {Time(Elapsed)}");
        if (Remaining is { } left)
            text.Append(CultureInfo.InvariantCulture, $", {Time(left)} left");
        foreach (var (level, checkpoints, bytes) in Levels)
            text.Append(CultureInfo.InvariantCulture, $"; {Name(level)}: {checkpoints}, {Size(bytes)}");
        return text.ToString();
    }

    private static string Time(TimeSpan time) =>
        time.TotalSeconds switch
        {
            < 120 => FormattableString.Invariant($"{time.TotalSeconds:0.0} s"),
            < 7200 => FormattableString.Invariant($"{time.TotalMinutes:0.0} min"),
            _ => FormattableString.Invariant($"{time.TotalHours:0.0} h"),
        };

    private static string Size(long bytes) =>
        bytes switch
        {
            < 1000 => FormattableString.Invariant($"{bytes} B"),
            < 1_000_000 => FormattableString.Invariant($"{bytes / 1e3:0.0} KB"),
            < 1_000_000_000 => FormattableString.Invariant($"{bytes / 1e6:0.0} MB"),
            _ => FormattableString.Invariant($"{bytes / 1e9:0.0} GB"),
        };

    /// <summary>As actions name it.</summary>
    private static string Name(Storage level) =>
        level > Storage.Disk ? FormattableString.Invariant($"LEVEL{(int)level}") : level.ToString().ToUpperInvariant();

    private static string Of(long? count) => count is null ? "" : $" of {count}";
}

/// <summary>Checkpoints that a level holds.</summary>
/// <param name="Level">The level.</param>
/// <param name="Checkpoints">Their number.</param>
/// <param name="Bytes">The bytes of their data.</param>
public readonly record struct LevelContents(Storage Level, long Checkpoints, long Bytes);
