namespace Schedules.Interop;

/// <summary>The kinds of <see cref="CheckpointAction"/>, for a <see cref="RawAction"/>.</summary>
public enum ActionKind
{
    /// <summary>A <see cref="Interop.Forward"/>.</summary>
    Forward,

    /// <summary>A <see cref="Interop.Reverse"/>.</summary>
    Reverse,

    /// <summary>A <see cref="Interop.Copy"/>.</summary>
    Copy,

    /// <summary>A <see cref="Interop.Move"/>.</summary>
    Move,

    /// <summary>An <see cref="Interop.EndForward"/>.</summary>
    EndForward,

    /// <summary>An <see cref="Interop.EndReverse"/>.</summary>
    EndReverse,
}
