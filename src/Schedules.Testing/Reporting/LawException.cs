namespace Schedules.Testing;

/// <summary>A law that does not hold, with the smallest case found. The message has all three
/// parts.</summary>
public sealed class LawException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="law">The law: a short sentence.</param>
    /// <param name="counterexample">The case, in one or more lines.</param>
    /// <param name="reason">What is wrong: a sentence.</param>
    /// <param name="inner">The exception that was thrown instead; null if there is none.</param>
    public LawException(string law, string counterexample, string reason, Exception? inner = null)
        : base($"{law}: {reason}{Environment.NewLine}{counterexample}", inner)
    {
        Law = law;
        Counterexample = counterexample;
        Reason = reason;
    }

    /// <summary>The law: a short sentence.</summary>
    public string Law { get; }

    /// <summary>The case, in one or more lines.</summary>
    public string Counterexample { get; }

    /// <summary>What is wrong: a sentence.</summary>
    public string Reason { get; }
}
