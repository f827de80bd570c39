namespace Schedules.Runtime;

/// <summary>A store's directory: made when it is first needed, locked if others know its name, and left as it was found.</summary>
internal sealed class StoreDirectory
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly bool exact;
    private readonly bool flush;
    private FileLock? holder;
    private bool made;

    public StoreDirectory(DiskStoreOptions options, bool flush)
    {
        this.flush = flush;
        exact = options.Directory is not null;
        var rank = options.Rank is null ? "" : options.Rank + "-";
        Location = Path.GetFullPath(
            options.Directory
                ?? Path.Combine(options.Parent ?? Path.GetTempPath(), $"schedules-{rank}{Guid.NewGuid():N}")
        );
        Names = new(Location, options.Rank);
    }

    public string Location { get; }

    public FileNames Names { get; }

    /// <summary>Whether it is there and this store's: it may have vanished since.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Makes it if it is not there, and takes hold of it.</summary>
    public void Open()
    {
        if (!IsOpen)
        {
            made = !Directory.Exists(Location);
            if (made)
            {
                Make();
            }

            TakeHold();
        }
    }

    /// <summary>Takes hold of it if it is there.</summary>
    public bool TryOpen()
    {
        if (!IsOpen && Directory.Exists(Location))
        {
            TakeHold();
        }

        return IsOpen;
    }

    public void RemoveOwnFiles()
    {
        foreach (var path in Names.Own())
        {
            File.Delete(path);
        }
    }

    /// <summary>Lets go of it and, unless it is to be kept, removes what is the store's.</summary>
    public void Close(bool keep)
    {
        if (!IsOpen)
        {
            return;
        }

        IsOpen = false;
        try
        {
            if (!keep)
            {
                RemoveOwnFiles();
            }
        }
        catch (Exception error) when (error.IsFileSystemError())
        {
            // It has vanished, or is not to be written to any more: nothing is left that could be done.
        }

        holder?.Dispose();
        holder = null;
        try
        {
            if (!keep && made)
            {
                Directory.Delete(Location, recursive: !exact);
            }
        }
        catch (Exception error) when (error.IsFileSystemError())
        {
            // As above; or others have put something into it.
        }
    }

    private void Make()
    {
        if (flush)
        {
            Device.MakeDirectory(Location, Create);
        }
        else
        {
            Create(Location);
        }
    }

    private void Create(string path)
    {
        if (exact || OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, Private);
        }
    }

    private void TakeHold()
    {
        if (exact)
        {
            holder = Lock();
        }

        IsOpen = true;
    }

    private FileLock Lock()
    {
        try
        {
            return new(Names.Lock, removes: true);
        }
        catch (IOException error) when (FileLock.IsHeldByAnother(error))
        {
            throw DiskErrors.With(Location, null, "another run is using the directory", error);
        }
    }
}
