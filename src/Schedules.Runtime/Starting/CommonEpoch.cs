namespace Schedules.Runtime;

/// <summary>The entry of the journals of many ranks where they go on together: the latest that all of
/// them have, with the state of the adjoint that belongs to it. A rank whose directory is lost or
/// damaged has none, and makes the others go on earlier, or begin anew.</summary>
internal static class CommonEpoch
{
    /// <summary>Finds it.</summary>
    /// <param name="agreement">With the other ranks.</param>
    /// <param name="directory">The journal of this one.</param>
    /// <param name="resumption">Which refuses what is of another run.</param>
    /// <returns>The entry, null if all begin anew; and the number of the next.</returns>
    /// <exception cref="JournalException">The journal is of another run, or cannot be read.</exception>
    /// <exception cref="GroupException">That of another rank is.</exception>
    public static (JournalEntry? Entry, long Next) Find(
        Agreement agreement,
        JournalDirectory directory,
        Resumption resumption
    )
    {
        var latest = directory.ReadIfWhole(out _);
        agreement.RefuseTogether(() =>
        {
            if (latest is not null)
                resumption.Check(latest);
        });
        var found = new List<JournalEntry>();
        foreach (var entry in (JournalEntry?[])[latest, latest?.Previous])
            if (entry is not null && IsWhole(directory, entry))
                found.Add(entry);
        var next = agreement.Range(latest?.Epoch ?? -1).Most + 1;
        var common = agreement.Common(found.Select(entry => entry.Key()));
        return (found.Where(entry => common.Contains(entry.Key())).MaxBy(entry => entry.Epoch), next);
    }

    private static bool IsWhole(JournalDirectory directory, JournalEntry entry)
    {
        if (entry.Adjoint is not { } state)
            return true;
        try
        {
            directory.ReadState(entry, state).Dispose();
            return true;
        }
        catch (JournalException)
        {
            return false;
        }
    }
}
