namespace Schedules.Interop;

/// <summary>Choice of the first advance among the optimal ones. Streams differ, the number of
/// steps does not.</summary>
public enum Trajectory
{
    /// <summary>The largest optimal advance; the choice of
    /// <see cref="CheckpointSchedule.Revolve"/>.</summary>
    Largest,

    /// <summary>The choice of Stumm and Walther (2009), "maximum" in the Python packages.</summary>
    Maximum,

    /// <summary>The choice of Algorithm 799, "revolve" in the Python packages.</summary>
    Revolve,
}
