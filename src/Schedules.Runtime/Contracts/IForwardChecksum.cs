namespace Schedules.Runtime;

/// <summary>Optional member of a model, so that a replay which does not reproduce the first
/// pass is found.</summary>
public interface IForwardChecksum
{
    /// <summary>A checksum of the forward's state where it stands.</summary>
    ulong Checksum();
}
