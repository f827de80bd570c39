using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Schedules.Interop;

namespace Schedules.Native.Tests;

/// <summary>The header, the Fortran module and the Python file say what the library does: tests
/// that need no library.</summary>
public sealed class HeaderTests
{
    private static readonly string Sources = Path.Combine(Published.Root, "src", "Schedules.Native");

    private static readonly string Header = File.ReadAllText(Path.Combine(Sources, "include", "schedules.h"));

    /// <summary>The exports whose header is schedules.h.</summary>
    private static IEnumerable<string> Exports =>
        from file in Directory.EnumerateFiles(Path.Combine(Sources, "Exports"), "*.cs")
        from Match hit in Regex.Matches(File.ReadAllText(file), "EntryPoint = \"(\\w+)\"")
        orderby hit.Groups[1].Value
        select hit.Groups[1].Value;

    [Fact]
    public void Every_function_is_declared_and_every_declaration_is_there() =>
        Assert.Equal(
            Exports,
            Regex
                .Matches(Header, @"^(?:int32_t|int64_t|void) \*?(schedules_\w+)\(", RegexOptions.Multiline)
                .Select(hit => hit.Groups[1].Value)
                .Order()
        );

    [Theory]
    [InlineData("Enzyme")]
    [InlineData("Tapenade")]
    public void Functions_for_a_tool_are_declared(string tool)
    {
        var header = File.ReadAllText(Path.Combine(Sources, "include", $"schedules_{tool.ToLowerInvariant()}.h"));
        var entries = Directory
            .EnumerateFiles(Path.Combine(Sources, tool), "*.cs")
            .SelectMany(file =>
                Regex.Matches(File.ReadAllText(file), "EntryPoint = \"((?:schedules|ad[Bb]inomial)\\w+)\"")
            )
            .Select(hit => hit.Groups[1].Value)
            .ToList();
        Assert.NotEmpty(entries);
        // A name of Fortran's is said once, without arguments.
        foreach (var entry in entries)
            Assert.Matches($@"\b{entry}\b", header);
    }

    [Theory]
    [InlineData(typeof(NativeAction), 32)]
    [InlineData(typeof(NativePosition), 40)]
    [InlineData(typeof(NativeFacts), 32)]
    [InlineData(typeof(NativeCounts), 24)]
    [InlineData(typeof(NativeLevelCounts), 24)]
    [InlineData(typeof(EnzymeAction), 32)]
    [InlineData(typeof(EnzymeRegion), 24)]
    [InlineData(typeof(EnzymeTable), 80)]
    public void Structures_have_the_size_of_the_header(Type type, int bytes) =>
        Assert.Equal(bytes, Marshal.SizeOf(type));

    [Fact]
    public void Numbers_are_those_of_the_library()
    {
        foreach (var status in Enum.GetValues<Status>())
            Assert.Equal((int)status, Constant($"SCHEDULES_{status.ToString().ToUpperInvariant()}"));
        Assert.Equal((int)ActionKind.Forward, Constant("SCHEDULES_FORWARD"));
        Assert.Equal((int)ActionKind.Reverse, Constant("SCHEDULES_REVERSE"));
        Assert.Equal((int)ActionKind.Copy, Constant("SCHEDULES_COPY"));
        Assert.Equal((int)ActionKind.Move, Constant("SCHEDULES_MOVE"));
        Assert.Equal((int)ActionKind.EndForward, Constant("SCHEDULES_END_FORWARD"));
        Assert.Equal((int)ActionKind.EndReverse, Constant("SCHEDULES_END_REVERSE"));
        Assert.Equal((int)Storage.None, Constant("SCHEDULES_NONE"));
        Assert.Equal((int)Storage.Work, Constant("SCHEDULES_WORK"));
        Assert.Equal((int)Storage.Ram, Constant("SCHEDULES_RAM"));
        Assert.Equal((int)Storage.Disk, Constant("SCHEDULES_DISK"));
    }

    [Fact]
    public void Numbers_in_Fortran_are_those_of_the_header()
    {
        var module = File.ReadAllText(Path.Combine(Sources, "fortran", "schedules.f90"));
        var numbers = Regex.Matches(module, @"\b(SCHEDULES_\w+) = (-?\d+)\b").ToList();
        Assert.True(numbers.Count >= 22);
        foreach (var hit in numbers)
            Assert.Equal(Constant(hit.Groups[1].Value), int.Parse(hit.Groups[2].Value, CultureInfo.InvariantCulture));
    }

    private static int Constant(string name) =>
        int.Parse(Regex.Match(Header, $@"\b{name}(?: = | )(-?\d+)").Groups[1].Value, CultureInfo.InvariantCulture);
}
