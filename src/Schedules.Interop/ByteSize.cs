using System.Diagnostics.CodeAnalysis;
using Core = Schedules.FSharp;

namespace Schedules.Interop;

/// <summary>Numbers of bytes as people write them: 4096, 4GB, 512MiB; 1.5GB/s for a
/// bandwidth.</summary>
public static class ByteSize
{
    /// <summary>What is allowed, for people.</summary>
    public static string Allowed => Core.ByteSize.allowed;

    /// <summary>The bytes, rounded down.</summary>
    /// <param name="text">A number above 0, with a unit or without.</param>
    /// <exception cref="FormatException">It is no number of bytes, less than one, or more than 64
    /// bits hold.</exception>
    public static long Parse(string text) =>
        TryParse(text, out var bytes)
            ? bytes
            : throw new FormatException($"{Core.Printable.text(text ?? "")} is no size; allowed: {Allowed}");

    /// <summary>The bytes, rounded down; false where they are none.</summary>
    /// <param name="text">A number above 0, with a unit or without.</param>
    /// <param name="bytes">The bytes; 0 where there are none.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, out long bytes)
    {
        var found = text is null ? null : Map.Optional(Core.ByteSize.parse(text));
        bytes = found ?? 0;
        return found is not null;
    }
}
