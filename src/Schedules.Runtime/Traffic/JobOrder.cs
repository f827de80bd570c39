namespace Schedules.Runtime;

/// <summary>Jobs that wait for a store: what is to be read first, then what is to be written and
/// deleted, both in the order in which it was asked for. Under the gate of the level.</summary>
internal sealed class JobOrder
{
    private readonly Queue<Job> reads = new();
    private readonly Queue<Job> changes = new();

    public void Add(Job job) => Of(job.Kind).Enqueue(job);

    /// <summary>The next job, which stays where it is; null if there is none.</summary>
    public Job? Next()
    {
        if (reads.TryPeek(out var read))
            return read;
        while (changes.TryPeek(out var change))
        {
            if (!change.IsDropped)
                return change;
            changes.Dequeue();
        }

        return null;
    }

    /// <summary>The first job of a kind has been done.</summary>
    public void Remove(JobKind kind) => Of(kind).Dequeue();

    private Queue<Job> Of(JobKind kind) => kind == JobKind.Read ? reads : changes;
}
