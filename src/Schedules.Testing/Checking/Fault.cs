namespace Schedules.Testing;

/// <summary>A law that does not hold in some case, and why.</summary>
/// <param name="Law">The law: a short sentence.</param>
/// <param name="Reason">What is wrong: a sentence.</param>
/// <param name="Shown">The case, as a picture or as actions; null if the case itself says all.</param>
/// <param name="Inner">The exception that was thrown instead.</param>
internal sealed record Fault(string Law, string Reason, string? Shown = null, Exception? Inner = null)
{
    /// <summary>The exception for a case.</summary>
    public LawException In(object counterexample) =>
        new(Law, Shown is null ? $"{counterexample}" : $"{counterexample}{Environment.NewLine}{Shown}", Reason, Inner);

    /// <summary>The first fault of some checks, each made only if those before it
    /// find none.</summary>
    public static Fault? First(IEnumerable<Fault?> checks) => checks.FirstOrDefault(fault => fault is not null);
}
