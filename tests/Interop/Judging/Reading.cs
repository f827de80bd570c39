using System.Collections;

namespace Schedules.Interop.Tests;

/// <summary>A stream that knows how often it has been read, and how far.</summary>
internal sealed class Reading(IEnumerable<CheckpointAction> stream) : IEnumerable<CheckpointAction>
{
    /// <summary>How often the stream has been begun.</summary>
    public int Times { get; private set; }

    /// <summary>How many actions have been asked for.</summary>
    public int Actions { get; private set; }

    public IEnumerator<CheckpointAction> GetEnumerator()
    {
        Times++;
        return Count();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private IEnumerator<CheckpointAction> Count()
    {
        foreach (var action in stream)
        {
            Actions++;
            yield return action;
        }
    }
}
