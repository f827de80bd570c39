using Schedules.Interop;
using Schedules.Runtime;

namespace Schedules.Native;

/// <summary>Exceptions end here: the caller gets a status, and the text for the asking.</summary>
internal static class Failure
{
    [ThreadStatic]
    private static string? last;

    /// <summary>What the last call of this thread that failed has to say; empty
    /// if none has.</summary>
    public static string Last => last ?? "";

    /// <summary>Remembers what is wrong, and says which kind it is.</summary>
    public static int Of(Exception failure)
    {
        last = Line(failure.Message);
        return (int)(
            failure switch
            {
                CallException refused => refused.Status,
                InvalidScheduleException => Status.Invalid,
                OverflowException => Status.Overflow,
                ArgumentOutOfRangeException => Status.Range,
                ArgumentException => Status.Range,
                FormatException => Status.Text,
                InvalidOperationException => Status.State,
                CheckpointStoreException or IOException or UnauthorizedAccessException => Status.Store,
                OutOfMemoryException => Status.Memory,
                _ => Status.Internal,
            }
        );
    }

    /// <summary>What is wrong, without what the framework adds to a message, which says it
    /// already.</summary>
    private static string Line(string message)
    {
        var line = message.AsSpan();
        if (line.IndexOf('\n') is >= 0 and var end)
            line = line[..end];
        if (line.IndexOf(" (Parameter '", StringComparison.Ordinal) is >= 0 and var added)
            line = line[..added];
        return line.Length == message.Length ? message : line.TrimEnd().ToString();
    }
}
