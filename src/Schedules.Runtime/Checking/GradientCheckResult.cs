using System.Globalization;
using System.Text;

namespace Schedules.Runtime;

/// <summary>The verdict of <see cref="GradientCheck"/>, a value for tests; as text a table of at
/// most 80 columns and a sentence for each fault.</summary>
/// <param name="Findings">The faults; none if all is right, or not decided.</param>
/// <param name="Tests">The Taylor tests, at the first control and at the second; fewer if a fault was found before.</param>
/// <param name="Steps">The number of steps.</param>
public sealed record GradientCheckResult(
    IReadOnlyList<GradientFinding> Findings,
    IReadOnlyList<DerivativeTest> Tests,
    long Steps
)
{
    /// <summary>Whether no fault was found, and the gradient was seen to be right at both
    /// controls.</summary>
    public bool Passes => Findings.Count == 0 && Tests.Count == 2 && Tests.All(test => test.Passes);

    /// <summary>The verdict in a sentence.</summary>
    public string Verdict =>
        Passes ? "the gradient is right"
        : Findings.Count > 0 ? "the gradient is not right"
        : "not decided: differences do not settle to a derivative, however short the step";

    /// <summary>Throws if the gradient was not seen to be right.</summary>
    /// <exception cref="InvalidOperationException">It was not: the message is the text of
    /// this.</exception>
    public void ThrowIfNotRight()
    {
        if (!Passes)
            throw new InvalidOperationException(ToString());
    }

    /// <summary>The tables and the verdict.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (index, test) in Tests.Index())
        {
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"control {index + 1}: {test.Gradient:G9} by the adjoint, {test.Difference:G9} by differences"
            );
            text.AppendLine("       h     |J(h)-J(0)|     remainder   rate");
            TaylorRow? before = null;
            foreach (var row in test.Rows)
            {
                var rate = before is { } longer
                    ? Math.Log(longer.Remainder / row.Remainder) / Math.Log(longer.Length / row.Length)
                    : double.NaN;
                text.AppendLine(
                    CultureInfo.InvariantCulture,
                    $"{row.Length, 8:E1} {row.Change, 15:E6} {row.Remainder, 13:E4} {(double.IsFinite(rate) ? rate.ToString("0.00", CultureInfo.InvariantCulture) : ""), 6}"
                );
                before = row;
            }
        }

        foreach (var finding in Findings)
            text.AppendLine(CultureInfo.InvariantCulture, $"{finding.Fault}: {finding.Message}");
        text.Append(Verdict);
        return text.ToString();
    }
}
