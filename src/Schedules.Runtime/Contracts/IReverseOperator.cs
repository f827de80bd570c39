namespace Schedules.Runtime;

/// <summary>The adjoint, as an operator.</summary>
public interface IReverseOperator
{
    /// <summary>Advances the adjoint back over steps that the forward operator has
    /// just recorded.</summary>
    /// <param name="n1">Where it stands.</param>
    /// <param name="n0">Where it is to go.</param>
    void Apply(long n1, long n0);
}
