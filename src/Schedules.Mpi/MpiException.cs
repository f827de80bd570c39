namespace Schedules.Mpi;

/// <summary>A call of MPI has failed.</summary>
/// <param name="message">The call, and what MPI says of it.</param>
/// <param name="code">The error code of MPI.</param>
public sealed class MpiException(string message, int code) : Exception(message)
{
    /// <summary>The error code of MPI.</summary>
    public int Code { get; } = code;
}
