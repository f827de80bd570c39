using System.Buffers;
using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Schedules.Cli.CommandLine;
using Schedules.Cli.Help;
using Schedules.Cli.Output;

namespace Schedules.Cli.Serving;

/// <summary>schedules serve: a request a line on standard input, an answer a line on standard
/// output, for programs that cannot link the library.</summary>
internal static class ServeCommand
{
    // No request is nearly as long.
    private const int LongestRequest = 1 << 20;

    public static Command Create()
    {
        var command = new Command("serve", "Answers requests of other programs: JSON lines, as docs/protocol says");
        command.SetAction(_ =>
        {
            using var input = StandardStreams.OpenInput();
            using var output = StandardStreams.OpenOutput();
            Serve(input, output);
            return ExitCode.Done;
        });
        return ExampleHelp.Of(
            command,
            "Example:",
            "  echo '{\"op\":\"open\",\"spec\":\"revolve steps=10 snapshotsInRam=3\"}' | schedules serve"
        );
    }

    private static void Serve(Stream input, Stream output)
    {
        using var reader = new StreamReader(input, new UTF8Encoding(false));
        var session = new Session();
        var answer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(
            answer,
            new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
        );
        while (Line(reader) is { } line)
        {
            if (string.IsNullOrWhiteSpace(line))
                continue;
            answer.ResetWrittenCount();
            json.Reset();
            session.Answer(line, json, answer);
            json.Flush();
            answer.Write("\n"u8);
            output.Write(answer.WrittenSpan);
            output.Flush();
        }
    }

    /// <summary>A line; null at the end.</summary>
    /// <exception cref="FailureException">It is too long.</exception>
    private static string? Line(StreamReader reader)
    {
        var line = new StringBuilder();
        for (int next; (next = reader.Read()) >= 0; line.Append((char)next))
        {
            if (next == '\n')
                return line.ToString();
            if (line.Length == LongestRequest)
                throw new FailureException($"failed: a request is longer than {LongestRequest} characters");
        }
        return line.Length > 0 ? line.ToString() : null;
    }
}
