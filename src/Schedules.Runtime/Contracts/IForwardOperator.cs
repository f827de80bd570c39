namespace Schedules.Runtime;

/// <summary>The forward, as an operator: applied to a range of steps, it advances the state over them.</summary>
public interface IForwardOperator
{
    /// <summary>The number of steps; null if the forward finds its end as it goes.</summary>
    long? Steps => null;

    /// <summary>Advances the state.</summary>
    /// <param name="n0">Where it stands.</param>
    /// <param name="n1">Where it is to go.</param>
    /// <param name="record">Whether to keep what the reverse operator needs for these steps, which comes next.</param>
    /// <returns>Where it stands: <paramref name="n1"/> or, if the calculation has ended there, an earlier step.</returns>
    long Apply(long n0, long n1, bool record);
}
