using Schedules.Interop;

namespace Schedules.Runtime;

/// <summary>Options of a run. What makes no sense is refused as
/// it is set.</summary>
public sealed record RunOptions
{
    private static readonly TimeSpan MostStoreTimeout = TimeSpan.FromDays(24);
    private static readonly TimeSpan MostStopAfter = TimeSpan.FromDays(49);

    /// <summary>The store of each level, which the caller makes and disposes of. A level that
    /// is not named gets one that the run makes and disposes of: in memory for RAM, on disk for
    /// the others.</summary>
    /// <exception cref="ArgumentNullException">It is set to null, or has a store
    /// that is.</exception>
    /// <exception cref="ArgumentException">It names what is not a level, or one store for two
    /// of them.</exception>
    public IReadOnlyDictionary<Storage, ICheckpointStore> Stores
    {
        get;
        init => field = Checked(value);
    } = new Dictionary<Storage, ICheckpointStore>();

    /// <summary>Parent of the directory for the files of this run; the system's place for
    /// temporary files, if not given. With a <see cref="Journal"/> the files are in its
    /// directory.</summary>
    /// <exception cref="ArgumentException">It is set to nothing but white space.</exception>
    public string? Directory
    {
        get;
        init
        {
            Arguments.NotEmpty(value, nameof(Directory));
            field = value;
        }
    }

    /// <summary>A name for this process among those that run together, part of the
    /// names of directories: 1 to 32 letters, digits, <c>-</c> and <c>_</c> of ASCII.
    /// Null for none.</summary>
    /// <exception cref="ArgumentException">It is set to anything else.</exception>
    public string? Rank
    {
        get;
        init
        {
            Arguments.Rank(value);
            field = value;
        }
    }

    /// <summary>The processes that run this calculation together; null, or a group of one, for this
    /// one alone. All make the executor, call it and start it again together, with the same
    /// schedule and options, and end together: stopped, failed or complete.</summary>
    public IRunGroup? Group { get; init; }

    /// <summary>Number of adjoint calculations, of those that the schedule permits.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to less than 0.</exception>
    public long Adjoints
    {
        get;
        init => field = Arguments.AtLeast(value, 0, nameof(Adjoints));
    } = 1;

    /// <summary>Whether stores that are not in memory, and the adjoint's state of a journal, are
    /// written behind the computation and, where the schedule tells what comes, stores are read
    /// ahead of it.</summary>
    public bool Overlap { get; init; } = true;

    /// <summary>Number of checkpoints that each such level has in memory at most, at least 2. The
    /// computation waits when so many are to be written or read; beside these the buffers hold what
    /// was written or read last, which is read from there, without the store.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to less than 2.</exception>
    public int Buffers
    {
        get;
        init => field = (int)Arguments.AtLeast(value, 2, nameof(Buffers));
    } = 4;

    /// <summary>Most bytes of memory for the buffers of each such level, at least 1; null
    /// for what <see cref="Buffers"/> of them take. One checkpoint is always taken,
    /// whatever it has.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to less than 1.</exception>
    public long? BufferBytes
    {
        get;
        init => field = value is { } bytes ? Arguments.AtLeast(bytes, 1, nameof(BufferBytes)) : null;
    }

    /// <summary>Number of actions ahead to look for checkpoints to read, at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to less than 1.</exception>
    public int LookAhead
    {
        get;
        init => field = (int)Arguments.AtLeast(value, 1, nameof(LookAhead));
    } = 256;

    /// <summary>Number of steps that the model is asked to go at a time, at least 1; null for a
    /// whole range of a Forward or Reverse. How often it is called, and with what, depends on the
    /// schedule and on this, and on no clock. Between calls a run is cancelled, writes the
    /// adjoint's state (<see cref="JournalOptions"/>) and tells its progress: give a number where
    /// ranges are long and the model does not look at the token that it is given.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to less than 1.</exception>
    public long? Slice
    {
        get;
        init => field = value is { } steps ? Arguments.AtLeast(steps, 1, nameof(Slice)) : null;
    }

    /// <summary>Whether a store that has not the room for the checkpoints that the schedule holds
    /// at the same time, with the sizes that the model expects (<see cref="IExpectedSizes"/>) or
    /// else of step 0, refuses before the first step. Set it to false for a model whose checkpoints
    /// get smaller: what does not fit is refused when it is written.</summary>
    public bool CheckRoom { get; init; } = true;

    /// <summary>Whether replays are compared with the first pass, if the model gives a checksum:
    /// one where each Forward ends, and where restart data have been read.</summary>
    public bool CheckReplays { get; init; } = true;

    /// <summary>Precision of the doubles in checkpoints, on all levels: with
    /// <see cref="StoredPrecision.Single"/> they take half the room, and the gradient is off by
    /// what that rounds. A replay is then compared only with replays from the same checkpoint, and
    /// data go to stores as bytes, never by <see cref="IHandleStore"/>. A run is resumed with the
    /// precision that it began with.</summary>
    /// <exception cref="ArgumentException">It is set to what is none.</exception>
    public StoredPrecision Precision
    {
        get;
        init =>
            field = Enum.IsDefined(value)
                ? value
                : throw new ArgumentException($"There is no precision {value}.", nameof(Precision));
    }

    /// <summary>Seconds and sizes that the profile of the run predicts its wall time by
    /// (<see cref="RunProfile.PredictedTime"/>), and <see cref="CheckpointExecutor.Auto"/> plans
    /// for; null for those that are measured.</summary>
    public Machine? Machine { get; init; }

    /// <summary>Repetition of what a store or the journal has failed with, before the run throws;
    /// null for none.</summary>
    public RetryPolicy? Retry { get; init; }

    /// <summary>Place of what is needed to go on after a crash; null if the run is not to survive
    /// one. Each rank of a <see cref="Group"/> has a directory of its own in it, with the name
    /// <see cref="Rank"/> or else its number.</summary>
    public JournalOptions? Journal { get; init; }

    /// <summary>The time, more than 0 and up to 49 days, after which the run is to have stopped,
    /// counted from when the executor is made: before the limit of a batch system, say. It stops in
    /// good order, as if it were cancelled, so much earlier that it can end a step, end what the
    /// stores are doing and write the adjoint's state, by the longest times that it has seen; and
    /// throws <see cref="OperationCanceledException"/>. Null for no limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to 0 or less, or
    /// to more.</exception>
    public TimeSpan? StopAfter
    {
        get;
        init =>
            field =
                value <= TimeSpan.Zero || value > MostStopAfter
                    ? throw new ArgumentOutOfRangeException(
                        nameof(StopAfter),
                        value,
                        $"StopAfter is {value}; allowed: more than 0, up to {MostStopAfter}"
                    )
                    : value;
    }

    /// <summary>The longest time that a run which is cancelled or disposed of waits for a store
    /// that does not come back, more than 0 and up to 24 days: a minute, if it is not set.
    /// Cancellation and <see cref="CheckpointExecutor.Dispose"/> then throw, and say which store it
    /// is. A store that is written without overlap or in memory is called by the thread of the run,
    /// which comes back when the store does.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to 0 or less, or
    /// to more.</exception>
    public TimeSpan StoreTimeout
    {
        get;
        init =>
            field =
                value <= TimeSpan.Zero || value > MostStoreTimeout
                    ? throw new ArgumentOutOfRangeException(
                        nameof(StoreTimeout),
                        value,
                        $"StoreTimeout is {value}; allowed: more than 0, up to {MostStoreTimeout}"
                    )
                    : value;
    } = TimeSpan.FromMinutes(1);

    /// <summary>Is told how far the run is: as its first action begins, about ten times a second,
    /// as an action begins that will take longer than that, and where a call ends. On the thread of
    /// the run, between actions, and within them between slices (<see cref="Slice"/>).</summary>
    public IProgress<RunProgress>? Progress { get; init; }

    /// <summary>Sees every action before it is carried out. What it throws breaks
    /// the run off.</summary>
    public Action<CheckpointAction>? BeforeAction { get; init; }

    /// <summary>Sees every action after it has been carried out. What it throws breaks
    /// the run off.</summary>
    public Action<CheckpointAction>? AfterAction { get; init; }

    private static IReadOnlyDictionary<Storage, ICheckpointStore> Checked(
        IReadOnlyDictionary<Storage, ICheckpointStore> stores
    )
    {
        ArgumentNullException.ThrowIfNull(stores, nameof(Stores));
        foreach (var (level, store) in stores)
        {
            if (level < Storage.Ram)
                throw new ArgumentException(
                    $"{level} is not a level; allowed: RAM, disk and slower ones",
                    nameof(Stores)
                );
            ArgumentNullException.ThrowIfNull(store, nameof(Stores));
        }

        return stores.Values.Distinct(ReferenceEqualityComparer.Instance).Count() == stores.Count
            ? stores
            : throw new ArgumentException("one store is given for two levels; each needs its own", nameof(Stores));
    }
}
