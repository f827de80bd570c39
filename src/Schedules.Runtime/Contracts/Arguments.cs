namespace Schedules.Runtime;

/// <summary>Checks of arguments and options, each with one wording of its refusal.</summary>
internal static class Arguments
{
    /// <summary>The most characters of the name of a process.</summary>
    public const int MostRank = 32;

    /// <summary>A value that is not less than a minimum.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less.</exception>
    public static long AtLeast(long value, long minimum, string name) =>
        value >= minimum
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; allowed: at least {minimum}");

    /// <summary>A path, if there is one, that is not only white space.</summary>
    /// <exception cref="ArgumentException">It is empty or white space.</exception>
    public static void NotEmpty(string? path, string name)
    {
        if (path is not null)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(path, name);
        }
    }

    /// <summary>A name of a process, if there is one, that can be a part of file names.</summary>
    /// <exception cref="ArgumentException">It is too long, or has characters that it may
    /// not have.</exception>
    public static void Rank(string? rank)
    {
        if (rank is not null && (rank.Length is 0 or > MostRank || !rank.All(IsOfRank)))
        {
            throw new ArgumentException(
                $"'{rank}' is not 1 to {MostRank} letters, digits, '-' and '_' of ASCII.",
                nameof(Rank)
            );
        }
    }

    private static bool IsOfRank(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_';
}
