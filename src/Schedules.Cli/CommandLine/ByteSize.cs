using System.Globalization;

namespace Schedules.Cli.CommandLine;

/// <summary>Numbers of bytes as people write them: 4096, 4GB, 512MiB; 1.5GB/s for a
/// bandwidth.</summary>
internal static class ByteSize
{
    public const string Allowed = "bytes above 0, with a unit or without: 4096, 4GB, 512MiB, up to 9EB";

    private const string Prefixes = "KMGTPE";

    /// <summary>The bytes, rounded down; null if it is no number of bytes, less than one, or more
    /// than 64 bits hold.</summary>
    public static long? Parse(string word)
    {
        var text = word.AsSpan().Trim();
        if (text.EndsWith("/s", StringComparison.OrdinalIgnoreCase))
            text = text[..^2];
        var digits = text.TrimEnd("KMGTPEkmgtpeiBb");
        return
            Factor(text[digits.Length..].ToString()) is { } factor
            && double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number * factor is >= 1 and < long.MaxValue
            ? (long)(number * factor)
            : null;
    }

    private static double? Factor(string unit)
    {
        if (unit is "" or "B")
            return 1;
        var power = Prefixes.IndexOf(char.ToUpperInvariant(unit[0]), StringComparison.Ordinal) + 1;
        return (power, unit[1..]) switch
        {
            (> 0, "" or "B") => Math.Pow(1000, power),
            (> 0, "iB" or "i") => Math.Pow(1024, power),
            _ => null,
        };
    }
}
