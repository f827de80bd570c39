namespace Schedules.Runtime;

/// <summary>Options of a <see cref="DiskStore"/>.</summary>
public sealed record DiskStoreOptions
{
    /// <summary>The directory in which each store makes one of its own, with a name that is nowhere
    /// else, so that runs do not clash; made if it is not there. Null for the system's directory
    /// for temporary files. Of no account if <see cref="Directory"/> is given.</summary>
    public string? Parent { get; init; }

    /// <summary>The very directory for the checkpoints, of which a later process knows the name, so
    /// that a run can be resumed from it; made if it is not there. One store at a time uses it (for
    /// each <see cref="Rank"/>), and files that are none of its own stay as they are. Null for a
    /// new directory in <see cref="Parent"/>.</summary>
    public string? Directory { get; init; }

    /// <summary>A name of the process among those of a parallel run, which becomes a part of
    /// file names and is verified: 1 to 32 letters, digits, <c>-</c> and <c>_</c> of ASCII.
    /// Null for none.</summary>
    public string? Rank { get; init; }

    /// <summary>A file a checkpoint, or one file. Null for one file in a new directory, where no
    /// files are made and removed while a run goes on, and for a file a checkpoint in a given
    /// <see cref="Directory"/>, where the disk gets back what is deleted.</summary>
    public DiskLayout? Layout { get; init; }

    /// <summary>When checkpoints are forced out to the device. Null for each in a given
    /// <see cref="Directory"/>, and never in a new one, which nobody will look for after a
    /// power cut.</summary>
    public DiskFlush? Flush { get; init; }

    /// <summary>The most bytes that the data of the checkpoints may have together, at least 1; null
    /// for what the disk has. Headers are not counted: 128 bytes each, and a slot of a file is a
    /// multiple of 4096 bytes.</summary>
    public long? Quota { get; init; }

    /// <summary>Whether the files stay when the store is disposed of.</summary>
    public bool KeepOnDispose { get; init; }

    internal void Check()
    {
        Arguments.NotEmpty(Parent, nameof(Parent));
        Arguments.NotEmpty(Directory, nameof(Directory));
        Arguments.Rank(Rank);

        Defined(Layout ?? default, nameof(Layout));
        Defined(Flush ?? default, nameof(Flush));
        if (Quota is { } quota)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(quota, 1, nameof(Quota));
        }
    }

    private static void Defined<T>(T value, string name)
        where T : struct, Enum
    {
        if (!Enum.IsDefined(value))
        {
            throw new ArgumentException($"There is no {typeof(T).Name} of {value}.", name);
        }
    }
}
