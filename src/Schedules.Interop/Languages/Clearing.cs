namespace Schedules.Interop;

/// <summary>When the step-based vocabulary says Clear.</summary>
public enum Clearing
{
    /// <summary>Before all that fills the buffer, and at the beginning and the end.</summary>
    Always,

    /// <summary>Where the buffer holds something.</summary>
    WhenFull,
}
