namespace Schedules.Interop;

/// <summary>Choice of the checkpoints that a sweep of unknown length holds.</summary>
public enum OnlinePolicy
{
    /// <summary>Aims at two repetitions, up to (c + 1)(c + 2) / 2 steps with c slots; then as
    /// <see cref="Dynamic"/>.</summary>
    R2,

    /// <summary>Aims at three repetitions, up to (c + 1)(c + 2)(c + 3) / 6 steps; then as
    /// <see cref="Dynamic"/>.</summary>
    R3,

    /// <summary>Least repetition number at every length: Wang, Moin and Iaccarino (2009).</summary>
    Dynamic,

    /// <summary>As <see cref="R2"/>, then as <see cref="R3"/>, then as
    /// <see cref="Dynamic"/>.</summary>
    Hybrid,

    /// <summary>Fewest forward steps at the next length.</summary>
    Greedy,

    /// <summary>As <see cref="R2"/>, then on with three, four, … repetitions.</summary>
    Landmarks,
}
