using System.Globalization;

namespace Schedules.Cli.Output;

/// <summary>Lines of UTF-8 on their way to a stream, through one buffer: nothing is allocated for a line.</summary>
internal sealed class Utf8Lines(Stream stream) : IDisposable
{
    private const int LongestNumber = 20;

    private readonly byte[] buffer = new byte[1 << 17];
    private int used;

    /// <summary>Text in UTF-8.</summary>
    public void Write(ReadOnlySpan<byte> text)
    {
        if (!text.TryCopyTo(buffer.AsSpan(used)))
        {
            Flush();
            if (text.Length > buffer.Length)
            {
                stream.Write(text);
                return;
            }
            text.CopyTo(buffer);
        }
        used += text.Length;
    }

    /// <summary>A number in decimal digits.</summary>
    public void Write(long number)
    {
        if (buffer.Length - used < LongestNumber)
            Flush();
        number.TryFormat(buffer.AsSpan(used), out var written, default, CultureInfo.InvariantCulture);
        used += written;
    }

    /// <summary>Text.</summary>
    public void Write(string text) => Write(System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>The end of a line.</summary>
    public void End() => Write("\n"u8);

    /// <summary>What is in the buffer goes to the stream.</summary>
    public void Flush()
    {
        stream.Write(buffer, 0, used);
        used = 0;
    }

    /// <summary>Lets the stream go; what has not been flushed, because of a failure, is lost.</summary>
    public void Dispose() => stream.Dispose();
}
