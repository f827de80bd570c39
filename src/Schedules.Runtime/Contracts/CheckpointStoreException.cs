namespace Schedules.Runtime;

/// <summary>A store could not do what it was asked. The message names the place, the step and what
/// is wrong. The run stands where it stood, and goes on when it is started again after the cause
/// has been removed.</summary>
public sealed class CheckpointStoreException : IOException
{
    /// <summary>Makes one.</summary>
    /// <param name="message">The place, the step and what is wrong.</param>
    /// <param name="step">The step of the checkpoint; null if it is of none.</param>
    /// <param name="path">The file or directory; null if it is none.</param>
    /// <param name="inner">The cause, if there is one.</param>
    public CheckpointStoreException(string message, long? step = null, string? path = null, Exception? inner = null)
        : base(message, inner)
    {
        Step = step;
        Path = path;
    }

    /// <summary>The step of the checkpoint; null if it is of none.</summary>
    public long? Step { get; }

    /// <summary>The file or directory; null if it is none.</summary>
    public string? Path { get; }
}
