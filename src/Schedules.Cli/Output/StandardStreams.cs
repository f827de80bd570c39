using Microsoft.Win32.SafeHandles;

namespace Schedules.Cli.Output;

/// <summary>What the command reads and writes: its process's standard streams, or those of a program
/// that runs it within itself.</summary>
internal static class StandardStreams
{
    private const int StandardOutputHandle = 1;
    private const int BrokenPipe = 32;

    private static readonly AsyncLocal<Given?> Own = new();
    private static readonly Lazy<TextWriter> Process = new(() =>
        Console.IsOutputRedirected ? Text(OpenOutput()) : Console.Out
    );

    /// <summary>Whether output goes to a file or a program.</summary>
    public static bool IsOutputRedirected => Own.Value is not null || Console.IsOutputRedirected;

    /// <summary>Whether errors go to a file or a program.</summary>
    public static bool IsErrorRedirected => Own.Value is not null || Console.IsErrorRedirected;

    /// <summary>Text on standard output, written line by line.</summary>
    public static TextWriter Output => Own.Value?.Text ?? Process.Value;

    /// <summary>Text on standard error.</summary>
    public static TextWriter Error => Own.Value?.Error ?? Console.Error;

    /// <summary>Gives the command other streams than the process's, for all that the caller runs from now on.</summary>
    public static void Give(Stream input, Stream output, TextWriter error) =>
        Own.Value = new(input, output, Text(output), error);

    /// <summary>Standard input, without a buffer.</summary>
    public static Stream OpenInput() => Own.Value?.Input ?? Console.OpenStandardInput();

    /// <summary>
    /// Standard output, without a buffer. It says so when nobody reads it any more: the framework's own
    /// swallows that, and a program at the left of `| head` would go on to its end. A file is left to the
    /// framework: it shares its position with other programs.
    /// </summary>
    public static Stream OpenOutput()
    {
        if (Own.Value is { } own)
            return own.Output;
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

    private static StreamWriter Text(Stream stream) => new(stream) { AutoFlush = true };

    private sealed record Given(Stream Input, Stream Output, TextWriter Text, TextWriter Error);
}
