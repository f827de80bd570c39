namespace Schedules.Runtime;

/// <summary>Kinds of data in a checkpoint.</summary>
[Flags]
public enum CheckpointKind
{
    /// <summary>Restart data of its step.</summary>
    Restart = 1,

    /// <summary>Adjoint dependencies of its step, and perhaps of steps after it.</summary>
    Dependencies = 2,
}
