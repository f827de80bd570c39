namespace Schedules.Runtime;

/// <summary>The processes that run one calculation together, the ranks, as one of them sees them:
/// what a run asks of it, and no more. It is called by the thread of the run.</summary>
public interface IRunGroup
{
    /// <summary>The number of this process, from 0.</summary>
    int Rank { get; }

    /// <summary>The number of processes, at least 1.</summary>
    int Size { get; }

    /// <summary>Replaces each number by the greatest that any rank has in its place. All ranks call
    /// it, in the same order, with as many numbers; it returns when all have.</summary>
    /// <param name="values">The numbers.</param>
    void Maximum(Span<long> values);

    /// <summary>Says that this rank has failed within the model, and goes to the next
    /// <see cref="Maximum"/>. A group that also carries the messages of the model lets those go
    /// that wait for this rank: what they wait in throws a <see cref="GroupException"/>. Not
    /// implemented, a model must not throw where others wait for it. Does not wait, and does
    /// not throw.</summary>
    void Interrupt() { }
}
