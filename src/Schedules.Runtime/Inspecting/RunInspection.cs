namespace Schedules.Runtime;

/// <summary>
/// Contents of a directory with checkpoints and journals, of one run or of many, each verified.
/// Nothing is changed, and a run that goes on is not disturbed: a file that it is just writing is
/// not whole, and one that it has just removed is not there.
/// </summary>
public sealed class RunInspection
{
    private const FileShare Shared = FileShare.ReadWrite | FileShare.Delete;

    private static readonly EnumerationOptions AllBelow = new()
    {
        RecurseSubdirectories = true,
        // A link leads elsewhere.
        AttributesToSkip = FileAttributes.ReparsePoint,
        IgnoreInaccessible = false,
    };

    private readonly List<StoredCheckpoint> checkpoints = [];
    private readonly List<StoredJournal> journals = [];
    private readonly List<string> faults = [];

    private RunInspection() { }

    /// <summary>The checkpoints that are as they were written, by run, level and step.</summary>
    public IReadOnlyList<StoredCheckpoint> Checkpoints => checkpoints;

    /// <summary>The journals that are as they were written.</summary>
    public IReadOnlyList<StoredJournal> Journals => journals;

    /// <summary>Files and slots that are not: each a sentence with the file, the step if it has
    /// one, and why.</summary>
    public IReadOnlyList<string> Faults => faults;

    /// <summary>Looks at all files in a directory, and below it, that stores and
    /// journals write.</summary>
    /// <param name="directory">The directory: a store's, a journal's, or one above them.</param>
    /// <exception cref="ArgumentException">It is empty.</exception>
    /// <exception cref="IOException">It is not there, or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be read.</exception>
    public static RunInspection Of(string directory)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        var found = new RunInspection();
        foreach (
            var path in Directory
                .EnumerateFiles(Path.GetFullPath(directory), "*", AllBelow)
                .Order(StringComparer.Ordinal)
        )
        {
            try
            {
                found.Look(path);
            }
            catch (FileNotFoundException)
            {
                // It has been removed since.
            }
            catch (Exception error) when (error.IsFileSystemError())
            {
                found.faults.Add(DiskErrors.With(path, null, error.Message.TrimEnd('.')).Message);
            }
        }

        found.checkpoints.Sort(
            static (a, b) =>
                (a.Run, a.Rank, (int)a.Label.Level, a.Label.Step).CompareTo(
                    (b.Run, b.Rank, (int)b.Label.Level, b.Label.Step)
                )
        );
        return found;
    }

    private void Look(string path)
    {
        var name = Path.GetFileName(path);
        if (name == JournalDirectory.FileName)
            Journal(path);
        else if (name.EndsWith(FileNames.SlotsName, StringComparison.Ordinal))
            Slots(path);
        else if (FileNames.StepOfAny(path, out var isWhole) is { } step)
        {
            if (!isWhole)
                Add(path, step, "it is not finished");
            else if (SeparateFiles.Verify(path, null, null, step, Shared, out var found, out var crc) is { } wrong)
                Add(path, step, wrong);
            else
                Add(path, found, crc);
        }
    }

    private void Journal(string path)
    {
        if (JournalFile.Inspect(path, out var fault) is not { } entry)
        {
            Add(path, null, fault!);
            return;
        }

        journals.Add(
            new(
                path,
                entry.Run,
                entry.Schedule,
                entry.Model.Identity,
                entry.Steps,
                entry.Reversed,
                entry.Completed,
                entry.Adjoint?.Bytes
            )
        );
    }

    private void Slots(string path)
    {
        OwnFile.Check(path);
        using var file = File.OpenHandle(path, share: Shared);
        var found = SlotScan.Run(file, null, null);
        foreach (var (header, crc) in found.Whole)
            Add(path, header, crc);
        foreach (var (position, step, why) in found.Rejected)
            Add(path, step, $"slot at byte {position}: {why}");
    }

    private void Add(string path, in CheckpointHeader found, uint crc) =>
        checkpoints.Add(new(path, found.Position, found.Run, found.Rank, found.Label, found.Length, crc));

    private void Add(string path, long? step, string why) =>
        faults.Add(DiskErrors.With(path, step, why.TrimEnd('.')).Message);
}
