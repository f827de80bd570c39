using System.Buffers.Binary;
using Schedules.Interop;

namespace Schedules.Runtime.Tests.Stores;

public sealed class CheckpointHeaderTests
{
    private const uint Crc = 0xfeedbeef;
    private const int CrcAt = CheckpointHeader.Size - sizeof(uint);

    private static readonly CheckpointHeader Header = new(
        Guid.NewGuid(),
        "rank-7",
        new(11, CheckpointKind.Restart, 12, 13, 14, Storage.Disk, StoredPrecision.Single),
        15,
        16
    );

    public static TheoryData<string> Others => [.. Changed.Keys];

    /// <summary>The same but for one field, and what is said of it.</summary>
    private static readonly Dictionary<string, CheckpointHeader> Changed = new()
    {
        ["another run"] = Header with { Run = Guid.NewGuid() },
        ["rank 'rank-8', not 'rank-7'"] = Header with { Rank = "rank-8" },
        ["of step 12"] = Header with { Label = Header.Label with { Step = 12 } },
        ["of 14 bytes, not 15"] = Header with { Length = 14 },
        ["at byte 17 of a file, not 16"] = Header with { Position = 17 },
        ["DependenciesEnd = 13"] = Header with { Label = Header.Label with { DependenciesEnd = 13 } },
        ["Sequence = 12"] = Header with { Label = Header.Label with { Sequence = 12 } },
        ["Kind = Dependencies"] = Header with { Label = Header.Label with { Kind = CheckpointKind.Dependencies } },
        ["Level = Ram"] = Header with { Label = Header.Label with { Level = Storage.Ram } },
        ["Precision = Exact"] = Header with { Label = Header.Label with { Precision = StoredPrecision.Exact } },
        ["Checksum = ,"] = Header with { Label = Header.Label with { Checksum = null } },
        ["Checksum = 0,"] = Header with { Label = Header.Label with { Checksum = 0 } },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void It_is_read_as_it_was_written_and_what_differs_is_said(string what)
    {
        var bytes = Written(Changed[what]);
        Assert.Null(CheckpointHeader.TryRead(bytes, out var found, out var crc));
        Assert.Equal((Changed[what], Crc), (found, crc));
        Assert.Null(found.Differs(found));
        Assert.Contains(what, Header.Differs(found));
    }

    [Fact]
    public void Any_byte_that_is_altered_is_found()
    {
        for (var at = 0; at < CheckpointHeader.Size; at++)
        {
            var bytes = Written(Header);
            bytes[at] ^= 0x10;
            Assert.Equal(
                at < 8 ? "it does not begin as a checkpoint does" : "its header is damaged",
                CheckpointHeader.TryRead(bytes, out _, out _)
            );
        }
    }

    [Theory]
    [InlineData(-1, StoredPrecision.Exact, "its header makes no sense")]
    [InlineData(0, StoredPrecision.Exact, null)]
    [InlineData(0, (StoredPrecision)2, "its header makes no sense")]
    public void What_makes_no_sense_is_refused(long length, StoredPrecision precision, string? why) =>
        Assert.Equal(
            why,
            CheckpointHeader.TryRead(
                Written(Header with { Length = length, Label = Header.Label with { Precision = precision } }),
                out _,
                out _
            )
        );

    [Fact]
    public void Another_version_is_named()
    {
        var bytes = Written(Header);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), CheckpointHeader.Version + 1);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(CrcAt), Crc32C.Append(0, bytes.AsSpan(..CrcAt)));
        Assert.Contains("version 4, and version 3", CheckpointHeader.TryRead(bytes, out _, out _));
    }

    [Fact]
    public void A_damaged_one_is_told_from_data_by_its_beginning_or_its_run()
    {
        var bytes = Written(Header);
        Assert.True(CheckpointHeader.Resembles(bytes, null));
        bytes[0]++;
        Assert.False(CheckpointHeader.Resembles(bytes, null));
        Assert.True(CheckpointHeader.Resembles(bytes, Header.Run));
        Assert.False(CheckpointHeader.Resembles(bytes, Guid.NewGuid()));
    }

    private static byte[] Written(CheckpointHeader header)
    {
        // Of what was there before nothing is left.
        var bytes = Sample.Noise(CheckpointHeader.Size);
        header.Write(bytes, Crc);
        return bytes;
    }
}
