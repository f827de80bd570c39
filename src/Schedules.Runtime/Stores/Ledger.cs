namespace Schedules.Runtime;

/// <summary>Contents of a store, their places, and the figures of its use: the same for
/// every store.</summary>
/// <param name="store">Names the store in messages.</param>
/// <param name="path">Its directory; null if it has none.</param>
/// <param name="allowed">The bytes that it may hold; null for any number.</param>
internal sealed class Ledger<TPlace>(string store, string? path, long? allowed)
{
    private readonly Dictionary<long, LedgerEntry> entries = [];
    private long bytes;
    private long peak;
    private long writes;
    private long reads;
    private long deletes;
    private long bytesWritten;
    private long bytesRead;

    public readonly record struct LedgerEntry(CheckpointLabel Label, long Length, TPlace Place);

    public StoreUsage Usage => new(entries.Count, bytes, peak, writes, reads, deletes, bytesWritten, bytesRead);

    /// <summary>Throws if a checkpoint cannot be taken: its label means nothing, its step is not
    /// free, it is too large.</summary>
    public void Admit(CheckpointLabel label, long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(label.Step);
        ArgumentOutOfRangeException.ThrowIfLessThan(label.DependenciesEnd, label.Step);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Bytes.Most);
        if (label.Kind is <= 0 or > (CheckpointKind.Restart | CheckpointKind.Dependencies))
        {
            throw new ArgumentOutOfRangeException(
                nameof(label),
                label.Kind,
                "A checkpoint is of a kind that there is."
            );
        }

        if (entries.ContainsKey(label.Step))
        {
            throw Wrong(label.Step, "there is one already");
        }

        if (length > allowed - bytes)
        {
            throw Wrong(
                label.Step,
                $"{(decimal)bytes + length} bytes are needed, and {allowed} allowed; {bytes} are in use"
            );
        }
    }

    /// <summary>Throws if so many bytes more are not allowed.</summary>
    public void CheckRoom(long more)
    {
        if (more > allowed - bytes)
            throw new CheckpointStoreException(
                $"{store}: {more} bytes are needed by the schedule at the same time, and {allowed} allowed; {bytes} are in use. Allow more, "
                    + "or give a schedule of fewer checkpoints; if they get smaller after step 0, set RunOptions.CheckRoom to false.",
                null,
                path
            );
    }

    public void Written(CheckpointLabel label, long length, TPlace place)
    {
        Found(label, length, place);
        writes++;
        bytesWritten += length;
    }

    /// <summary>A checkpoint is there that an earlier process has written.</summary>
    public void Found(CheckpointLabel label, long length, TPlace place)
    {
        entries.Add(label.Step, new(label, length, place));
        bytes += length;
        peak = Math.Max(peak, bytes);
    }

    public LedgerEntry Find(long step) =>
        entries.TryGetValue(step, out var entry) ? entry : throw Wrong(step, "there is none");

    public LedgerEntry Find(long step, long target)
    {
        var entry = Find(step);
        return target == entry.Length
            ? entry
            : throw new ArgumentException(
                $"The checkpoint of step {step} has {entry.Length} bytes, not {target}.",
                nameof(target)
            );
    }

    public void Read(LedgerEntry entry)
    {
        reads++;
        bytesRead += entry.Length;
    }

    public void Deleted(LedgerEntry entry)
    {
        entries.Remove(entry.Label.Step);
        bytes -= entry.Length;
        deletes++;
    }

    public void Clear()
    {
        entries.Clear();
        bytes = 0;
    }

    private CheckpointStoreException Wrong(long step, string what) =>
        new($"{store}: checkpoint of step {step}: {what}.", step, path);
}
