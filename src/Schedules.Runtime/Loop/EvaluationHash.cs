using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Schedules.Runtime;

/// <summary>Makes the keys of evaluations: of the identity of the model, and the bits of the
/// control.</summary>
internal sealed class EvaluationHash : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] text = [];

    /// <summary>The key of an evaluation.</summary>
    public EvaluationKey Of(string identity, ReadOnlySpan<double> control)
    {
        var most = Encoding.UTF8.GetMaxByteCount(identity.Length);
        if (text.Length < most)
            text = new byte[most];
        var length = Encoding.UTF8.GetBytes(identity, text);
        Span<byte> bytes = stackalloc byte[EvaluationKey.Size];
        // With its length: the end of one and the beginning of the other are not to be exchanged.
        BinaryPrimitives.WriteInt64LittleEndian(bytes, length);
        hash.AppendData(bytes[..sizeof(long)]);
        hash.AppendData(text.AsSpan(0, length));
        StartHash.Append(hash, MemoryMarshal.AsBytes(control));
        hash.GetHashAndReset(bytes);
        return EvaluationKey.Read(bytes);
    }

    public void Dispose() => hash.Dispose();
}
