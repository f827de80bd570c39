using System.Text;

namespace Schedules.Cli.Output;

/// <summary>Lines of UTF-8 on their way to standard output, through one buffer.</summary>
internal sealed class Utf8Lines : IDisposable
{
    private readonly Stream stream = StandardOutput.Open();
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

    private void Write(string line)
    {
        var most = Encoding.UTF8.GetMaxByteCount(line.Length) + 1;
        if (buffer.Length - used < most)
            Flush();
        if (most > buffer.Length)
        {
            stream.Write(Encoding.UTF8.GetBytes(line + "\n"));
            return;
        }
        used += Encoding.UTF8.GetBytes(line, buffer.AsSpan(used));
        buffer[used++] = (byte)'\n';
    }

    private void Flush()
    {
        stream.Write(buffer, 0, used);
        used = 0;
    }

    /// <summary>Lets the stream go; what has not been flushed, because of a failure, is lost.</summary>
    public void Dispose() => stream.Dispose();
}
