using Schedules.Cli.CommandLine;
using Schedules.Interop;

namespace Schedules.Cli.Serving;

/// <summary>Codes of errors, which are part of the protocol.</summary>
internal static class ErrorCode
{
    /// <summary>The line is no request.</summary>
    public const string Request = "request";

    /// <summary>There is no such run.</summary>
    public const string Run = "run";

    public static string Of(Exception failure) =>
        failure switch
        {
            RequestException refused => refused.Code,
            InvalidScheduleException => "invalid",
            FormatException => "text",
            ArgumentException => "range",
            OverflowException => "overflow",
            InvalidOperationException => "state",
            _ => "failed",
        };

    /// <summary>What is wrong, without what the framework adds to it, which says it
    /// already.</summary>
    public static string Text(Exception failure)
    {
        var added =
            failure is ArgumentException ? failure.Message.IndexOf(" (Parameter '", StringComparison.Ordinal) : -1;
        return ParseErrors.OneLine(added < 0 ? failure.Message : failure.Message[..added]);
    }
}
