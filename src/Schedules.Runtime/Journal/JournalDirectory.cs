using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Schedules.Runtime;

/// <summary>
/// The directory of one run's journal: a file with the entry, which is always replaced as a whole, with a checksum, beside the
/// adjoint's state. It is locked as long as it is open.
/// </summary>
internal sealed class JournalDirectory : IDisposable
{
    private const string FileName = "journal.json";
    private const string LockName = "journal.lock";
    private const string Magic = "schedules-journal 2 ";
    private const string TemporarySuffix = ".new";
    private const string StatePrefix = "adjoint-";

    private readonly FileLock held;
    private readonly string path;
    private long states;

    private JournalDirectory(string directory, FileLock held)
    {
        Location = directory;
        this.held = held;
        path = Path.Combine(directory, FileName);
    }

    public string Location { get; }

    /// <summary>Whether the directory is that of one rank, within the one that the user has given.</summary>
    public bool IsOfRank { get; init; }

    /// <summary>Opens a directory, for this process alone.</summary>
    /// <exception cref="JournalException">The directory cannot be made or written to, or another run has it.</exception>
    public static JournalDirectory Open(string directory, bool isOfRank)
    {
        try
        {
            Directory.CreateDirectory(directory);
            return new(directory, new FileLock(Path.Combine(directory, LockName), removes: false))
            {
                IsOfRank = isOfRank,
            };
        }
        catch (Exception refused) when (refused.IsFileSystemError())
        {
            throw new JournalException(
                $"the journal directory {directory} cannot be used, or another run uses it: {refused.Message}",
                directory,
                refused
            );
        }
    }

    /// <summary>The entry, if there is one.</summary>
    /// <exception cref="JournalException">It is not as it was written.</exception>
    public JournalEntry? Read()
    {
        if (!Path.Exists(path))
            return null;
        byte[] text;
        try
        {
            text = File.ReadAllBytes(path);
        }
        catch (Exception refused) when (refused.IsFileSystemError())
        {
            throw CannotBeUsed(refused);
        }

        var end = text.AsSpan().IndexOf((byte)'\n');
        if (end < 0 || !text.AsSpan(0, end).SequenceEqual(Head(text.AsSpan(end + 1))[..^1]))
            throw Damaged("it is cut off, altered, or of another version", null);
        try
        {
            return JsonSerializer.Deserialize(text.AsSpan(end + 1), JournalJson.Default.JournalEntry)
                ?? throw Damaged("it is empty", null);
        }
        catch (JsonException refused)
        {
            throw Damaged(refused.Message, refused);
        }
    }

    /// <summary>Writes the first entry of a run, or of one that goes on.</summary>
    /// <exception cref="JournalException">It cannot be written.</exception>
    public JournalEntry WriteFirst(JournalEntry entry)
    {
        try
        {
            return Write(entry, default);
        }
        catch (Exception refused) when (refused.IsFileSystemError())
        {
            throw CannotBeUsed(refused);
        }
    }

    /// <summary>Replaces the entry; with the adjoint's state, if one is given.</summary>
    public JournalEntry Write(JournalEntry entry, ReadOnlySpan<byte> adjoint)
    {
        if (!adjoint.IsEmpty)
        {
            var file = new StateFile(NextName(), Convert.ToHexString(SHA256.HashData(adjoint)));
            Replace(Path.Combine(Location, file.Name), [], adjoint);
            entry = entry with { Adjoint = file };
        }

        var body = JsonSerializer.SerializeToUtf8Bytes(entry, JournalJson.Default.JournalEntry);
        Replace(path, Head(body), body);
        RemoveStates(entry.Adjoint?.Name);
        return entry;
    }

    /// <summary>The adjoint's state that belongs to an entry.</summary>
    /// <exception cref="JournalException">It is missing or not as it was written.</exception>
    public byte[] ReadState(StateFile file)
    {
        var name = Path.Combine(Location, file.Name);
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(name);
        }
        catch (Exception refused) when (refused.IsFileSystemError())
        {
            throw new JournalException(
                $"the adjoint's state in {name} cannot be read: {refused.Message}",
                name,
                refused
            );
        }

        return Convert.ToHexString(SHA256.HashData(bytes)) == file.Sha256
            ? bytes
            : throw new JournalException(
                $"the adjoint's state in {name} is not as it was written: its checksum is another",
                name
            );
    }

    /// <summary>The run is complete: there is nothing to go on with. What cannot be removed stays: a complete run that is started
    /// once more comes to the same result.</summary>
    public void Remove() =>
        Try(() =>
        {
            File.Delete(path);
            RemoveStates(null);
            File.Delete(path + TemporarySuffix);
        });

    /// <summary>Leaves the directory as it was found, when the stores are gone, as far as it is there.</summary>
    public void Clean() =>
        Try(() =>
        {
            foreach (var level in Directory.EnumerateDirectories(Location, StoreTable.LevelPrefix + "*"))
                if (!Directory.EnumerateFileSystemEntries(level).Any())
                    Directory.Delete(level);
            File.Delete(Path.Combine(Location, LockName));
            if (IsOfRank && !Directory.EnumerateFileSystemEntries(Location).Any())
                Directory.Delete(Location);
        });

    public JournalException Refused(string what) =>
        new($"the journal {path} is of another run: {what}. Give the run that it is of, or another directory", path);

    private JournalException CannotBeUsed(Exception refused) =>
        new($"the journal directory {Location} cannot be used: {refused.Message}", Location, refused);

    public void Dispose() => held.Dispose();

    private static void Try(Action act)
    {
        try
        {
            act();
        }
        catch (Exception error) when (error.IsFileSystemError())
        {
            // The directory has vanished, or is not to be written to any more: the run is complete all the same.
        }
    }

    private static void Replace(string path, ReadOnlySpan<byte> head, ReadOnlySpan<byte> body)
    {
        using var file = new DurableFile(path, path + TemporarySuffix, 0, flush: true);
        RandomAccess.Write(file.Handle, head, 0);
        RandomAccess.Write(file.Handle, body, head.Length);
        file.Commit();
    }

    private static byte[] Head(ReadOnlySpan<byte> body) =>
        Encoding.ASCII.GetBytes(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Magic}{body.Length} {Convert.ToHexString(SHA256.HashData(body))}\n"
            )
        );

    private string NextName()
    {
        string name;
        do name = string.Create(CultureInfo.InvariantCulture, $"{StatePrefix}{states++}.state");
        while (File.Exists(Path.Combine(Location, name)));
        return name;
    }

    private void RemoveStates(string? but)
    {
        foreach (var file in Directory.EnumerateFiles(Location, StatePrefix + "*"))
            if (Path.GetFileName(file) != but)
                File.Delete(file);
    }

    private JournalException Damaged(string what, Exception? inner) =>
        new($"the journal {path} is not as it was written: {what}. Without it the run begins anew", path, inner);
}
