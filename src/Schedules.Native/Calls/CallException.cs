namespace Schedules.Native;

/// <summary>A call that is refused, and what it answers.</summary>
internal sealed class CallException(Status status, string message) : Exception(message)
{
    public Status Status { get; } = status;

    /// <exception cref="CallException">The pointer is null.</exception>
    public static unsafe void ThrowIfNull(void* pointer, string name)
    {
        if (pointer is null)
            throw new CallException(Status.Null, $"{name} is null");
    }
}
