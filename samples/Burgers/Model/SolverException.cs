namespace Schedules.Samples.Burgers;

/// <summary>A time step has no solution that Newton's method finds.</summary>
public sealed class SolverException(string message) : Exception(message);
