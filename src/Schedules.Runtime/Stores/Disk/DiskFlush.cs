namespace Schedules.Runtime;

/// <summary>When what is written is forced out to the device. Either way it is there after the
/// process has ended in any way, and is verified when it is read; flushed, it is there after the
/// machine has stopped, too.</summary>
public enum DiskFlush
{
    /// <summary>Each checkpoint, before it counts as written.</summary>
    EachCheckpoint,

    /// <summary>When the operating system sees fit.</summary>
    Never,
}
