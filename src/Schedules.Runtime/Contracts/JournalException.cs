namespace Schedules.Runtime;

/// <summary>A journal cannot be read, or is not of the run that is to go on. The message says what
/// to do next. The journal stays, and all checkpoints that are as they were written: what is
/// unfinished or damaged may have been removed.</summary>
/// <param name="message">The file and what is wrong with it.</param>
/// <param name="path">The file or directory.</param>
/// <param name="inner">The cause, if there is one.</param>
public sealed class JournalException(string message, string path, Exception? inner = null) : IOException(message, inner)
{
    /// <summary>The file or directory.</summary>
    public string Path { get; } = path;
}
