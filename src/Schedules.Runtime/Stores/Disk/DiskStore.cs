namespace Schedules.Runtime;

/// <summary>
/// Checkpoints on disk, each with a header and a CRC, which are verified when it is read: what
/// is damaged, truncated, foreign or missing is an error that says so. A store that is never
/// written makes no directory.
/// </summary>
public sealed class DiskStore : ICheckpointStore
{
    private readonly StoreDirectory directory;
    private readonly ICheckpointFiles files;
    private readonly Ledger<long> ledger;
    private readonly string rank;
    private readonly bool durable;
    private Guid run = Guid.NewGuid();
    private bool disposed;

    /// <summary>Makes a store; nothing is touched on disk until a run begins or a checkpoint
    /// is written.</summary>
    /// <param name="options">Where and how; null for a new directory among the system's temporary files.</param>
    /// <exception cref="ArgumentException">A directory is empty, the rank has characters that it
    /// may not have or is too long, the layout is none.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The quota is less than 1.</exception>
    public DiskStore(DiskStoreOptions? options = null)
    {
        options ??= new();
        options.Check();
        var flush = options.Flush ?? (options.Directory is null ? DiskFlush.Never : DiskFlush.EachCheckpoint);
        var flushes = flush is DiskFlush.EachCheckpoint;
        directory = new(options, flushes);
        files =
            (options.Layout ?? (options.Directory is null ? DiskLayout.OneFile : default)) is DiskLayout.OneFile
                ? new SlotFile(directory.Names, flushes)
                : new SeparateFiles(directory.Names, flushes);
        ledger = new(directory.Location, directory.Location, options.Quota);
        rank = options.Rank ?? "";
        durable = options.Directory is not null;
        KeepOnDispose = options.KeepOnDispose;
    }

    /// <summary>Removes the directories that stores have made for themselves and that processes
    /// have left behind which were killed: those whose owner lives, and those that were given,
    /// stay. Each store that makes such a directory does this, behind the computation.</summary>
    /// <param name="parent">Where they are (<see cref="DiskStoreOptions.Parent"/>); null for the system's directory for temporary
    /// files.</param>
    /// <returns>How many have been removed.</returns>
    /// <exception cref="ArgumentException">The parent is empty.</exception>
    public static int Sweep(string? parent = null)
    {
        Arguments.NotEmpty(parent, nameof(parent));
        return RunDirectories.Sweep(Path.GetFullPath(parent ?? Path.GetTempPath()));
    }

    /// <summary>The directory of the files.</summary>
    public string Location => directory.Location;

    /// <summary>Bytes and counts of the data, without headers.</summary>
    public StoreUsage Usage => ledger.Usage;

    /// <summary>Whether the directory was given: a new one is not found again.</summary>
    public bool IsDurable => durable;

    /// <inheritdoc/>
    public bool KeepOnDispose { get; set; }

    /// <inheritdoc/>
    public long Length(long step) => Ledger.Find(step).Length;

    /// <inheritdoc/>
    public void Write(CheckpointLabel label, ReadOnlyLargeSpan data)
    {
        Ledger.Admit(label, data.Length);
        try
        {
            Open();
            var position = files.Write(new(run, rank, label, data.Length, 0), data);
            ledger.Written(label, data.Length, position);
        }
        catch (Exception error) when (error.IsFileSystemError())
        {
            throw DiskErrors.Of(error, Location, files.PathOf(label.Step), label.Step);
        }
    }

    /// <inheritdoc/>
    public void Read(long step, LargeSpan target)
    {
        var entry = Ledger.Find(step, target.Length);
        try
        {
            files.Read(new(run, rank, entry.Label, entry.Length, entry.Place), target);
            ledger.Read(entry);
        }
        catch (Exception error) when (error.IsFileSystemError())
        {
            throw DiskErrors.Of(error, Location, files.PathOf(step), step);
        }
    }

    /// <inheritdoc/>
    public void Delete(long step)
    {
        var entry = Ledger.Find(step);
        try
        {
            files.Delete(step, entry.Place, entry.Length);
            ledger.Deleted(entry);
        }
        catch (Exception error) when (error.IsFileSystemError())
        {
            throw DiskErrors.Of(error, Location, files.PathOf(step), step);
        }
    }

    /// <summary>Makes the directory and takes hold of it, and refuses what is more than the quota,
    /// or than the disk has free.</summary>
    /// <param name="bytes">Bytes of data, beside what is there.</param>
    /// <exception cref="CheckpointStoreException">There is no room, or the directory cannot be
    /// written to.</exception>
    public void CheckRoom(long bytes)
    {
        Ledger.CheckRoom(bytes);
        try
        {
            Open();
            if (DiskErrors.FreeBytes(Location) is { } free && free < bytes)
                throw DiskErrors.With(
                    Location,
                    null,
                    $"{bytes} bytes are needed by the schedule at the same time, and {free} free on the disk; give another directory, or a "
                        + "schedule of fewer checkpoints"
                );
        }
        catch (Exception error) when (error.IsFileSystemError())
        {
            throw DiskErrors.Of(error, Location, Location, null);
        }
    }

    /// <inheritdoc/>
    public void Flush()
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        OverFiles(files.Flush);
    }

    /// <summary>A run begins: the checkpoints that an earlier one has left here are removed, and no
    /// other file.</summary>
    /// <param name="run">Its name, written with each checkpoint.</param>
    /// <exception cref="CheckpointStoreException">Another run is using the directory, or it cannot
    /// be written to.</exception>
    public void Begin(Guid run)
    {
        Ledger.Clear();
        this.run = run;
        files.Close();
        OverFiles(directory.RemoveOwnFiles);
    }

    /// <summary>A run that was broken off goes on: all that is there of it is read and verified;
    /// unfinished, damaged and other runs' checkpoints are removed, and no other file.</summary>
    /// <param name="run">Its name.</param>
    /// <exception cref="CheckpointStoreException">Another run is using the directory, or it cannot
    /// be read or written to.</exception>
    public Survivors Resume(Guid run)
    {
        Ledger.Clear();
        this.run = run;
        files.Close();
        var (whole, rejected) = (new List<CheckpointHeader>(), new List<string>());
        OverFiles(() => files.Resume(run, rank, whole, rejected));
        foreach (var header in whole)
        {
            ledger.Found(header.Label, header.Length, header.Position);
        }

        return new([.. whole.Select(header => header.Label)], rejected);
    }

    /// <summary>Removes the files, unless <see cref="KeepOnDispose"/>. Never throws.</summary>
    public void Dispose()
    {
        if (!disposed)
        {
            disposed = true;
            ledger.Clear();
            files.Close();
            directory.Close(KeepOnDispose);
        }
    }

    private Ledger<long> Ledger
    {
        get
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            return ledger;
        }
    }

    private void Open()
    {
        if (directory.IsOpen)
            return;
        directory.Open();
        directory.RemoveOwnFiles();
    }

    /// <summary>Does something with the files that are there, if the directory is.</summary>
    private void OverFiles(Action act)
    {
        try
        {
            if (directory.TryOpen())
            {
                act();
            }
        }
        catch (Exception error) when (error.IsFileSystemError())
        {
            throw DiskErrors.Of(error, Location, Location, null);
        }
    }
}
