namespace Schedules.Runtime;

/// <summary>The forward, as an operator: applied to a range of steps, it advances the state
/// over them.</summary>
public interface IForwardOperator
{
    /// <summary>The number of steps; null if the forward finds its end as it goes.</summary>
    long? Steps => null;

    /// <summary>As <see cref="IAdjointModel.Identity"/>: a run with a journal needs one.</summary>
    string? Identity => null;

    /// <summary>As <see cref="IAdjointModel.BeginForward"/>: false, as if it is not implemented, if
    /// this object serves for one run.</summary>
    bool Begin() => false;

    /// <summary>Advances the state.</summary>
    /// <param name="n0">The step at whose start it stands.</param>
    /// <param name="n1">The step to whose start it is to go.</param>
    /// <param name="record">Whether to keep what the reverse operator needs for these steps, which comes next.</param>
    /// <returns>The step at whose start it stands: <paramref name="n1"/> or, if the calculation has
    /// ended there, an earlier one.</returns>
    long Apply(long n0, long n1, bool record);
}
