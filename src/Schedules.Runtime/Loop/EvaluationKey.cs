using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Schedules.Runtime;

/// <summary>SHA-256 of what an evaluation is of: the identity of the model, and the bits of
/// the control.</summary>
internal readonly record struct EvaluationKey(UInt128 High, UInt128 Low)
{
    public const int Size = 32;

    /// <summary>Beginning of the name of the directory of an evaluation that goes on.</summary>
    private const string Prefix = "evaluation-";

    public static EvaluationKey Of(string identity, ReadOnlySpan<double> control)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var text = Encoding.UTF8.GetBytes(identity);
        // With its length: the end of one and the beginning of the other are not to be exchanged.
        hash.AppendData(BitConverter.GetBytes(text.LongLength));
        hash.AppendData(text);
        StartHash.Append(hash, MemoryMarshal.AsBytes(control));
        Span<byte> bytes = stackalloc byte[Size];
        hash.GetHashAndReset(bytes);
        return Read(bytes);
    }

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
