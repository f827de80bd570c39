namespace Schedules.Interop;

/// <summary>
/// A place for forward data. Levels are numbered from the fastest: RAM is 0, disk 1; a slower level
/// k is <c>(Storage)k</c>. Data in a level cannot be used in place: it is copied or moved to
/// <see cref="Work"/> first. <c>default</c> is <see cref="Ram"/>. An enum, so that its values are
/// constants, which patterns take: <c>case Forward { Storage: Storage.Disk }</c>.
/// </summary>
public enum Storage
{
    /// <summary>Nowhere: nothing is kept, or what is moved there is deleted.</summary>
    None = -2,

    /// <summary>Data that the forward and the adjoint use directly.</summary>
    Work = -1,

    /// <summary>Level 0.</summary>
    Ram = 0,

    /// <summary>Level 1.</summary>
    Disk = 1,
}
