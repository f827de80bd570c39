namespace Schedules.Samples;

/// <summary>The option --output of a picture.</summary>
internal static class CheckedOutput
{
    /// <summary>Fails early, and not after a long run, if the picture would have no place.</summary>
    /// <exception cref="SettingsException">There is no such directory, or the file would not be one
    /// in SVG.</exception>
    public static void Check(string output)
    {
        var parent = Path.GetDirectoryName(Path.GetFullPath(output));
        if (!Directory.Exists(parent) || Directory.Exists(output))
            throw new SettingsException($"--output is {output}; allowed: a file in a directory that exists");
        if (!output.EndsWith(".svg", StringComparison.OrdinalIgnoreCase))
            throw new SettingsException($"--output is {output}; allowed: a file whose name ends in .svg");
    }
}
