namespace Schedules.Runtime;

/// <summary>Request to a level's store.</summary>
internal enum JobKind
{
    Write,
    Read,
    Delete,
}

/// <summary>One request to a level's store.</summary>
/// <param name="Kind">What is to be done.</param>
/// <param name="Label">The checkpoint; of one that is not written only the step counts.</param>
/// <param name="Buffer">Its data; null for a deletion.</param>
internal readonly record struct Job(JobKind Kind, CheckpointLabel Label, DataBuffer? Buffer)
{
    public static Job Write(CheckpointLabel label, DataBuffer buffer) => new(JobKind.Write, label, buffer);

    public static Job Read(long step, DataBuffer buffer) => new(JobKind.Read, Named(step), buffer);

    public static Job Delete(long step) => new(JobKind.Delete, Named(step), null);

    private static CheckpointLabel Named(long step) => new(step, default, step, 0);
}
