namespace Schedules.Runtime;

/// <summary>Writes whole files: whatever happens, there is the old one or the new one.</summary>
internal static class DurableFile
{
    public const string TemporarySuffix = ".new";

    public static void Write(string path, ReadOnlySpan<byte> head, ReadOnlySpan<byte> body)
    {
        var temporary = path + TemporarySuffix;
        using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, 0))
        {
            file.Write(head);
            file.Write(body);
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
        DirectoryEntries.Flush(Path.GetDirectoryName(path)!);
    }
}
