namespace Schedules.Runtime;

/// <summary>Journals in the directory that the user has named, of another number of processes: that
/// of one process stands in it, those of ranks in directories below. A run that did not see them
/// would begin anew beside one that goes on.</summary>
internal static class OtherPlaces
{
    /// <summary>Refuses them.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="place">This process; null if it is the only one.</param>
    /// <exception cref="JournalException">There is one.</exception>
    public static void Check(string directory, RankPlace? place)
    {
        foreach (var other in place is null ? Below(directory) : [directory])
        {
            var path = Path.Combine(other, JournalDirectory.FileName);
            if (
                File.Exists(path)
                && JournalFile.Inspect(path, out _) is { } entry
                && entry.Place is null != place is null
            )
                throw JournalDirectory.Refused(
                    path,
                    $"it is of {RankPlace.Name(entry.Place)}, and this one is {RankPlace.Name(place)}"
                );
        }
    }

    private static string[] Below(string directory)
    {
        try
        {
            return [.. Directory.GetDirectories(directory).Order(StringComparer.Ordinal)];
        }
        catch (Exception error) when (error.IsFileSystemError())
        {
            // It is not there, or is not to be used, which is said elsewhere.
            return [];
        }
    }
}
