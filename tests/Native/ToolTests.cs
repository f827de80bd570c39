namespace Schedules.Native.Tests;

/// <summary>Drivers of other tools, written from their interfaces.</summary>
public sealed class ToolTests
{
    [PublishedFact("gcc")]
    public void A_driver_as_those_of_Enzyme_comes_to_the_right_gradient() =>
        Assert.EndsWith(" schedules\n", Driver.Run(Driver.C("enzyme"), null));

    [PublishedFact("gcc")]
    public void A_driver_as_those_of_Enzyme_leaves_no_files()
    {
        var folder = Directory.CreateTempSubdirectory("schedules-enzyme-");
        try
        {
            Driver.Run("env", null, $"TMPDIR={folder.FullName}", Driver.C("enzyme"));
            Assert.Empty(folder.EnumerateFileSystemInfos());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [PublishedFact("gcc")]
    public void Loops_of_Tapenade_come_to_the_right_gradient() =>
        Assert.Equal("done\n", Driver.Run(Driver.C("tapenade"), null));

    [PublishedTheory("gcc")]
    [InlineData("next", "adBinomial_next: no loop has begun")]
    [InlineData("init", "adBinomial_init: nbSnap is 0")]
    public void What_Tapenade_cannot_be_told_ends_the_process(string call, string expected) =>
        Assert.Contains(
            expected,
            Driver.Run("sh", null, "-c", $"'{Driver.C("tapenade")}' {call} 2>&1; test $? -ge 128")
        );
}
