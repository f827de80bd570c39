using System.Buffers.Binary;

namespace Schedules.Runtime;

/// <summary>SHA-256 of what an evaluation is of (<see cref="EvaluationHash"/>).</summary>
internal readonly record struct EvaluationKey(UInt128 High, UInt128 Low)
{
    public const int Size = 32;

    /// <summary>Beginning of the name of the directory of an evaluation that goes on.</summary>
    private const string Prefix = "evaluation-";

    public static EvaluationKey Read(ReadOnlySpan<byte> source) =>
        new(BinaryPrimitives.ReadUInt128BigEndian(source), BinaryPrimitives.ReadUInt128BigEndian(source[16..]));

    public void Write(Span<byte> target)
    {
        BinaryPrimitives.WriteUInt128BigEndian(target, High);
        BinaryPrimitives.WriteUInt128BigEndian(target[16..], Low);
    }

    /// <summary>The name of its directory.</summary>
    public string DirectoryName => $"{Prefix}{High:x32}";

    /// <summary>Whether a directory can be that of an evaluation: no other is
    /// ever removed.</summary>
    public static bool IsDirectoryName(string name) =>
        name.Length == Prefix.Length + 32
        && name.StartsWith(Prefix, StringComparison.Ordinal)
        && name.AsSpan(Prefix.Length).IndexOfAnyExcept("0123456789abcdef") < 0;
}
