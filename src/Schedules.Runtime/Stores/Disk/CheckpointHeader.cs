using System.Buffers.Binary;
using System.Text;
using Schedules.Interop;

namespace Schedules.Runtime;

/// <summary>Header of the data of a checkpoint on disk: 128 bytes,
/// little-endian.</summary>
/// <param name="Run">The run that wrote it.</param>
/// <param name="Rank">The process of it; empty if it has no name.</param>
/// <param name="Label">What was told of it.</param>
/// <param name="Length">Bytes of data.</param>
/// <param name="Position">Where in its file the header stands.</param>
internal readonly record struct CheckpointHeader(
    Guid Run,
    string Rank,
    CheckpointLabel Label,
    long Length,
    long Position
)
{
    public const int Size = 128;
    public const uint Version = 3;

    private const int HasChecksum = 1;
    private const int PrecisionAt = 1;
    private const int CrcAt = Size - sizeof(uint);

    private static ReadOnlySpan<byte> Magic => "SCHEDCKP"u8;

    /// <summary>Writes it, with the CRC of the data, and last its own.</summary>
    public void Write(Span<byte> target, uint dataCrc)
    {
        target.Clear();
        Magic.CopyTo(target);
        BinaryPrimitives.WriteUInt32LittleEndian(target[8..], Version);
        BinaryPrimitives.WriteUInt32LittleEndian(target[12..], Size);
        Run.TryWriteBytes(target[16..]);
        BinaryPrimitives.WriteInt64LittleEndian(target[32..], Label.Step);
        BinaryPrimitives.WriteInt64LittleEndian(target[40..], Label.DependenciesEnd);
        BinaryPrimitives.WriteInt64LittleEndian(target[48..], Label.Sequence);
        BinaryPrimitives.WriteInt64LittleEndian(target[56..], Length);
        BinaryPrimitives.WriteInt64LittleEndian(target[64..], Position);
        BinaryPrimitives.WriteUInt16LittleEndian(target[72..], (ushort)Label.Kind);
        BinaryPrimitives.WriteUInt16LittleEndian(
            target[74..],
            (ushort)((Label.Checksum is null ? 0 : HasChecksum) | (int)Label.Precision << PrecisionAt)
        );
        BinaryPrimitives.WriteUInt32LittleEndian(target[76..], dataCrc);
        Encoding.ASCII.GetBytes(Rank, target[80..]);
        BinaryPrimitives.WriteUInt64LittleEndian(target[112..], Label.Checksum ?? 0);
        BinaryPrimitives.WriteInt32LittleEndian(target[120..], (int)Label.Level);
        BinaryPrimitives.WriteUInt32LittleEndian(target[CrcAt..], Crc32C.Append(0, target[..CrcAt]));
    }

    /// <summary>Reads one. Returns what is wrong with it; null if nothing is.</summary>
    public static string? TryRead(ReadOnlySpan<byte> source, out CheckpointHeader header, out uint dataCrc)
    {
        var flags = BinaryPrimitives.ReadUInt16LittleEndian(source[74..]);
        header = new(
            new Guid(source[16..32]),
            Encoding.ASCII.GetString(source.Slice(80, Arguments.MostRank).TrimEnd((byte)0)),
            new(
                BinaryPrimitives.ReadInt64LittleEndian(source[32..]),
                (CheckpointKind)BinaryPrimitives.ReadUInt16LittleEndian(source[72..]),
                BinaryPrimitives.ReadInt64LittleEndian(source[40..]),
                BinaryPrimitives.ReadInt64LittleEndian(source[48..]),
                (flags & HasChecksum) == 0 ? null : BinaryPrimitives.ReadUInt64LittleEndian(source[112..]),
                (Storage)BinaryPrimitives.ReadInt32LittleEndian(source[120..]),
                (StoredPrecision)(flags >> PrecisionAt)
            ),
            BinaryPrimitives.ReadInt64LittleEndian(source[56..]),
            BinaryPrimitives.ReadInt64LittleEndian(source[64..])
        );
        dataCrc = BinaryPrimitives.ReadUInt32LittleEndian(source[76..]);
        var version = BinaryPrimitives.ReadUInt32LittleEndian(source[8..]);
        return !source.StartsWith(Magic) ? "it does not begin as a checkpoint does"
            : BinaryPrimitives.ReadUInt32LittleEndian(source[CrcAt..]) != Crc32C.Append(0, source[..CrcAt])
                ? "its header is damaged"
            : version != Version ? $"it is of version {version}, and version {Version} is understood"
            : header.Length < 0 || !Enum.IsDefined(header.Label.Precision) ? "its header makes no sense"
            : null;
    }

    /// <summary>Whether bytes are, or were once, a header of a run: for telling a damaged one
    /// from data.</summary>
    public static bool Resembles(ReadOnlySpan<byte> source, Guid? run) =>
        source.StartsWith(Magic) || new Guid(source[16..32]) == run;

    /// <summary>Error in what was found, if this is what should be there; null if
    /// nothing is.</summary>
    public string? Differs(CheckpointHeader found) =>
        found.Run != Run ? $"it belongs to another run, {found.Run}"
        : found.Rank != Rank ? $"it belongs to rank '{found.Rank}', not '{Rank}'"
        : found.Label.Step != Label.Step ? $"it is of step {found.Label.Step}"
        : found.Length != Length ? $"it is of {found.Length} bytes, not {Length}"
        : found.Position != Position ? $"it was written at byte {found.Position} of a file, not {Position}"
        : found.Label != Label ? $"it is {found.Label}, not {Label}"
        : null;
}
