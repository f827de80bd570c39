using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using Schedules.Interop;

namespace Schedules.Runtime.Tests.Stores;

/// <summary>The page on file formats says what is written.</summary>
public sealed partial class FormatPageTests
{
    private static readonly string Page = File.ReadAllText(
        Path.Combine(Here(), "..", "..", "..", "docs", "formats.md")
    );

    [Fact]
    public void Each_field_of_a_header_is_where_the_page_says()
    {
        var (run, checksum) = (Guid.NewGuid(), 0x0123456789abcdefUL);
        const uint crc = 0xfeedbeef;
        const CheckpointKind both = CheckpointKind.Restart | CheckpointKind.Dependencies;
        var label = new CheckpointLabel(11, both, 12, 13, checksum, Storage.Disk, StoredPrecision.Single);
        var bytes = new byte[CheckpointHeader.Size];
        new CheckpointHeader(run, "rank-7", label, 14, 15).Write(bytes, crc);

        byte[][] expected =
        [
            Encoding.ASCII.GetBytes("SCHEDCKP"),
            BitConverter.GetBytes(CheckpointHeader.Version),
            BitConverter.GetBytes(CheckpointHeader.Size),
            run.ToByteArray(),
            BitConverter.GetBytes(11L),
            BitConverter.GetBytes(12L),
            BitConverter.GetBytes(13L),
            BitConverter.GetBytes(14L),
            BitConverter.GetBytes(15L),
            BitConverter.GetBytes((ushort)3),
            BitConverter.GetBytes((ushort)0b11),
            BitConverter.GetBytes(crc),
            Encoding.ASCII.GetBytes("rank-7".PadRight(32, '\0')),
            BitConverter.GetBytes(checksum),
            BitConverter.GetBytes((int)Storage.Disk),
            BitConverter.GetBytes(Crc32C.Append(0, bytes.AsSpan(..^sizeof(uint)))),
        ];
        var place = 0;
        var rows = Row().Matches(Page);
        Assert.Equal(expected.Length, rows.Count);
        foreach (var (row, field) in rows.Zip(expected))
        {
            Assert.Equal((place, field.Length), (Number(row, 1), Number(row, 2)));
            Assert.Equal(field, bytes[place..(place += field.Length)]);
        }

        Assert.Equal(CheckpointHeader.Size, place);
        Assert.Contains($"version: {CheckpointHeader.Version}\n", Page.Replace(" |\n", "\n", StringComparison.Ordinal));
    }

    [Fact]
    public void Each_field_of_a_journal_is_on_the_page()
    {
        foreach (
            var type in (Type[])[typeof(JournalEntry), typeof(ModelSignature), typeof(StateFile), typeof(RankPlace)]
        )
        foreach (var property in type.GetProperties())
            Assert.Contains($"`{property.Name}`", Page);
        using var directory = new TemporaryDirectory();
        var options = new RunOptions { Journal = new JournalOptions(directory.Location) };
        using (var run = new CheckpointExecutor(new ToyModel(4, 0.7), CheckpointSchedule.Revolve(4, 2), options))
            run.RunForward();
        var first = File.ReadLines(Path.Combine(directory.Location, JournalDirectory.FileName)).First();
        Assert.Contains($"`{string.Join(' ', first.Split(' ')[..2])}`", Page);
    }

    private static int Number(Match row, int group) => int.Parse(row.Groups[group].Value, CultureInfo.InvariantCulture);

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    [GeneratedRegex(@"^\| (\d+) \| (\d+) \| ", RegexOptions.Multiline)]
    private static partial Regex Row();
}
