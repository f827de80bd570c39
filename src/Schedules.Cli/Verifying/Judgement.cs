using Schedules.Cli.CommandLine;
using Schedules.Interop;

namespace Schedules.Cli.Verifying;

/// <summary>Judges lines, and says where they go wrong in the words of whoever wrote them: by line.</summary>
internal static class Judgement
{
    /// <summary>What valid lines do.</summary>
    /// <exception cref="FailureException">The first thing wrong, with its line.</exception>
    public static Profile Of(IEnumerable<string> lines, RefereeOptions options)
    {
        long line = 0;
        IEnumerable<CheckpointAction> Actions()
        {
            foreach (var read in Vocabulary.Read(lines))
            {
                line = read.Line;
                yield return read.Action;
            }
        }

        try
        {
            return Referee.Verify(Actions(), options);
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
