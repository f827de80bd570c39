namespace Schedules.Runtime;

// A run on another thread: nothing else of what ships has a task.
public sealed partial class CheckpointExecutor
{
    /// <summary>As <see cref="Run"/>, on a thread of its own: nothing of the thread pool is held,
    /// and the caller does not wait.</summary>
    /// <param name="cancellation">Asked between steps; the run can be started again.</param>
    /// <remarks>The task fails as <see cref="Run"/> throws. Until it has ended, the executor is
    /// used by nobody else.</remarks>
    public Task<RunProfile> RunAsync(CancellationToken cancellation = default)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        return Task.Factory.StartNew(
            () => Run(cancellation),
            CancellationToken.None,
            TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach,
            TaskScheduler.Default
        );
    }
}
