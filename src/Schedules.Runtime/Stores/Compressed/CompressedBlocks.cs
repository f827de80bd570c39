using System.Buffers.Binary;

namespace Schedules.Runtime;

/// <summary>
/// Data of any length by a codec, which takes spans: block after block, each with its length before
/// it, 4 bytes, little-endian. A block that does not get shorter is kept as it is.
/// </summary>
/// <param name="codec">The codec.</param>
/// <param name="most">The most bytes of a block: the same for writing and reading.</param>
internal sealed class CompressedBlocks(ICheckpointCodec codec, int most)
{
    private const int Prefix = sizeof(int);

    /// <summary>Compresses.</summary>
    /// <param name="data">The data.</param>
    /// <param name="target">As many bytes as the data have.</param>
    /// <param name="written">How many of them were taken: fewer than the data have.</param>
    /// <returns>False if the data do not get shorter.</returns>
    /// <exception cref="InvalidDataException">The codec fails.</exception>
    public bool TryCompress(ReadOnlyLargeSpan data, LargeSpan target, out long written)
    {
        written = 0;
        while (!data.IsEmpty)
        {
            var block = data.First(most);
            if (target.Length - written <= Prefix)
                return false;
            var body = target.Slice(written + Prefix).First(block.Length);
            if (!TryCompress(block, body[..Math.Min(body.Length, block.Length - 1)], out var length))
            {
                if (body.Length < block.Length)
                    return false;
                block.CopyTo(body);
                length = block.Length;
            }

            BinaryPrimitives.WriteInt32LittleEndian(target.Slice(written).First(Prefix), length);
            written += Prefix + length;
            data = data.Slice(block.Length);
        }

        return written < target.Length;
    }

    /// <summary>Decompresses.</summary>
    /// <param name="source">What was compressed.</param>
    /// <param name="target">As many bytes as the data had.</param>
    /// <exception cref="InvalidDataException">The codec fails, or it is something else.</exception>
    public void Decompress(ReadOnlyLargeSpan source, LargeSpan target)
    {
        while (!target.IsEmpty)
        {
            var block = target.First(most);
            var length = source.Length < Prefix ? -1 : BinaryPrimitives.ReadInt32LittleEndian(source.First(Prefix));
            if (length < 0 || length > block.Length || length > source.Length - Prefix)
                throw new InvalidDataException("it is damaged: a block has a length that it cannot have");
            source = source.Slice(Prefix);
            if (length == block.Length)
                source.First(length).CopyTo(block);
            else
                Decompress(source.First(length), block);
            source = source.Slice(length);
            target = target.Slice(block.Length);
        }

        if (!source.IsEmpty)
            throw new InvalidDataException("it is damaged: there is more than there should be");
    }

    private bool TryCompress(ReadOnlySpan<byte> block, Span<byte> target, out int written)
    {
        bool shorter;
        try
        {
            shorter = codec.TryCompress(block, target, out written);
        }
        catch (Exception error)
        {
            throw new InvalidDataException($"the codec cannot compress it: {error.Message}", error);
        }

        return !shorter || (written >= 0 && written <= target.Length)
            ? shorter
            : throw new InvalidDataException(
                $"the codec says that it has written {written} bytes into {target.Length}"
            );
    }

    private void Decompress(ReadOnlySpan<byte> source, Span<byte> block)
    {
        int length;
        try
        {
            length = codec.Decompress(source, block);
        }
        catch (Exception error)
        {
            throw new InvalidDataException($"the codec cannot decompress it: {error.Message}", error);
        }

        if (length != block.Length)
            throw new InvalidDataException($"the codec has made {length} bytes of it, not {block.Length}");
    }
}
