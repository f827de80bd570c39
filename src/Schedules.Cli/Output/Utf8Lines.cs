using System.Globalization;
using System.Text;

namespace Schedules.Cli.Output;

/// <summary>Lines of UTF-8 on their way to standard output, through one buffer.</summary>
internal sealed class Utf8Lines : IDisposable
{
    private const int LongestNumber = 20;

    private readonly Stream stream = StandardStreams.OpenOutput();
    private readonly byte[] buffer = new byte[1 << 16];
    private int used;

    /// <summary>Writes lines, each as it is made.</summary>
    public static void Print(IEnumerable<string> lines)
    {
        using var output = new Utf8Lines();
        foreach (var line in lines)
            output.Write(line);
        output.Flush();
    }

    /// <summary>Text in UTF-8.</summary>
    public void Write(ReadOnlySpan<byte> text)
    {
        if (buffer.Length - used < text.Length)
            Flush();
        if (text.Length > buffer.Length)
        {
            stream.Write(text);
            return;
        }
        text.CopyTo(buffer.AsSpan(used));
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

    private void Write(string line)
    {
        Write(Encoding.UTF8.GetBytes(line));
        Write("\n"u8);
    }

    /// <summary>Writes the buffer to standard output.</summary>
    public void Flush()
    {
        stream.Write(buffer, 0, used);
        used = 0;
    }

    /// <summary>Lets the stream go; what has not been flushed, because of a
    /// failure, is lost.</summary>
    public void Dispose() => stream.Dispose();
}
