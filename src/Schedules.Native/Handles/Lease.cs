namespace Schedules.Native;

/// <summary>An object of a handle, for one thread, until disposed of.</summary>
internal readonly ref struct Lease<T>(HandleEntry entry, T target)
    where T : class
{
    public T Target { get; } = target;

    public void Dispose() => entry.Exit();
}
