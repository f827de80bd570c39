using System.Security.Cryptography;

namespace Schedules.Runtime;

/// <summary>The SHA-256 of a model's restart data at step 0, by which a run is told from one with
/// another control.</summary>
internal static class StartHash
{
    /// <summary>That of a model that stands there.</summary>
    public static string Of(IAdjointModel model)
    {
        var data = new CheckpointData(model);
        using var buffer = new DataBuffer();
        buffer.Resize(data.RestartBytes(0));
        // A model may leave gaps.
        buffer.Data.Clear();
        data.WriteRestart(0, buffer.Data);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, buffer.Data);
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    /// <summary>Takes further data into a hash.</summary>
    public static void Append(IncrementalHash hash, ReadOnlyLargeSpan data)
    {
        while (!data.IsEmpty)
        {
            var part = data.First(Bytes.MostAtOnce);
            hash.AppendData(part);
            data = data.Slice(part.Length);
        }
    }
}
