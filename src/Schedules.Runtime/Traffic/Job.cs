namespace Schedules.Runtime;

/// <summary>Requests to the store of a level.</summary>
internal enum JobKind
{
    Write,
    Read,
    Delete,
}

/// <summary>One request to a level's store.</summary>
/// <param name="Kind">What is to be done.</param>
/// <param name="Label">The checkpoint; of one that is not written only the step counts.</param>
/// <param name="Buffer">The lease of its data; none for a deletion.</param>
internal readonly record struct Job(JobKind Kind, CheckpointLabel Label, Lease Buffer)
{
    public static Job Write(CheckpointLabel label, Lease buffer) => new(JobKind.Write, label, buffer);

    public static Job Read(long step, Lease buffer) => new(JobKind.Read, Named(step), buffer);

    public static Job Delete(long step) => new(JobKind.Delete, Named(step), default);

    /// <summary>Whether the checkpoint has been deleted before it was written, so that it need not
    /// be.</summary>
    public bool IsDropped => Kind == JobKind.Write && !Buffer.IsCurrent;

    private static CheckpointLabel Named(long step) => new(step, default, step, 0);
}
