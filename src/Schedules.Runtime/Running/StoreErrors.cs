namespace Schedules.Runtime;

/// <summary>Whatever a store throws is an error of the store, after which a run can go on.</summary>
internal static class StoreErrors
{
    public static CheckpointStoreException Named(Exception refused, long step) =>
        refused as CheckpointStoreException
        ?? new CheckpointStoreException($"the checkpoint of step {step}: {refused.Message}", step, null, refused);
}
