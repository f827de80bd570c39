namespace Schedules.Interop;

/// <summary>How the levels of operations are written.</summary>
public enum LevelNames
{
    /// <summary>By number, as H-Revolve does: <c>W^0_3</c>.</summary>
    Numbered,

    /// <summary>M for memory and D for disk, as Revolve and Disk-Revolve do: <c>WM_3</c>. Deeper
    /// levels by number.</summary>
    MemoryAndDisk,
}
