using Microsoft.Win32.SafeHandles;

namespace Schedules.Cli.Output;

/// <summary>
/// Standard output that says so when nobody reads it any more. The framework's own swallows that,
/// and a program at the left of `| head` would go on to its end.
/// </summary>
internal static class StandardOutput
{
    private const int StandardOutputHandle = 1;
    private const int BrokenPipe = 32;

    private static readonly Lazy<StreamWriter> LazyWriter = new(() => new StreamWriter(Open()) { AutoFlush = true });

    /// <summary>Text, where it does not go to a terminal.</summary>
    public static StreamWriter Writer => LazyWriter.Value;

    /// <summary>A stream without a buffer. A file is left to the framework: it shares its position
    /// with other programs.</summary>
    public static Stream Open()
    {
        if (OperatingSystem.IsWindows() || !Console.IsOutputRedirected)
            return Console.OpenStandardOutput();
        try
        {
            var pipe = new FileStream(new SafeFileHandle(StandardOutputHandle, false), FileAccess.Write, 0);
            return pipe.CanSeek ? Console.OpenStandardOutput() : pipe;
        }
        catch (Exception closed) when (closed is IOException or ArgumentException or UnauthorizedAccessException)
        {
            return Console.OpenStandardOutput();
        }
    }

    /// <summary>Whether a failure says that nobody reads any more.</summary>
    public static bool IsNobodyReading(IOException failure) => (failure.HResult & 0xFFFF) == BrokenPipe;
}
