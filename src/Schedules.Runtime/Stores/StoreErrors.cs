using System.Runtime.ExceptionServices;

namespace Schedules.Runtime;

/// <summary>Whatever a store throws is an error of the store, after which a run can go on. What
/// a model throws is not, even if it is of the same type: a model may have a store, or a run,
/// of its own.</summary>
internal sealed class StoreErrors
{
    private CheckpointStoreException? latest;

    /// <summary>An error of a store that says what has to be said.</summary>
    public static CheckpointStoreException Of(Exception refused, long? step) =>
        refused as CheckpointStoreException
        ?? new CheckpointStoreException(
            step is null ? refused.Message : $"the checkpoint of step {step}: {refused.Message}",
            step,
            null,
            refused
        );

    /// <summary>An error that is to be thrown to the run.</summary>
    public CheckpointStoreException Named(Exception refused, long? step) => latest = Of(refused, step);

    /// <summary>Throws to the run what was found behind the computation.</summary>
    public void Throw(ExceptionDispatchInfo failure)
    {
        latest = (CheckpointStoreException)failure.SourceException;
        failure.Throw();
    }

    /// <summary>Whether this is what was thrown last.</summary>
    public bool Has(CheckpointStoreException error) => error == latest;
}
