namespace Schedules.Interop;

/// <summary>The modes of the classic vocabulary.</summary>
public enum ClassicMode
{
    /// <summary>All slots are in RAM: their level is not said.</summary>
    Offline,

    /// <summary>The level of each slot is said.</summary>
    Multistage,

    /// <summary>As <see cref="Offline"/>; and the way from the latest checkpoint to the end is left
    /// out, which an online schedule goes over before it knows its length.</summary>
    Online,
}
