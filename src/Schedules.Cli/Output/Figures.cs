using System.Globalization;
using Schedules.Interop;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Schedules.Cli.Output;

/// <summary>Numbers, levels and tables as people read them.</summary>
internal static class Figures
{
    private static readonly string[] ByteUnits = ["B", "KB", "MB", "GB", "TB", "PB", "EB"];

    // Of what can be measured.
    private const int Widest = 10_000;

    /// <summary>A number with its thousands apart.</summary>
    public static string Number(double number) =>
        Math.Abs(number) is >= 1e15 or (> 0 and < 1e-2)
            ? number.ToString("0.###e+0", CultureInfo.InvariantCulture)
            : number.ToString("#,0.##", CultureInfo.InvariantCulture);

    /// <summary>The same in at most 13 characters: from 10^10 on (10^8 with decimals), eight digits
    /// and a power of ten.</summary>
    public static string Brief(double number) =>
        Number(number) is { Length: <= 13 } text ? text : number.ToString("0.#######e+0", CultureInfo.InvariantCulture);

    /// <summary>A whole number with its thousands apart; nothing if it is not known.</summary>
    public static string Count(long? number) => number?.ToString("#,0", CultureInfo.InvariantCulture) ?? "";

    /// <summary>Bytes, in the largest unit of which there is one.</summary>
    public static string Bytes(double bytes)
    {
        var unit = 0;
        for (; bytes >= 1000 && unit < ByteUnits.Length - 1; unit++)
            bytes /= 1000;
        return $"{bytes.ToString("0.##", CultureInfo.InvariantCulture)} {ByteUnits[unit]}";
    }

    /// <summary>Seconds, in a unit that one can read.</summary>
    public static string Seconds(double seconds) =>
        seconds switch
        {
            < 120 => $"{Number(seconds)} s",
            < 7200 => $"{Number(seconds / 60)} min",
            < 172_800 => $"{Number(seconds / 3600)} h",
            _ => $"{Number(seconds / 86_400)} d",
        };

    /// <summary>A level in capitals: RAM, DISK, LEVEL2.</summary>
    public static string Level(Storage level) =>
        level switch
        {
            Storage.None or Storage.Work or Storage.Ram or Storage.Disk => level.ToString().ToUpperInvariant(),
            _ => string.Create(CultureInfo.InvariantCulture, $"LEVEL{(int)level}"),
        };

    /// <summary>A table whose columns but the first so many are numbers.</summary>
    public static Table Table(int words, params string[] headers)
    {
        var table = new Table { Border = Terminal.IsUnicode ? TableBorder.Square : TableBorder.Ascii };
        foreach (var (header, index) in headers.Select((header, index) => (header, index)))
            table.AddColumn(
                index < words
                    ? new TableColumn(Markup.Escape(header))
                    : new TableColumn(Markup.Escape(header)).RightAligned()
            );
        return table;
    }

    /// <summary>Prints a table: without the spaces beside its lines where it would be too wide.</summary>
    public static void Print(this IAnsiConsole console, Table table)
    {
        var width = ((IRenderable)table).Measure(RenderOptions.Create(console), Widest).Max;
        if (width > console.Profile.Width)
            foreach (var column in table.Columns)
                column.Padding = new Padding(0);
        console.Write(table);
    }

    /// <summary>A row of plain text: what looks like markup is none.</summary>
    public static void Row(this Table table, params string[] cells) =>
        table.AddRow([.. cells.Select(cell => new Text(cell))]);
}
