using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace Schedules.Runtime;

/// <summary>The data of a checkpoint, to and from a file, in parts that stay in the processor's
/// cache between the CRC's pass and the system's copy.</summary>
internal static class FileData
{
    private const int Part = 3 << 17;

    /// <summary>Writes data and returns their CRC.</summary>
    public static uint Write(SafeFileHandle file, long offset, ReadOnlyLargeSpan data)
    {
        var crc = 0u;
        while (!data.IsEmpty)
        {
            var part = data.First(Part);
            crc = Crc32C.Append(crc, part);
            RandomAccess.Write(file, part, offset);
            offset += part.Length;
            data = data.Slice(part.Length);
        }

        return crc;
    }

    /// <summary>Fills all of a target, and gives its CRC; false if the file ends before.</summary>
    public static bool TryRead(SafeFileHandle file, long offset, LargeSpan target, out uint crc)
    {
        crc = 0;
        while (!target.IsEmpty)
        {
            var part = target.First(Part);
            var read = RandomAccess.Read(file, part, offset);
            if (read == 0)
            {
                return false;
            }

            crc = Crc32C.Append(crc, part[..read]);
            offset += read;
            target = target.Slice(read);
        }

        return true;
    }

    /// <summary>The CRC of a part of a file; null if the file ends before.</summary>
    public static uint? Crc(SafeFileHandle file, long offset, long length)
    {
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(Part, length));
        try
        {
            var crc = 0u;
            while (length > 0)
            {
                var part = buffer.AsSpan(0, (int)Math.Min(buffer.Length, length));
                var read = RandomAccess.Read(file, part, offset);
                if (read == 0)
                {
                    return null;
                }

                crc = Crc32C.Append(crc, part[..read]);
                offset += read;
                length -= read;
            }

            return crc;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
