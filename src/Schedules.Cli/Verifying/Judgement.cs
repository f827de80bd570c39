using Schedules.Cli.CommandLine;
using Schedules.Interop;

namespace Schedules.Cli.Verifying;

/// <summary>Judges lines, and says where they go wrong in the words of whoever wrote
/// them: by line.</summary>
internal static class Judgement
{
    /// <summary>Effect of valid lines.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="options">What is known of them.</param>
    /// <param name="note">Takes what is valid, and yet looks like a mistake.</param>
    /// <exception cref="FailureException">The first thing wrong, with its line.</exception>
    public static Profile Of(IEnumerable<string> lines, RefereeOptions options, Action<string> note)
    {
        long line = 0;
        var idle = 0L;
        IEnumerable<CheckpointAction> Actions()
        {
            foreach (var read in Vocabulary.Read(lines))
            {
                line = read.Line;
                // In other tools, a Forward that keeps nothing names no level.
                if (
                    read.Action is Forward { WriteIcs: false, WriteAdjDeps: false, Storage: >= Storage.Ram } forward
                    && idle++ == 0
                )
                    note($"line {line}, {forward.ToJson()}: names a level, and writes nothing there");
                yield return read.Action;
            }
        }

        try
        {
            var profile = Referee.Verify(Actions(), options);
            if (idle > 1)
                note($"so do {idle - 1} more");
            return profile;
        }
        catch (InvalidScheduleException invalid)
        {
            throw new FailureException(
                invalid.Violation.Action is { } action
                    ? $"invalid: line {line}, {action.ToJson()}: {invalid.Violation.Reason}"
                    : $"invalid: after line {line}: {invalid.Violation.Reason}"
            );
        }
        catch (TranslationException unreadable)
        {
            throw new FailureException($"invalid: line {unreadable.Line}: {unreadable.Reason}");
        }
    }
}
