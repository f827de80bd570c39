using System.Globalization;
using Schedules.Interop;

namespace Schedules.Cli.Families;

/// <summary>Levels as words: ram, disk, and level2, level3, … or their numbers.</summary>
internal static class StorageWord
{
    public const string Allowed = "ram, disk, level2, level3, …";

    /// <summary>The word of a level.</summary>
    public static string? Of(Storage? level) =>
        level switch
        {
            null => null,
            Storage.None => "none",
            Storage.Work => "work",
            Storage.Ram => "ram",
            Storage.Disk => "disk",
            { } deeper => string.Create(CultureInfo.InvariantCulture, $"level{(int)deeper}"),
        };

    /// <summary>The level of a word, in capitals or not; null if there is none.</summary>
    public static Storage? Parse(ReadOnlySpan<char> word)
    {
        if (word.Equals("ram", StringComparison.OrdinalIgnoreCase))
            return Storage.Ram;
        if (word.Equals("disk", StringComparison.OrdinalIgnoreCase))
            return Storage.Disk;
        var number = word.StartsWith("level", StringComparison.OrdinalIgnoreCase) ? word[5..] : word;
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var level)
            ? (Storage)level
            : null;
    }
}
