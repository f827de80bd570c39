using Schedules.Interop;

namespace Schedules.Runtime;

/// <summary>Checkpoints of one part that a model writes and reads by their handles.</summary>
/// <param name="model">The model; null if it knows of none.</param>
/// <param name="errors">Collector of what stores fail with.</param>
internal sealed class HandleData(IHandleModel? model, StoreErrors errors)
{
    /// <summary>Has the model write what a label says.</summary>
    /// <returns>False if it has to be written as bytes.</returns>
    /// <exception cref="CheckpointStoreException">The store refuses.</exception>
    public bool TryWrite(ILevel level, CheckpointLabel label, long bytes)
    {
        if (model is null || level.Store is not IHandleStore store || Parts(label) != 1)
            return false;
        Write(store, level, label, bytes);
        return true;
    }

    /// <summary>Has the model read a checkpoint.</summary>
    /// <param name="level">Its level.</param>
    /// <param name="kept">The checkpoint.</param>
    /// <param name="bytes">Its bytes.</param>
    /// <returns>False if it has to be read as bytes.</returns>
    /// <exception cref="CheckpointStoreException">The store refuses.</exception>
    public bool TryRead(ILevel level, in KeptCheckpoint kept, out long bytes)
    {
        bytes = 0;
        if (
            model is null
            || level.Store is not IHandleStore store
            || kept.DependenciesEnd - kept.Step + (kept.HasRestartData ? 1 : 0) != 1
        )
            return false;
        bytes = Read(store, kept.Step, kept.HasRestartData);
        return true;
    }

    // Methods of their own: what is captured here would be allocated for stores without
    // handles, too.
    private void Write(IHandleStore store, ILevel level, CheckpointLabel label, long bytes)
    {
        var handle = Named(store, label.Step, store => store.Reserve(label, bytes));
        level.Recall(label.Step, bytes);
        if (label.Kind == CheckpointKind.Restart)
            model!.WriteRestart(label.Step, handle);
        else
            model!.WriteDependencies(label.Step, handle);
    }

    private long Read(IHandleStore store, long step, bool isRestart)
    {
        var handle = Named(store, step, store => store.View(step));
        var bytes = Named(store, step, store => store.Length(step));
        if (isRestart)
            model!.ReadRestart(step, handle);
        else
            model!.ReadDependencies(step, handle);
        return bytes;
    }

    private static long Parts(in CheckpointLabel label) =>
        label.DependenciesEnd - label.Step + (label.Kind.HasFlag(CheckpointKind.Restart) ? 1 : 0);

    private T Named<T>(IHandleStore store, long step, Func<IHandleStore, T> ask)
    {
        try
        {
            return ask(store);
        }
        catch (Exception refused)
        {
            throw errors.Named(refused, step);
        }
    }
}
