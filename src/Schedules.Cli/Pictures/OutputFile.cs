using Schedules.Cli.CommandLine;

namespace Schedules.Cli.Pictures;

/// <summary>A file that is written at the end of long work.</summary>
internal static class OutputFile
{
    /// <summary>Makes sure, before the work, that it can be written; changes nothing.</summary>
    /// <exception cref="FailureException">It cannot.</exception>
    public static void Check(string name)
    {
        var path = Path.GetFullPath(name);
        var directory = Path.GetDirectoryName(path);
        try
        {
            if (Directory.Exists(path) || directory is null)
                throw new IOException("it is a directory");
            if (!Directory.Exists(directory))
                throw new IOException($"there is no directory {directory}");
            if (File.Exists(path))
                File.Open(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite).Dispose();
            else
                new FileStream(
                    Path.Combine(directory, Path.GetRandomFileName()),
                    new FileStreamOptions
                    {
                        Mode = FileMode.CreateNew,
                        Access = FileAccess.Write,
                        Options = FileOptions.DeleteOnClose,
                    }
                ).Dispose();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new FailureException(
                $"failed: {name} cannot be written: {ParseErrors.OneLine(refused.Message)}; name a file in a directory that can be written"
            );
        }
    }
}
