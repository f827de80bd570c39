using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace Schedules.Runtime;

/// <summary>
/// The directory of one run's journal: a file with the entry, which is always replaced as a whole,
/// with a checksum, beside the adjoint's state. It is locked as long as it is open.
/// </summary>
internal sealed class JournalDirectory : IDisposable
{
    /// <summary>Name of the file with the entry.</summary>
    public const string FileName = "journal.json";

    private const string LockName = "journal.lock";
    private const string Anew = "Remove what is in the directory, and the run begins anew";
    private const string OnceMore = "Remove the cause, and start the run once more";

    private readonly FileLock held;
    private readonly string path;
    private long states;

    /// <summary>What was written last or, of a run that goes on, what it goes on from.</summary>
    private JournalEntry? last;

    private JournalDirectory(string directory, FileLock held)
    {
        Location = directory;
        this.held = held;
        path = Path.Combine(directory, FileName);
    }

    public string Location { get; }

    /// <summary>Whether the directory is that of one rank, within the one that the user
    /// has given.</summary>
    public bool IsOfRank { get; init; }

    /// <summary>Opens a directory, for this process alone.</summary>
    /// <exception cref="JournalException">The directory cannot be made or written to, or another
    /// run has it.</exception>
    public static JournalDirectory Open(string directory, bool isOfRank)
    {
        try
        {
            if (isOfRank)
                OwnFile.CheckDirectory(directory);
            PrivateDirectory.MakeDurably(directory);
            return new(directory, new FileLock(Path.Combine(directory, LockName))) { IsOfRank = isOfRank };
        }
        catch (Exception refused) when (refused.IsFileSystemError())
        {
            throw new JournalException(
                $"the journal directory {directory} cannot be used, or another run uses it: {refused.Message}. {OnceMore}",
                directory,
                refused
            );
        }
    }

    /// <summary>The entry, if there is one.</summary>
    /// <exception cref="JournalException">It cannot be read, is not as it was written, or says what
    /// cannot be.</exception>
    public JournalEntry? Read()
    {
        var entry = ReadIfWhole(out var damaged);
        return damaged is null ? entry : throw damaged;
    }

    /// <summary>The entry, if there is one that is as it was written.</summary>
    /// <param name="damaged">What is wrong with the one that there is; null if nothing is.</param>
    /// <exception cref="JournalException">It cannot be read.</exception>
    public JournalEntry? ReadIfWhole(out JournalException? damaged)
    {
        damaged = null;
        if (!Path.Exists(path))
            return null;
        JournalEntry? entry;
        try
        {
            entry = JournalFile.Read(path, FileShare.Read);
        }
        catch (Exception refused) when (refused is not JournalException && refused.IsFileSystemError())
        {
            throw CannotBeUsed(refused);
        }
        catch (JsonException refused)
        {
            damaged = Damaged(refused.Message, refused);
            return null;
        }

        if ((entry is null ? "it is empty" : entry.Fault()) is { } fault)
            damaged = Damaged(fault, null);
        return damaged is null ? entry : null;
    }

    /// <summary>A run goes on from an entry, which is kept beside the next.</summary>
    public void GoOnFrom(JournalEntry entry) => last = entry;

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
    public JournalEntry Write(JournalEntry entry, ReadOnlyLargeSpan adjoint)
    {
        if (!adjoint.IsEmpty)
        {
            var file = new StateFile(NextName(), adjoint.Length, Sum(entry, adjoint));
            JournalFile.Replace(Path.Combine(Location, file.Name), [], adjoint);
            entry = entry with { Adjoint = file };
        }

        if (entry.Place is not null)
            entry = entry with { Previous = last is null ? null : last with { Previous = null } };

        JournalFile.Write(path, entry);
        last = entry;
        RemoveStates(entry.Adjoint?.Name, entry.Previous?.Adjoint?.Name);
        return entry;
    }

    /// <summary>The adjoint's state that belongs to an entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="file">The file that it names.</param>
    /// <exception cref="JournalException">It is missing or not as it was written.</exception>
    public DataBuffer ReadState(JournalEntry entry, StateFile file)
    {
        var name = Path.Combine(Location, file.Name);
        var state = new DataBuffer();
        bool isWhole;
        try
        {
            OwnFile.Check(name);
            using var handle = File.OpenHandle(name);
            // More than there should be is not read.
            isWhole = RandomAccess.GetLength(handle) == file.Bytes && TryRead(handle, state, file.Bytes);
        }
        catch (Exception refused) when (refused.IsFileSystemError())
        {
            state.Dispose();
            throw new JournalException(
                $"the adjoint's state in {name} cannot be read: {refused.Message}. {(refused is FileNotFoundException ? Anew : OnceMore)}",
                name,
                refused
            );
        }

        if (isWhole && Sum(entry, state.Data) == file.Crc)
            return state;
        state.Dispose();
        throw new JournalException(
            $"the adjoint's state in {name} is not as it was written: its length or checksum is another. {Anew}",
            name
        );
    }

    /// <summary>The run is complete: there is nothing to go on with. What cannot be removed stays:
    /// a complete run that is started once more comes to the same result.</summary>
    public void Remove() =>
        Try(() =>
        {
            File.Delete(path);
            // Before what it names: a journal that came back would ask for it.
            Device.FlushDirectory(Location);
            RemoveStates(null);
            File.Delete(path + JournalFile.TemporarySuffix);
        });

    /// <summary>Leaves the directory as it was found, when the stores are gone, as far as it is
    /// there, and lets go of it.</summary>
    public void Clean()
    {
        Try(() =>
        {
            foreach (var level in Directory.EnumerateDirectories(Location, StoreTable.LevelPrefix + "*"))
                if (StoreTable.IsLevelDirectory(level) && !Directory.EnumerateFileSystemEntries(level).Any())
                    Directory.Delete(level);
        });
        held.Remove(IsOfRank ? [Location] : []);
    }

    /// <summary>The run has not begun after all: nothing is left of one that had no
    /// journal before.</summary>
    public void Abandon()
    {
        if (Path.Exists(path))
            Dispose();
        else
            Clean();
    }

    /// <summary>The journal is of another run, which may go on.</summary>
    public JournalException Refused(string what) => Refused(path, what);

    /// <summary>A journal is of another run, which may go on.</summary>
    public static JournalException Refused(string path, string what) =>
        new($"the journal {path} is of another run: {what}. Give the run that it is of, or another directory", path);

    /// <summary>The journal is no use.</summary>
    public JournalException Damaged(string what, Exception? inner) =>
        new($"the journal {path} is not as it was written: {what}. {Anew}", path, inner);

    private JournalException CannotBeUsed(Exception refused) =>
        new($"the journal directory {Location} cannot be used: {refused.Message}. {OnceMore}", Location, refused);

    public void Dispose() => held.Dispose();

    private static void Try(Action act)
    {
        try
        {
            act();
        }
        catch (Exception error) when (error.IsFileSystemError())
        {
            // The directory has vanished, or is not to be written to any more: the run is
            // complete all the same.
        }
    }

    /// <summary>The checksum of an adjoint's state, and of where it stands.</summary>
    private static uint Sum(JournalEntry entry, ReadOnlyLargeSpan adjoint)
    {
        Span<byte> at = stackalloc byte[2 * sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(at, entry.Steps ?? 0);
        BinaryPrimitives.WriteInt64LittleEndian(at[sizeof(long)..], entry.Reversed);
        return Crc32C.Append(Crc32C.Append(0, at), adjoint);
    }

    private string NextName()
    {
        string name;
        do name = string.Create(CultureInfo.InvariantCulture, $"{StateFile.Prefix}{states++}{StateFile.Suffix}");
        while (File.Exists(Path.Combine(Location, name)));
        return name;
    }

    private void RemoveStates(string? but, string? andBut = null)
    {
        foreach (var file in Directory.EnumerateFiles(Location, StateFile.Prefix + "*"))
            if (
                Path.GetFileName(file) is var name
                && name != but
                && name != andBut
                && StateFile.IsName(WithoutTemporarySuffix(name))
            )
                File.Delete(file);
    }

    private static string WithoutTemporarySuffix(string name) =>
        name.EndsWith(JournalFile.TemporarySuffix, StringComparison.Ordinal)
            ? name[..^JournalFile.TemporarySuffix.Length]
            : name;

    private static bool TryRead(SafeFileHandle file, DataBuffer target, long length)
    {
        target.Resize(length);
        return FileData.TryRead(file, 0, target.Data, out _);
    }
}
