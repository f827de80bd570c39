using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Schedules.Runtime;

/// <summary>A number that stands for a text, the same in all processes.</summary>
internal static class StableHash
{
    /// <summary>From 0 on, and less than the greatest of all numbers.</summary>
    public static long Of(string text) =>
        (long)(BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text))) >> 2);
}
