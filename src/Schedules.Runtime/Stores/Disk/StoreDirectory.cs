namespace Schedules.Runtime;

/// <summary>A store's directory: made when it is first needed, locked as long as it is used, and
/// left as it was found.</summary>
internal sealed class StoreDirectory
{
    private const int MostTries = 100;

    private readonly bool exact;
    private readonly bool flush;
    private FileLock? holder;
    private bool made;

    public StoreDirectory(DiskStoreOptions options, bool flush)
    {
        this.flush = flush;
        exact = options.Directory is not null;
        Location = Path.GetFullPath(options.Directory ?? RunDirectories.New(options.Parent, options.Rank));
        Names = new(Location, options.Rank);
    }

    public string Location { get; }

    public FileNames Names { get; }

    /// <summary>Whether it is there and this store's: it may have vanished since.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Makes it if it is not there, and takes hold of it.</summary>
    public void Open()
    {
        if (IsOpen)
        {
            return;
        }

        if (!exact)
        {
            RunDirectories.SweepBehind(Path.GetDirectoryName(Location)!);
        }

        for (var tries = 1; ; tries++)
        {
            made |= !Directory.Exists(Location);
            if (made)
            {
                Make();
            }

            try
            {
                TakeHold();
                return;
            }
            catch (Exception error)
                when (!exact
                    && tries < MostTries
                    && error is DirectoryNotFoundException or CheckpointStoreException { InnerException: IOException }
                )
            {
                // It has its name from here: who holds the lock sweeps it away, or has, before
                // this one had the lock.
                Thread.Sleep(1);
            }
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
            if (!keep && exact)
            {
                RemoveOwnFiles();
            }
            else if (!keep)
            {
                RunDirectories.Empty(Location, Names.Lock);
            }
        }
        catch (Exception error) when (error.IsFileSystemError())
        {
            // It has vanished, or is not to be written to any more: nothing is
            // left that could be done.
        }

        if (!holder!.Remove(!keep && made ? [Location] : []) && !keep && !exact)
        {
            RunDirectories.TryRemove(Location);
        }

        holder = null;
    }

    private void Make()
    {
        if (flush)
        {
            PrivateDirectory.MakeDurably(Location);
        }
        else
        {
            PrivateDirectory.Make(Location);
        }
    }

    private void TakeHold()
    {
        try
        {
            holder = new(Names.Lock);
        }
        catch (IOException error) when (FileLock.IsHeldByAnother(error))
        {
            throw DiskErrors.With(Location, null, "another run is using the directory", error);
        }

        IsOpen = true;
    }
}
