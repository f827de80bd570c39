namespace Schedules.Runtime;

/// <summary>Compares the state of the forward, wherever it comes to a second time, with what it was the first time.</summary>
internal sealed class Replays(IForwardChecksum? model)
{
    private readonly Dictionary<long, ulong> seen = [];

    /// <summary>The forward stands where it stood at the end of the action before, or at the start of the calculation.</summary>
    public void Note(long step)
    {
        if (model is not null && !seen.ContainsKey(step))
            seen.Add(step, model.Checksum());
    }

    /// <summary>The forward has come to the start of a step.</summary>
    /// <exception cref="ReplayMismatchException">It stood there before, in another state.</exception>
    public void Check(long step)
    {
        if (model is null)
            return;
        var sum = model.Checksum();
        if (!seen.TryAdd(step, sum) && seen[step] != sum)
            throw new ReplayMismatchException(step, seen[step], sum);
    }
}
