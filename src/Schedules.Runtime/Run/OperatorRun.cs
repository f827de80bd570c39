using Schedules.Interop;

namespace Schedules.Runtime;

/// <summary>
/// The second, smaller way to run an adjoint calculation: a forward operator, a reverse operator,
/// and the state that is to be kept. <see cref="ApplyForward"/> and <see cref="ApplyReverse"/> are
/// two calls, so that results are at hand in between.
/// </summary>
public sealed class OperatorRun : IDisposable
{
    private readonly CheckpointExecutor executor;

    /// <summary>A run before its beginning; the state is that of the start of step 0.</summary>
    /// <param name="checkpoint">The state.</param>
    /// <param name="forward">Advances it.</param>
    /// <param name="reverse">Advances the adjoint.</param>
    /// <param name="schedule">A schedule that keeps restart data only.</param>
    /// <param name="options">How to run, where it is not the usual way.</param>
    /// <exception cref="ArgumentException">The schedule is for another number of steps, or permits
    /// fewer adjoint calculations.</exception>
    public OperatorRun(
        IStateCheckpoint checkpoint,
        IForwardOperator forward,
        IReverseOperator reverse,
        CheckpointSchedule schedule,
        RunOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        ArgumentNullException.ThrowIfNull(forward);
        ArgumentNullException.ThrowIfNull(reverse);
        executor = new CheckpointExecutor(new OperatorModel(checkpoint, forward, reverse), schedule, options);
    }

    /// <summary>Counts and times of the run so far.</summary>
    public RunProfile Profile => executor.Profile;

    /// <summary>The number of steps, once known.</summary>
    public long? Steps => executor.Steps;

    /// <summary>Applies the forward operator to all steps.</summary>
    /// <param name="cancellation">Asked between steps; the run can be started again.</param>
    /// <remarks>Throws as <see cref="CheckpointExecutor.Run"/>.</remarks>
    public void ApplyForward(CancellationToken cancellation = default) => executor.RunForward(cancellation);

    /// <summary>Applies the reverse operator to all steps, from the last to the first, with what
    /// has to be recomputed of the forward.</summary>
    /// <param name="cancellation">Asked between steps; the run can be started again.</param>
    /// <exception cref="InvalidOperationException">As many adjoint calculations as are wanted have
    /// been done.</exception>
    /// <remarks>Throws as <see cref="CheckpointExecutor.Run"/>.</remarks>
    public void ApplyReverse(CancellationToken cancellation = default)
    {
        if (!executor.RunReverse(cancellation))
            throw new InvalidOperationException("as many adjoint calculations as are wanted have been done");
    }

    /// <summary>Ends the run, and removes its files.</summary>
    public void Dispose() => executor.Dispose();
}
