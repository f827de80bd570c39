namespace Schedules.Interop.Tests;

/// <summary>A call with one bad argument: its parameter, and what the message says of the value and
/// of what is allowed.</summary>
public sealed record BadCall(string Method, string Parameter, string Value, string Allowed, Func<object> Call)
{
    /// <summary>Names the row.</summary>
    public override string ToString() => $"{Method}, {Parameter} {Value}, {Allowed}";
}
