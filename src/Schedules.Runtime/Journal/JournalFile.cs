using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace Schedules.Runtime;

/// <summary>The file with the entry of a journal: a first line with length and checksum, then the entry
/// as JSON. It is always replaced as a whole.</summary>
internal static class JournalFile
{
    /// <summary>End of the name while it is being written.</summary>
    public const string TemporarySuffix = ".new";

    private const string Magic = "schedules-journal 4 ";
    private const int MostHead = 128;

    /// <summary>Replaces the entry.</summary>
    public static void Write(string path, JournalEntry entry) =>
        WriteBody(path, JsonSerializer.SerializeToUtf8Bytes(entry, JournalJson.Default.JournalEntry));

    /// <summary>Replaces the entry by a text, with the first line that belongs to it.</summary>
    public static void WriteBody(string path, ReadOnlySpan<byte> body) => Replace(path, Head(body), body);

    /// <summary>Replaces a file as a whole.</summary>
    public static void Replace(string path, ReadOnlySpan<byte> head, ReadOnlyLargeSpan body)
    {
        using var file = new DurableFile(path, path + TemporarySuffix, 0, flush: true);
        RandomAccess.Write(file.Handle, head, 0);
        for (long offset = head.Length; !body.IsEmpty; )
        {
            var part = body.First(Bytes.MostAtOnce);
            RandomAccess.Write(file.Handle, part, offset);
            offset += part.Length;
            body = body.Slice(part.Length);
        }

        file.Commit();
    }

    /// <summary>The entry of a file, as it is.</summary>
    /// <exception cref="JsonException">There is none.</exception>
    public static JournalEntry? Read(string path, FileShare share) =>
        JsonSerializer.Deserialize(
            ReadBody(path, share) ?? throw new JsonException("it is cut off, altered, or of another version"),
            JournalJson.Default.JournalEntry
        );

    /// <summary>The entry of a file that may be another process's; or what is
    /// wrong with it.</summary>
    public static JournalEntry? Inspect(string path, out string? fault)
    {
        try
        {
            var entry = Read(path, FileShare.ReadWrite | FileShare.Delete);
            fault = entry is null ? "it is empty" : entry.Fault();
            return fault is null ? entry : null;
        }
        catch (Exception refused) when (refused is JsonException || refused.IsFileSystemError())
        {
            fault = refused.Message;
            return null;
        }
    }

    private static byte[] Head(ReadOnlySpan<byte> body) =>
        Encoding.ASCII.GetBytes(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Magic}{body.Length} {Convert.ToHexString(SHA256.HashData(body))}\n"
            )
        );

    /// <summary>The text after the first line; null if that does not belong to it.</summary>
    private static byte[]? ReadBody(string path, FileShare share)
    {
        OwnFile.Check(path);
        using var file = File.OpenHandle(path, share: share);
        Span<byte> start = stackalloc byte[MostHead];
        start = start[..RandomAccess.Read(file, start, 0)];
        var end = start.IndexOf((byte)'\n');
        var length = RandomAccess.GetLength(file) - (end + 1);
        // What it says of its length is compared before there is memory for it.
        return
            end >= 0
            && length <= Array.MaxLength
            && start.StartsWith(
                Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Magic}{length} "))
            )
            && ReadAll(file, end + 1, length) is { } body
            && start[..(end + 1)].SequenceEqual(Head(body))
            ? body
            : null;
    }

    /// <summary>A part of a file; null if it ends before.</summary>
    private static byte[]? ReadAll(SafeFileHandle file, long offset, long length)
    {
        var bytes = new byte[length];
        return FileData.TryRead(file, offset, bytes, out _) ? bytes : null;
    }
}
